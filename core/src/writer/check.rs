//! What no snapshot may hold.

use super::BuildError;
use crate::format::header::Audience;
use crate::policy::{Disclosure, Policy};
use crate::record::{Record, Status, SubjectKind, UnreadRow};
use crate::subject::{CitizenIds, IdKind, Identifier};
use crate::unseen;

/// Longest text of a record, in bytes.
pub(super) const MAX_TEXT: usize = 16_000;

/// Refuses what no snapshot may hold, whoever calls.
pub(super) fn check(
    record: &Record,
    policy: &Policy,
    audience: Audience,
    citizen_ids: &CitizenIds,
) -> Result<(), BuildError> {
    let code = &record.list_kind;
    let list = policy
        .list(code)
        .ok_or_else(|| BuildError::UnknownList { code: code.clone() })?;
    if record.name.is_none() && record.id.is_none() {
        return Err(BuildError::NoSubject);
    }
    if record.status == Status::Unread {
        return Err(BuildError::Unread);
    }
    match record.publish_until {
        None if !list.open_ended => return Err(BuildError::TermMissing { code: code.clone() }),
        Some(until) if until < record.listed_on => return Err(BuildError::TermReversed),
        _ => {}
    }
    if record
        .effective_until
        .is_some_and(|until| until < record.listed_on)
    {
        return Err(BuildError::BanReversed);
    }
    if record.subject_kind != SubjectKind::Person
        && record.id.as_ref().is_some_and(|id| is_personal(id, citizen_ids))
    {
        return Err(BuildError::PersonalIdentifier);
    }
    if audience == Audience::Public {
        if list.disclosure != Disclosure::Public {
            return Err(BuildError::NotPublic { code: code.clone() });
        }
        if record.subject_kind == SubjectKind::Person {
            return Err(BuildError::PersonNotPublic);
        }
    }
    let texts = [
        &record.name,
        &record.document_no,
        &record.cause,
        &record.source_unit,
        &record.legal_basis,
    ];
    let texts = texts
        .into_iter()
        .chain([&record.domain, &record.region, &record.record_id])
        .flatten();
    check_former_names(&record.former_names)?;
    check_texts(texts.chain(&record.former_names).chain([&record.authority]))
}

/// The same for a row that could not be read. Of a sole trader a file for the public holds the credit code alone.
pub(super) fn check_unread(
    row: &UnreadRow,
    policy: &Policy,
    audience: Audience,
    citizen_ids: &CitizenIds,
) -> Result<(), BuildError> {
    let code = &row.list_kind;
    let list = policy
        .list(code)
        .ok_or_else(|| BuildError::UnknownList { code: code.clone() })?;
    if row.subject_kind != SubjectKind::Person
        && row.id.as_ref().is_some_and(|id| is_personal(id, citizen_ids))
    {
        return Err(BuildError::PersonalIdentifier);
    }
    if audience == Audience::Public {
        if list.disclosure != Disclosure::Public {
            return Err(BuildError::NotPublic { code: code.clone() });
        }
        let named = row.name.is_some() || !row.former_names.is_empty();
        if row.subject_kind == SubjectKind::Person || row.subject_kind == SubjectKind::SoleTrader && named {
            return Err(BuildError::PersonNotPublic);
        }
    }
    check_former_names(&row.former_names)?;
    check_texts(row.name.iter().chain(&row.former_names))
}

fn is_personal(id: &Identifier, citizen_ids: &CitizenIds) -> bool {
    matches!(id.kind(), IdKind::CitizenId | IdKind::Passport) || citizen_ids.are_in_number(id.value())
}

fn check_former_names(names: &[String]) -> Result<(), BuildError> {
    match names.iter().any(|name| name.contains('|')) {
        true => Err(BuildError::FormerName),
        false => Ok(()),
    }
}

fn check_texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Result<(), BuildError> {
    let is_wrong = |text: &String| text.is_empty() || text.len() > MAX_TEXT || unseen::holds_unfit(text);
    match texts.into_iter().any(is_wrong) {
        true => Err(BuildError::Text),
        false => Ok(()),
    }
}
