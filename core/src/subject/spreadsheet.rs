//! What spreadsheets do to numbers, undone where nothing is lost.
//!
//! A spreadsheet that takes a number for a quantity writes it in scientific notation, keeps fifteen digits of it, drops the
//! zeros before it or adds `.0`. People who know that write `'` or `="…"` around it, and both reach us.

use super::clean::{half_width, is_invisible};
use super::{CreditCode, IdKind, citizen_check};
use core::fmt;
use std::borrow::Cow;

/// Digits that a spreadsheet keeps of a number.
const KEPT: usize = 15;

/// How digits of a number were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// `9.133E+17`
    Scientific,
    /// The digits behind the fifteenth are zeros.
    Rounded,
    /// An organisation code of digits is too short: it began with zeros.
    LeadingZeros,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scientific => "Excel wrote it in scientific notation and its last digits are lost",
            Self::Rounded => "Excel keeps 15 digits of a number and wrote zeros for the rest",
            Self::LeadingZeros => "it is too short, as where Excel drops the zeros before a number",
        })
    }
}

/// The text without the marks that spreadsheets, and people who guard numbers against them, leave around a number.
///
/// ```
/// use jrp_core::subject::spreadsheet::bare;
///
/// for text in ["'91320507MA1QF7RX58", "=\"91320507MA1QF7RX58\"", "91320507MA1QF7RX58.0"] {
///     assert_eq!(bare(text), "91320507MA1QF7RX58");
/// }
/// assert_eq!(bare("3.20507000012345E+14"), "320507000012345");
/// assert_eq!(bare("9.133E+17"), "9.133E+17", "digits are lost");
/// ```
pub fn bare(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Cow::Borrowed(text);
    }
    let inner = without_zero_fraction(without_guards(text));
    match Scientific::read(inner).and_then(|number| number.whole()) {
        Some(whole) => Cow::Owned(whole),
        None => Cow::Borrowed(inner),
    }
}

/// The text with the characters that a spreadsheet has written as `_x000D_`.
///
/// ```
/// use jrp_core::subject::spreadsheet::unescaped;
///
/// assert_eq!(unescaped("江州示例_x000D_有限公司"), "江州示例\r有限公司");
/// assert_eq!(unescaped("A_x5_"), "A_x5_");
/// ```
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('_') || !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest, mut is_other) = (String::with_capacity(text.len()), text, false);
    while let Some((before, from)) = rest.split_once("_x") {
        out.push_str(before);
        let code = from.get(..5).and_then(|code| code.strip_suffix('_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
            Some(c) => {
                out.push(c);
                rest = from.get(5..).unwrap_or_default();
                is_other = true;
            }
            None => {
                out.push_str("_x");
                rest = from;
            }
        }
    }
    out.push_str(rest);
    match is_other {
        true => Cow::Owned(out),
        false => Cow::Borrowed(text),
    }
}

/// How digits of a number of this kind were lost, where they were. A number whose check digits fit has lost none.
pub fn loss(kind: IdKind, text: &str) -> Option<Loss> {
    let text = bare(text);
    if Scientific::read(&text).is_some() {
        return Some(Loss::Scientific);
    }
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(half_width)
        .filter(|c| kind != IdKind::OrgCode || *c != '-')
        .map(|c| u8::try_from(c).ok().filter(u8::is_ascii_digit))
        .collect::<Option<_>>()?;
    match digits.len() {
        4..=8 if kind == IdKind::OrgCode => Some(Loss::LeadingZeros),
        18 | 20 => (ends_in_zeros(&digits) && !is_proven(&digits)).then_some(Loss::Rounded),
        _ => None,
    }
}

fn ends_in_zeros(digits: &[u8]) -> bool {
    let mut behind = digits.iter().skip(KEPT);
    behind.all(|digit| *digit == b'0')
}

/// Whether the check digits say that a number of eighteen digits is whole.
fn is_proven(digits: &[u8]) -> bool {
    let is_code = || {
        let code = core::str::from_utf8(digits).ok().map(CreditCode::parse);
        code.and_then(Result::ok)
            .is_some_and(|code| code.checks().outer && code.checks().inner)
    };
    let is_person = || {
        let parts = digits.split_last();
        parts.is_some_and(|(check, rest)| citizen_check(rest) == Some(*check))
    };
    is_code() || is_person()
}

/// Apostrophes, quotation marks and the equals sign of a formula, in either width.
fn without_guards(text: &str) -> &str {
    let is_edge = |c: char| is_invisible(c) || is_quote(c);
    let mut inner = text.trim_matches(is_edge);
    if let Some(formula) = inner.strip_prefix(['=', '\u{FF1D}']) {
        inner = formula.trim_matches(is_edge);
    }
    inner
}

fn is_quote(c: char) -> bool {
    matches!(
        half_width(c),
        '\'' | '"' | '`' | '\u{B4}' | '\u{2018}'..='\u{201F}'
    )
}

/// `.0`, `.00` … behind a letter or digit goes.
fn without_zero_fraction(text: &str) -> &str {
    let whole = text.trim_end_matches(|c| half_width(c) == '0');
    let point = match whole.len() < text.len() {
        true => whole.strip_suffix(['.', '\u{FF0E}']),
        false => None,
    };
    point
        .filter(|whole| whole.chars().next_back().is_some_and(char::is_alphanumeric))
        .unwrap_or(text)
}

