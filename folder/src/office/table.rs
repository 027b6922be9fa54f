//! A delivered file as rows: their cells as they came, the list each is on, and what intake makes of it.

use super::OfficeError;
use super::identity::Identity;
use jrp_core::date::Date;
use jrp_core::policy::Policy;
use jrp_core::record::Record;
use jrp_core::snapshot::Audience;
use jrp_intake::{Block, Column, Entry, Faults, Feed, Judge, Options, Profile, Report};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The list of rows that name none.
pub(super) const UNLISTED: &str = "-";

/// A delivered file.
#[derive(Default)]
pub(super) struct Table {
    /// Titles of its columns, as it has them
    pub(super) titles: Vec<String>,
    /// What they are, where they are ours
    pub(super) columns: Vec<Column>,
    /// Where each of our columns is read; of several the surest
    places: Vec<(usize, Column)>,
    /// The columns of ours that a profile makes of it, where it is read by one
    pub(super) by_profile: Option<Vec<Column>>,
    /// What is said of the file as a whole, and of rows that are none of a list
    pub(super) notes: Vec<String>,
    /// Its rows, blank ones aside
    pub(super) rows: Vec<Row>,
}

/// How a file is read.
#[derive(Clone, Copy)]
pub(super) struct How<'a> {
    pub(super) policy: &'a Policy,
    /// The day on which it came
    pub(super) on: Date,
    /// The one list that it holds
    pub(super) list: Option<&'a str>,
    /// The profile, where its columns are not ours
    pub(super) profiles: &'a [Profile],
}

/// A row of it.
pub(super) struct Row {
    /// Its number as a spreadsheet shows it
    pub(super) number: u64,
    /// Its cells as they came
    pub(super) cells: Vec<String>,
    /// The same in our columns, where it is read by a profile
    pub(super) by_profile: Vec<String>,
    /// The code of its list
    pub(super) list: String,
    /// What intake makes of it
    pub(super) fate: Fate,
    /// The day on which it is to leave its list, where the table tells that: from then on it is over
    pub(super) leaves_on: Option<Date>,
    /// What is odd about it though it is loaded, by code
    pub(super) warnings: Vec<&'static str>,
}

/// What intake makes of a row.
pub(super) enum Fate {
    /// It is a record
    Live(Box<Record>, Identity),
    /// It is not: repaired, revoked, expired …
    LeftOut(Option<Identity>),
    /// It cannot be read
    Refused(Faults),
}

impl Row {
    /// The record of which it says that it is over, where it is that record's own row.
    pub(super) fn left_out(&self) -> Option<&Identity> {
        match &self.fate {
            Fate::LeftOut(identity) => identity.as_ref(),
            Fate::Live(..) | Fate::Refused(_) => None,
        }
    }

    /// The cell of a column, as it came or as a profile reads it; blank where the table has none.
    pub(super) fn cell(&self, table: &Table, column: Column) -> &str {
        let (cells, place) = match &table.by_profile {
            Some(columns) => (
                &self.by_profile,
                columns.iter().position(|known| *known == column),
            ),
            None => (&self.cells, table.place(column)),
        };
        let cell = place.and_then(|place| cells.get(place));
        cell.map_or("", |cell| cell.trim())
    }

    /// Whether it was to leave its list by that day.
    pub(super) fn has_left(&self, day: Date) -> bool {
        self.leaves_on.is_some_and(|leaves_on| leaves_on <= day)
    }

    /// The record, where it is one.
    pub(super) fn record(&self) -> Option<(&Record, &Identity)> {
        match &self.fate {
            Fate::Live(record, identity) => Some((record, identity)),
            Fate::LeftOut(_) | Fate::Refused(_) => None,
        }
    }
}

impl Table {
    /// Reads a file that came on a day. Rows that name no list are on `list`, where one was said; else on the only one of
    /// the file; else on none.
    pub(super) fn read(name: &str, bytes: &[u8], how: How<'_>) -> Result<Self, OfficeError> {
        let mut options = Options::new(how.on, Audience::Government);
        options.person_key_given = true;
        let judge = Judge::new(how.policy, &options);
        let mut feed = Feed::open_with(name, bytes, 0, how.profiles)?;
        let mut table = Self::default();
        let mut sheet: Option<String> = None;
        while let Some(block) = feed.next_block()? {
            // Rows of two sheets have the same numbers, and may have other columns.
            if !block.is_empty() && *sheet.get_or_insert_with(|| block.name().to_owned()) != *block.name() {
                return Err(OfficeError::SeveralSheets {
                    file: name.to_owned(),
                });
            }
            if table.columns.is_empty() {
                table.read_titles(&block);
            }
            let judged = Judged::of(&judge, &block)?;
            table.notes.extend(judged.notes());
            table.add_rows(&block, judged, &judge, how.on);
        }
        table.list_unlisted(how.list);
        Ok(table)
    }

