//! What no snapshot may hold.

use super::BuildError;
use crate::format::header::Audience;
use crate::policy::{Disclosure, Policy};
use crate::record::{Record, SubjectKind};
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
    match record.publish_until {
        None if !list.open_ended => return Err(BuildError::TermMissing { code: code.clone() }),
        Some(until) if until < record.listed_on => return Err(BuildError::TermReversed),
        _ => {}
    }
    let is_personal = |id: &Identifier| {
        matches!(id.kind(), IdKind::CitizenId | IdKind::Passport) || citizen_ids.are_in_number(id.value())
    };
    if record.subject_kind != SubjectKind::Person && record.id.as_ref().is_some_and(is_personal) {
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
    if record.former_names.iter().any(|former| former.contains('|')) {
        return Err(BuildError::FormerName);
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
    let texts = texts.chain(&record.former_names).chain([&record.authority]);
    for text in texts {
        if text.is_empty() || text.len() > MAX_TEXT || is_unfit(text) {
            return Err(BuildError::Text);
        }
    }
    Ok(())
}

fn is_unfit(text: &str) -> bool {
    // Every character that is unfit is one of these bytes, or begins with one.
    let suspicious = |byte: u8| byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2);
    text.bytes().any(suspicious) && text.chars().any(unseen::is_unfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unfit_escapes_the_quick_look() {
        for c in '\0'..='\u{10FFFF}' {
            assert_eq!(is_unfit(c.encode_utf8(&mut [0; 4])), unseen::is_unfit(c), "{c:?}");
        }
    }
}
