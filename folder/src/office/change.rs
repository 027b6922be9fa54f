//! 修复, 撤销, 异议: the records of a subject are found and shown, and the one that is meant is changed. The change stays with the
//! record in whatever delivery it comes again.

use super::clock::Clock;
use super::entry::{Change, ChangeKind, Entry};
use super::show::{Asked, Shown};
use super::{Office, OfficeError};
use jrp_core::date::Date;

/// What is to be changed.
#[derive(Clone, Debug)]
pub struct Changing {
    /// How
    pub change: ChangeKind,
    /// Of whom, or which
    pub asked: Asked,
    /// The record's id, or its beginning
    pub record: Option<String>,
    /// The day on which the notice came
    pub noticed: Date,
    /// Whether it is a court's proof
    pub court: bool,
    /// Who asked for it
    pub asked_by: Option<String>,
    /// The document on which it rests
    pub document: Option<String>,
}

/// What was found.
#[derive(Debug)]
pub enum Choice {
    /// One record was meant, and changed
    Changed(Box<Changed>),
    /// Several may be meant: nothing was changed
    Several(Vec<Shown>),
}

/// What was changed.
#[derive(Debug)]
pub struct Changed {
    /// The record as it was
    pub record: Shown,
    /// What the ledger tells
    pub change: Change,
    /// The line of the ledger; `None` on a dry run
    pub line: Option<u64>,
    /// By when it must be published
    pub due: Date,
    /// The year of which the holidays are not known, where one counts
    pub unknown_year: Option<i32>,
}

impl Office {
    /// Changes the record that is meant, where it is one alone.
    pub fn change(&mut self, changing: &Changing) -> Result<Choice, OfficeError> {
        let today = self.today();
        if changing.noticed > today {
            let what = format!(
                "--on {}: lies after today, {today}; name the day on which the notice came",
                changing.noticed
            );
            return Err(OfficeError::Usage(what));
        }
        if changing.asked.is_empty() && changing.record.is_none() {
            let what = "whose record is not said; give --code, --name or --record";
            return Err(OfficeError::Usage(what.to_owned()));
        }
        let what = changing.asked.to_string();
        let fits = |shown: &Shown| match changing.change {
            ChangeKind::Settle => shown.state == "objection",
            ChangeKind::Object => matches!(shown.state.as_str(), "active" | "suspended"),
            ChangeKind::Repair | ChangeKind::Revoke => {
                matches!(shown.state.as_str(), "active" | "objection" | "suspended")
            }
        };
        let mut found = self.standing(&changing.asked)?;
        found.retain(|shown| {
            let named = changing.record.as_deref().is_none_or(|record| {
                // A few digits could be any record.
                record.len() >= 6 && shown.record.starts_with(record)
            });
            named && fits(shown)
        });
        if found.len() > 1 {
            return Ok(Choice::Several(found));
        }
        let Some(record) = found.pop() else {
            return Err(OfficeError::NothingStands { what });
        };
        // The change would not be applied to it, and nobody would know.
        if let Some(later) = [Some(record.listed_on), record.decided_on]
            .into_iter()
            .flatten()
            .find(|day| *day > changing.noticed)
        {
            let what = format!(
                "record {}: was listed or decided on {later}, after the notice of {}; give --on the day of a notice that speaks of it",
                record.record, changing.noticed
            );
            return Err(OfficeError::Usage(what));
        }
        let change = Change {
            change: changing.change,
            record: record.record.clone(),
            list: record.list.clone(),
            name: record.name.clone(),
            id: record.id.clone(),
            noticed: changing.noticed,
            court: changing.court,
            asked_by: changing.asked_by.clone(),
            document: changing.document.clone(),
        };
        let clock = Clock::of(self.policy.calendar());
        let due = clock.due(&self.settings.deadlines, &change);
        let unknown_year = clock.unknown_year(change.noticed, due);
        let line = match self.dir.looks_on() {
            true => None,
            false => {
                let line = self.enter(Entry::Change(change.clone()))?;
                self.write_records()?;
                Some(line)
            }
        };
        Ok(Choice::Changed(Box::new(Changed {
            record,
            change,
            line,
            due,
            unknown_year,
        })))
    }
}
