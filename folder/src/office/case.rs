//! Cases and items of work: what became of a hit, without names and numbers.

use super::entry::{Case, CaseKind, Entry};
use super::{Argument, Line, Office, OfficeError};
use jrp_core::policy::Polarity;
use jrp_core::subject::CitizenIds;

/// What came of writing a case down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its line of the ledger; `None` on a dry run
    pub line: Option<u64>,
    /// Whether it was entered already, by a command that was stopped or run twice
    pub is_done: bool,
}

impl Office {
    /// Writes a case down, once: the same case of the same day is the same. A text that names somebody is refused.
    pub fn add_case(&mut self, case: Case) -> Result<Added, OfficeError> {
        let ids = CitizenIds::on(self.today());
        for (argument, text) in [
            (Argument::Handled, &case.handled),
            (Argument::Outcome, &case.outcome),
        ] {
            if text.trim().is_empty() {
                return Err(argument.refused("", "is blank; tell it in a sentence"));
            }
            if ids.are_in(text) || holds_code(text) {
                // The number itself is not repeated.
                let what = "holds a number that names somebody; a case is told without names and numbers";
                return Err(argument.refused("", what));
            }
        }
        if self.settings.unit(&case.unit).is_none() {
            let known = self.settings.units.iter().map(|unit| unit.name.as_str());
            return Err(OfficeError::UnitUnknown {
                name: case.unit,
                known: known.collect::<Vec<_>>().join(", "),
            });
        }
        match &case.list {
            Some(code) if self.policy.list(code).is_none() => {
                return Err(OfficeError::ListUnknown { code: code.clone() });
            }
            None if case.case != CaseKind::Work => {
                let what = "is missing; a case of reward or punishment says which list was hit";
                return Err(Argument::List.refused("", what));
            }
            _ => {}
        }
        let is_red = |code: &String| {
            let list = self.policy.list(code);
            list.is_some_and(|list| list.polarity == Polarity::Red)
        };
        let (rewards, red) = (case.case == CaseKind::Reward, case.list.as_ref().map(is_red));
        if let (Some(code), Some(red)) = (&case.list, red)
            && case.case != CaseKind::Work
            && rewards != red
        {
            let kind = if red { "守信激励" } else { "失信惩戒" };
            let what = format!("a case of this list is {kind}; correct the list or the kind");
            return Err(Argument::List.refused(code, what));
        }
        if self.names_somebody(&case)? {
            let what = "the case names a subject of the lists; tell it as 某公司";
            return Err(OfficeError::Usage(what.to_owned()));
        }
        let known = self.cases().find(|(_, known)| **known == case);
        let known = known.map(|(line, _)| line.line);
        let line = match (self.dir.looks_on(), known) {
            (true, _) => None,
            (false, Some(line)) => Some(line),
            (false, None) => Some(self.enter(Entry::Case(case))?),
        };
        Ok(Added {
            line,
            is_done: known.is_some(),
        })
    }

    /// The cases, with their lines.
    pub fn cases(&self) -> impl Iterator<Item = (&Line, &Case)> {
        self.ledger.lines().iter().filter_map(|line| match &line.entry {
            Entry::Case(case) => Some((line, case)),
            _ => None,
        })
    }

    /// Whether a text holds the whole name of somebody who stands on a list.
    fn names_somebody(&mut self, case: &Case) -> Result<bool, OfficeError> {
        self.load_standing()?;
        let records = super::standing::records(self.ledger.lines(), &self.tables)?;
        let mut names = records.iter().filter_map(|stands| stands.record.name.as_deref());
        let is_in = |name: &str| case.handled.contains(name) || case.outcome.contains(name);
        Ok(names.any(|name| name.chars().count() > 1 && is_in(name)))
    }
}

/// Whether a text holds what looks like a credit code.
fn holds_code(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.len() == 18 && word.bytes().any(|b| b.is_ascii_digit()))
}
