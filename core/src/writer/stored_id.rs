//! How identifiers stand in a partition.

use super::rows::Row;
use crate::format::partition::id_form;
use crate::format::{codes, place};
use crate::subject::{CreditCode, IdKind, OrgCode};

/// How a row's identifier is written.
#[derive(Clone, Copy)]
pub(super) enum StoredId {
    CreditCode {
        pair: u16,
        region: u32,
    },
    OrgCode,
    /// As kind and text
    Text,
    None,
}

impl StoredId {
    /// A code whose check digits are right is written without them, and its own part is told by the place.
    pub(super) fn of(row: &Row, text: Option<&str>) -> Self {
        let Some((kind, text)) = row.facts.id_kind.zip(text) else {
            return Self::None;
        };
        match kind {
            IdKind::Uscc => {
                let Ok(code) = CreditCode::parse(text) else {
                    return Self::Text;
                };
                let checks = code.checks();
                let region = text.get(2..8).and_then(|digits| digits.parse::<u32>().ok());
                let is_told = place::tells(codes::body_number(&code.org_code()));
                match region.filter(|_| is_told && checks.outer && checks.inner && !text.contains('+')) {
                    Some(region) => Self::CreditCode {
                        pair: codes::pair_number(&text.as_bytes()[..2]) as u16,
                        region,
                    },
                    None => Self::Text,
                }
            }
            IdKind::OrgCode => match OrgCode::parse(text) {
                Ok(code) if code.check() && place::tells(codes::body_number(&code)) => Self::OrgCode,
                _ => Self::Text,
            },
            _ => Self::Text,
        }
    }

    pub(super) fn form(self) -> Option<i64> {
        match self {
            Self::CreditCode { .. } => Some(id_form::CREDIT_CODE),
            Self::OrgCode => Some(id_form::ORG_CODE),
            Self::Text => Some(id_form::TEXT),
            Self::None => None,
        }
    }

    /// Pair and region of a credit code.
    pub(super) fn credit_code(self) -> Option<(i64, i64)> {
        match self {
            Self::CreditCode { pair, region } => Some((i64::from(pair), i64::from(region))),
            _ => None,
        }
    }

    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Text)
    }
}
