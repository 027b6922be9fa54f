//! The quality report: what became of every row.
//!
//! Each row read is counted once: `read = loaded + left out + refused + collapsed + conflicts`. Rows that turn out to
//! repeat or to contradict each other are known only after the build, so the builder's caller reports them here.

use crate::faults::Faults;
use crate::judge::Origin;
use crate::note::Note;
use crate::refusal::Refusal;
use std::collections::{BTreeMap, HashMap};

/// Refusals, warnings, conflicts, withdrawals that ended nothing and authorities, of each of which a report lists so many one by
/// one; the rest is counted.
pub const LEDGER_LIMIT: usize = 10_000;

/// What became of the rows of one or more feeds. Serializes to the JSON report.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Names of the feeds, by number
    pub(crate) files: BTreeMap<u32, String>,
    /// Rows of each feed
    pub(crate) rows: BTreeMap<u32, u64>,
    pub(crate) read: u64,
    pub(crate) loaded: u64,
    pub(crate) left_out: BTreeMap<&'static str, u64>,
    pub(crate) collapsed: u64,
    pub(crate) conflict_count: u64,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) apart_count: u64,
    pub(crate) apart: Vec<[Origin; 2]>,
    pub(crate) refused: u64,
    pub(crate) refused_rows: Vec<(Origin, Faults)>,
    pub(crate) refused_by_reason: BTreeMap<&'static str, u64>,
    /// Rows refused that name nobody and of which not even the list is known
    pub(crate) unlisted: u64,
    pub(crate) unapplied: Vec<Unapplied>,
    pub(crate) warnings: BTreeMap<&'static str, u64>,
    pub(crate) warned_rows: Vec<(Origin, &'static str)>,
    pub(crate) lists: BTreeMap<String, ListCount>,
    pub(crate) authorities: HashMap<String, u64>,
    pub(crate) passed_over: BTreeMap<&'static str, u64>,
    pub(crate) passed_rows: Vec<(Origin, &'static str)>,
    /// What is said of feeds, by number
    pub(crate) notes: Vec<(u32, Note)>,
}

/// Two rows of one record that differ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conflict {
    pub(crate) kept: Origin,
    pub(crate) dropped: Origin,
}

/// A row that speaks against records of its subject and list, and ends none of them.
#[derive(Clone, Debug)]
pub(crate) struct Unapplied {
    pub(crate) row: Origin,
    pub(crate) stays: Vec<Origin>,
    pub(crate) more: u64,
}

/// Rows of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCount {
    /// Rows that name the list, whatever became of them
    pub read: u64,
    /// Rows loaded
    pub loaded: u64,
    /// Rows refused
    pub refused: u64,
    /// Of these, the ones that are in order and not for the audience
    pub audience: u64,
    /// Rows that name a subject and could not be read, or not for sure: who asks for it is told
    pub unread: u64,
    /// Rows that name nobody, or not by all that they have: a number or a name in them cannot be read
    pub unnamed: u64,
}

impl Report {
    /// Rows read, headers and blank rows aside.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Rows that became records of their own.
    pub fn loaded(&self) -> u64 {
        self.loaded
    }

    /// Rows refused.
    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// Of the refused rows, the ones that are in order and not for the audience.
    pub fn not_for_audience(&self) -> u64 {
        self.lists.values().map(|list| list.audience).sum()
    }

    /// Rows refused that name nobody and of which not even the list is known: they may be of any list.
    pub fn unlisted(&self) -> u64 {
        self.unlisted
    }

    /// Rows that name a subject and could not be read, or not for sure: who asks for the subject is told.
    pub fn unread(&self) -> u64 {
        self.lists.values().map(|list| list.unread).sum()
    }

    /// Rows that name nobody, or not by all that they have.
    pub fn unnamed(&self) -> u64 {
        self.lists.values().map(|list| list.unnamed).sum::<u64>() + self.unlisted
    }

