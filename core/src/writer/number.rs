//! Whether numbers tell two subjects apart.

use super::asked::NumberKey;
use super::withdrawn::Listed;
use crate::record::SubjectKind;
use crate::subject::{IdKind, Identifier, OrgCode};

/// The number of a row or a record, or that it has none.
#[derive(Clone)]
pub(super) struct Number {
    pub(super) form: Form,
    /// As it would be stored
    id: Option<Identifier>,
    org_code: Option<OrgCode>,
    /// A person's is the MAC of the identifier
    primary: Option<u64>,
}

/// What of a number says how it compares with others, whatever they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    None,
    Masked(IdKind),
    Whole { kind: IdKind, has_org_code: bool },
    Person { is_masked: bool },
}

/// What the forms of two numbers tell, where the numbers are not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Another,
    /// They cannot be compared
    Nothing,
    /// Neither side has one
    Neither,
}

impl Form {
    /// What numbers of two forms tell that are not equal; `None` where each is to be compared with each.
    pub(super) fn against(self, other: Self) -> Option<Told> {
        use Form::{Masked, None as Absent, Person, Whole};
        match (self, other) {
            (Absent, Absent) => Some(Told::Neither),
            (Person { is_masked: false }, Person { is_masked: false }) => Some(Told::Another),
            (Person { .. }, _) | (_, Person { .. }) => None,
            (
                Whole { kind, has_org_code },
                Whole {
                    kind: other,
                    has_org_code: both,
                },
            ) => Some(match kind == other || has_org_code && both {
                true => Told::Another,
                false => Told::Nothing,
            }),
            (Masked(kind), Masked(other) | Whole { kind: other, .. })
            | (Whole { kind, .. }, Masked(other))
                if kind == other =>
            {
                None
            }
            _ => Some(Told::Nothing),
        }
    }
}

impl Number {
    pub(super) fn of(
        kind: SubjectKind,
        id: Option<&Identifier>,
        primary: Option<u64>,
        is_masked: bool,
    ) -> Self {
        let org_code = id.filter(|id| !id.is_masked()).and_then(Identifier::org_code);
        Self {
            form: match (kind, id) {
                (SubjectKind::Person, _) => Form::Person { is_masked },
                (_, None) => Form::None,
                (_, Some(id)) if id.is_masked() => Form::Masked(id.kind()),
                (_, Some(id)) => Form::Whole {
                    kind: id.kind(),
                    has_org_code: org_code.is_some(),
                },
            },
            id: id.cloned(),
            org_code,
            primary,
        }
    }

    pub(super) fn of_listed(listed: &Listed<'_>) -> Self {
        let record = listed.record;
        Self::of(
            record.subject_kind,
            record.id.as_ref(),
            listed.primary,
            listed.is_masked,
        )
    }

    pub(super) fn is_some(&self) -> bool {
        self.id.is_some()
    }

    /// As it would be stored.
    pub(super) fn id(&self) -> Option<&Identifier> {
        self.id.as_ref()
    }

    /// What numbers that are surely the same have in common.
    pub(super) fn key(&self) -> Option<NumberKey> {
        match (self.form, self.org_code) {
            (Form::Person { .. }, _) => self.primary.map(NumberKey::Person),
            (Form::Whole { .. }, Some(code)) => Some(NumberKey::Code(code)),
            (Form::Whole { .. }, None) => self.id.clone().map(NumberKey::Other),
            (Form::None | Form::Masked(_), _) => None,
        }
    }
}
