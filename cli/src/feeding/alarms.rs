//! What stops a publication, and what its operator must know though it does not.

use super::{Made, Prepared, Read};
use crate::error::CliError;
use crate::files::Staged;
use crate::layout::plain;
use jrp_core::snapshot::{Header, ListCount};
use jrp_core::writer::{ListChange, refuse_shrink};
use jrp_intake::Origin;
use std::collections::BTreeSet;

/// Rows told one by one.
const TOLD: usize = 5;

/// The exit code where a file was written, but rows that speak against records of it ended none.
const NOT_APPLIED: u8 = 3;

impl Made {
    /// 0, or 3 where a withdrawal, or a row whose status cannot be read, was not applied.
    pub(crate) fn exit_code(&self) -> u8 {
        match self.read.report.unapplied().len() {
            0 => 0,
            _ => NOT_APPLIED,
        }
    }

    /// Stops where the layer below has lost more than a mass repair takes, its report written all the same.
    pub(crate) fn refuse_shrink(
        &self,
        before: &[ListCount],
        after: &[ListCount],
        report: &mut Option<Staged>,
    ) -> Result<(), CliError> {
        let changes: &[ListChange] = self.changes.as_ref().map_or(&[], |changes| &changes.lists);
        refuse_shrink(before, after, changes).or_else(|error| {
            super::write_report(report.take(), self)?;
            Err(CliError::Build(error))
        })
    }

    /// Stops where all rows of a covered list were refused; there is nothing below that tells whether it is empty.
    pub(crate) fn refuse_refused(
        &self,
        prepared: &Prepared,
        report: &mut Option<Staged>,
    ) -> Result<(), CliError> {
        let covers = &prepared.options.covers;
        let mut lists = self.read.report.lists();
        let all = lists
            .find(|(code, rows)| covers.contains(*code) && rows.refused > 0 && rows.refused == rows.read);
        let Some((code, rows)) = all else { return Ok(()) };
        super::write_report(report.take(), self)?;
        Err(CliError::AllRefused {
            code: plain(code),
            refused: rows.refused,
        })
    }
}

/// What is said beside the summary.
pub(super) fn warnings(read: &Read, header: &Header) -> Vec<String> {
    let mut warnings = unapplied(read);
    let empty = header
        .lists
        .iter()
        .filter(|list| list.covered && list.records == 0);
    let empty: Vec<String> = empty.map(|list| plain(&list.code)).collect();
    if !empty.is_empty() {
        warnings.push(format!(
            "covered, and without a record: {}; answers will say that nobody is on them",
            empty.join(", ")
        ));
    }
    let report = &read.report;
    if report.unlisted() > 0 {
        warnings.push(format!(
            "{} refused rows name neither list nor subject that could be read: they may be of any covered list, so every \
             `clear` will carry the warning `list-incomplete`; mend the feed",
            report.unlisted()
        ));
    }
    warnings
}

/// The rows that ended no record, one by one.
fn unapplied(read: &Read) -> Vec<String> {
    let report = &read.report;
    let place = |origin: &Origin| format!("{} row {}", report.file_name(*origin), origin.row);
    let mut told: Vec<String> = report
        .unapplied()
        .take(TOLD)
        .map(|(row, stays)| {
            let places: BTreeSet<String> = stays.iter().map(place).collect();
            let mut names: Vec<String> = places.into_iter().take(TOLD).collect();
            if stays.len() > TOLD {
                names.push(format!("{} more", stays.len() - TOLD));
            }
            format!(
                "{} withdraws, or may withdraw, a record of its subject and list, and names none: {} stays listed; write the \
                 record's own number, listing date or record id into it, or take the record out of its feed",
                place(&row),
                names.join(", ")
            )
        })
        .collect();
    let more = report.unapplied().len().saturating_sub(TOLD);
    if more > 0 {
        told.push(format!(
            "and {more} more such rows: --report FILE.json lists them"
        ));
    }
    told
}
