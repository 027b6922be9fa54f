//! Acts that are on no list: permits of 双公示 and the eight other acts. Only whether they come whole and in time is counted.

use super::clock::Clock;
use super::entry::{Arrival, Entry, Tally};
use super::{Office, OfficeError, Receiving, inbox, ledger};
use jrp_core::date::Date;
use jrp_core::unseen;
use jrp_intake::Register;
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
            let what = format!("--acts {acts}: is none of {}; use one of them", known.join(", "));
            return Err(OfficeError::Usage(what));
        };
        let name = unseen::shown(&path.file_name().unwrap_or_default().to_string_lossy());
        let bytes = inbox::read_delivered(path)?;
        let tally = self.tally_acts(&name, &bytes, receiving.on, *is_double)?;
        let arrival = Arrival {
            unit: receiving.from.clone(),
            on: receiving.on,
            file: Some(name.clone()),
            digest: Some(ledger::digest(&bytes)),
            list: None,
            profile: None,
            part: receiving.part,
            acts: Some((*word).to_owned()),
            lists: [((*word).to_owned(), tally)].into(),
        };
        let known = self.ledger.lines().iter().find(|line| match &line.entry {
            Entry::Receive(known) => known.digest == arrival.digest && known.unit == arrival.unit,
            _ => false,
        });
        if let Some(line) = known {
            if matches!(&line.entry, Entry::Receive(known) if *known == arrival) {
                return Ok((arrival, Some(line.line)));
            }
            return Err(OfficeError::Again {
                file: name,
                line: line.line,
            });
        }
        inbox::put(&self.dir, &bytes)?;
        let line = match self.dir.looks_on() {
            true => None,
            false => Some(self.enter(Entry::Receive(arrival.clone()))?),
        };
        Ok((arrival, line))
    }

    /// Rows, those without a day or a subject, and those that came within the term of the acts.
    fn tally_acts(&self, name: &str, bytes: &[u8], on: Date, is_double: bool) -> Result<Tally, OfficeError> {
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
        let clock = Clock::of(self.policy.calendar());
        let deadlines = &self.settings.deadlines;
        let mut tally = Tally::default();
        while let Some(row) = register.next_row().map_err(|error| refused(error.to_string()))? {
            if row.cells().all(|cell| cell.trim().is_empty()) || subjects.is_footer(&row) {
                continue;
            }
            tally.rows += 1;
            let decided = row.cells().nth(place).and_then(jrp_intake::day);
            let names_somebody = !subjects.read(&row).subjects.is_empty();
            let Some(decided) = decided.filter(|_| names_somebody) else {
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
