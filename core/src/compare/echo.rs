//! The subject as it is shown: nothing in it tells a person's number.

use super::result::SubjectEcho;
use crate::date::Date;
use crate::query::Subject;
use crate::record::SubjectKind;
use crate::subject::Identifier;
use crate::subject::personal::{mask_for_display, without_persons};

/// The subject as understood. What may be a person's number is masked in whatever field it stands.
pub(super) fn of(subject: &Subject, today: Date) -> SubjectEcho {
    let id = subject.id.as_ref();
    let id_shown = |id: &Identifier| match subject.is_person() && id.kind().is_personal() {
        true => id.masked_for_display(),
        false => mask_for_display(id, today),
    };
    SubjectEcho {
        kind: subject.kind.unwrap_or(SubjectKind::Org),
        credit_code: subject
            .credit_code
            .as_ref()
            .map(|code| mask_for_display(code, today)),
        id_kind: id.and(subject.id_kind),
        id: id.map(id_shown),
        name: subject.name.as_ref().map(|name| {
            let typed = &name.typed;
            without_persons(typed, today).unwrap_or_else(|| typed.clone())
        }),
    }
}
