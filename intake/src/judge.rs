//! What becomes of the rows of a feed: records, rows left out, refusals, and what the report tells of each.

use crate::block::{Block, Row};
use crate::cells::Cells;
use crate::doubt::Doubt;
use crate::faults::{Faults, Found};
use crate::footer::{is_footer, may_be_record};
use crate::header::Header;
use crate::lists::Lists;
use crate::refusal::{Problem, Refusal};
use crate::report::Report;
use crate::row::{Fate, judge};
use crate::salvage::salvage;
use crate::{Audience, Column, FeedError, clean};
use jrp_core::date::Date;
use jrp_core::policy::{ListKind, Policy};
use jrp_core::record::{Record, SubjectKind, UnreadRow, Withdrawal};
use jrp_core::subject::CitizenIds;

/// The warning about a record that stays longer than the law of its list allows.
pub(crate) const TERM_TOO_LONG: &str = "term-too-long";

/// The warning about a record that counts only from a day to come.
pub(crate) const NOT_YET: &str = "not-yet-effective";

/// The warning about a record that is found by its number only.
pub(crate) const NAME_UNREADABLE: &str = "name-unreadable";

/// The warning about a time of day that was cut off a date.
pub(crate) const TIME_CUT: &str = "time-cut";

/// The warning about a last day that was counted from a length of time.
pub(crate) const TERM_COUNTED: &str = "term-counted";

/// The warning about blank cells that were filled from the row above.
pub(crate) const FILLED_DOWN: &str = "filled-down";

/// What is passed over: a row above the header.
const TITLE: &str = "title";

/// What is passed over: totals, signatures, the numbers of the columns, the header again.
const FOOTER: &str = "footer";

/// What to read a feed for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Date of the data: rows whose last day of publication lies before it are left out
    pub as_of: Date,
    /// Whom the records are for
    pub audience: Audience,
    /// Whether natural persons can be protected by a person key
    pub person_key_given: bool,
}

impl Options {
    /// Without a person key: rows of natural persons are refused unless the field says that one is given.
    pub fn new(as_of: Date, audience: Audience) -> Self {
        Self {
            as_of,
            audience,
            person_key_given: false,
        }
    }
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Place of the feed among those of the report, from 0
    pub file: u32,
    /// Row as a spreadsheet shows it: the header is row 1
    pub row: u64,
}

/// What a row tells the builder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A record to load
    Listed(Record),
    /// A row left out, which other rows of its record must not contradict
    Withdrawn(Withdrawal),
    /// A refused row that names a subject, or what stands beside a record that is in doubt
    Unread(UnreadRow),
    /// A row that names nobody, or not by all that it has: a number or a name in it cannot be read. With its list where that
    /// can be read
    Unnamed(Option<String>),
}

impl Entry {
    /// The record to load, if it is one.
    pub fn listed(self) -> Option<Record> {
        match self {
            Self::Listed(record) => Some(record),
            Self::Withdrawn(_) | Self::Unread(_) | Self::Unnamed(_) => None,
        }
    }
}

/// Decides on rows. Threads may share it.
pub struct Judge<'p> {
    lists: Lists<'p>,
    options: Options,
    citizen_ids: CitizenIds,
}

impl<'p> Judge<'p> {
    /// For the lists of a policy.
    pub fn new(policy: &'p Policy, options: &Options) -> Self {
        Self {
            lists: Lists::of(policy),
            options: *options,
            citizen_ids: CitizenIds::on(options.as_of),
        }
    }

