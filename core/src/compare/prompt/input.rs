//! What to say about the question itself: which character of which number is wrong, and what was read as what.

use super::Speaker;
use crate::policy::PromptCode;
use crate::query::{Fault, Problem, ReadAs};
use crate::subject::{IdKind, InputWarning};

impl Speaker<'_> {
    pub(super) fn inputs(&mut self) {
        let case = self.case;
        for (at, subject) in case.subjects.iter().enumerate() {
            let typed = self.subject(at);
            let (label, name) = ([("subject", self.name_of(at))], [("subject", typed)]);
            if subject.has_fault(|fault| matches!(fault, Fault::Check(_))) {
                self.say(PromptCode::CheckDigit, &label);
            }
            for problem in &subject.problems {
                self.wrong(*problem);
            }
            for (read, kind) in [
                (ReadAs::CreditCode, IdKind::Uscc),
                (ReadAs::OrgCode, IdKind::OrgCode),
                (ReadAs::CitizenId, IdKind::CitizenId),
            ] {
                if case.was_read_as(at, subject, read) {
                    let kind = self.policy.word(kind.into(), self.lang);
                    self.say(PromptCode::ReadAs, &[label[0], ("kind", kind)]);
                }
            }
            if subject.is_unwrapped {
                self.say(PromptCode::NameUnwrapped, &name);
            }
            if case.is_set_aside(subject) {
                self.say(PromptCode::NumberSetAside, &label);
            }
            if case.is_clear_by_name(subject) {
                self.say(PromptCode::ComparedByName, &label);
            }
            for found in case
                .findings
                .iter()
                .filter(|found| found.subject == at && found.name_differs)
            {
                let details = found.details.as_ref();
                let listed = details.and_then(|details| details.name.as_deref());
                self.say(
                    PromptCode::NameDiffers,
                    &[name[0], ("listedName", listed.unwrap_or_default())],
                );
            }
        }
    }

    /// Where in a number something is wrong.
    fn wrong(&mut self, problem: Problem) {
        let kind = ("kind", self.policy.word(problem.kind.into(), self.lang));
        match problem.fault {
            Fault::Check(warning) => {
                let (place, of) = match (warning, problem.kind) {
                    (InputWarning::CreditCodeCheck, _) => ("18", IdKind::Uscc),
                    (InputWarning::OrgCodeCheck, IdKind::OrgCode) => ("9", IdKind::OrgCode),
                    (InputWarning::OrgCodeCheck, _) => ("17", IdKind::OrgCode),
                    (InputWarning::CitizenIdCheck, _) => ("18", IdKind::CitizenId),
                    (InputWarning::RegNoCheck, _) => ("15", IdKind::RegNo),
                };
                let kind = ("kind", self.policy.word(of.into(), self.lang));
                self.say(PromptCode::WrongCheck, &[kind, ("at", place)]);
            }
            Fault::Length(found) => {
                let length = match problem.kind {
                    IdKind::Uscc => "18",
                    IdKind::OrgCode => "9",
                    IdKind::RegNo => "15/13",
                    IdKind::TaxNo => "18/20/17/15",
                    IdKind::CitizenId => "18/15",
                    IdKind::Passport | IdKind::Permit => "5-32",
                };
                let found = found.to_string();
                self.say(
                    PromptCode::WrongLength,
                    &[kind, ("length", length), ("found", &found)],
                );
            }
            Fault::Character(found, at) => {
                let (at, mut buffer) = (at.to_string(), [0; 4]);
                let values = [("at", at.as_str()), ("found", found.encode_utf8(&mut buffer))];
                match problem.kind == IdKind::Uscc && matches!(found, 'I' | 'O' | 'S' | 'V' | 'Z') {
                    true => self.say(PromptCode::WrongLetter, &values),
                    false => self.say(PromptCode::WrongCharacter, &[kind, values[0], values[1]]),
                }
            }
            Fault::Masked => self.say(PromptCode::MaskedId, &[]),
            Fault::LostDigits => self.say(PromptCode::LostDigits, &[]),
            Fault::Unanswerable => {}
        }
    }
}