    fn read_titles(&mut self, block: &Block) {
        let places = block.kept_places();
        let title = |place: &usize| block.titles().get(*place).cloned().unwrap_or_default();
        self.titles = places.iter().map(title).collect();
        self.columns = block.places().into_iter().map(|(_, column)| column).collect();
        let kept = |(place, column)| Some((places.iter().position(|at| *at == place)?, column));
        self.places = block.places().into_iter().filter_map(kept).collect();
        self.by_profile = block.columns_by_profile();
    }

    fn add_rows(&mut self, block: &Block, mut judged: Judged, judge: &Judge<'_>, on: Date) {
        // Columns that are passed over, such as row numbers, are not kept.
        let places = block.kept_places();
        let text = block.text();
        let ours = self.by_profile.clone();
        let mut by_profile = ours.as_ref().map(|ours| block.cells_by_profile(&text, ours, on));
        for (number, cells) in block.cells(&text) {
            let by_profile = by_profile.as_mut().and_then(Iterator::next);
            let (leaves_on, by_profile) = by_profile
                .map(|(day, cells)| (day, owned(cells)))
                .unwrap_or_default();
            if judged.passed_over.contains(&number) {
                continue;
            }
            let kept = places.iter().map(|place| cells.get(*place).copied());
            let (fate, warnings) = judged.take(number);
            let mut row = Row {
                number,
                list: String::new(),
                fate,
                warnings,
                cells: owned(kept.map(Option::unwrap_or_default)),
                by_profile,
                leaves_on,
            };
            let list = match &row.fate {
                Fate::Live(record, _) => Some(record.list_kind.as_str()),
                Fate::LeftOut(_) | Fate::Refused(_) => judge.list_named(row.cell(self, Column::ListKind)),
            };
            row.list = list.unwrap_or(UNLISTED).to_owned();
            self.rows.push(row);
        }
    }

    fn list_unlisted(&mut self, list: Option<&str>) {
        let lists = self.rows.iter().map(|row| row.list.as_str());
        let named: BTreeSet<&str> = lists.filter(|list| *list != UNLISTED).collect();
        let only = match (list, named.first()) {
            (Some(list), _) => list.to_owned(),
            (None, Some(only)) if named.len() == 1 => (*only).to_owned(),
            _ => return,
        };
        let unlisted = self.rows.iter_mut().filter(|row| row.list == UNLISTED);
        unlisted.for_each(|row| row.list.clone_from(&only));
    }

    /// Where a column stands.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        let mut places = self.places.iter();
        places
            .find(|(_, known)| *known == column)
            .map(|(place, _)| *place)
    }
}

/// What intake makes of the rows of a block, by their numbers.
struct Judged {
    records: HashMap<u64, Record>,
    left_out: HashMap<u64, Identity>,
    refused: HashMap<u64, Faults>,
    warnings: HashMap<u64, Vec<&'static str>>,
    passed_over: HashSet<u64>,
    report: Report,
}

impl Judged {
    fn of(judge: &Judge<'_>, block: &Block) -> Result<Self, OfficeError> {
        let (mut records, mut left_out) = (HashMap::new(), HashMap::new());
        let mut report = Report::default();
        judge.rows::<OfficeError>(block, &mut report, &mut |entry, origin| {
            match entry {
                Entry::Listed(record) => _ = records.insert(origin.row, record),
                Entry::Withdrawn(row) => _ = left_out.insert(origin.row, Identity::of_left_out(&row)),
                Entry::Unread(_) | Entry::Unnamed(_) => {}
            }
            Ok(())
        })?;
        let refused = report.faults().map(|(_, row, faults)| (row, faults.clone()));
        let mut warnings: HashMap<u64, Vec<&'static str>> = HashMap::new();
        for (_, row, code) in report.warned() {
            warnings.entry(row).or_default().push(code);
        }
        Ok(Self {
            records,
            left_out,
            refused: refused.collect(),
            warnings,
            passed_over: report.passed_rows().map(|(_, row, _)| row).collect(),
            report,
        })
    }

    fn notes(&self) -> impl Iterator<Item = String> {
        let notes = self.report.notes().map(|(_, note)| note.to_string());
        let passed = self.report.passed_rows();
        notes.chain(passed.map(|(_, row, what)| format!("row {row} passed over: {what}")))
    }

    fn take(&mut self, number: u64) -> (Fate, Vec<&'static str>) {
        let fate = match (self.records.remove(&number), self.refused.remove(&number)) {
            (Some(record), _) => {
                let identity = Identity::of(&record);
                Fate::Live(Box::new(record), identity)
            }
            (None, Some(faults)) => Fate::Refused(faults),
            (None, None) => Fate::LeftOut(self.left_out.remove(&number)),
        };
        (fate, self.warnings.remove(&number).unwrap_or_default())
    }
}

fn owned<'c>(cells: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    cells.into_iter().map(str::to_owned).collect()
}
