//! One row → a record, a reason to leave it out, or a refusal.

use crate::audience::publish;
use crate::cells::{Cells, TEXT_LIMIT, region};
use crate::faults::{Faults, Found};
use crate::judge::Options;
use crate::named::Named;
use crate::names::Names;
use crate::refusal::{Problem, Refusal};
use crate::subject::Subject;
use crate::term::Term;
use crate::word::RowState;
use crate::{Audience, Column, word};
use jrp_core::date::Date;
use jrp_core::policy::ListKind;
use jrp_core::record::{Force, Record, Status, SubjectKind, Withdrawal};

/// What becomes of a row that is not refused.
#[derive(Debug)]
pub(crate) enum Fate {
    Load(Box<Record>),
    /// Why, and what it may withdraw
    LeaveOut(&'static str, Option<Box<Withdrawal>>),
}

/// Decides on a row, of a known list or, where it names none that is known, to tell what else is wrong with it.
pub(crate) fn judge(
    cells: &Cells<'_>,
    list: Option<&ListKind>,
    options: &Options,
    mut found: Found,
) -> Result<Fate, Faults> {
    let kind = found.keep(subject_kind(cells, list));
    let state = found.keep(state(cells, options));
    let status = match state {
        Some(RowState::LeftOut { word, force }) => {
            // What is wrong with the rest of the row is of no interest.
            let withdrawal = { kind.zip(list) }
                .map(|(kind, list)| Named::of(kind, cells).withdrawal(cells, list, options, force));
            let fate = withdrawal.map(|withdrawal| Fate::LeaveOut(word, withdrawal.map(Box::new)));
            return found.settle(fate);
        }
        Some(RowState::Live(status)) => Some(status),
        None => None,
    };
    let record = read(cells, list, (kind, status), options, &mut found);
    let (record, list) = found.settle(record.zip(list))?;
    let is_over = is_over(&record, list, options);
    let published = publish(record, list, options);
    Ok(match is_over {
        true => {
            let withdrawal = published.map(|record| Withdrawal::of(record, Force::Outweighs));
            Fate::LeaveOut("expired", withdrawal.ok().map(Box::new))
        }
        false => Fate::Load(Box::new(published?)),
    })
}

/// The kind of subject, which the list must name.
fn subject_kind(cells: &Cells<'_>, list: Option<&ListKind>) -> Result<SubjectKind, Refusal> {
    let cell = cells.filled(Column::SubjectKind)?;
    let kind = word::subject_kind(&cell).map_err(|problem| problem.at(Column::SubjectKind))?;
    match list.filter(|list| !list.subject_kinds.contains(&kind)) {
        None => Ok(kind),
        Some(list) => {
            let list = list.code.clone();
            Err(Problem::SubjectKindUnfit { list, kind }.at(Column::SubjectKind))
        }
    }
}

fn state(cells: &Cells<'_>, options: &Options) -> Result<RowState, Refusal> {
    let problem = match cells.state(options.as_of) {
        cell if cell.is_empty() => Problem::Blank,
        cell => match word::state(&cell) {
            Ok(state) => return Ok(state),
            Err(problem) => problem,
        },
    };
    Err(problem.at(Column::Status))
}

/// Days for which a listing may be told in advance.
const LISTED_AHEAD: i32 = 31;

/// Days for which it may be told when a measure begins.
const EFFECTIVE_AHEAD: i32 = 366;

/// Refuses a record that would be no record for long: a slip of the year hides it from everybody.
fn check_days(days: [(Column, Option<Date>, i32); 3], options: &Options, found: &mut Found) {
    let as_of = options.as_of;
    for (column, day, most) in days {
        if let Some(day) = day.filter(|day| day.days().saturating_sub(as_of.days()) > most) {
            let (day, as_of) = (day.to_string(), as_of.to_string());
            found.add(Problem::DateInFuture { found: day, as_of }.at(column));
        }
    }
}

/// Whether the record has had its day. What the public sees ends with its publication too.
fn is_over(record: &Record, list: &ListKind, options: &Options) -> bool {
    let is_past = |day: Option<Date>| day.is_some_and(|day| day < options.as_of);
    is_past(list.last_day(record.publish_until, record.effective_until))
        || options.audience == Audience::Public && is_past(record.publish_until)
}

/// Reads every cell, behind a fault too; `None` where one keeps the record from being made.
fn read(
    cells: &Cells<'_>,
    list: Option<&ListKind>,
    (kind, status): (Option<SubjectKind>, Option<Status>),
    options: &Options,
    found: &mut Found,
) -> Option<Record> {
    let (subject, names) = Subject::read(kind, cells, found);
    let severity = match cells.get(Column::Severity) {
        cell if cell.is_empty() => None,
        cell => found.keep(word::severity(&cell).map_err(|problem| problem.at(Column::Severity))),
    };
    let term = Term::read(cells, list, found);
    let further_names = found.keep(further_names(cells, names));
    let document_no = found.keep(cells.document_no());
    let cause = found.keep(cells.optional_text(Column::Cause));
    let authority = found.keep(cells.text(Column::Authority));
    let source_unit = found.keep(cells.optional_text(Column::SourceUnit));
    let decided_on = found.keep(cells.date(Column::DecidedOn));
    let legal_basis = found.keep(cells.optional_text(Column::LegalBasis));
    let domain = found.keep(cells.optional_text(Column::Domain));
    let region = found.keep(region(cells));
    let record_id = found.keep(cells.optional_text(Column::RecordId));
    let days = [
        (Column::ListedOn, term.listed_on, LISTED_AHEAD),
        (Column::DecidedOn, decided_on.flatten(), LISTED_AHEAD),
        (Column::EffectiveFrom, term.effective_from, EFFECTIVE_AHEAD),
    ];
    check_days(days, options, found);
    let subject = subject?;
    let mut record = Record::new(
        list?.code.clone(),
        subject.kind,
        authority?,
        term.listed_on?,
        status?,
    );
    record.former_names = further_names?;
    record.id = subject.id;
    record.name = subject.name;
    record.document_no = document_no?;
    record.cause = cause?;
    record.severity = severity;
    record.source_unit = source_unit?;
    record.decided_on = decided_on?;
    record.effective_from = term.effective_from;
    record.publish_until = term.publish_until;
    record.effective_until = term.effective_until;
    record.legal_basis = legal_basis?;
    record.domain = domain?;
    record.region = region?;
    record.record_id = record_id?;
    Some(record)
}

/// Every further name by which the subject is asked for.
fn further_names(cells: &Cells<'_>, names: Names) -> Result<Vec<String>, Refusal> {
    cells.optional_text(Column::FormerNames)?;
    let found = names.others.iter().map(|name| name.chars().count() + 1).sum();
    match found > TEXT_LIMIT {
        true => Err(Problem::TooLong {
            found,
            limit: TEXT_LIMIT,
        }
        .at(Column::FormerNames)),
        false => Ok(names.others),
    }
}
