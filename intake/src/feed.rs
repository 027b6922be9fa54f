//! Reading a feed from its first byte to its last.

use crate::block::{Block, Row};
use crate::doubt::Doubt;
use crate::fill::Filler;
use crate::footer::{is_footer, may_be_record};
use crate::form::GridRows;
use crate::header::Header;
use crate::lists::Lists;
use crate::profile::Profile;
use crate::refusal::{Problem, Refusal};
use crate::register::is_like_id;
use crate::report::Report;
use crate::row::{Cells, Fate, judge};
use crate::salvage::salvage;
use crate::table::{Rows, text};
use crate::{Audience, Column, FeedError, Form, clean};
use csv::ByteRecord;
use jrp_core::date::Date;
use jrp_core::policy::{ListKind, Policy};
use jrp_core::record::{Record, SubjectKind, UnreadRow, Withdrawal};
use jrp_core::subject::CitizenIds;
use jrp_core::unseen;
use std::collections::VecDeque;
use std::io::Read;
use std::sync::Arc;

/// The warning about a record that stays longer than the law of its list allows.
pub(crate) const TERM_TOO_LONG: &str = "term-too-long";

/// The warning about a record that counts only from a day to come.
pub(crate) const NOT_YET: &str = "not-yet-effective";

/// The warning about a record that is found by its number only.
pub(crate) const NAME_UNREADABLE: &str = "name-unreadable";

/// The warning about a time of day that was cut off a date.
pub(crate) const TIME_CUT: &str = "time-cut";

/// The warning about blank cells that were filled from the row above.
pub(crate) const FILLED_DOWN: &str = "filled-down";

/// What is passed over: a row above the header.
const TITLE: &str = "title";

/// What is passed over: totals, signatures, the numbers of the columns, the header again.
const FOOTER: &str = "footer";

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

/// A feed being read. A workbook may have several sheets, each with its own header.
pub struct Feed<'n, R> {
    rows: Rows<'n, R>,
    header: Arc<Header>,
    file_name: &'n str,
    source_name: Arc<str>,
    file: u32,
    /// Rows looked at to find the header
    waiting: VecDeque<(u64, ByteRecord)>,
    /// The row of the header
    header_row: u64,
    /// Said of the table that begins
    notes: Vec<String>,
    is_begun: bool,
    /// How many merged cells were filled is said once
    is_filled_told: bool,
    filler: Filler,
    profiles: &'n [Profile],
}

/// Rows in which a header is looked for.
const HEADER_AMONG: usize = 30;

impl<'n, R: Read> Feed<'n, R> {
    /// Finds the header row. The name of the source is what messages call it, `file` its number in the report; where a workbook
    /// has several sheets, the numbers behind it are those of the further ones, and [`Feed::next_file`] tells the next free one.
    pub fn open(source_name: &'n str, input: R, file: u32) -> Result<Self, FeedError> {
        Self::open_with(source_name, input, file, &[])
    }

    /// The same of a table that may have the columns of one of these profiles instead of our own.
    pub fn open_with(
        source_name: &'n str,
        input: R,
        file: u32,
        profiles: &'n [Profile],
    ) -> Result<Self, FeedError> {
        let rows = Rows::of(source_name, input)?;
        let mut feed = Self {
            notes: vec![rows.form().to_string()],
            rows,
            header: Arc::default(),
            file_name: source_name,
            source_name: source_name.into(),
            file,
            waiting: VecDeque::new(),
            header_row: 0,
            is_begun: false,
            is_filled_told: false,
            filler: Filler::default(),
            profiles,
        };
        match feed.begin_table()? {
            true => Ok(feed),
            false => Err(FeedError::Empty {
                file: source_name.to_owned(),
            }),
        }
    }

    /// What the file is.
    pub fn form(&self) -> Form {
        self.rows.form()
    }

    /// The number that a feed behind this one may have.
    pub fn next_file(&self) -> u32 {
        self.file.saturating_add(1)
    }

