//! A delivery: a unit's file becomes rows of lists, its faults go back to the unit, and the ledger tells.

use super::clock::Clock;
use super::entry::{Arrival, Entry, ProfileUsed, Tally};
use super::problem::{Problem, problems};
use super::standing::records;
use super::table::{Fate, How, Table, UNLISTED};
use super::{Argument, Office, OfficeError, inbox, mended, returned};
use jrp_core::date::Date;
use jrp_core::policy::Polarity;
use jrp_core::unseen;
use jrp_intake::FeedError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A delivery.
#[derive(Clone, Debug)]
pub struct Receiving {
    /// The unit, by its name in `office.toml`
    pub from: String,
    /// The one list that the files hold
    pub list: Option<String>,
    /// How its columns are read, where they are not ours
    pub profile: Option<WrittenProfile>,
    /// Adds to what the unit delivered before; without it the file is the unit's whole list
    pub part: bool,
    /// The day on which it came
    pub on: Date,
}

/// A profile as it is written.
#[derive(Clone, Debug)]
pub struct WrittenProfile {
    /// What it is called: that of a built-in one, or of a file
    pub name: String,
    /// The TOML
    pub text: String,
}

/// What came of a file.
#[derive(Debug)]
pub struct Received {
    /// What the ledger tells of it
    pub arrival: Arrival,
    /// The line of the ledger; `None` on a dry run
    pub line: Option<u64>,
    /// What is said of the file as a whole: its form, hidden rows, merged cells, rows that were passed over
    pub notes: Vec<String>,
    /// Rows that the unit must look at
    pub problems: Vec<Problem>,
    /// The workbook for the unit, where there are such rows
    pub returned: Option<PathBuf>,
    /// Lists that the unit delivers by `office.toml`, and of which this file says nothing
    pub silent: Vec<String>,
    /// Lists that the unit does not deliver by `office.toml`
    pub unexpected: Vec<String>,
    /// Whether this delivery was entered already, by a command that was stopped or run twice
    pub is_done: bool,
    /// The line of an earlier day's delivery of the same file
    pub unchanged_since: Option<u64>,
}

/// An earlier delivery of the same file, which no other has replaced.
#[derive(Clone, Copy)]
struct Known {
    line: u64,
    /// Whether it is this very delivery, of the same day
    is_done: bool,
}

impl Office {
    /// Takes a file in.
    pub fn receive(&mut self, path: &Path, receiving: &Receiving) -> Result<Received, OfficeError> {
        self.check(receiving)?;
        let name = file_name(&path.to_string_lossy());
        let bytes = inbox::read_delivered(path)?;
        let list = receiving.list.as_deref();
        let written = receiving.profile.as_ref();
        let profile = written
            .map(|written| inbox::profile(&written.name, written.text.as_bytes()))
            .transpose()?;
        let how = How {
            policy: &self.policy,
            on: receiving.on,
            list,
            profiles: profile.as_slice(),
        };
        let table = match Table::read(&name, &bytes, how) {
            // Its columns are those of a workbook that went back, or of nobody we know.
            Err(OfficeError::Feed(error @ (FeedError::Header { .. } | FeedError::Separator { .. }))) => {
                return match mended::find(&name, &bytes)? {
                    Some(number) => self.receive_mended((&name, &bytes), &number, receiving),
                    None => Err(error.into()),
                };
            }
            read => read?,
        };
        check_lists(&name, &table, list)?;
        self.load_standing()?;
        let arrival = Arrival {
            unit: receiving.from.clone(),
            on: receiving.on,
            digest: Some(super::ledger::digest(&bytes)),
            list: receiving.list.clone(),
            // A table with our own columns needs none.
            profile: written
                .filter(|_| table.by_profile.is_some())
                .map(|written| ProfileUsed {
                    name: file_name(&written.name),
                    digest: super::ledger::digest(written.text.as_bytes()),
                }),
            mends: None,
            part: receiving.part,
            acts: None,
            lists: self.tallies(&table, list, receiving.on)?,
            file: Some(name),
        };
        if let Some(written) = written.filter(|_| arrival.profile.is_some()) {
            inbox::put(&self.dir, written.text.as_bytes())?;
        }
        self.take(&bytes, table, arrival)
    }

    /// Takes a table in that was read, and writes what goes back.
    pub(super) fn take(
        &mut self,
        bytes: &[u8],
        table: Table,
        arrival: Arrival,
    ) -> Result<Received, OfficeError> {
        let known = self.known(&arrival);
        inbox::put(&self.dir, bytes)?;
        let problems = problems(&table);
        let next = self.ledger.lines().len() as u64 + 1;
        let number = known
            .filter(|known| known.is_done)
            .map_or(next, |known| known.line);
        let returned = match problems.is_empty() {
            true => None,
            false => Some(returned::write(&self.dir, number, &arrival, &table, &problems)?),
        };
        let notes = table.notes.clone();
        self.tables.keep(&arrival, table);
        let received = self.accept(arrival, problems, returned, known)?;
        Ok(Received { notes, ..received })
    }

    /// A unit says that it has no row of a list.
    pub fn receive_nothing(&mut self, receiving: &Receiving) -> Result<Received, OfficeError> {
        self.check(receiving)?;
        let Some(list) = &receiving.list else {
            let what = "a zero report needs a list: of which there is nothing";
            return Err(OfficeError::Usage(what.to_owned()));
        };
        let arrival = Arrival {
            unit: receiving.from.clone(),
            on: receiving.on,
            file: None,
            digest: None,
            list: receiving.list.clone(),
            profile: None,
            mends: None,
            part: receiving.part,
            acts: None,
            lists: [(list.clone(), Tally::default())].into(),
        };
        let known = self.known(&arrival).filter(|known| known.is_done);
        self.accept(arrival, Vec::new(), None, known)
    }