    /// The code of the list that a cell names, by code, name or alias.
    pub fn list_named(&self, cell: &str) -> Option<&'p str> {
        let list = self.lists.find(&clean::text(cell))?;
        Some(&list.code)
    }

    /// Whether the record stays longer than its list allows, by the law of the list.
    fn is_longer_than_allowed(&self, record: &Record) -> bool {
        let list = self.lists.find(&record.list_kind);
        let begins = record
            .effective_from
            .unwrap_or(record.listed_on)
            .max(record.listed_on);
        let last = list
            .and_then(|list| list.max_term)
            .and_then(|term| term.last_day(begins, record.severity));
        last.zip(list.and_then(|list| list.last_day(record.publish_until, record.effective_until)))
            .is_some_and(|(last, until)| until > last)
    }

    /// Makes of every row an entry given to `accept`, or a line of the report.
    ///
    /// An error, which may be one of `accept`, ends the reading of the feed. Throw away what was accepted.
    pub fn rows<E: From<FeedError>>(
        &self,
        block: &Block,
        report: &mut Report,
        accept: &mut dyn FnMut(Entry, Origin) -> Result<(), E>,
    ) -> Result<(), E> {
        let file = block.file;
        report.name_file(file, &block.source_name);
        for note in &block.notes {
            report.note(file, note);
        }
        for row in &block.filled {
            report.warn(FILLED_DOWN, Origin { file, row: *row });
        }
        for (row, cells) in block.rows(&block.text()) {
            let origin = Origin { file, row };
            let lenient = Cells::lenient(&block.header, cells, self.citizen_ids);
            if block.above.contains(&row) && !may_be_record(&lenient, &self.lists) {
                report.pass_over(TITLE, origin);
                continue;
            }
            let decided = self.decide(&block.header, cells, report);
            if decided.is_err() && lenient.swallowed_lines().is_none() && is_footer(&lenient, &self.lists) {
                if lenient.is_header_in_another_order() {
                    return Err(FeedError::Malformed {
                        file: block.source_name.to_string(),
                        place: format!("row {row}"),
                        what: "the header stands here again with its columns in another order, so that nobody knows what the rows below say; give each table a file or a sheet of its own".to_owned(),
                    }
                    .into());
                }
                report.pass_over(FOOTER, origin);
                continue;
            }
            report.count_rows(file, 1);
            match decided {
                Ok(Fate::Load(record)) => {
                    self.warn_of(&record, &lenient, report, origin);
                    if needs_person_key(&record, &self.options) {
                        let file = block.source_name.to_string();
                        return Err(FeedError::PersonKeyNeeded { file, row }.into());
                    }
                    report.load(&record, origin);
                    let doubt = Doubt::of(&record, row);
                    if doubt.is_unnamed {
                        report.warn(NAME_UNREADABLE, origin);
                    }
                    let mut before = None;
                    for entry in doubt.entries {
                        report.salvage(row, &entry, &mut before);
                        accept(entry, origin)?;
                    }
                    accept(Entry::Listed(*record), origin)?;
                }
                Ok(Fate::LeaveOut(why, withdrawal)) => {
                    report.leave_out(why);
                    if let Some(withdrawal) = withdrawal {
                        accept(Entry::Withdrawn(*withdrawal), origin)?;
                    }
                }
                Err(faults) => {
                    let cells = lenient;
                    let list = self.lists.find(&cells.get(Column::ListKind));
                    report.refuse(origin, list.map(|list| list.code.as_str()), faults);
                    let mut before = None;
                    for entry in salvage(&cells, &self.lists, &self.options, row) {
                        report.salvage(row, &entry, &mut before);
                        accept(entry, origin)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Counts what is odd about a record that is loaded.
    fn warn_of(&self, record: &Record, cells: &Cells<'_>, report: &mut Report, origin: Origin) {
        for (warning, is_odd) in [
            (TIME_CUT, cells.has_time_of_day()),
            (TERM_COUNTED, cells.has_length()),
            (TERM_TOO_LONG, self.is_longer_than_allowed(record)),
            (
                NOT_YET,
                record.effective_from.unwrap_or(record.listed_on) > self.options.as_of,
            ),
        ] {
            if is_odd {
                report.warn(warning, origin);
            }
        }
    }

    fn decide(&self, header: &Header, row: Row<'_>, report: &mut Report) -> Result<Fate, Faults> {
        // Where cells have moved, what else is wrong with them is a guess.
        if let Some(lines) = Cells::lenient(header, row, self.citizen_ids).swallowed_lines() {
            return Err(Problem::Swallowed { lines }.at(Column::Name).into());
        }
        let cells = Cells::of(header, row, self.citizen_ids)?;
        let mut found = Found::default();
        let list = found.keep(find_list(&cells, &self.lists));
        if let Some(list) = list {
            report.count_list(&list.code);
        }
        judge(&cells, list, &self.options, found)
    }
}

fn find_list<'p>(cells: &Cells<'_>, lists: &Lists<'p>) -> Result<&'p ListKind, Refusal> {
    let cell = cells.filled(Column::ListKind)?;
    lists.find(&cell).ok_or_else(|| {
        let found = clean::quoted(&cell);
        Problem::ListUnknown { found }.at(Column::ListKind)
    })
}

fn needs_person_key(record: &Record, options: &Options) -> bool {
    record.subject_kind == SubjectKind::Person && !options.person_key_given
}
