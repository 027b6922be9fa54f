//! Unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997).

use super::SubjectError;
use super::check_digit::{credit_code_value, inner_check, outer_check};
use super::clean::code_chars;
use super::kind::{is_code_char, is_credit_code_char, is_digit_or_x};
use core::fmt;
use core::str::FromStr;

/// A unified social credit code. Parsing fails on length and characters only; [`checks`](Self::checks) tells the two
/// check digits.
///
/// ```
/// let code: jrp_core::subject::CreditCode = " 9144 0300 7152 6726 xg".parse().unwrap();
/// assert_eq!(code.to_string(), "9144030071526726XG");
/// assert!(code.checks().outer && code.checks().inner);
/// assert_eq!(code.org_code().as_str(), "71526726X");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; 18]);

/// Whether the two check digits of a credit code are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeChecks {
    /// Position 18, GB 32100.
    pub outer: bool,
    /// Position 17, GB 11714.
    pub inner: bool,
}

impl CreditCode {
    /// Reads a code in any width and case; spaces and invisible characters are dropped. Does not allocate.
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        match Self::from_canonical(text) {
            Some(code) => Ok(code),
            None => read(code_chars(text), |_, c| is_credit_code_char(c)).map(Self),
        }
    }

    /// The short way for what needs no cleaning.
    #[inline]
    pub(super) fn from_canonical(text: &str) -> Option<Self> {
        let code: [u8; 18] = text.as_bytes().try_into().ok()?;
        let allowed = |all, byte: &u8| all & credit_code_value(*byte).is_some();
        let is_canonical = code.iter().fold(true, allowed);
        is_canonical.then_some(Self(code))
    }

    /// The eighteen characters.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the two check digits are right, each by itself.
    pub fn checks(&self) -> CodeChecks {
        let [first17 @ .., outer] = &self.0;
        CodeChecks {
            outer: outer_check(first17) == Some(*outer),
            inner: self.org_code().check(),
        }
    }

    /// Whether all characters are digits but for the last, so that it may be a citizen id as well.
    pub(crate) fn is_numeric(&self) -> bool {
        let [first17 @ .., _] = &self.0;
        first17.iter().fold(true, |all, byte| all & byte.is_ascii_digit())
    }

    /// Positions 9 to 17.
    pub fn org_code(&self) -> OrgCode {
        let [_, _, _, _, _, _, _, _, org @ .., _] = self.0;
        OrgCode(org)
    }

    /// Positions 3 to 8, the GB 2260 code of the registration office.
    pub fn area(&self) -> &str {
        self.as_str().get(2..8).unwrap_or_default()
    }
}

/// An organisation code. Parsing fails on length and characters only; [`check`](Self::check) tells the check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgCode([u8; 9]);

impl OrgCode {
    /// Reads a code in any width and case, with or without its hyphen. Does not allocate.
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        let chars = code_chars(text).filter(|c| *c != '-');
        read(chars, |at, c| {
            if at == 9 {
                is_digit_or_x(c)
            } else {
                is_code_char(c)
            }
        })
        .map(Self)
    }

    /// Nine characters, no hyphen.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The eight characters before the check digit.
    pub(crate) fn body(&self) -> &[u8; 8] {
        let [first8 @ .., _] = &self.0;
        first8
    }

    /// Whether the check digit is right.
    pub fn check(&self) -> bool {
        let [first8 @ .., check] = &self.0;
        inner_check(first8) == Some(*check)
    }
}

impl FromStr for CreditCode {
    type Err = SubjectError;

    fn from_str(text: &str) -> Result<Self, SubjectError> {
        Self::parse(text)
    }
}

impl FromStr for OrgCode {
    type Err = SubjectError;

