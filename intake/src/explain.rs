//! What a file is, as the reader of feeds sees it: its tables, where each header stands, which column is read as what and how
//! surely, and the first rows as records. For a table with other columns than ours it proposes a profile.

mod column;
mod guess;
mod proposal;
mod sample;

pub use column::{Confidence, ExplainedColumn};
pub use proposal::Proposal;
pub use sample::{Sample, SampleFate};

use crate::feed::HEADER_AMONG;
use crate::form::Form;
use crate::header::Header;
use crate::judge::Options;
use crate::lists::Lists;
use crate::note::Note;
use crate::table::{Rows, text};
use crate::{Column, FeedError, Profile};
use column::Seen;
use csv::StringRecord;
use jrp_core::policy::Policy;
use jrp_core::unseen;
use std::io::Read;

/// Rows below the header whose cells are looked at.
const LOOKED_AT: usize = 200;

/// Characters of a row above the header that are shown.
const SHOWN: usize = 60;

/// What a file is.
#[derive(Debug)]
pub struct Explained {
    /// Its form and encoding
    pub form: Form,
    /// Its tables: the sheets of a workbook, the tables of a page
    pub tables: Vec<ExplainedTable>,
    /// A profile for its first table, where its columns are not ours and no profile that was given or is built in fits
    pub proposal: Option<Proposal>,
    /// The first rows, read so
    pub sample: Vec<Sample>,
}

/// A table of the file.
#[derive(Debug)]
pub struct ExplainedTable {
    /// What the file calls it
    pub name: Option<String>,
    /// Whether nobody sees it who opens the file
    pub is_hidden: bool,
    /// The row of its header, as a spreadsheet shows it
    pub header_row: u64,
    /// What is said of it: hidden rows, merged cells
    pub notes: Vec<Note>,
    /// What stands above the header: row and text
    pub above: Vec<(u64, String)>,
    /// By what its columns are read
    pub read_by: ReadBy,
    /// Its columns
    pub columns: Vec<ExplainedColumn>,
    /// Columns that every feed needs and that it lacks
    pub lacks: Vec<Column>,
}

/// By what the columns of a table are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadBy {
    /// They are ours
    Own,
    /// By the profile of this name
    Profile(String),
    /// By what titles and cells look like
    Guess,
}

/// What is told beside the file.
#[derive(Clone, Copy, Debug)]
pub struct Explaining<'a> {
    /// The lists and their names
    pub policy: &'a Policy,
    /// For what its rows are read
    pub options: Options,
    /// Profiles of one's own, tried before the built-in ones
    pub profiles: &'a [Profile],
    /// The list that the file holds
    pub list: Option<&'a str>,
}

/// Tells what a file is. The name of the source is what messages call it.
pub fn explain(source_name: &str, bytes: &[u8], told: &Explaining<'_>) -> Result<Explained, FeedError> {
    let lists = Lists::of(told.policy);
    let mut profiles = told.profiles.to_vec();
    profiles.extend(Profile::builtin());
    let mut rows = Rows::of(source_name, bytes)?;
    let form = rows.form();
    let mut tables = Vec::new();
    let mut proposal = None;
    loop {
        let table = Look::at(&mut rows)?;
        if table.rows.is_empty() {
            match rows.next_table() {
                true => continue,
                false if tables.is_empty() => {
                    return Err(FeedError::Empty {
                        file: source_name.to_owned(),
                    });
                }
                false => break,
            }
        }
        let explained = table.explained(source_name, &profiles, &lists);
        if tables.is_empty() && explained.read_by == ReadBy::Guess {
            let about = proposal::About {
                source_name,
                sheet: explained.name.as_deref(),
                above: &explained.above,
                list: told.list,
            };
            proposal = Some(Proposal::of(&explained.columns, &about, &lists));
        }
        tables.push(explained);
        if !rows.next_table() {
            break;
        }
    }
    // What is lacking when the proposal is followed.
    if let (Some(proposal), Some(first)) = (&proposal, tables.first_mut()) {
        first.lacks.retain(|column| proposal.lacks.contains(column));
    }
    let by: Vec<Profile> = match (&proposal, tables.first().map(|table| &table.read_by)) {
        (Some(proposal), _) => proposal.profile().into_iter().collect(),
        (None, Some(ReadBy::Profile(name))) => {
            let mut fitting = profiles.into_iter().filter(|profile| profile.name() == name);
            fitting.next().into_iter().collect()
        }
        (None, _) => Vec::new(),
    };
    let is_whole = tables.first().is_some_and(|table| table.lacks.is_empty());
    let sample = match is_whole {
        true => sample::read(source_name, bytes, told, &by)?,
        false => Vec::new(),
    };
    Ok(Explained {
        form,
        tables,
        proposal,
        sample,
    })
}

