//! The text of a feed on its way to the CSV reader: checked for UTF-8, counted in rows as a spreadsheet counts them.
//!
//! The CSV reader skips blank lines and says nothing of an unclosed quotation mark. This reader sees the same bytes
//! first, follows the quotation marks as RFC 4180 has them, and keeps what the CSV reader will not tell.

use crate::form::{Decoder, Encoding};
use crate::{FeedError, Guess};
use std::collections::VecDeque;
use std::io::{self, Read};

/// Bytes a row may have: more than all its columns at their longest.
pub(crate) const ROW_LIMIT: u64 = 1 << 20;

/// Where in a row the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    RowStart,
    /// A line feed here belongs to the row before.
    AfterReturn,
    CellStart,
    Plain,
    Quoted,
    /// After a quotation mark in a quoted cell: its end, or the first of two.
    QuoteMark,
}

/// Blank rows one after another, kept as one so that a feed of nothing else does not fill the memory.
struct Blanks {
    offset: u64,
    last_row: u64,
    count: u64,
}

/// What ends the reading of a feed.
#[derive(Clone, Copy, Debug)]
enum Fault {
    NotText { guess: Guess },
    UnclosedQuote,
    RowTooLong,
}

/// A reader that checks what it passes on.
pub(crate) struct Scan<R> {
    inner: Decoder<R>,
    separator: u8,
    place: Place,
    /// The row being read, from 1
    row: u64,
    /// Bytes followed
    offset: u64,
    row_start: u64,
    /// Blank rows the CSV reader has not come to
    blanks: VecDeque<Blanks>,
    /// The beginning of a character cut by the end of a read
    pending: Vec<u8>,
    has_mark: bool,
    fault: Option<Fault>,
}

impl<R: Read> Scan<R> {
    pub(crate) fn new(inner: Decoder<R>, separator: u8) -> Self {
        Self {
            inner,
            separator,
            place: Place::RowStart,
            row: 1,
            offset: 0,
            row_start: 0,
            blanks: VecDeque::new(),
            pending: Vec::new(),
            has_mark: false,
            fault: None,
        }
    }

    /// In what the file is written, as far as it was read.
    pub(crate) fn encoding(&self) -> Encoding {
        self.inner.encoding()
    }

    /// Whether the text begins with a byte-order mark.
    pub(crate) fn has_mark(&self) -> bool {
        self.has_mark
    }

    /// How many blank rows end before this offset; each is told once.
    pub(crate) fn blank_rows_before(&mut self, offset: u64) -> u64 {
        let mut count = 0;
        while let Some(blanks) = self.blanks.front().filter(|blanks| blanks.offset < offset) {
            count += blanks.count;
            self.blanks.pop_front();
        }
        count
    }

    /// The error a failed read stands for, where it is one of ours.
    pub(crate) fn fault(&self, file: &str) -> Option<FeedError> {
        let (file, row, offset) = (file.to_owned(), self.row, self.offset);
        self.fault.map(|fault| match fault {
            Fault::NotText { guess } => FeedError::NotText {
                file,
                offset: self.inner.broken_at().unwrap_or(offset),
                row,
                guess,
            },
            Fault::UnclosedQuote => FeedError::UnclosedQuote { file, row },
            Fault::RowTooLong => FeedError::RowTooLong {
                file,
                row,
                limit: ROW_LIMIT,
            },
        })
    }

    fn check(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.offset == 0 && self.pending.is_empty() {
            self.has_mark = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
        }
        let rest = self.complete_pending(bytes)?;
        match core::str::from_utf8(rest) {
            Ok(_) => self.follow(rest),
            Err(error) => {
                let (good, bad) = rest.split_at_checked(error.valid_up_to()).unwrap_or((rest, &[]));
                self.follow(good)?;
                if error.error_len().is_some() {
                    return Err(Fault::NotText { guess: Guess::Utf8 });
                }
                self.pending.extend_from_slice(bad);
                Ok(())
            }
        }
    }

