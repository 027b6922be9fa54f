//! How a report comes to its numbers.

use crate::faults::Faults;
use crate::judge::{Entry, Origin};
use crate::note::Note;
use crate::refusal::Problem;
use crate::report::{Conflict, LEDGER_LIMIT, ListCount, Report, Unapplied};
use jrp_core::record::Record;
use std::collections::BTreeMap;

impl Report {
    /// A row that was to be kept by its subject has nothing to be found by.
    pub fn lose(&mut self, list: &str) {
        self.count(list, |list| {
            list.unread = list.unread.saturating_sub(1);
            list.unnamed += 1;
        });
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
        self.apart_count += other.apart_count;
        list_more(&mut self.apart, other.apart);
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

    /// Two loaded rows are of one number and decision, and both stay because their names differ.
    pub fn stand_apart(&mut self, rows: [Origin; 2]) {
        self.apart_count += 1;
        list_more(&mut self.apart, [rows]);
    }

    /// A row was to end records, or may have been, and ended none, while these stay, and so many more.
    pub fn leave_unapplied(&mut self, row: Origin, stays: Vec<Origin>, more: u64) {
        self.unapplied.push(Unapplied { row, stays, more });
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
    pub(crate) fn note(&mut self, file: u32, note: &Note) {
        list_more(&mut self.notes, [(file, note.clone())]);
    }

    /// A row that is none of the list: a title, a footer.
    pub(crate) fn pass_over(&mut self, what: &'static str, origin: Origin) {
        *self.passed_over.entry(what).or_default() += 1;
        list_more(&mut self.passed_rows, [(origin, what)]);
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
    pub(crate) fn refuse(&mut self, origin: Origin, list: Option<&str>, faults: Faults) {
        let refusal = faults.first();
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
        list_more(&mut self.refused_rows, [(origin, faults)]);
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
