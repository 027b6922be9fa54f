//! Cases and items of work: what became of a hit, without names and numbers.

use super::entry::{Case, CaseKind, Entry};
use super::{Line, Office, OfficeError};
use jrp_core::policy::Polarity;
use jrp_core::subject::CitizenIds;

impl Office {
    /// Writes a case down; gives its line, unless on a dry run. A text that names somebody by number is refused.
    pub fn add_case(&mut self, case: Case) -> Result<Option<u64>, OfficeError> {
        let ids = CitizenIds::on(self.today());
        for (flag, text) in [("--handled", &case.handled), ("--outcome", &case.outcome)] {
            if text.trim().is_empty() {
                return Err(OfficeError::Usage(format!(
                    "{flag}: is blank; tell it in a sentence"
                )));
            }
            if ids.are_in(text) || holds_code(text) {
                let what = format!(
                    "{flag}: holds a number that names somebody; a case is told without names and numbers"
                );
                return Err(OfficeError::Usage(what));
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
                let what = "--list: is missing; a case of reward or punishment says which list was hit";
                return Err(OfficeError::Usage(what.to_owned()));
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
            let kind = if red {
                "守信激励, --kind reward"
            } else {
                "失信惩戒, --kind punish"
            };
            let what = format!("--list {code}: a case of this list is {kind}; correct one of the two");
            return Err(OfficeError::Usage(what));
        }
        if self.names_somebody(&case)? {
            let what = "the case names a subject of the lists; tell it as 某公司";
            return Err(OfficeError::Usage(what.to_owned()));
        }
        match self.dir.looks_on() {
            true => Ok(None),
            false => self.enter(Entry::Case(case)).map(Some),
        }
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