    fn accept(
        &mut self,
        arrival: Arrival,
        problems: Vec<Problem>,
        returned: Option<PathBuf>,
        known: Option<Known>,
    ) -> Result<Received, OfficeError> {
        let done = known.filter(|known| known.is_done).map(|known| known.line);
        let line = match self.dir.looks_on() {
            true => None,
            false => {
                let line = match done {
                    Some(line) => line,
                    None => self.enter(Entry::Receive(arrival.clone()))?,
                };
                self.write_records()?;
                Some(line)
            }
        };
        let delivers = self
            .settings
            .unit(&arrival.unit)
            .map(|unit| unit.delivers.as_slice());
        let delivers = delivers.unwrap_or_default();
        // What mends a delivery says nothing of its other rows.
        let whole = Some(delivers).filter(|_| arrival.mends.is_none());
        let silent = { whole.into_iter().flatten() }.filter(|list| !arrival.lists.contains_key(*list));
        let named = arrival.lists.keys().filter(|list| *list != UNLISTED);
        Ok(Received {
            silent: silent.cloned().collect(),
            unexpected: named.filter(|list| !delivers.contains(list)).cloned().collect(),
            line,
            notes: Vec::new(),
            problems,
            returned,
            arrival,
            is_done: done.is_some(),
            unchanged_since: known.filter(|known| !known.is_done).map(|known| known.line),
        })
    }

    pub(super) fn check(&self, receiving: &Receiving) -> Result<(), OfficeError> {
        let today = self.today();
        if receiving.on > today {
            let what = format!("lies after today, {today}; name the day on which it came");
            return Err(Argument::Day.refused(receiving.on, what));
        }
        if self.settings.unit(&receiving.from).is_none() {
            let known = self.settings.units.iter().map(|unit| unit.name.as_str());
            return Err(OfficeError::UnitUnknown {
                name: receiving.from.clone(),
                known: known.collect::<Vec<_>>().join(", "),
            });
        }
        match &receiving.list {
            Some(code) if self.policy.list(code).is_none() => {
                Err(OfficeError::ListUnknown { code: code.clone() })
            }
            _ => Ok(()),
        }
    }

    /// The same file, delivered before and not replaced since. On the same day it is the same delivery; on another it says that
    /// nothing has changed, which a unit owes every month.
    fn known(&self, arrival: &Arrival) -> Option<Known> {
        for line in self.ledger.lines().iter().rev() {
            let Entry::Receive(before) = &line.entry else {
                continue;
            };
            if before.unit != arrival.unit || before.list != arrival.list || before.acts.is_some() {
                continue;
            }
            let is_same = before.digest == arrival.digest
                && before.profile == arrival.profile
                && before.mends == arrival.mends;
            if is_same && before.part == arrival.part {
                return Some(Known {
                    line: line.line,
                    is_done: before.on == arrival.on,
                });
            }
            // What came later of a whole list has taken the place of all before it.
            if !before.part || !arrival.part {
                return None;
            }
        }
        None
    }

    /// Rows by list. Of those that were not delivered before, some must come within a term from their decision.
    pub(super) fn tallies(
        &self,
        table: &Table,
        list: Option<&str>,
        on: Date,
    ) -> Result<std::collections::BTreeMap<String, Tally>, OfficeError> {
        let before = records(self.ledger.lines(), &self.tables)?;
        let known: BTreeSet<&str> = before.iter().map(|stands| stands.identity.text()).collect();
        let mut tallies = std::collections::BTreeMap::<String, Tally>::new();
        match list {
            Some(list) => tallies.entry(list.to_owned()).or_default(),
            // Rows without a list, delivered before, make way for the new whole.
            None => tallies.entry(UNLISTED.to_owned()).or_default(),
        };
        for row in &table.rows {
            let tally = tallies.entry(row.list.clone()).or_default();
            tally.rows += 1;
            tally.refused += u64::from(matches!(row.fate, Fate::Refused(_)));
            let Some((record, identity)) = row.record() else {
                continue;
            };
            let due = self.due(&row.list, record.decided_on.unwrap_or(record.listed_on));
            if let Some(due) = due.filter(|_| !known.contains(identity.text())) {
                tally.timed += 1;
                tally.timely += u64::from(on <= due);
            }
        }
        Ok(tallies)
    }

    /// The last day on which a row with this decision comes in time, where its list has a term of its own.
    fn due(&self, list: &str, decided: Date) -> Option<Date> {
        let deadlines = &self.settings.deadlines;
        if deadlines.double_publicity.iter().any(|code| code == list) {
            let days = i32::try_from(deadlines.double_publicity_days).ok()?;
            return Date::from_days(decided.days().checked_add(days)?);
        }
        let is_red = self.policy.list(list)?.polarity == Polarity::Red;
        let clock = Clock::of(self.policy.calendar());
        is_red.then(|| clock.after_workdays(decided, deadlines.red_workdays))
    }
}

/// What a file is called, without where it lies.
fn file_name(path: &str) -> String {
    let name = Path::new(path).file_name().unwrap_or_default();
    unseen::reveal(&name.to_string_lossy())
}

/// A file that is said to hold one list holds no other.
fn check_lists(name: &str, table: &Table, list: Option<&str>) -> Result<(), OfficeError> {
    let Some(given) = list else { return Ok(()) };
    match table.rows.iter().find(|row| row.list != given) {
        Some(row) => Err(OfficeError::OtherList {
            file: name.to_owned(),
            row: row.number,
            found: row.list.clone(),
            given: given.to_owned(),
        }),
        None => Ok(()),
    }
}
