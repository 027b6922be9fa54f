//! Acts that are on no list: permits of 双公示 and the eight other acts. Only whether they come whole and in time is counted.

use super::clock::Clock;
use super::entry::{Arrival, Entry, Tally};
use super::{Argument, Office, OfficeError, Receiving, inbox, ledger};
use jrp_core::date::Date;
use jrp_core::unseen;
use jrp_intake::Register;
use std::collections::HashSet;
use std::path::Path;

/// Acts by the word that the notices use, and whether they are 双公示.
pub const ACTS: [(&str, bool); 9] = [
    ("许可", true),
    ("强制", false),
    ("确认", false),
    ("征收", false),
    ("给付", false),
    ("裁决", false),
    ("补偿", false),
    ("奖励", false),
    ("监督检查", false),
];

/// Words in the title of the column that says when it was decided, the surest first.
const DATE_TITLES: [&str; 5] = ["决定日期", "行为日期", "decided_on", "作出日期", "日期"];

impl Office {
    /// Takes a table of acts in; gives what the ledger tells of it and the line, unless on a dry run.
    pub fn receive_acts(
        &mut self,
        path: &Path,
        receiving: &Receiving,
        acts: &str,
    ) -> Result<(Arrival, Option<u64>), OfficeError> {
        self.check(receiving)?;
        let Some((word, is_double)) = ACTS.iter().find(|(word, _)| *word == acts) else {
            let known: Vec<&str> = ACTS.iter().map(|(word, _)| *word).collect();
            let what = format!("is none of {}; use one of them", known.join(", "));
            return Err(Argument::Acts.refused(acts, what));
        };
        let name = unseen::reveal(&path.file_name().unwrap_or_default().to_string_lossy());
        let bytes = inbox::read_delivered(path)?;
        let digest = ledger::digest(&bytes);
        let known = self.ledger.lines().iter().find_map(|line| match &line.entry {
            Entry::Receive(known)
                if known.digest.as_ref() == Some(&digest) && known.unit == receiving.from =>
            {
                Some((line.line, known.clone()))
            }
            _ => None,
        });
        if let Some((line, known)) = known {
            let is_same = known.on == receiving.on && known.acts.as_deref() == Some(word);
            return match is_same {
                true => Ok((known, Some(line))),
                false => Err(OfficeError::Again { file: name, line }),
            };
        }
        let tally = self.tally_acts((&name, &bytes), (&receiving.from, word, *is_double), receiving.on)?;
        let arrival = Arrival {
            unit: receiving.from.clone(),
            on: receiving.on,
            file: Some(name),
            digest: Some(digest),
            list: None,
            profile: None,
            mends: None,
            part: receiving.part,
            acts: Some((*word).to_owned()),
            lists: [((*word).to_owned(), tally)].into(),
        };
        inbox::put(&self.dir, &bytes)?;
        let line = match self.dir.looks_on() {
            true => None,
            false => Some(self.enter(Entry::Receive(arrival.clone()))?),
        };
        Ok((arrival, line))
    }

    /// Rows, those without a day or a subject, and those that came within the term of the acts. An act that came before, in this file
    /// or another, is counted once.
    fn tally_acts(
        &self,
        (name, bytes): (&str, &[u8]),
        (unit, acts, is_double): (&str, &str, bool),
        on: Date,
    ) -> Result<Tally, OfficeError> {
        let mut known = HashSet::new();
        for arrival in inbox::arrivals(self.ledger.lines()) {
            let is_own = arrival.unit == unit && arrival.acts.as_deref() == Some(acts);
            if let Some(digest) = arrival.digest.as_ref().filter(|_| is_own) {
                let name = arrival.file.as_deref().unwrap_or_default();
                let before = read_acts(name, &inbox::get(self.dir.path(), digest)?)?;
                known.extend(before.into_iter().map(|act| act.key));
            }
        }
        let clock = Clock::of(self.policy.calendar());
        let deadlines = &self.settings.deadlines;
        let mut tally = Tally::default();
        for act in read_acts(name, bytes)? {
            if !known.insert(act.key) {
                tally.again += 1;
                continue;
            }
            tally.rows += 1;
            let Some(decided) = act.decided else {
                tally.refused += 1;
                continue;
            };
            let due = match is_double {
                true => Date::from_days(
                    decided
                        .days()
                        .saturating_add(i32::try_from(deadlines.double_publicity_days).unwrap_or(i32::MAX)),
                ),
                false => Some(clock.after_workdays(decided, deadlines.other_acts_workdays)),
            };
            tally.timed += 1;
            tally.timely += u64::from(due.is_some_and(|due| on <= due));
        }
        Ok(tally)
    }
}

/// An act of a table.
struct Act {
    /// The same for the same act in whatever file: its cells, but for those that number the rows
    key: String,
    /// When it was decided, where that and a subject can be read
    decided: Option<Date>,
}

fn read_acts(name: &str, bytes: &[u8]) -> Result<Vec<Act>, OfficeError> {
    let refused = |what: String| OfficeError::Usage(format!("{name}: {what}"));
    let mut register = Register::open(name, bytes).map_err(|error| refused(error.to_string()))?;
    let titles: Vec<String> = register.header().cells().map(str::to_owned).collect();
    let place = DATE_TITLES
        .iter()
        .find_map(|word| titles.iter().position(|title| title.contains(word)));
    let Some(place) = place else {
        return Err(refused(
            "no column tells when the acts were decided; call one 决定日期".to_owned(),
        ));
    };
    let subjects = register.subjects().clone();
    let mut acts = Vec::new();
    while let Some(row) = register.next_row().map_err(|error| refused(error.to_string()))? {
        if row.cells().all(|cell| cell.trim().is_empty()) || subjects.is_footer(&row) {
            continue;
        }
        let decided = row.cells().nth(place).and_then(jrp_intake::day);
        let names_somebody = !subjects.read(&row).subjects.is_empty();
        let numbers_rows =
            |title: Option<&String>| title.is_some_and(|title| jrp_intake::numbers_rows(title));
        let own = row
            .cells()
            .enumerate()
            .filter(|(at, _)| !numbers_rows(titles.get(*at)));
        let own: Vec<&str> = own.map(|(_, cell)| cell.trim()).collect();
        acts.push(Act {
            key: own.join("\n"),
            decided: decided.filter(|_| names_somebody),
        });
    }
    Ok(acts)
}
