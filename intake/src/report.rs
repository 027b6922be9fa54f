//! The quality report: what became of every row.
//!
//! Each row read is counted once: `read = loaded + left out + refused + collapsed + conflicts`. Rows that turn out to
//! repeat or to contradict each other are known only after the build, so the builder's caller reports them here.

use crate::feed::{Entry, Origin};
use crate::refusal::{Problem, Refusal};
use jrp_core::record::Record;
use std::collections::{BTreeMap, HashMap};

/// Refusals, warnings and conflicts, each of which a report lists one by one; the rest is counted.
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
    pub(crate) refused: u64,
    pub(crate) refused_rows: Vec<(Origin, Refusal)>,
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
    pub(crate) notes: Vec<(u32, String)>,
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

    /// A row that was to be kept by its subject has nothing to be found by.
    pub fn lose(&mut self, list: &str) {
        self.count(list, |list| {
            list.unread = list.unread.saturating_sub(1);
            list.unnamed += 1;
        });
    }

    /// Rows that were to end records, or whose status cannot be read, with the rows of the records that stay.
    pub fn unapplied(&self) -> impl ExactSizeIterator<Item = (Origin, &[Origin])> {
        self.unapplied.iter().map(|row| (row.row, row.stays.as_slice()))
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

    /// The first warnings, at most [`LEDGER_LIMIT`]: file name, row and code.
    pub fn warned(&self) -> impl ExactSizeIterator<Item = (&str, u64, &'static str)> {
        let rows = self.warned_rows.iter();
        rows.map(|(origin, code)| (self.file_name(*origin), origin.row, *code))
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

    /// Adds what was found out about other rows. Refusals, warnings and conflicts are listed in the order in which reports are
    /// joined.
    pub fn join(&mut self, other: Self) {
        for (file, name) in other.files {
            self.files.insert(file, name);
        }
        add_all(&mut self.passed_over, other.passed_over);
        list_more(&mut self.passed_rows, other.passed_rows);
        list_more(&mut self.notes, other.notes);
        add_all(&mut self.rows, other.rows);
        self.read += other.read;
        self.loaded += other.loaded;
        add_all(&mut self.left_out, other.left_out);
        self.collapsed += other.collapsed;
        self.conflict_count += other.conflict_count;
        list_more(&mut self.conflicts, other.conflicts);
        self.refused += other.refused;
        list_more(&mut self.refused_rows, other.refused_rows);
        add_all(&mut self.refused_by_reason, other.refused_by_reason);
        self.unlisted += other.unlisted;
        self.unapplied.extend(other.unapplied);
        add_all(&mut self.warnings, other.warnings);
        list_more(&mut self.warned_rows, other.warned_rows);
        for (code, count) in other.lists {
            self.count(&code, |list| {
                list.read += count.read;
                list.loaded += count.loaded;
                list.refused += count.refused;
                list.audience += count.audience;
                list.unread += count.unread;
                list.unnamed += count.unnamed;
            });
        }
        for (name, count) in other.authorities {
            *self.authorities.entry(name).or_default() += count;
        }
    }

    /// Some loaded rows repeat others exactly.
    pub fn collapse(&mut self, rows: u64) {
        self.collapsed += rows;
    }

    /// A loaded row contradicts another of the same record.
    pub fn conflict(&mut self, kept: Origin, dropped: Origin) {
        self.conflict_count += 1;
        list_more(&mut self.conflicts, [Conflict { kept, dropped }]);
    }

    /// A row was to end records, or may have been, and ended none, while these stay.
    pub fn leave_unapplied(&mut self, row: Origin, stays: Vec<Origin>) {
        self.unapplied.push(Unapplied { row, stays });
    }

    /// Rows of a list and an authority were loaded, but dropped for the sake of others.
    pub fn unload(&mut self, list: &str, authority: &str, rows: u64) {
        let less = |count: &mut u64| *count = count.saturating_sub(rows);
        less(&mut self.loaded);
        self.count(list, |list| less(&mut list.loaded));
        self.authorities.get_mut(authority).map(less);
    }

    /// The number that the next feed has.
    pub fn next_file(&self) -> u32 {
        self.files
            .last_key_value()
            .map_or(0, |(file, _)| file.saturating_add(1))
    }

    /// Names a feed, or a sheet of one, by its number.
    pub(crate) fn name_file(&mut self, file: u32, name: &str) {
        if self.files.get(&file).is_none_or(|known| known != name) {
            self.files.insert(file, name.to_owned());
        }
    }

    /// Something said of a feed as a whole.
    pub(crate) fn note(&mut self, file: u32, note: &str) {
        list_more(&mut self.notes, [(file, note.to_owned())]);
    }

    /// A row that is none of the list: a title, a footer.
    pub(crate) fn pass_over(&mut self, what: &'static str, origin: Origin) {
        *self.passed_over.entry(what).or_default() += 1;
        list_more(&mut self.passed_rows, [(origin, what)]);
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
    pub fn notes(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let name = |file: &u32| self.files.get(file).map_or("", String::as_str);
        self.notes
            .iter()
            .map(move |(file, note)| (name(file), note.as_str()))
    }

    pub(crate) fn count_rows(&mut self, file: u32, rows: u64) {
        self.read += rows;
        *self.rows.entry(file).or_default() += rows;
    }

    pub(crate) fn count_list(&mut self, code: &str) {
        self.count(code, |list| list.read += 1);
    }

    pub(crate) fn load(&mut self, record: &Record, origin: Origin) {
        self.loaded += 1;
        self.count(&record.list_kind, |list| list.loaded += 1);
        match self.authorities.get_mut(&record.authority) {
            Some(count) => *count += 1,
            None => {
                self.authorities.insert(record.authority.clone(), 1);
            }
        }
        for warning in record.id.iter().flat_map(|id| id.warnings()) {
            self.warn(warning.code(), origin);
        }
        if record
            .name
            .iter()
            .chain(&record.former_names)
            .any(|name| has_web_address(name))
        {
            self.warn(NAME_ADDRESS, origin);
        }
        if record
            .source_unit
            .iter()
            .chain([&record.authority])
            .any(|unit| has_web_address(unit))
        {
            self.warn(UNIT_ADDRESS, origin);
        }
    }

    /// Counts and lists what is odd about a row that is loaded all the same.
    pub(crate) fn warn(&mut self, code: &'static str, origin: Origin) {
        *self.warnings.entry(code).or_default() += 1;
        list_more(&mut self.warned_rows, [(origin, code)]);
    }

    pub(crate) fn leave_out(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_default() += 1;
    }

    /// A row that names this list, if it can be read, is refused.
    pub(crate) fn refuse(&mut self, origin: Origin, list: Option<&str>, refusal: Refusal) {
        self.refused += 1;
        if let Some(list) = list {
            // Whose cells have moved was not counted yet.
            let read = u64::from(matches!(
                refusal.problem,
                Problem::Ragged { .. } | Problem::Swallowed { .. }
            ));
            self.count(list, |list| {
                list.read += read;
                list.refused += 1;
                list.audience += u64::from(refusal.problem.is_of_audience());
            });
        }
        *self.refused_by_reason.entry(refusal.code()).or_default() += 1;
        list_more(&mut self.refused_rows, [(origin, refusal)]);
    }

    /// A refused row tells this beside. One row may name several subjects.
    pub(crate) fn salvage(&mut self, row: u64, entry: &Entry, before: &mut Option<u64>) {
        match entry {
            Entry::Unread(unread) if before.replace(row) != Some(row) => {
                self.count(&unread.list_kind, |list| list.unread += 1);
            }
            Entry::Unnamed(Some(list)) => self.count(list, |list| list.unnamed += 1),
            Entry::Unnamed(None) => self.unlisted += 1,
            Entry::Unread(_) | Entry::Listed(_) | Entry::Withdrawn(_) => {}
        }
    }

    fn count(&mut self, list: &str, count: impl FnOnce(&mut ListCount)) {
        match self.lists.get_mut(list) {
            Some(known) => count(known),
            None => count(self.lists.entry(list.to_owned()).or_default()),
        }
    }
}

/// A name holds a web address: people who read it may follow it.
pub(crate) const NAME_ADDRESS: &str = "name-address";

/// The unit that decided or delivered holds one.
pub(crate) const UNIT_ADDRESS: &str = "unit-address";

/// Wide forms too, as they are typed in Chinese.
fn has_web_address(text: &str) -> bool {
    const MARKS: [&str; 6] = ["://", "：//", "：／／", ":／／", "www.", "WWW."];
    MARKS.iter().any(|mark| text.contains(mark))
}

fn add_all<K: Ord>(counts: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    for (key, count) in others {
        *counts.entry(key).or_default() += count;
    }
}

/// Lists what there is room for.
fn list_more<T>(ledger: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    let room = LEDGER_LIMIT.saturating_sub(ledger.len());
    ledger.extend(more.into_iter().take(room));
}

/// A share in thousandths, rounded down so that a bar is never passed by rounding.
fn rate(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| (u128::from(part) * 1000 / u128::from(whole)) as f64 / 1000.0)
}
