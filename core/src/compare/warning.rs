//! What is odd about the question, as codes.

use super::gap::{self, Gap};
use super::result::Warning;
use super::{Case, Outcome};
use crate::query::{Problem, ReadAs, Subject};
use crate::roster::Grade;

impl ReadAs {
    /// The code of the warning.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::CreditCode => "read-as-credit-code",
            Self::OrgCode => "read-as-org-code",
            Self::CitizenId => "read-as-citizen-id",
        }
    }
}

impl Case<'_> {
    /// Whether nothing was found against the subject on lists of which some rows name nobody.
    pub(super) fn is_incomplete(&self) -> bool {
        matches!(self.outcome, Outcome::Clear | Outcome::Preferred) && !self.sources.incomplete().is_empty()
    }

    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (at, subject) in self.subjects.iter().enumerate() {
            let mut add = |code| {
                let warning = Warning {
                    subject: Some(at),
                    code,
                };
                if !warnings.contains(&warning) {
                    warnings.push(warning);
                }
            };
            subject
                .problems
                .iter()
                .copied()
                .filter_map(Problem::code)
                .for_each(&mut add);
            let mut own = self.findings.iter().filter(|found| found.subject == at);
            if own.any(|found| found.name_differs) {
                add("name-differs");
            }
            if self.gaps.contains(&(Gap::PersonKeyMissing, at)) {
                add("person-key-missing");
            }
            for read in [ReadAs::CreditCode, ReadAs::OrgCode, ReadAs::CitizenId] {
                if self.was_read_as(at, subject, read) {
                    add(read.code());
                }
            }
            if self.is_clear_by_name(subject) {
                add("name-only");
            }
            if subject.is_unwrapped || subject.has_unreadable_name {
                add("name-unwrapped");
            }
            if self.is_set_aside(subject) {
                add("number-not-compared");
            }
        }
        let of_all = [
            (self.is_on_before_data(), "on-before-data"),
            (self.query.on > self.today, "on-in-future"),
            (self.is_incomplete(), "list-incomplete"),
        ];
        let of_all = of_all.into_iter().filter(|(applies, _)| *applies);
        warnings.extend(of_all.map(|(_, code)| Warning { subject: None, code }));
        warnings
    }

    fn is_on_before_data(&self) -> bool {
        let mut sources = self.sources.iter();
        sources.any(|source| self.query.on < source.header.data_as_of)
    }

    /// Whether a number was read as what it was not typed for: its form leaves hardly another meaning, or it led to a record.
    pub(super) fn was_read_as(&self, at: usize, subject: &Subject, read: ReadAs) -> bool {
        let own = || self.findings.iter().filter(|found| found.subject == at);
        subject.readings.iter().any(|reading| {
            let kind = reading.id.kind();
            let has_led = || own().any(|found| found.candidate.grade == Grade::ReadAs(kind));
            let is_answered = || own().any(|found| found.candidate.grade.is_confirmed());
            ReadAs::of(kind) == Some(read) && (has_led() || reading.is_sure && !is_answered())
        })
    }

    /// Whether nothing was found by a name, which is all that was typed.
    pub(super) fn is_clear_by_name(&self, subject: &Subject) -> bool {
        self.outcome == Outcome::Clear
            && subject.name.is_some()
            && !subject.has_number()
            && subject.problems.is_empty()
    }

    /// Whether a number that reached nothing stands beside a code that was compared.
    pub(super) fn is_set_aside(&self, subject: &Subject) -> bool {
        gap::is_unanswered(subject) && subject.has_valid_code()
    }
}
