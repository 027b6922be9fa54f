//! 修复, 撤销, 异议: the records of a subject are found and shown, and the one that is meant is changed. The change stays with the
//! record in whatever delivery it comes again.

use super::clock::Clock;
use super::entry::{Change, ChangeKind, Entry};
use super::show::{Asked, OfficeRecord};
use super::standing::changes;
use super::{Argument, Office, OfficeError};
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
    Several(Vec<OfficeRecord>),
}

/// What was changed.
#[derive(Debug)]
pub struct Changed {
    /// The record as it was
    pub record: OfficeRecord,
    /// What the ledger tells
    pub change: Change,
    /// The line of the ledger; `None` on a dry run
    pub line: Option<u64>,
    /// By when it must be published
    pub due: Date,
    /// The year of which the holidays are not known, where one counts
    pub unknown_year: Option<i32>,
    /// Whether it was entered already, by a command that was stopped or run twice
    pub is_done: bool,
}

impl Office {
    /// Changes the record that is meant, where it is one alone.
    pub fn change(&mut self, changing: &Changing) -> Result<Choice, OfficeError> {
        let today = self.today();
        if changing.noticed > today {
            let what = format!("lies after today, {today}; name the day on which the notice came");
            return Err(Argument::Day.refused(changing.noticed, what));
        }
        if changing.asked.is_empty() && changing.record.is_none() {
            let what = "whose record is not said; give a code, a name or a record's id";
            return Err(OfficeError::Usage(what.to_owned()));
        }
        let fits = |shown: &OfficeRecord| match changing.change {
            ChangeKind::Settle => shown.state == "objection",
            ChangeKind::Object => matches!(shown.state.as_str(), "active" | "suspended"),
            ChangeKind::Repair | ChangeKind::Revoke => {
                matches!(shown.state.as_str(), "active" | "objection" | "suspended")
            }
        };
        let mut named = self.standing(&changing.asked)?;
        named.retain(|shown| changing.names(shown));
        let mut found: Vec<OfficeRecord> = named.iter().filter(|shown| fits(shown)).cloned().collect();
        if found.is_empty() && changing.change != ChangeKind::Object {
            found = self.left_under_objection(changing)?;
        }
        if found.len() > 1 {
            return Ok(Choice::Several(found));
        }
        let Some(record) = found.pop() else {
            return self.done_already(changing, named);
        };
        // The change would not be applied to it, and nobody would know.
        if let Some(later) = [Some(record.listed_on), record.decided_on]
            .into_iter()
            .flatten()
            .find(|day| *day > changing.noticed)
        {
            let what = format!(
                "record {}: was listed or decided on {later}, after the notice of {}; give the day of a notice that speaks of it",
                record.record, changing.noticed
            );
            return Err(OfficeError::Usage(what));
        }
        let change = changing.of(&record);
        let line = match self.dir.looks_on() {
            true => None,
            false => {
                let line = self.enter(Entry::Change(change.clone()))?;
                self.write_records()?;
                Some(line)
            }
        };
        Ok(self.changed(record, change, line, false))
    }

    fn changed(&self, record: OfficeRecord, change: Change, line: Option<u64>, is_done: bool) -> Choice {
        let clock = Clock::of(self.policy.calendar());
        let due = clock.due(&self.settings.deadlines, &change);
        Choice::Changed(Box::new(Changed {
            unknown_year: clock.unknown_year(change.noticed, due),
            record,
            change,
            line,
            due,
            is_done,
        }))
    }

    /// Records under an objection that their unit delivers no more: whoever objected is owed a decision all the same.
    fn left_under_objection(&mut self, changing: &Changing) -> Result<Vec<OfficeRecord>, OfficeError> {
        let mut found = self.history(&changing.asked)?;
        let changes = changes(self.ledger.lines());
        found.retain(|shown| {
            let last = changes.get(shown.record.as_str());
            shown.state == "replaced"
                && changing.names(shown)
                && last.is_some_and(|(_, change)| change.change == ChangeKind::Object)
        });
        Ok(found)
    }

    /// What is said where no record can be changed: that the very same was done already, that the record is under another
    /// change, or that none stands.
    fn done_already(&mut self, changing: &Changing, named: Vec<OfficeRecord>) -> Result<Choice, OfficeError> {
        let changes = changes(self.ledger.lines());
        let changed = { named.into_iter() }
            .filter_map(|shown| Some((changes.get(shown.record.as_str()).copied()?, shown)));
        let changed: Vec<_> = changed
            .map(|((line, change), shown)| (line, change.clone(), shown))
            .collect();
        // Of several that were changed by the same words the last is the one that a command run twice has just changed.
        let mut same = changed
            .iter()
            .filter(|(_, change, shown)| *change == changing.of(shown));
        if let Some((line, change, record)) = same.by_ref().max_by_key(|(line, ..)| *line).cloned() {
            let line = Some(line).filter(|_| !self.dir.looks_on());
            self.write_records()?;
            return Ok(self.changed(record, change, line, true));
        }
        let [(line, _, record)] = changed.as_slice() else {
            return Err(OfficeError::NothingStands {
                asked: changing.asked.clone(),
                record: changing.record.clone(),
            });
        };
        Err(OfficeError::Usage(format!(
            "record {}: is {} already, by line {line} of the ledger; its history tells by whose word",
            record.record, record.state
        )))
    }
}

impl Changing {
    /// Whether the record is one of those that are meant.
    fn names(&self, shown: &OfficeRecord) -> bool {
        self.record.as_deref().is_none_or(|record| {
            // A few digits could be any record.
            record.len() >= 6 && shown.record.starts_with(record)
        })
    }

    /// The change of this record.
    fn of(&self, record: &OfficeRecord) -> Change {
        Change {
            change: self.change,
            record: record.record.clone(),
            list: record.list.clone(),
            name: record.name.clone(),
            id: record.id.clone(),
            noticed: self.noticed,
            court: self.court,
            asked_by: self.asked_by.clone(),
            document: self.document.clone(),
        }
    }
}
