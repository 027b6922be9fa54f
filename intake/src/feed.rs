//! Reading a feed from its first byte to its last.

use crate::block::{Block, Row};
use crate::header::Header;
use crate::lists::Lists;
use crate::refusal::{Problem, Refusal};
use crate::report::Report;
use crate::row::{Cells, Fate, judge};
use crate::salvage::salvage;
use crate::table::{Rows, text};
use crate::{Audience, Column, FeedError, Form, clean};
use jrp_core::date::Date;
use jrp_core::policy::{ListKind, Policy};
use jrp_core::record::{Record, SubjectKind, UnreadRow, Withdrawal};
use jrp_core::subject::CitizenIds;
use jrp_core::subject::name::published;
use std::io::Read;
use std::sync::Arc;

/// The warning about a record that stays longer than the law of its list allows.
pub(crate) const TERM_TOO_LONG: &str = "term-too-long";

/// The warning about a record that counts only from a day to come.
pub(crate) const NOT_YET: &str = "not-yet-effective";

/// The warning about a record that is found by its number only.
pub(crate) const NAME_UNREADABLE: &str = "name-unreadable";

/// What to read a feed for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Date of the data: rows whose last day of publication lies before it are left out
    pub as_of: Date,
    /// Whom the records are for
    pub audience: Audience,
    /// Whether natural persons can be protected by a person key
    pub person_key_given: bool,
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
    /// A refused row that names a subject
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

/// A feed being read.
pub struct Feed<'n, R> {
    rows: Rows<'n, R>,
    header: Arc<Header>,
    source_name: Arc<str>,
    file: u32,
}

impl<'n, R: Read> Feed<'n, R> {
    /// Reads the header row. The name of the source is what messages call it, `file` its number in the report.
    pub fn open(source_name: &'n str, input: R, file: u32) -> Result<Self, FeedError> {
        let mut rows = Rows::of(source_name, input)?;
        let header = match rows.next()? {
            Some((_, row)) => Header::read(source_name, &text(row))?,
            None => {
                return Err(FeedError::Empty {
                    file: source_name.to_owned(),
                });
            }
        };
        rows.widen(header.width());
        Ok(Self {
            rows,
            header: Arc::new(header),
            source_name: source_name.into(),
            file,
        })
    }

    /// What the file is.
    pub fn form(&self) -> Form {
        self.rows.form()
    }

    /// The next rows; `None` at the end.
    pub fn next_block(&mut self) -> Result<Option<Block>, FeedError> {
        let mut block = Block::new(&self.header, &self.source_name, self.file);
        while !block.is_full()
            && let Some((number, cells)) = self.rows.next()?
        {
            block.push(number, cells);
        }
        Ok(Some(block).filter(|block| !block.is_empty()))
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
        report.count_rows(file, block.len() as u64);
        for (row, cells) in block.rows(&block.text()) {
            let origin = Origin { file, row };
            match self.decide(&block.header, cells, report) {
                Ok(Fate::Load(record)) => {
                    if needs_person_key(&record, &self.options) {
                        let file = block.source_name.to_string();
                        return Err(FeedError::PersonKeyNeeded { file, row }.into());
                    }
                    if self.is_longer_than_allowed(&record) {
                        report.warn(TERM_TOO_LONG, origin);
                    }
                    if record.effective_from.unwrap_or(record.listed_on) > self.options.as_of {
                        report.warn(NOT_YET, origin);
                    }
                    report.load(&record, origin);
                    // By its number it is found, by the name that is meant it is not.
                    let is_unnamed = record.subject_kind == SubjectKind::Org && { record.name.iter() }
                        .any(|name| published(name).is_unreadable);
                    if is_unnamed {
                        report.warn(NAME_UNREADABLE, origin);
                        let entry = Entry::Unnamed(Some(record.list_kind.clone()));
                        report.salvage(row, &entry, &mut None);
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
                Err(refusal) => {
                    let cells = Cells::lenient(&block.header, cells, self.citizen_ids);
                    let list = self.lists.find(&cells.get(Column::ListKind));
                    report.refuse(origin, list.map(|list| list.code.as_str()), refusal);
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

    fn decide(&self, header: &Header, row: Row<'_>, report: &mut Report) -> Result<Fate, Refusal> {
        if let Some(lines) = Cells::lenient(header, row, self.citizen_ids).swallowed_lines() {
            return Err(Problem::Swallowed { lines }.at(Column::Name));
        }
        let cells = Cells::of(header, row, self.citizen_ids)?;
        let list = find_list(&cells, &self.lists)?;
        report.count_list(&list.code);
        judge(&cells, list, &self.options)
    }
}

/// Reads one feed: every row becomes an entry given to `accept`, or a line of the report.
///
/// The caller's error type takes both the feed's errors and those of `accept`, which end the reading. After an error
/// throw away what was accepted. The name of the source is what messages and the report call it. [`Feed`] and [`Judge`]
/// do the same on several threads.
pub fn read_feed<E: From<FeedError>>(
    source_name: &str,
    input: impl Read,
    policy: &Policy,
    options: &Options,
    report: &mut Report,
    accept: &mut dyn FnMut(Entry, Origin) -> Result<(), E>,
) -> Result<(), E> {
    let judge = Judge::new(policy, options);
    let mut feed = Feed::open(source_name, input, report.begin_file(source_name))?;
    while let Some(block) = feed.next_block()? {
        judge.rows(&block, report, accept)?;
    }
    Ok(())
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