    fn from_str(text: &str) -> Result<Self, SubjectError> {
        Self::parse(text)
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for OrgCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Exactly `N` characters, each allowed at its position (from 1).
fn read<const N: usize>(
    chars: impl Iterator<Item = char>,
    allowed: impl Fn(usize, char) -> bool,
) -> Result<[u8; N], SubjectError> {
    let mut code = [0; N];
    let mut found = 0;
    let mut refused = None;
    for c in chars {
        found += 1;
        match (code.get_mut(found - 1), u8::try_from(c)) {
            (Some(slot), Ok(byte)) if allowed(found, c) => *slot = byte,
            _ if refused.is_none() => refused = Some(SubjectError::Character { found: c, at: found }),
            _ => {}
        }
    }
    match refused {
        _ if found != N => Err(SubjectError::Length { found }),
        Some(error) => Err(error),
        None => Ok(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dirty_input_is_read() {
        for text in [
            "914403001922038216",
            "\u{feff} 9144 0300\u{3000}1922 038216\u{200b}\n",
            "９１４４０３００１９２２０３８２１６",
        ] {
            assert_eq!(
                CreditCode::parse(text).unwrap().as_str(),
                "914403001922038216",
                "{text:?}"
            );
        }
        assert_eq!(
            CreditCode::parse("9144030071526726xg").unwrap().as_str(),
            "9144030071526726XG"
        );
    }

    #[test]
    fn the_two_checks_are_told_apart() {
        let checks = |text| {
            let checks = CreditCode::parse(text).unwrap().checks();
            (checks.outer, checks.inner)
        };
        assert_eq!(checks("914403001922038216"), (true, true));
        assert_eq!(checks("914403001922038217"), (false, true));
        assert_eq!(checks("91350203M0001QAY9B"), (false, true));
        // Position 17 changed to a letter no organisation code ends in, position 18 computed anew.
        let mut bent = *b"9144030019220382A0";
        bent[17] = outer_check(&bent[..17]).unwrap();
        assert_eq!(checks(core::str::from_utf8(&bent).unwrap()), (true, false));
    }

    #[test]
    fn letters_may_open_a_code() {
        for first in ["A", "N", "Y"] {
            let start = format!("{first}1110000MB000000");
            let org = format!("MB000000{}", char::from(inner_check(b"MB000000").unwrap()));
            let first17 = format!("{}{org}", &start[..8]);
            let code = format!(
                "{first17}{}",
                char::from(outer_check(first17.as_bytes()).unwrap())
            );
            let checks = CreditCode::parse(&code).unwrap().checks();
            assert!(checks.outer && checks.inner, "{code}");
        }
    }

    #[test]
    fn the_five_letters_and_other_lengths_are_refused() {
        for (at, letter) in ['I', 'O', 'S', 'V', 'Z'].into_iter().enumerate() {
            let mut text: Vec<char> = "914403001922038216".chars().collect();
            text[at + 3] = letter;
            let text: String = text.into_iter().collect();
            assert_eq!(
                CreditCode::parse(&text),
                Err(SubjectError::Character {
                    found: letter,
                    at: at + 4
                })
            );
        }
        assert_eq!(CreditCode::parse(""), Err(SubjectError::Length { found: 0 }));
        assert_eq!(
            CreditCode::parse("91440300192203821"),
            Err(SubjectError::Length { found: 17 })
        );
        assert_eq!(
            CreditCode::parse("9144030019220382166"),
            Err(SubjectError::Length { found: 19 })
        );
        assert_eq!(CreditCode::parse("暂无"), Err(SubjectError::Length { found: 2 }));
    }

    #[test]
    fn organisation_codes_are_read_with_any_hyphen() {
        for text in ["71526726X", "71526726-x", "71526726－Ｘ", "71526726 — X"] {
            let code = OrgCode::parse(text).unwrap();
            assert_eq!((code.as_str(), code.check()), ("71526726X", true), "{text}");
        }
        assert!(!OrgCode::parse("715267261").unwrap().check());
        assert_eq!(
            OrgCode::parse("71526726A"),
            Err(SubjectError::Character { found: 'A', at: 9 })
        );
        assert!(OrgCode::parse("OISVZ0000").is_ok());
    }
}
