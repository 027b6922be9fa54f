//! Reading a feed from its first byte to its last.

use crate::header::Header;
use crate::lists::Lists;
use crate::refusal::{Problem, Refusal};
use crate::report::Report;
use crate::row::{Cells, Fate, judge};
use crate::table::Rows;
use crate::{Audience, Column, FeedError, clean};
use csv::StringRecord;
use jrp_core::date::Date;
use jrp_core::policy::{ListKind, Policy};
use jrp_core::record::{Record, SubjectKind};
use std::io::Read;

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

/// Reads one feed: every row becomes a record given to `accept`, or a line of the report.
///
/// The caller's error type takes both the feed's errors and those of `accept`, which end the reading. After an error
/// throw away what was accepted. The name of the source is what messages and the report call it.
pub fn read_feed<E: From<FeedError>>(
    source_name: &str,
    input: impl Read,
    policy: &Policy,
    options: &Options,
    report: &mut Report,
    accept: &mut dyn FnMut(Record, Origin) -> Result<(), E>,
) -> Result<(), E> {
    let file = report.begin_file(source_name);
    let lists = Lists::of(policy);
    let mut rows = Rows::of(source_name, input);
    let header = match rows.next()? {
        Some((_, row)) => Header::read(source_name, row)?,
        None => {
            return Err(FeedError::Empty {
                file: source_name.to_owned(),
            }
            .into());
        }
    };
    while let Some((row, cells)) = rows.next()? {
        let origin = Origin { file, row };
        report.count_row(file);
        match decide(&header, cells, &lists, options, report) {
            Ok(Fate::Load(record)) => {
                if needs_person_key(&record, options) {
                    let file = source_name.to_owned();
                    return Err(FeedError::PersonKeyNeeded { file, row }.into());
                }
                report.load(&record);
                accept(*record, origin)?;
            }
            Ok(Fate::LeaveOut(why)) => report.leave_out(why),
            Err(refusal) => report.refuse(origin, refusal),
        }
    }
    Ok(())
}

fn decide(
    header: &Header,
    row: &StringRecord,
    lists: &Lists<'_>,
    options: &Options,
    report: &mut Report,
) -> Result<Fate, Refusal> {
    let cells = Cells::of(header, row)?;
    let list = find_list(&cells, lists)?;
    report.count_list(&list.code);
    judge(&cells, list, options)
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
