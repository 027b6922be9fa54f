//! Whether an identifier is worth a question: for hosts that go through whole registers.

use super::{Layer, Roster};
use crate::date::Date;
use crate::format::codes;
use crate::format::fingerprint::{KeyKind, fingerprint};
use crate::query::{Subject, SubjectQuery};
use crate::snapshot::PartitionKind;
use crate::subject::personal::may_be_citizen_id;
use crate::subject::{CreditCode, IdKind, OrgCode};

impl<B: AsRef<[u8]>> Roster<B> {
    /// Whether a record may be reached by this identifier alone. `false` is certain: [`Roster::check`] with nothing but
    /// this identifier finds no record and no row that could not be read. `true` means that it may, or that the identifier cannot be read, or that it may be a
    /// natural person's, so ask.
    ///
    /// Takes the identifier as typed. Credit codes and organisation codes are looked up without allocation, unless masked
    /// identifiers are listed.
    ///
    /// ```no_run
    /// # fn example(roster: &jrp_core::roster::Roster<Vec<u8>>) {
    /// use jrp_core::subject::IdKind;
    /// if roster.may_list(IdKind::Uscc, "91320507MA1QF7RX58") {
    ///     // roster.check(…)
    /// }
    /// # }
    /// ```
    pub fn may_list(&self, kind: IdKind, text: &str) -> bool {
        let body = match kind {
            IdKind::Uscc => match CreditCode::parse(text) {
                // It may be a citizen id, which is compared as one.
                Ok(code) if code.is_numeric() && may_be_citizen_id(code.as_str(), Date::MAX) => return true,
                code => code.map(|code| code.org_code()),
            },
            IdKind::OrgCode => OrgCode::parse(text),
            _ => return self.may_reach(kind, text),
        };
        match body {
            Ok(code) if !self.lists_masked() => self.holds(&code),
            _ => self.may_reach(kind, text),
        }
    }

    /// Whether no record is reached by this credit code alone, of which a question reads nothing else. `false` where only a
    /// question tells.
    pub(crate) fn lacks(&self, code: &CreditCode) -> bool {
        !self.lists_masked() && !self.holds(&code.org_code())
    }

    /// Whether a live record of an organisation or sole trader has this organisation code.
    fn holds(&self, code: &OrgCode) -> bool {
        let fingerprint = fingerprint(KeyKind::OrgBody, code.body());
        let is_held = |layer: &Layer<B>| {
            let live = layer.live(PartitionKind::Organisations).ok().flatten();
            live.is_some_and(|live| {
                let (partition, bytes) = (live.partition, live.bytes);
                let mut primary = partition.rows_of(bytes, codes::body_number(code));
                // Hardly any other number holds a code; most of these are of other subjects.
                let holds = |row: usize| {
                    let row = live.view.row(row);
                    row.filter(|row| !row.has_coded_id())
                        .is_some_and(|row| match row.identifier() {
                            None => row.has_identifier(),
                            Some(id) => id
                                .inner_org_code()
                                .is_some_and(|inner| inner.body() == code.body()),
                        })
                };
                primary.any(|row| live.is_live(row))
                    || partition
                        .rows_with(bytes, fingerprint)
                        .any(|row| live.is_live(row) && holds(row))
            })
        };
        self.layers()
            .any(|layer| layer.snapshot.may_hold(fingerprint) && is_held(layer))
    }

    /// Whether identifiers of organisations are listed that hide some of their characters.
    fn lists_masked(&self) -> bool {
        !self.masks.get(PartitionKind::Organisations).is_empty()
    }

    /// The long way, which reads the identifier as a question does.
    fn may_reach(&self, kind: IdKind, text: &str) -> bool {
        let query = SubjectQuery {
            id: Some((kind, text.to_owned())),
            ..SubjectQuery::default()
        };
        let subject = Subject::parse(&query, Date::MAX);
        if subject.id.is_none() || kind.is_personal() || subject.may_be_person() {
            return true;
        }
        let answer = self.find(&subject);
        answer.is_unreadable || answer.reaches_any()
    }
}
