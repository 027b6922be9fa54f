//! The kinds of identifier a feed may carry.

use super::check_digit::CREDIT_CODE_CHARS;
use crate::parse::parse_code;

/// What a document number is a number of. It decides how the text is read; nothing is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdKind {
    /// Unified social credit code, GB 32100.
    Uscc,
    /// Organisation code, GB 11714.
    OrgCode,
    /// Registration number of a business, GS 15.
    RegNo,
    /// Tax registration number.
    TaxNo,
    /// Citizen id, GB 11643; also the resident permits and foreign permanent-resident ids that follow it.
    CitizenId,
    /// Passport.
    Passport,
    /// Any other permit.
    Permit,
}

impl IdKind {
    /// Whether the number may be a natural person's.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::CitizenId | Self::Passport | Self::Permit)
    }

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
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether an unmasked identifier of this kind may have so many characters.
    pub(super) fn has_length(self, length: usize) -> bool {
        match self {
            Self::Uscc => length == 18,
            Self::OrgCode => length == 9,
            Self::RegNo => matches!(length, 13 | 15),
            Self::TaxNo => matches!(length, 15 | 17 | 18 | 20),
            Self::CitizenId => matches!(length, 15 | 18),
            Self::Passport | Self::Permit => (5..=32).contains(&length),
        }
    }

    /// The same for a masked one: masks are seen in any width.
    pub(super) fn has_masked_length(self, length: usize) -> bool {
        match self {
            Self::Passport | Self::Permit => self.has_length(length),
            _ => (8..=24).contains(&length),
        }
    }

    /// Whether the character can stand in the identifier, `last` telling whether it ends it.
    pub(super) fn allows(self, c: char, last: bool) -> bool {
        match self {
            Self::Uscc => is_credit_code_char(c),
            Self::OrgCode if last => is_digit_or_x(c),
            Self::OrgCode | Self::TaxNo => is_code_char(c),
            Self::RegNo => c.is_ascii_digit(),
            Self::CitizenId if last => is_digit_or_x(c),
            Self::CitizenId => c.is_ascii_digit(),
            Self::Passport | Self::Permit => is_code_char(c) || matches!(c, '(' | ')' | '-'),
        }
    }
}

parse_code!(IdKind, "kind of number");

/// Digits and capitals without I, O, S, V and Z.
pub(super) fn is_credit_code_char(c: char) -> bool {
    // Bit 0 is the digit zero.
    const SET: u64 = {
        let (mut set, mut chars) = (0, CREDIT_CODE_CHARS.as_slice());
        while let [first, rest @ ..] = chars {
            set |= 1 << (*first - b'0');
            chars = rest;
        }
        set
    };
    let at = (c as u32).wrapping_sub('0' as u32);
    at < u64::BITS && SET >> at & 1 == 1
}

/// Digits and capitals.
pub(super) fn is_code_char(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_uppercase()
}

/// What a MOD 11 check may be.
pub(super) fn is_digit_or_x(c: char) -> bool {
    c.is_ascii_digit() || c == 'X'
}