    /// The next rows; `None` at the end. The first block of a table has what is said of it, and may have no row.
    pub fn next_block(&mut self) -> Result<Option<Block>, FeedError> {
        let mut block = Block::new(&self.header, &self.source_name, self.file);
        let is_first = !core::mem::replace(&mut self.is_begun, true);
        block.notes = core::mem::take(&mut self.notes);
        while !block.is_full() {
            if let Some((number, cells)) = self.waiting.pop_front() {
                match number < self.header_row {
                    true => {
                        block.above.push(number);
                        block.push(number, &cells, &[]);
                    }
                    false => {
                        let filled = self.filler.fill(&self.header, &cells);
                        block.push(number, &cells, &filled);
                    }
                }
                continue;
            }
            let Some((number, cells)) = self.rows.next()? else {
                break;
            };
            let filled = self.filler.fill(&self.header, cells);
            block.push(number, cells, &filled);
        }
        if !block.is_empty() || is_first {
            return Ok(Some(block));
        }
        if let Some(filled) = self
            .rows
            .grid()
            .map(|rows| rows.filled)
            .filter(|filled| *filled > 0 && !core::mem::replace(&mut self.is_filled_told, true))
        {
            block
                .notes
                .push(format!("cells filled from merged cells above: {filled}"));
        }
        if self.rows.next_table() {
            self.file = self.next_file();
            if self.begin_table()? {
                // Whatever is said of the table before belongs to it.
                self.is_begun = false;
                return match block.notes.is_empty() {
                    true => self.next_block(),
                    false => Ok(Some(block)),
                };
            }
        }
        Ok(Some(block).filter(|block| !block.notes.is_empty()))
    }

    /// Finds the header of the table that comes, or of one behind it; `false` where none has one.
    fn begin_table(&mut self) -> Result<bool, FeedError> {
        let mut first_error = None;
        loop {
            self.waiting.clear();
            let mut texts = Vec::new();
            while texts.len() < HEADER_AMONG
                && let Some((number, cells)) = self.rows.next()?
            {
                texts.push(text(cells));
                self.waiting.push_back((number, cells.clone()));
            }
            let at = Header::find(&texts, self.profiles);
            let number = self.waiting.get(at).map_or(1, |(number, _)| *number);
            let read = match texts.get(at) {
                Some(row) => Header::read_any(self.file_name, number, row, self.profiles),
                None => Err(FeedError::Empty {
                    file: self.file_name.to_owned(),
                }),
            };
            match read {
                Ok(header) => {
                    self.begin(header, at, number);
                    return Ok(true);
                }
                Err(error) if self.rows.names().is_empty() => return Err(error),
                Err(error) => {
                    self.pass_over_table()?;
                    first_error.get_or_insert(error);
                }
            }
            if !self.rows.next_table() {
                return match first_error.filter(|_| !self.is_begun) {
                    Some(error) => Err(error),
                    None => Ok(false),
                };
            }
        }
    }

    fn begin(&mut self, header: Header, at: usize, number: u64) {
        self.waiting.remove(at);
        self.header_row = number;
        self.is_filled_told = false;
        self.filler = Filler::default();
        self.rows.widen(header.width());
        // Rows read before that was known.
        for (_, cells) in &mut self.waiting {
            while cells.len() < header.width() && self.rows.grid().is_some() {
                cells.push_field(b"");
            }
        }
        if let Some(profile) = header.profile() {
            self.notes.push(format!("read by the profile {}", profile.name()));
        }
        if number > 1 {
            self.notes.push(format!("header in row {number}"));
        }
        for title in header.passed_over() {
            self.notes.push(format!("column {title} not read"));
        }
        if let Some(grid) = self.rows.grid().map(GridRows::grid) {
            if let Some((count, first)) = grid.hidden_rows {
                self.notes.push(format!(
                    "hidden rows, read as the others: {count}, the first row {first}"
                ));
            }
            if grid.is_hidden {
                self.notes.push("a hidden sheet, read as the others".to_owned());
            }
            if let Some(name) = grid.name.as_deref().filter(|_| !self.rows.names().is_empty()) {
                self.source_name = format!("{} [{}]", self.file_name, unseen::shown(name)).into();
            }
        }
        self.header = Arc::new(header);
    }

    /// Passes over a table without a header, unless it names subjects.
    fn pass_over_table(&mut self) -> Result<(), FeedError> {
        let Some(grid) = self.rows.grid().map(GridRows::grid) else {
            return Ok(());
        };
        let sheet = clean::quoted(grid.name.as_deref().unwrap_or_default());
        match grid.cells().find(|(_, cell)| is_like_id(cell)) {
            Some((row, _)) => Err(FeedError::SheetUnread {
                file: self.file_name.to_owned(),
                sheet,
                row,
            }),
            None => {
                self.notes
                    .push(format!("sheet {sheet} passed over: it has no header of a feed"));
                Ok(())
            }
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
                report.pass_over(FOOTER, origin);
                continue;
            }
            report.count_rows(file, 1);
            match decided {
                Ok(Fate::Load(record)) => {
                    if lenient.has_time_of_day() {
                        report.warn(TIME_CUT, origin);
                    }
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
                Err(refusal) => {
                    let cells = lenient;
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
    let mut feed = Feed::open(source_name, input, report.next_file())?;
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