    /// Rows that were to end records, or whose status cannot be read, with the first rows of the records that stay, and how
    /// many more stay.
    pub fn unapplied(&self) -> impl ExactSizeIterator<Item = (Origin, &[Origin], u64)> {
        self.unapplied
            .iter()
            .map(|row| (row.row, row.stays.as_slice(), row.more))
    }

    /// Rows that repeat another exactly.
    pub fn collapsed(&self) -> u64 {
        self.collapsed
    }

    /// Rows dropped because another row of the same record wins.
    pub fn conflicts(&self) -> u64 {
        self.conflict_count
    }

    /// Pairs of rows of one number and decision that both stay because their names differ.
    pub fn apart(&self) -> u64 {
        self.apart_count
    }

    /// The first of them, at most [`LEDGER_LIMIT`].
    pub fn apart_rows(&self) -> &[[Origin; 2]] {
        &self.apart
    }

    /// Rows left out, by status or `expired`, in the order of the words.
    pub fn left_out(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.left_out.iter().map(|(why, count)| (*why, *count))
    }

    /// Rows refused, by code.
    pub fn refused_by_reason(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.refused_by_reason.iter().map(|(code, count)| (*code, *count))
    }

    /// Identifiers accepted though a check digit fails, by code.
    pub fn warnings(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.warnings.iter().map(|(code, count)| (*code, *count))
    }

    /// The first warnings, at most [`LEDGER_LIMIT`]: file name, row and code.
    pub fn warned(&self) -> impl ExactSizeIterator<Item = (&str, u64, &'static str)> {
        let rows = self.warned_rows.iter();
        rows.map(|(origin, code)| (self.file_name(*origin), origin.row, *code))
    }

    /// Rows by list.
    pub fn lists(&self) -> impl Iterator<Item = (&str, ListCount)> {
        self.lists.iter().map(|(code, count)| (code.as_str(), *count))
    }

    /// The first rows refused, at most [`LEDGER_LIMIT`]: file name, row and the reason by which each is counted.
    pub fn refusals(&self) -> impl ExactSizeIterator<Item = (&str, u64, &Refusal)> {
        self.faults()
            .map(|(file, row, faults)| (file, row, faults.first()))
    }

    /// The same rows, each with everything that is wrong with it.
    pub fn faults(&self) -> impl ExactSizeIterator<Item = (&str, u64, &Faults)> {
        self.refused_rows
            .iter()
            .map(|(origin, faults)| (self.file_name(*origin), origin.row, faults))
    }

    /// Name of the feed a row comes from.
    pub fn file_name(&self, origin: Origin) -> &str {
        self.files.get(&origin.file).map_or("", String::as_str)
    }

    /// Records loaded of the rows read; `None` where there were none.
    pub fn load_rate(&self) -> Option<f64> {
        rate(self.loaded, self.read)
    }

    /// Rows in order, loaded or not, of the rows read: what a source's data quality is measured by.
    pub fn valid_rate(&self) -> Option<f64> {
        rate(self.read - self.refused.min(self.read), self.read)
    }

    /// Rows that are none of a list, by what they are: `title` above the header, `footer` for totals, signatures, numbers of
    /// columns and the header again.
    pub fn passed_over(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.passed_over.iter().map(|(what, count)| (*what, *count))
    }

    /// The first of them, at most [`LEDGER_LIMIT`]: file name, row and what it is.
    pub fn passed_rows(&self) -> impl ExactSizeIterator<Item = (&str, u64, &'static str)> {
        let rows = self.passed_rows.iter();
        rows.map(|(origin, what)| (self.file_name(*origin), origin.row, *what))
    }

    /// What is said of feeds as a whole: their form, where the header stands, columns and sheets that are not read.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = (&str, &Note)> {
        let name = |file: &u32| self.files.get(file).map_or("", String::as_str);
        self.notes.iter().map(move |(file, note)| (name(file), note))
    }
}

/// A share in thousandths, rounded down so that a bar is never passed by rounding.
fn rate(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| (u128::from(part) * 1000 / u128::from(whole)) as f64 / 1000.0)
}
