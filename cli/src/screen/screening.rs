//! Row by row: what each is asked, and what is written of it.

use super::added::Added;
use super::evidence::{Lines, Record, Secret};
use super::out::{Kind, Out};
use super::since::{Earlier, Keys, TITLES};
use super::tally::Tally;
use super::verdict::Verdict;
use crate::error::CliError;
use jrp_core::compare::{LongAnswers, Outcome};
use jrp_core::evidence::EvidenceError;
use jrp_core::query::Query;
use jrp_core::roster::RosterSet;
use jrp_intake::{Language, Register, RegisterRow, Subjects};
use std::io::Read;
use std::num::NonZero;
use std::path::Path;

/// Rows compared at a time.
const BATCH: usize = 4096;

/// What every row is asked, and what of the answer is written.
pub(super) struct Screening<'a> {
    pub(super) rosters: &'a RosterSet<Vec<u8>>,
    pub(super) question: &'a Query,
    pub(super) subjects: &'a Subjects,
    pub(super) columns: &'a [Added],
    pub(super) kind: Kind,
    /// Where evidence is written
    pub(super) secret: Option<Secret>,
    pub(super) threads: NonZero<usize>,
}

/// What a register came to.
pub(super) struct Screened {
    /// Where its rows say who is meant
    pub(super) subjects: Subjects,
    pub(super) tally: Tally,
}

/// Some rows with their answers.
struct Batch {
    body: Body,
    tally: Tally,
    lines: Result<Lines, EvidenceError>,
}

enum Body {
    /// As they are written
    Text(Vec<u8>),
    /// To be written one by one
    Rows(Vec<Answered>),
}

/// A row with its answer.
struct Answered {
    row: RegisterRow,
    /// `None` of a total or a signature
    outcome: Option<Outcome>,
    /// What is added to it
    cells: Vec<String>,
    /// What an earlier answer is compared with
    told: [[String; 2]; 3],
    keys: Keys,
}