    /// Ends the character that the last read cut; returns the bytes behind it.
    fn complete_pending<'b>(&mut self, bytes: &'b [u8]) -> Result<&'b [u8], Fault> {
        let mut rest = bytes;
        while !self.pending.is_empty() {
            let Some((next, behind)) = rest.split_first() else {
                return Ok(rest);
            };
            self.pending.push(*next);
            rest = behind;
            match core::str::from_utf8(&self.pending) {
                Ok(_) => {
                    let whole = core::mem::take(&mut self.pending);
                    self.follow(&whole)?;
                }
                Err(error) if error.error_len().is_some() => {
                    return Err(Fault::NotText { guess: Guess::Utf8 });
                }
                Err(_) => {}
            }
        }
        Ok(rest)
    }

    fn follow(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let separator = self.separator;
        let mut rest = bytes;
        while let Some((byte, behind)) = rest.split_first() {
            // Nothing else changes the place in the middle of a cell, where most bytes are.
            let run = match self.place {
                Place::Plain => rest
                    .iter()
                    .position(|b| matches!(b, b'\r' | b'\n') || *b == separator),
                Place::Quoted => rest.iter().position(|b| *b == b'"'),
                _ => Some(0),
            };
            match run.unwrap_or(rest.len()) {
                0 => {
                    self.step(*byte);
                    self.offset += 1;
                    rest = behind;
                }
                run => {
                    self.offset += run as u64;
                    rest = rest.get(run..).unwrap_or_default();
                }
            }
            if self.offset - self.row_start > ROW_LIMIT {
                return Err(Fault::RowTooLong);
            }
        }
        Ok(())
    }

    fn step(&mut self, byte: u8) {
        let open = self.place != Place::Quoted;
        self.place = match (self.place, byte) {
            (Place::AfterReturn, b'\n') => {
                self.row_start = self.offset + 1;
                Place::RowStart
            }
            (Place::RowStart | Place::AfterReturn, b'\r' | b'\n') => {
                self.note_blank();
                self.end_row(byte)
            }
            (_, b'\r' | b'\n') if open => self.end_row(byte),
            (_, byte) if open && byte == self.separator => Place::CellStart,
            (Place::RowStart | Place::AfterReturn | Place::CellStart, b'"') => Place::Quoted,
            (Place::Quoted, b'"') => Place::QuoteMark,
            (Place::QuoteMark, b'"') | (Place::Quoted, _) => Place::Quoted,
            // The three bytes of a byte-order mark leave the row at its start.
            (Place::RowStart, 0xEF | 0xBB | 0xBF) if self.offset < 3 => Place::RowStart,
            _ => Place::Plain,
        };
    }

    fn note_blank(&mut self) {
        let (offset, last_row) = (self.offset, self.row);
        match self.blanks.back_mut() {
            Some(blanks) if blanks.last_row + 1 == last_row => {
                blanks.last_row = last_row;
                blanks.count += 1;
            }
            _ => self.blanks.push_back(Blanks {
                offset,
                last_row,
                count: 1,
            }),
        }
    }

    fn end_row(&mut self, byte: u8) -> Place {
        self.row += 1;
        self.row_start = self.offset + 1;
        if byte == b'\r' {
            Place::AfterReturn
        } else {
            Place::RowStart
        }
    }

    fn finish(&self) -> Result<(), Fault> {
        if !self.pending.is_empty() {
            return Err(Fault::NotText { guess: Guess::Utf8 });
        }
        if self.place == Place::Quoted {
            return Err(Fault::UnclosedQuote);
        }
        Ok(())
    }
}

impl<R: Read> Read for Scan<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = if self.fault.is_some() {
            0
        } else {
            match self.inner.read(buffer) {
                Err(error) if self.inner.broken_at().is_none() => return Err(error),
                // What is not UTF-8 was taken for something else.
                Err(_) => {
                    self.fault = Some(Fault::NotText {
                        guess: self.inner.encoding().into(),
                    });
                    0
                }
                Ok(count) => count,
            }
        };
        let checked = match buffer.get(..count) {
            _ if self.fault.is_some() => Ok(()),
            Some(bytes) if count > 0 => self.check(bytes),
            _ => self.finish(),
        };
        if let Err(fault) = checked {
            self.fault = Some(fault);
        }
        // The text is empty: `fault` has the facts.
        if self.fault.is_some() {
            Err(io::Error::other(""))
        } else {
            Ok(count)
        }
    }
}
