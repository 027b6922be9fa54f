//! Identifiers of every kind a feed may carry.

use super::check_digit::{citizen_check, reg_no_check};
use super::clean::maskable_chars;
use super::mask::{Shape, keep_ends};
use super::spreadsheet::bare;
use super::{CreditCode, IdKind, InputWarning, OrgCode, SubjectError};

/// The fewest visible characters a masked value may have.
const VISIBLE_MIN: usize = 4;

/// An identifier in canonical form: upper case, half width, no separators; citizen ids in 18 characters.
///
/// ```
/// use jrp_core::subject::{IdKind, Identifier};
///
/// let id = Identifier::parse(IdKind::CitizenId, "110105 491231 002").unwrap();
/// assert_eq!(id.value(), "11010519491231002X");
/// assert_eq!(id.masked_for_display(), "1101**********002X");
/// ```
///
/// `Debug` shows what may be a person's number masked, so that no log holds it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    kind: IdKind,
    value: String,
}

impl core::fmt::Debug for Identifier {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let value = match self.kind.is_personal() {
            true => self.masked_for_display(),
            false => self.value.clone(),
        };
        write!(f, "{}:{value}", self.kind.code())
    }
}

impl Identifier {
    /// Reads a value of the kind, in any width and case, full or masked; what spreadsheets leave around numbers is taken
    /// off ([`bare`]). Fails on length and characters only.
    pub fn parse(kind: IdKind, text: &str) -> Result<Self, SubjectError> {
        if kind == IdKind::Uscc && CreditCode::from_canonical(text).is_some() {
            let value = text.to_owned();
            return Ok(Self { kind, value });
        }
        let value: String = match is_clean(text) {
            true => text.to_owned(),
            false => maskable_chars(&bare(text))
                .filter(|c| kind != IdKind::OrgCode || *c != '-')
                .collect(),
        };
        let length = value.chars().count();
        let masked = value.contains('*');
        let fits = if masked {
            kind.has_masked_length(length)
        } else {
            kind.has_length(length)
        };
        if !fits {
            return Err(SubjectError::Length { found: length });
        }
        let mut visible = 0;
        for (at, c) in (1..).zip(value.chars()).filter(|(_, c)| *c != '*') {
            // The old form of a citizen id has no check, so no X.
            let last = at == length && !(kind == IdKind::CitizenId && length == 15);
            if !kind.allows(c, last) {
                return Err(SubjectError::Character { found: c, at });
            }
            visible += 1;
        }
        if masked && visible < VISIBLE_MIN {
            return Err(SubjectError::Length { found: visible });
        }
        if kind == IdKind::CitizenId && length == 15 && !masked {
            return Ok(Self {
                kind,
                value: lengthen(&value).unwrap_or(value),
            });
        }
        // Since 2015 the credit code is the tax number.
        let is_credit_code = kind == IdKind::TaxNo
            && length == 18
            && CreditCode::from_canonical(&value).is_some_and(|code| code.checks().outer);
        let kind = if is_credit_code { IdKind::Uscc } else { kind };
        Ok(Self { kind, value })
    }

    /// What the value is a number of; of a tax number that is a credit code, that one.
    pub fn kind(&self) -> IdKind {
        self.kind
    }

    /// The number with `*` for letters or digits that hide a part of it, where its check digits fail and some do so:
    /// `91329902XXXXXXXX8G`.
    ///
    /// ```
    /// use jrp_core::subject::{IdKind, Identifier};
    ///
    /// let id = Identifier::parse(IdKind::Uscc, "91320507XXXXXXXX58").unwrap();
    /// assert_eq!(id.with_mask().unwrap().value(), "91320507********58");
    /// ```
    pub fn with_mask(&self) -> Option<Self> {
        let fits = self.is_masked() || self.warnings().is_empty();
        let masked = (!fits).then(|| super::hidden::hidden(self, fits)).flatten();
        // Two equal letters may stand in a mistyped code.
        masked.filter(|masked| masked.value.matches('*').count() > 2)
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
        match self.kind {
            IdKind::Uscc => CreditCode::parse(&self.value).ok(),
            _ => None,
        }
    }

    /// The organisation code: its own, or positions 9 to 17 of a credit code.
    pub fn org_code(&self) -> Option<OrgCode> {
        match self.kind {
            IdKind::Uscc => self.credit_code().map(|code| code.org_code()),
            IdKind::OrgCode => OrgCode::parse(&self.value).ok(),
            _ => None,
        }
    }

