//! Reading a feed from its first byte to its last.

use crate::block::Block;
use crate::fill::Filler;
use crate::form::GridRows;
use crate::header::Header;
use crate::judge::{Entry, Judge, Options, Origin};
use crate::note::Note;
use crate::profile::Profile;
use crate::report::Report;
use crate::table::{Rows, text};
use crate::unheaded::names_subject;
use crate::{FeedError, Form, clean};
use csv::ByteRecord;
use jrp_core::policy::Policy;
use jrp_core::unseen;
use std::collections::VecDeque;
use std::io::Read;
use std::sync::Arc;

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
    notes: Vec<Note>,
    is_begun: bool,
    /// How many merged cells were filled is said once
    is_filled_told: bool,
    filler: Filler,
    profiles: &'n [Profile],
}

/// Rows in which a header is looked for.
pub(crate) const HEADER_AMONG: usize = 30;

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
            notes: told_of_file(&rows),
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
        let merged = self.rows.grid().and_then(Note::merged);
        let is_told = &mut self.is_filled_told;
        block
            .notes
            .extend(merged.filter(|_| !core::mem::replace(is_told, true)));
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
            // What was passed over at the end is told too.
            block.notes.append(&mut self.notes);
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
            let read = match read {
                // Cells of a table that is read whole are not separated by anything.
                Err(FeedError::Separator { file, .. }) if self.rows.grid().is_some() => {
                    Err(Header::none(file, number))
                }
                read => read,
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
                if let Some(error) = first_error.filter(|_| !self.is_begun) {
                    return Err(error);
                }
                self.leave_table()?;
                return Ok(false);
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
            self.notes.push(Note::Profile(profile.name().to_owned()));
        }
        if number > 1 {
            self.notes.push(Note::HeaderRow(number));
        }
        if !header.passed_over().is_empty() {
            self.notes
                .push(Note::ColumnsPassedOver(header.passed_over().to_vec()));
        }
        if let Some(rows) = self.rows.grid() {
            self.notes.extend(Note::hidden(rows));
            if let Some(name) = rows
                .grid()
                .name
                .as_deref()
                .filter(|_| !self.rows.names().is_empty())
            {
                self.source_name = format!("{} [{}]", self.file_name, unseen::reveal(name)).into();
            }
        }
        self.header = Arc::new(header);
    }

    /// Leaves the last table, so that nothing of it is taken for rows of the one before.
    fn leave_table(&mut self) -> Result<(), FeedError> {
        self.waiting.clear();
        while self.rows.next()?.is_some() {}
        Ok(())
    }

    /// Passes over a table without a header, unless it names subjects.
    fn pass_over_table(&mut self) -> Result<(), FeedError> {
        let Some(grid) = self.rows.grid().map(GridRows::grid) else {
            return Ok(());
        };
        let sheet = clean::quoted(grid.name.as_deref().unwrap_or_default());
        match names_subject(grid) {
            Some(row) => Err(FeedError::SheetUnread {
                file: self.file_name.to_owned(),
                sheet,
                row,
            }),
            None => {
                self.notes.push(Note::SheetPassedOver(sheet));
                Ok(())
            }
        }
    }
}

/// What is said of a file before its first table.
fn told_of_file<R: Read>(rows: &Rows<'_, R>) -> Vec<Note> {
    let sheets: Vec<String> = rows.names().iter().map(|name| clean::quoted(name)).collect();
    let sheets = (!sheets.is_empty()).then_some(Note::Sheets(sheets));
    core::iter::once(Note::Form(rows.form())).chain(sheets).collect()
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
