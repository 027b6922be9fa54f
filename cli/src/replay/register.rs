//! A whole register asked again.

use super::archive::Archive;
use super::{Questions, Told};
use crate::error::CliError;
use jrp_core::evidence::{Difference, Register, Replay, ReplayError};
use std::path::Path;

/// Differences that are named at most.
const NAMED: usize = 50;

/// Asks every question of a register again.
pub(super) fn replay(path: &Path, text: &str, archive: &Archive<'_>) -> Result<Told, CliError> {
    let fault = |source| CliError::Evidence {
        path: path.to_owned(),
        source,
    };
    let register = Register::parse(text).map_err(fault)?;
    let mut told = Told {
        same: true,
        same_answer: true,
        evidence: register.digest().to_owned(),
        differences: Vec::new(),
        notes: Vec::new(),
        questions: None,
    };
    let mut counts = Questions::default();
    let mut opened = None;
    for question in register.questions() {
        let (row, evidence) = question.map_err(fault)?;
        let rosters = match &opened {
            Some(rosters) => rosters,
            // Every question of a register was answered by the same files.
            None => {
                let logged = super::logged(archive, &evidence);
                told.same = logged.differences.is_empty();
                told.differences.extend(logged.differences);
                told.notes.extend(logged.notes);
                opened.insert(archive.open(&evidence)?)
            }
        };
        match evidence.replay(&[], |query| rosters.check(query)) {
            Ok(replay) => {
                counts.asked += 1;
                counts.different += u64::from(replay.differences.iter().any(Difference::is_of_answer));
                told.add(row, &replay);
            }
            Err(ReplayError::NumbersNeeded { .. }) => counts.masked += 1,
            Err(source) => {
                return Err(CliError::ReplayRow {
                    path: path.to_owned(),
                    row,
                    source: Box::new(source),
                });
            }
        }
    }
    if counts.masked > 0 {
        told.notes.push(format!(
            "questions with masked numbers of persons, which were not asked: {}; give each by --row and --id",
            counts.masked
        ));
    }
    told.questions = Some(counts);
    Ok(told)
}

impl Told {
    /// What came of one row. What differs in the files is the same in every row, and told once.
    fn add(&mut self, row: u64, replay: &Replay) {
        self.same &= replay.is_same;
        for difference in &replay.differences {
            let of_row = format!("row {row}: {difference}");
            let told = match difference.is_of_answer() {
                true => of_row,
                false => difference.to_string(),
            };
            if self.differences.len() < NAMED && !self.differences.contains(&told) {
                self.differences.push(told);
            }
        }
        for note in replay.notes.iter().map(ToString::to_string) {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }
}
