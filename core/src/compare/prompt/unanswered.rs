//! What is said of that which could not be compared.

use super::Speaker;
use crate::compare::gap::Gap;
use crate::compare::limit::MOST;
use crate::compare::unread::Weight;
use crate::policy::{PromptCode, Topic};

impl Speaker<'_> {
    pub(super) fn gaps(&mut self) {
        for (gap, at) in &self.case.gaps {
            let subject = [("subject", self.subject(*at))];
            match gap {
                Gap::PersonKeyMissing => self.say(PromptCode::PersonKeyMissing, &[]),
                Gap::PersonNeedsId => self.say(PromptCode::PersonNeedsId, &subject),
                Gap::KindNeeded => self.say(PromptCode::KindNeeded, &subject),
                Gap::UnreadableId => self.say(PromptCode::UnreadableId, &subject),
                Gap::NumberNotCompared => self.say(PromptCode::NumberNotCompared, &subject),
                Gap::NameUnreadable => self.say(PromptCode::NameUnreadable, &subject),
                Gap::NameNeeded => self.say(PromptCode::NameNeeded, &subject),
                Gap::RecordUnreadable => {
                    let channel = self.words.channel(Topic::OfficialQuery);
                    self.say(
                        PromptCode::RecordUnreadable,
                        &[&subject[..], &[("channel", channel)]].concat(),
                    );
                }
                Gap::CodeNeeded => self.say(PromptCode::CodeNeeded, &subject),
                // Said row by row.
                Gap::RowUnread => {}
                Gap::NotCovered => {
                    let lists = self.lacking();
                    let channel = self.words.channel(Topic::OfficialQuery);
                    self.say(PromptCode::NotCovered, &[("lists", &lists), ("channel", channel)]);
                }
                Gap::NoMeasures => {
                    let scenario = self.case.scenario.name_in(self.lang);
                    let channel = self.words.channel(Topic::OfficialQuery);
                    self.say(
                        PromptCode::NoMeasures,
                        &[("scenario", scenario), ("channel", channel)],
                    );
                }
            }
        }
    }

    pub(super) fn unread(&mut self) {
        for row in self.case.unread.iter().take(MOST) {
            if let Some(source) = self.case.sources.get(row.source) {
                self.speak_for(source);
            }
            let code = match row.weight {
                Weight::Gap => PromptCode::RowUnread,
                Weight::Notice | Weight::Mention => PromptCode::RowUnreadNotice,
            };
            let values = [
                ("subject", self.subject(row.subject)),
                ("list", row.list.name_in(self.lang)),
                ("row", &row.row),
                ("channel", self.words.channel(row.list.channel)),
            ];
            self.say(code, &values);
        }
    }
}