/// The first rows of a table.
struct Look {
    name: Option<String>,
    is_hidden: bool,
    notes: Vec<Note>,
    rows: Vec<(u64, StringRecord)>,
}

impl Look {
    fn at<R: Read>(rows: &mut Rows<'_, R>) -> Result<Self, FeedError> {
        let grid = rows.grid().map(|rows| rows.grid());
        let mut look = Self {
            name: grid.and_then(|grid| grid.name.as_deref()).map(unseen::reveal),
            is_hidden: grid.is_some_and(|grid| grid.is_hidden),
            notes: rows.grid().into_iter().flat_map(Note::hidden).collect(),
            rows: Vec::new(),
        };
        while look.rows.len() < HEADER_AMONG + LOOKED_AT
            && let Some((number, cells)) = rows.next()?
        {
            look.rows.push((number, text(cells)));
        }
        if rows.grid().is_some() {
            while rows.next()?.is_some() {}
        }
        look.notes.extend(rows.grid().and_then(Note::merged));
        Ok(look)
    }

    /// The place of the header: the row with the most titles that say something.
    fn header_at(&self, profiles: &[Profile]) -> usize {
        let known = |(_, row): &(u64, StringRecord)| {
            let says = |cell: &&str| guess::by_title(cell, profiles).is_some();
            row.iter().filter(says).count()
        };
        let among = self.rows.iter().take(HEADER_AMONG).enumerate();
        let best = among.rev().max_by_key(|(_, row)| known(row));
        best.filter(|(_, row)| known(row) > 1).map_or(0, |(at, _)| at)
    }

    fn explained(self, file: &str, profiles: &[Profile], lists: &Lists<'_>) -> ExplainedTable {
        let at = self.header_at(profiles);
        let (header_row, titles) = match self.rows.get(at) {
            Some((number, titles)) => (*number, titles.clone()),
            None => (1, StringRecord::new()),
        };
        let above = { self.rows.iter().take(at) }.map(|(number, row)| {
            let words = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
            let text: String = words.collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
            (*number, unseen::reveal(&text))
        });
        let above = above.collect();
        let below: Vec<&StringRecord> = self.rows.iter().skip(at + 1).map(|(_, row)| row).collect();
        let header = Header::read_any(file, header_row, &titles, profiles);
        let (read_by, columns, lacks) = match header {
            Ok(header) => {
                let read_by = match header.profile() {
                    Some(profile) => ReadBy::Profile(profile.name().to_owned()),
                    None => ReadBy::Own,
                };
                (read_by, column::explain(&titles, &header), Vec::new())
            }
            Err(_) => {
                let seen = Seen::of(&titles, &below);
                let columns = guess::columns(&seen, profiles, lists);
                let lacks = proposal::lacking(&columns);
                (ReadBy::Guess, columns, lacks)
            }
        };
        ExplainedTable {
            name: self.name,
            is_hidden: self.is_hidden,
            notes: self.notes,
            header_row,
            above,
            read_by,
            columns,
            lacks,
        }
    }
}
