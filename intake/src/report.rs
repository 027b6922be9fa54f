//! The quality report: what became of every row.
//!
//! Each row read is counted once: `read = loaded + left out + refused + collapsed + conflicts`. Rows that turn out to
//! repeat or to contradict each other are known only after the build, so the builder's caller reports them here.

use crate::feed::Origin;
use crate::refusal::Refusal;
use jrp_core::record::Record;
use std::collections::BTreeMap;

/// Refusals, and conflicts, that a report lists one by one; the rest is counted.
pub const LEDGER_LIMIT: usize = 10_000;

/// What became of the rows of one or more feeds. Serializes to the JSON report.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub(crate) files: Vec<FileCount>,
    pub(crate) read: u64,
    pub(crate) loaded: u64,
    pub(crate) left_out: BTreeMap<&'static str, u64>,
    pub(crate) collapsed: u64,
    pub(crate) conflict_count: u64,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) refused: u64,
    pub(crate) refused_rows: Vec<(Origin, Refusal)>,
    pub(crate) refused_by_reason: BTreeMap<&'static str, u64>,
    pub(crate) warnings: BTreeMap<&'static str, u64>,
    pub(crate) lists: BTreeMap<String, ListCount>,
    pub(crate) authorities: BTreeMap<String, u64>,
}

/// A feed and its rows.
#[derive(Clone, Debug)]
pub(crate) struct FileCount {
    pub(crate) name: String,
    pub(crate) rows: u64,
}

/// Two rows of one record that differ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conflict {
    pub(crate) kept: Origin,
    pub(crate) dropped: Origin,
}

/// Rows of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCount {
    /// Rows that name the list, whatever became of them
    pub read: u64,
    /// Rows loaded
    pub loaded: u64,
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

    /// Rows that repeat another exactly.
    pub fn collapsed(&self) -> u64 {
        self.collapsed
    }

    /// Rows dropped because another row of the same record wins.
    pub fn conflicts(&self) -> u64 {
        self.conflict_count
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

    /// Rows by list.
    pub fn lists(&self) -> impl Iterator<Item = (&str, ListCount)> {
        self.lists.iter().map(|(code, count)| (code.as_str(), *count))
    }

    /// The first refusals, at most [`LEDGER_LIMIT`]: file name, row and reason.
    pub fn refusals(&self) -> impl ExactSizeIterator<Item = (&str, u64, &Refusal)> {
        self.refused_rows
            .iter()
            .map(|(origin, refusal)| (self.file_name(*origin), origin.row, refusal))
    }

    /// Name of the feed a row comes from.
    pub fn file_name(&self, origin: Origin) -> &str {
        self.files
            .get(origin.file as usize)
            .map_or("", |file| file.name.as_str())
    }

    /// Records loaded of the rows read; `None` where there were none.
    pub fn load_rate(&self) -> Option<f64> {
        rate(self.loaded, self.read)
    }

    /// Rows in order, loaded or not, of the rows read: what a source's data quality is measured by.
    pub fn valid_rate(&self) -> Option<f64> {
        rate(self.read - self.refused.min(self.read), self.read)
    }

    /// A loaded row repeats another exactly and was dropped.
    pub fn collapse(&mut self, list: &str, authority: &str) {
        self.unload(list, authority);
        self.collapsed += 1;
    }

    /// A loaded row contradicts another of the same record and was dropped; list and authority are its own.
    pub fn conflict(&mut self, kept: Origin, dropped: Origin, list: &str, authority: &str) {
        self.unload(list, authority);
        self.conflict_count += 1;
        if self.conflicts.len() < LEDGER_LIMIT {
            self.conflicts.push(Conflict { kept, dropped });
        }
    }

    pub(crate) fn begin_file(&mut self, name: &str) -> u32 {
        self.files.push(FileCount {
            name: name.to_owned(),
            rows: 0,
        });
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn count_row(&mut self, file: u32) {
        self.read += 1;
        if let Some(file) = self.files.get_mut(file as usize) {
            file.rows += 1;
        }
    }

    pub(crate) fn count_list(&mut self, code: &str) {
        self.list(code).read += 1;
    }

    pub(crate) fn load(&mut self, record: &Record) {
        self.loaded += 1;
        self.list(&record.list_kind).loaded += 1;
        match self.authorities.get_mut(&record.authority) {
            Some(count) => *count += 1,
            None => {
                self.authorities.insert(record.authority.clone(), 1);
            }
        }
        for warning in record.id.iter().flat_map(|id| id.warnings()) {
            *self.warnings.entry(warning.code()).or_default() += 1;
        }
    }

    pub(crate) fn leave_out(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_default() += 1;
    }

    pub(crate) fn refuse(&mut self, origin: Origin, refusal: Refusal) {
        self.refused += 1;
        *self.refused_by_reason.entry(refusal.code()).or_default() += 1;
        if self.refused_rows.len() < LEDGER_LIMIT {
            self.refused_rows.push((origin, refusal));
        }
    }

    fn unload(&mut self, list: &str, authority: &str) {
        self.loaded = self.loaded.saturating_sub(1);
        let list = self.list(list);
        list.loaded = list.loaded.saturating_sub(1);
        if let Some(count) = self.authorities.get_mut(authority) {
            *count = count.saturating_sub(1);
        }
    }

    fn list(&mut self, code: &str) -> &mut ListCount {
        if !self.lists.contains_key(code) {
            self.lists.insert(code.to_owned(), ListCount::default());
        }
        self.lists.entry(code.to_owned()).or_default()
    }
}

/// A share in thousandths, rounded down so that a bar is never passed by rounding.
fn rate(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| (u128::from(part) * 1000 / u128::from(whole)) as f64 / 1000.0)
}
