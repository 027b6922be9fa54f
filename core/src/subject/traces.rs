//! What spreadsheets and forms leave around a number, and numbers of which they kept only a part.

use super::clean::{half_width, is_invisible};
use super::digits::{named, plain};
use super::personal::is_between_groups;
use core::ops::Range;

/// The number without what stands around it and between its groups: an apostrophe, `="…"`, quotes, `.0`, hyphens, dots, a
/// label with its colon; letters and digits of other forms as plain ones.
pub(crate) fn without_traces(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(half_width)
        .collect();
    let behind_label = match visible.rsplit_once([':', '\u{FE55}']) {
        Some((label, number)) if !label.bytes().any(|byte| byte.is_ascii_digit()) => number,
        _ => &visible,
    };
    let is_around = |c: char| matches!(c, '=' | '(' | ')' | ';' | ',') || is_quote(c);
    let mut number = behind_label.trim_matches(is_around);
    // A whole number of a spreadsheet that was read as a fraction.
    if let Some((whole, zeros)) = number.rsplit_once('.')
        && !zeros.is_empty()
        && zeros.bytes().all(|byte| byte == b'0')
        && whole.chars().count() >= 9
    {
        number = whole;
    }
    // A row of zeros alone hides what it stands for.
    let names = number
        .chars()
        .filter(|c| named(*c).is_some_and(|digit| digit != '0'))
        .count();
    let zero = !number.contains("〇〇〇");
    let read = |c: char| match names > 4 || zero && c == '〇' {
        true => named(c).or_else(|| plain(c)),
        false => plain(c),
    };
    let characters = number.chars().filter(|c| !is_between_groups(*c));
    characters.map(|c| read(c).unwrap_or(c)).collect()
}

/// Whether a number has lost digits: `9.133E+17`.
pub(crate) fn is_scientific(text: &str) -> bool {
    let visible: String = text
        .chars()
        .filter(|c| !is_invisible(*c) && !is_quote(half_width(*c)))
        .map(half_width)
        .collect();
    let Some((fraction, power)) = visible.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, power) = power.split_at_checked(1).unwrap_or_default();
    let whole = fraction.split_once('.');
    sign == "+"
        && digits(power)
        && whole.map_or(digits(fraction), |(whole, rest)| digits(whole) && digits(rest))
}

/// Where a number that has lost digits stands in a text: `9.133E+17`.
pub(crate) fn scientific(text: &str) -> Option<Range<usize>> {
    text.match_indices(['E', 'e']).find_map(|(at, _)| {
        let (front, behind) = (text.get(..at)?, text.get(at + 1..)?);
        let fraction = front.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let power = behind.strip_prefix('+').unwrap_or(behind);
        let digits = power.bytes().take_while(u8::is_ascii_digit).count();
        let (from, to) = (fraction.len(), text.len() - power.len() + digits);
        // Without point and sign it may be a number of something.
        let is_marked = power.len() < behind.len() || front.get(from..)?.contains('.');
        (from < at && is_marked && (1..=2).contains(&digits)).then_some(from..to)
    })
}

/// Whether the last digits of 18 are the zeros that a spreadsheet puts for those it cannot hold.
pub(crate) fn ends_in_lost_digits(value: &str) -> bool {
    value.len() == 18 && value.ends_with("000") && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a character is a quotation mark of any kind.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{A8}' | '\u{AB}' | '\u{B4}' | '\u{BB}' | '\u{2018}'..='\u{201F}' | '\u{2032}'..='\u{2037}'
            | '\u{2039}' | '\u{203A}' | '\u{275B}'..='\u{2760}' | '\u{276E}' | '\u{276F}' | '\u{301D}'..='\u{301F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_number_is_taken_away() {
        for text in [
            "'91329902MA7QK2R18G",
            "=\"91329902MA7QK2R18G\"",
            "91329902MA7QK2R18G.0",
            "91329902MA7QK2R18G\t",
            "9132-9902-MA7Q-K2R1-8G",
            "9132 9902 MA7Q K2R1 8G",
            "\u{201C}91329902MA7QK2R18G\u{201D}",
            "统一社会信用代码：91329902MA7QK2R18G",
            "（91329902MA7QK2R18G）",
            "91329902.MA7QK2R18G",
            "⑨①③②⑨⑨⓪②ⓂⒶ⑦ⓆⓀ②Ⓡ①⑧Ⓖ",
            "𝟗𝟏𝟑𝟐𝟗𝟗𝟎𝟐𝐌𝐀𝟕𝐐𝐊𝟐𝐑𝟏𝟖𝐆",
            "٩١٣٢٩٩٠٢MA٧QK٢R١٨G",
            "九一三二九九〇二MA七QK二R一八G",
            "勾幺三两勾勾洞两MA拐QK两R幺八G",
        ] {
            assert_eq!(without_traces(text), "91329902MA7QK2R18G", "{text}");
        }
        assert_eq!(without_traces("MA7QK2R1-8"), "MA7QK2R18");
        assert_eq!(without_traces("913299025581230181.0"), "913299025581230181");
    }

    #[test]
    fn lost_digits_are_seen() {
        for text in ["9.133E+17", "9.13299E+17", "9E+17", "'9.133e+17"] {
            assert!(is_scientific(text), "{text}");
        }
        for text in ["91329902MAE7QK2R18", "E+17", "9.13299", "5E17"] {
            assert!(!is_scientific(text), "{text}");
        }
        for text in ["9.133E+17", "甲 9.13299e17", "甲公司9E+17。"] {
            assert!(scientific(text).is_some(), "{text}");
        }
        for text in ["3E科技", "IEEE 2", "E+17", "甲2E17", "1.5"] {
            assert!(scientific(text).is_none(), "{text}");
        }
        assert!(ends_in_lost_digits("913299025581230000"));
        assert!(!ends_in_lost_digits("91329902MA7QK2R000"));
    }
}
