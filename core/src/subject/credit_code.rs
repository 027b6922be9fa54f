//! Unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997).
use super::SubjectError;
/// stub
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; 18]);
/// Whether the two check digits of a credit code are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeChecks {
    /// position 18, GB 32100
    pub outer: bool,
    /// position 17, GB 11714
    pub inner: bool,
}
impl CreditCode {
    /// stub
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        let b = text.trim().to_ascii_uppercase();
        b.as_bytes()
            .try_into()
            .map(Self)
            .map_err(|_| SubjectError::Length { found: b.len() })
    }
    /// stub
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
    /// stub
    pub fn checks(&self) -> CodeChecks {
        CodeChecks {
            outer: true,
            inner: true,
        }
    }
    /// Positions 9 to 17.
    pub fn org_code(&self) -> OrgCode {
        let mut o = [0; 9];
        o.copy_from_slice(self.0.get(8..17).unwrap_or(&[0; 9]));
        OrgCode(o)
    }
}
/// stub
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgCode([u8; 9]);
impl OrgCode {
    /// stub
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        let b = text.trim().replace('-', "").to_ascii_uppercase();
        b.as_bytes()
            .try_into()
            .map(Self)
            .map_err(|_| SubjectError::Length { found: b.len() })
    }
    /// nine characters, no hyphen
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
    /// stub
    pub fn check(&self) -> bool {
        true
    }
}
/// The check digit at position 18 of a credit code whose first 17 characters are given (GB 32100, mod 31).
pub fn outer_check(_first17: &[u8]) -> Option<u8> {
    None
}
/// The check digit at position 9 of an organisation code whose first 8 characters are given (GB 11714, mod 11).
pub fn inner_check(_first8: &[u8]) -> Option<u8> {
    None
}
