//! What stops a publication, and what its publisher must know though it does not.

use super::{Made, Prepared, Read};
use crate::FolderError;
use jrp_core::date::Date;
use jrp_core::snapshot::{Header, ListCount};
use jrp_core::unseen;
use jrp_core::writer::{ListChange, refuse_shrink};
use jrp_intake::Origin;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What must not be overlooked. Texts of foreign origin are plain: nothing in them moves the text around them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// No list is covered, so `clear` is never said
    NothingCovered,
    /// The data stand for a day after the issue
    DataLater {
        /// the date the data stand for
        as_of: Date,
        /// the day of issue
        issued_on: Date,
    },
    /// A row withdraws, or may withdraw, a record of its subject and list, and names none
    Unapplied {
        /// the row
        row: Place,
        /// rows of records that stay
        stays: Vec<Place>,
        /// how many more stay
        more: usize,
    },
    /// More such rows
    MoreUnapplied {
        /// how many
        rows: usize,
    },
    /// Covered lists without a record
    CoveredEmpty {
        /// their codes
        lists: Vec<String>,
    },
    /// Refused rows that name neither list nor subject
    Unlisted {
        /// how many
        rows: u64,
    },
    /// The policy pack below stays
    PolicyKept {
        /// its version
        kept: String,
        /// the version of the one compiled in
        builtin: String,
    },
    /// The compiled-in policy pack takes the place of another that nobody asked to leave
    PolicyReplaced {
        /// version of the one that goes
        before: String,
        /// version of the one that comes
        now: String,
    },
    /// The next working day was counted without the holidays of a year
    CalendarEnds {
        /// the year
        year: i32,
    },
    /// What stands in the folder could not be compared record by record with a new base, only by the sums of the lists
    NotCompared,
    /// `latest` was missing, and was restored from a manifest beside it
    LatestRestored {
        /// the folder
        path: PathBuf,
        /// sequence of that manifest
        sequence: u64,
    },
    /// `latest` was missing, and nothing beside it could be continued
    LatestLost {
        /// the folder
        path: PathBuf,
    },
}

/// A row of a feed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What the feed is called
    pub file: String,
    /// Number of the row
    pub row: u64,
}

/// Rows told one by one.
const TOLD: usize = 5;

impl Made {
    /// How many rows that withdraw a record, or whose status cannot be read, were not applied to one that stays.
    pub fn unapplied(&self) -> usize {
        self.read.report.unapplied().len()
    }
}

impl Prepared {
    /// Stops where the layer below has lost more than a mass repair takes, the report written all the same.
    pub fn refuse_shrink(
        &self,
        made: &Made,
        before: &[ListCount],
        after: &[ListCount],
    ) -> Result<(), FolderError> {
        let changes: &[ListChange] = made.changes.as_ref().map_or(&[], |changes| &changes.lists);
        refuse_shrink(before, after, changes).or_else(|error| {
            self.write_report(made)?;
            Err(FolderError::Build(error))
        })
    }

    /// Stops where all rows of a covered list were refused; there is nothing below that tells whether it is empty.
    pub fn refuse_refused(&self, made: &Made) -> Result<(), FolderError> {
        let covers = &self.options.covers;
        let mut lists = made.read.report.lists();
        // Rows that are not for the audience are not a mistake: a list of persons is empty for the public.
        let all = lists.find(|(code, rows)| {
            let refused = rows.refused.saturating_sub(rows.audience);
            covers.contains(*code) && refused > 0 && rows.refused == rows.read
        });
        let Some((code, rows)) = all else { return Ok(()) };
        self.write_report(made)?;
        Err(FolderError::AllRefused {
            code: unseen::reveal(code),
            refused: rows.refused,
        })
    }
}

/// What is said beside the summary.
pub(super) fn warnings(read: &Read, header: &Header) -> Vec<Warning> {
    let mut warnings = unapplied(read);
    let empty = header
        .lists
        .iter()
        .filter(|list| list.covered && list.records == 0);
    let lists: Vec<String> = empty.map(|list| unseen::reveal(&list.code)).collect();
    if !lists.is_empty() {
        warnings.push(Warning::CoveredEmpty { lists });
    }
    let rows = read.report.unlisted();
    if rows > 0 {
        warnings.push(Warning::Unlisted { rows });
    }
    warnings
}

/// The rows that ended no record, one by one.
fn unapplied(read: &Read) -> Vec<Warning> {
    let report = &read.report;
    let place = |origin: &Origin| Place {
        file: report.file_name(*origin).to_owned(),
        row: origin.row,
    };
    let mut told: Vec<Warning> = report
        .unapplied()
        .take(TOLD)
        .map(|(row, stays, more)| {
            let places: BTreeSet<Place> = stays.iter().map(place).collect();
            Warning::Unapplied {
                row: place(&row),
                stays: places.into_iter().take(TOLD).collect(),
                more: stays
                    .len()
                    .saturating_sub(TOLD)
                    .saturating_add(usize::try_from(more).unwrap_or(usize::MAX)),
            }
        })
        .collect();
    let rows = report.unapplied().len().saturating_sub(TOLD);
    if rows > 0 {
        told.push(Warning::MoreUnapplied { rows });
    }
    told
}