/// A number as `9.133E+17`.
struct Scientific {
    /// Digits before and behind the point
    digits: String,
    /// How many of them stand before it
    before: usize,
    exponent: usize,
}

impl Scientific {
    fn read(text: &str) -> Option<Self> {
        // The longest that could be meant has 17 digits, a point, E+ and two more.
        if text.len() < 4 || text.len() > 72 {
            return None;
        }
        let text: String = text
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| half_width(c).to_ascii_uppercase())
            .collect();
        let (mantissa, exponent) = text.split_once('E')?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let power = exponent.strip_prefix('+').unwrap_or(exponent);
        // Without point and sign it may be the number of a permit.
        if mantissa.len() == whole.len() && power.len() == exponent.len() {
            return None;
        }
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || power.is_empty() || power.len() > 2 {
            return None;
        }
        if ![whole, fraction, power].into_iter().all(all_digits) {
            return None;
        }
        Some(Self {
            digits: [whole, fraction].concat(),
            before: whole.len(),
            exponent: power.parse().ok()?,
        })
    }

    /// The number in full, where every digit of it stands there.
    fn whole(&self) -> Option<String> {
        let length = self.before + self.exponent;
        let (whole, rest) = self.digits.split_at_checked(length)?;
        let is_exact = length <= KEPT && rest.bytes().all(|byte| byte == b'0');
        is_exact.then(|| whole.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "91320507MA1QF7RX58";

    #[test]
    fn what_stands_around_a_number_goes() {
        for text in [
            "'91320507MA1QF7RX58",
            "\u{2019}91320507MA1QF7RX58",
            "\u{FF07}91320507MA1QF7RX58",
            "`91320507MA1QF7RX58",
            "=\"91320507MA1QF7RX58\"",
            "=91320507MA1QF7RX58",
            "\u{FF1D}\u{201C}91320507MA1QF7RX58\u{201D}",
            "\"91320507MA1QF7RX58\"",
            " '91320507MA1QF7RX58\t",
            "\u{A0}91320507MA1QF7RX58\u{A0}",
            "91320507MA1QF7RX58.0",
            "91320507MA1QF7RX58.000",
            "91320507MA1QF7RX58\u{FF0E}\u{FF10}",
            "'91320507MA1QF7RX58.0\t",
        ] {
            assert_eq!(bare(text), CODE, "{text:?}");
        }
        for text in ["", ".0", "0.5", "H12345678(01)", "12-3", "91320507MA1QF7RX5.8"] {
            assert_eq!(bare(text), text);
        }
        assert_eq!(bare("10.0"), "10");
    }

    #[test]
    fn scientific_notation_is_undone_where_every_digit_stands_there() {
        for (text, whole) in [
            ("3.20507000012345E+14", "320507000012345"),
            ("3.20507000012345e14", "320507000012345"),
            ("7.15267261E+08", "715267261"),
            ("71526.7261E+04", "715267261"),
        ] {
            assert_eq!(bare(text), whole);
            assert_eq!(loss(IdKind::Uscc, text), None, "{text}");
        }
    }

    #[test]
    fn lost_digits_are_told() {
        use IdKind::{CitizenId, OrgCode, TaxNo, Uscc};
        for (kind, text, lost) in [
            (Uscc, "9.13299E+17", Loss::Scientific),
            (Uscc, "9.13299025581230E+17", Loss::Scientific),
            (Uscc, "\u{FF19}.133\u{FF25}+17", Loss::Scientific),
            (Uscc, "9E+17", Loss::Scientific),
            (Uscc, "'9.13299e17 ", Loss::Scientific),
            (CitizenId, "3.29902E+17", Loss::Scientific),
            (CitizenId, "329902198804153000", Loss::Rounded),
            (Uscc, "913299025581230000", Loss::Rounded),
            (Uscc, "913299025581230000.0", Loss::Rounded),
            (TaxNo, "32990219880415300000", Loss::Rounded),
            (OrgCode, "1234562", Loss::LeadingZeros),
            (OrgCode, "123456-2", Loss::LeadingZeros),
        ] {
            assert_eq!(loss(kind, text), Some(lost), "{text}");
            assert!(lost.to_string().contains("Excel"));
        }
    }

    #[test]
    fn whole_numbers_have_lost_nothing() {
        use IdKind::{CitizenId, OrgCode, Passport, TaxNo, Uscc};
        for (kind, text) in [
            (Uscc, CODE),
            (Uscc, "913299025581230181.0"),
            (OrgCode, "71526726X"),
            (TaxNo, "32990219880415331100"),
            (Passport, "1E234567"),
            (Passport, "E12345678"),
            (Uscc, "1234567"),
            (CitizenId, "3205**********1000"),
        ] {
            assert_eq!(loss(kind, text), None, "{text}");
        }
        // A check digit that fits says that the zeros are the number's own.
        let person = (0..1000).map(|n| format!("11010519491{n:03}0000"));
        let whole: Vec<String> = person
            .filter(|id| citizen_check(&id.as_bytes()[..17]) == Some(b'0'))
            .collect();
        assert!(!whole.is_empty());
        assert!(whole.iter().all(|id| loss(CitizenId, id).is_none()));
    }
}