impl Screening<'_> {
    /// Writes every row with its answer, or those whose answer is another than the earlier one.
    pub(super) fn write<R: Read + Send>(
        &self,
        register: &mut Register<'_, R>,
        path: &Path,
        out: &mut Out,
        mut earlier: Option<&mut Earlier>,
        mut record: Option<&mut Record>,
    ) -> Result<Tally, CliError> {
        let titles = self.added_titles(register, path, earlier.is_some())?;
        out.head(register, &titles)?;
        let mut tally = Tally::default();
        // Rows are counted as a spreadsheet counts those that are written.
        let mut next = register.above().len() as u64 + 2;
        let by_row = earlier.is_some() || self.kind == Kind::Workbook;
        jrp_threads::in_order(
            self.threads,
            || {
                let rows = batch(register)?;
                let first = next;
                next += rows.as_ref().map_or(0, |rows| rows.len() as u64);
                Ok(rows.map(|rows| (first, rows)))
            },
            |(first, rows): (u64, Vec<RegisterRow>)| self.batch(first, rows, by_row),
            |done: csv::Result<Batch>| -> Result<(), CliError> {
                let done = done.map_err(|error| out.failed(error.into()))?;
                tally.join(done.tally);
                if let Some(record) = record.as_deref_mut() {
                    record.append(done.lines.map_err(CliError::NoEvidence)?)?;
                }
                match done.body {
                    Body::Text(text) => out.text(&text)?,
                    Body::Rows(rows) => {
                        for row in rows {
                            row.write(out, earlier.as_deref_mut())?;
                        }
                    }
                }
                Ok(())
            },
        )?;
        self.subjects.finish(&tally.watch)?;
        Ok(tally)
    }

    /// The titles of the added columns, none of which the register may have.
    fn added_titles<R: Read>(
        &self,
        register: &Register<'_, R>,
        path: &Path,
        with_earlier: bool,
    ) -> Result<Vec<&'static str>, CliError> {
        let language = self.subjects.language();
        let mut titles: Vec<&'static str> =
            self.columns.iter().map(|column| column.title(language)).collect();
        if with_earlier {
            let at = usize::from(language == Language::English);
            titles.extend(TITLES.iter().filter_map(|title| title.get(at)));
        }
        for (at, cell) in register.header().cells().enumerate() {
            if let Some(name) = titles.iter().find(|title| cell.trim() == **title) {
                return Err(CliError::ColumnTaken {
                    path: path.to_owned(),
                    position: at + 1,
                    name,
                });
            }
        }
        Ok(titles)
    }

    fn batch(&self, first: u64, rows: Vec<RegisterRow>, by_row: bool) -> csv::Result<Batch> {
        let mut query = self.question.clone();
        let mut tally = Tally::default();
        let mut long = LongAnswers::default();
        let mut text = csv::Writer::from_writer(Vec::new());
        let mut answered = Vec::new();
        let mut lines = Ok(Lines::default());
        for (number, row) in (first..).zip(rows) {
            self.subjects.watch(&row, &mut tally.watch);
            let reading = self.subjects.read(&row);
            let keys = by_row.then(|| Keys::of(&reading.subjects, row.cells()));
            let is_footer = self.subjects.is_footer(&row);
            let mut asked = Vec::new();
            let subjects = if is_footer { Vec::new() } else { reading.subjects };
            let answers = subjects.into_iter().map(|subject| {
                query.subjects = vec![subject];
                let answer = long.check(self.rosters, &query);
                if self.secret.is_some() {
                    asked.push((query.clone(), answer.clone()));
                }
                answer
            });
            let answers = answers.collect();
            if let (Some(secret), Ok(kept)) = (&self.secret, &mut lines)
                && let Err(error) = kept.add(number, &asked, &reading.doubts, self.question.lang, secret)
            {
                lines = Err(error);
            }
            let verdict = match is_footer {
                true => None,
                false => Some(Verdict::of(
                    answers,
                    &reading.doubts,
                    self.question.lang,
                    &mut tally,
                )),
            };
            match &verdict {
                Some(verdict) => tally.add(verdict.outcome),
                None => tally.pass_over(),
            }
            let Some(keys) = keys else {
                let cell = |column: &Added| {
                    verdict
                        .as_ref()
                        .map(|verdict| verdict.cell(*column))
                        .unwrap_or_default()
                };
                let cells: Vec<_> = self.columns.iter().map(cell).collect();
                text.write_record(row.cells().chain(cells.iter().map(AsRef::as_ref)))?;
                continue;
            };
            answered.push(self.answered(row, verdict.as_ref(), keys));
        }
        let body = match by_row {
            true => Body::Rows(answered),
            false => Body::Text(
                text.into_inner()
                    .map_err(|error| csv::Error::from(error.into_error()))?,
            ),
        };
        Ok(Batch { body, tally, lines })
    }
}

impl Screening<'_> {
    fn answered(&self, row: RegisterRow, verdict: Option<&Verdict>, keys: Keys) -> Answered {
        let language = self.subjects.language();
        let own = |column| verdict.map_or_else(String::new, |verdict| verdict.cell(column).into_owned());
        let words = |column| {
            verdict.map_or_else(String::new, |verdict| {
                verdict.in_words(column, self.rosters, language)
            })
        };
        let cell = |column: &Added| match self.kind {
            Kind::Text => own(*column),
            Kind::Workbook => words(*column),
        };
        Answered {
            outcome: verdict.map(|verdict| verdict.outcome),
            cells: self.columns.iter().map(cell).collect(),
            told: Earlier::COMPARED.map(|column| [own(column), words(column)]),
            row,
            keys,
        }
    }
}

impl Answered {
    fn write(self, out: &mut Out, earlier: Option<&mut Earlier>) -> Result<(), CliError> {
        let mut cells = self.cells;
        if let Some(earlier) = earlier {
            if self.outcome.is_none() {
                return Ok(());
            }
            match earlier.changed(&self.keys, &self.told) {
                None => return Ok(()),
                Some(before) => cells.extend(before),
            }
        }
        out.row(self.row.cells(), &cells, self.outcome)
    }
}

/// The next rows; `None` at the end.
fn batch<R: Read>(register: &mut Register<'_, R>) -> Result<Option<Vec<RegisterRow>>, CliError> {
    let mut rows = Vec::with_capacity(BATCH);
    while rows.len() < BATCH {
        match register.next_row()? {
            Some(row) => rows.push(row),
            None => break,
        }
    }
    Ok(Some(rows).filter(|rows| !rows.is_empty()))
}
