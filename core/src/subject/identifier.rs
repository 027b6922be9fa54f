//! Identifiers of every kind a feed may carry.
use super::{CreditCode, OrgCode};
use thiserror::Error;
/// 证件类型.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdKind {
    /** 统一社会信用代码 */
    Uscc,
    /** 组织机构代码 */
    OrgCode,
    /** 注册号 */
    RegNo,
    /** 税务登记号 */
    TaxNo,
    /** 居民身份证 */
    CitizenId,
    /** 护照 */
    Passport,
    /** 其他 */
    Permit,
}
impl IdKind {
    /// Every kind; the position is the number used in the snapshot format.
    pub const ALL: [Self; 7] = [
        Self::Uscc,
        Self::OrgCode,
        Self::RegNo,
        Self::TaxNo,
        Self::CitizenId,
        Self::Passport,
        Self::Permit,
    ];
    /// The code used in feeds, queries and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Uscc => "uscc",
            Self::OrgCode => "org-code",
            Self::RegNo => "reg-no",
            Self::TaxNo => "tax-no",
            Self::CitizenId => "citizen-id",
            Self::Passport => "passport",
            Self::Permit => "permit",
        }
    }
    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}
/// Why a text is no identifier of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SubjectError {
    /// wrong number of characters
    #[error("{found} characters found")]
    Length {
        /** characters found */
        found: usize,
    },
    /// a character that cannot stand there
    #[error("character {found:?} at position {at}")]
    Character {
        /** the character */
        found: char,
        /** position, from 1 */
        at: usize,
    },
}
/// What to tell about an identifier that was accepted all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputWarning {
    /** outer check of a credit code */
    CreditCodeCheck,
    /** check of an organisation code */
    OrgCodeCheck,
    /** check of a citizen id */
    CitizenIdCheck,
    /** check of a registration number */
    RegNoCheck,
}
/// An identifier in canonical form: upper case, half width, no separators; citizen ids in 18 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    kind: IdKind,
    value: String,
}
impl Identifier {
    /// stub
    pub fn parse(kind: IdKind, text: &str) -> Result<Self, SubjectError> {
        Ok(Self {
            kind,
            value: text.trim().to_ascii_uppercase(),
        })
    }
    /// stub
    pub fn kind(&self) -> IdKind {
        self.kind
    }
    /// The canonical text; mask characters appear as `*`.
    pub fn value(&self) -> &str {
        &self.value
    }
    /// Whether some characters are hidden.
    pub fn is_masked(&self) -> bool {
        self.value.contains('*')
    }
    /// The credit code, for an unmasked one.
    pub fn credit_code(&self) -> Option<CreditCode> {
        (self.kind == IdKind::Uscc)
            .then(|| CreditCode::parse(&self.value).ok())
            .flatten()
    }
    /// The organisation code: its own, or positions 9–17 of a credit code.
    pub fn org_code(&self) -> Option<OrgCode> {
        match self.kind {
            IdKind::Uscc => self.credit_code().map(|c| c.org_code()),
            IdKind::OrgCode => OrgCode::parse(&self.value).ok(),
            _ => None,
        }
    }
    /// Failed check digits.
    pub fn warnings(&self) -> Vec<InputWarning> {
        Vec::new()
    }
    /// The identifier as a person's may be echoed: at least eight middle characters hidden.
    pub fn masked_for_display(&self) -> String {
        self.value.clone()
    }
}