    /// The 15 digits under which the holder of a citizen id of 18 may be listed: those born before 2000 had one.
    pub(crate) fn old_form(&self) -> Option<String> {
        let value = self.value.as_str();
        if self.kind != IdKind::CitizenId || self.is_masked() || value.len() != 18 {
            return None;
        }
        let (area, birth) = (value.get(..6)?, value.get(6..17)?.strip_prefix("19")?);
        Some(format!("{area}{birth}"))
    }

    /// The organisation code inside a number of another kind: a tax number of 15 characters ends in it, one of 20 begins with
    /// a credit code, and a permit or registration number may be such a code itself. Its check digits must fit.
    pub(crate) fn inner_org_code(&self) -> Option<OrgCode> {
        if matches!(self.kind, IdKind::Uscc | IdKind::OrgCode) || self.is_masked() {
            return None;
        }
        let value = self.value.as_str();
        let org_code = |text: Option<&str>| OrgCode::parse(text?).ok().filter(OrgCode::check);
        match (self.kind, value.len()) {
            (IdKind::TaxNo, 15) => org_code(value.get(6..)),
            (IdKind::TaxNo | IdKind::Permit, 18 | 20) => {
                let code = CreditCode::from_canonical(value.get(..18)?)?;
                code.checks().outer.then(|| code.org_code())
            }
            (IdKind::Permit, 9) => org_code(Some(value)),
            _ => None,
        }
    }

    /// Whether this is a whole credit code or organisation code, and its check digits fit: another one is another subject's.
    pub(crate) fn is_valid_code(&self) -> bool {
        !self.is_masked() && self.org_code().is_some() && self.warnings().is_empty()
    }

    /// Failed check digits, both of a credit code where both fail. A masked value has none.
    pub fn warnings(&self) -> Vec<InputWarning> {
        if self.is_masked() {
            return Vec::new();
        }
        let code = self.credit_code().map(|code| code.checks());
        let org_code = match self.kind {
            IdKind::OrgCode => self.org_code().map(|code| code.check()),
            _ => code.map(|checks| checks.inner),
        };
        let checks = [
            (InputWarning::CreditCodeCheck, code.map(|checks| checks.outer)),
            (InputWarning::OrgCodeCheck, org_code),
            (
                InputWarning::CitizenIdCheck,
                self.check_holds(IdKind::CitizenId, 18, citizen_check),
            ),
            (
                InputWarning::RegNoCheck,
                self.check_holds(IdKind::RegNo, 15, reg_no_check),
            ),
        ];
        checks
            .into_iter()
            .filter_map(|(warning, holds)| (holds == Some(false)).then_some(warning))
            .collect()
    }

    /// The identifier as a person's may be echoed: of a citizen id the first four and last four characters, of others at
    /// most two and two and never more than half. What is hidden already stays hidden.
    pub fn masked_for_display(&self) -> String {
        let length = self.value.chars().count();
        if self.kind == IdKind::CitizenId && length == 18 {
            return keep_ends(&self.value, 4, 4);
        }
        let shown = (length / 2).min(4);
        keep_ends(&self.value, shown.div_ceil(2), shown / 2)
    }

    /// The shape of the mask, where there is one.
    pub fn shape(&self) -> Option<Shape> {
        Shape::of(&self.value)
    }

    /// Whether the last character is the check of those before it; `None` for another kind or length.
    fn check_holds(&self, kind: IdKind, length: usize, check: fn(&[u8]) -> Option<u8>) -> Option<bool> {
        if self.kind != kind || self.value.len() != length {
            return None;
        }
        let (last, rest) = self.value.as_bytes().split_last()?;
        Some(check(rest) == Some(*last))
    }
}

/// Whether a text is its own canonical form, as nearly all are.
fn is_clean(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'Z' | b'*'))
}

/// The 18 characters of an old citizen id of 15 digits: the century inserted, the check added.
fn lengthen(old: &str) -> Option<String> {
    let (area, rest) = old.split_at_checked(6)?;
    let mut value = format!("{area}19{rest}");
    value.push(char::from(citizen_check(value.as_bytes())?));
    Some(value)
}

#[cfg(test)]
#[path = "identifier_tests.rs"]
mod tests;
