//! What a character may stand for in a number that somebody wrote down: a digit, something between digits, or the end.

use crate::subject::clean::{half_width, is_invisible, is_mask_sign};
use crate::subject::name;

/// What one character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A letter or character of a word: no number goes on behind it.
    Break,
    /// Punctuation, a space, a mark, something invisible: a number may go on behind it.
    Between,
    /// A sign that hides a digit, such as `*`
    Hidden,
    /// A digit of any script
    Digit(u8),
    /// A Chinese numeral, which stands in words too
    Numeral(u8),
    /// A circle: a zero among Chinese numerals, else a sign that hides a digit
    Zero,
    /// A letter that looks like a digit
    Alike(u8),
    /// The check of ten
    X,
}

/// Zeros of the scripts whose digits normalisation leaves as they are; the other nine follow each.
const ZEROS: [char; 67] = [
    '\u{660}',
    '\u{6F0}',
    '\u{7C0}',
    '\u{966}',
    '\u{9E6}',
    '\u{A66}',
    '\u{AE6}',
    '\u{B66}',
    '\u{BE6}',
    '\u{C66}',
    '\u{CE6}',
    '\u{D66}',
    '\u{DE6}',
    '\u{E50}',
    '\u{ED0}',
    '\u{F20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17E0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19D0}',
    '\u{1A80}',
    '\u{1A90}',
    '\u{1B50}',
    '\u{1BB0}',
    '\u{1C40}',
    '\u{1C50}',
    '\u{A620}',
    '\u{A8D0}',
    '\u{A900}',
    '\u{A9D0}',
    '\u{A9F0}',
    '\u{AA50}',
    '\u{ABF0}',
    '\u{104A0}',
    '\u{10D30}',
    '\u{10D40}',
    '\u{11066}',
    '\u{110F0}',
    '\u{11136}',
    '\u{111D0}',
    '\u{112F0}',
    '\u{11450}',
    '\u{114D0}',
    '\u{11650}',
    '\u{116C0}',
    '\u{116D0}',
    '\u{116DA}',
    '\u{11730}',
    '\u{118E0}',
    '\u{11950}',
    '\u{11BF0}',
    '\u{11C50}',
    '\u{11D50}',
    '\u{11DA0}',
    '\u{11DE0}',
    '\u{11F50}',
    '\u{16130}',
    '\u{16A60}',
    '\u{16AC0}',
    '\u{16B50}',
    '\u{16D70}',
    '\u{1E140}',
    '\u{1E2F0}',
    '\u{1E4F0}',
    '\u{1E950}',
];

/// Digits without a zero: the first, the last, the value of the first.
const ROWS: [(char, char, u8); 17] = [
    ('\u{1369}', '\u{1371}', 1),
    ('\u{2160}', '\u{2168}', 1),
    ('\u{2170}', '\u{2178}', 1),
    ('\u{24F5}', '\u{24FD}', 1),
    ('\u{24FF}', '\u{24FF}', 0),
    ('\u{2776}', '\u{277E}', 1),
    ('\u{2780}', '\u{2788}', 1),
    ('\u{278A}', '\u{2792}', 1),
    ('\u{3021}', '\u{3029}', 1),
    ('\u{10107}', '\u{1010F}', 1),
    ('\u{10A40}', '\u{10A43}', 1),
    ('\u{10E60}', '\u{10E68}', 1),
    ('\u{11052}', '\u{1105A}', 1),
    ('\u{1D360}', '\u{1D368}', 1),
    ('\u{1E5F1}', '\u{1E5FA}', 0),
    ('\u{1F10B}', '\u{1F10B}', 0),
    ('\u{1F10C}', '\u{1F10C}', 0),
];

/// Letters of other scripts that are typed or drawn as a dash or a dot.
fn is_dash_like(c: char) -> bool {
    matches!(
        c,
        '\u{2B0}'..='\u{2FF}' | '\u{1173}' | '\u{1428}' | '\u{1429}' | '\u{30FC}' | '\u{3161}'
    )
}

/// Letters in which nobody here writes words: small ones of formulas, and scripts of the past.
fn is_of_no_word(c: char) -> bool {
    matches!(
        c,
        '\u{AA}' | '\u{BA}' | '\u{1D2C}'..='\u{1D6A}' | '\u{2071}' | '\u{207F}' | '\u{2090}'..='\u{209C}'
            | '\u{3005}' | '\u{10280}'..='\u{1AFFF}'
    )
}

/// Marks that stand over, under or around the character before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Whether no number goes on behind the character.
pub(super) fn breaks(c: char) -> bool {
    match direct(c) {
        Some(sign) => sign == Sign::Break,
        None => normalised(c).any(|sign| sign == Sign::Break),
    }
}

/// What the character stands for; some stand for several, as a circled 12 does.
pub(super) fn signs(c: char, out: &mut Vec<Sign>) {
    match direct(c) {
        Some(sign) => out.push(sign),
        None => out.extend(normalised(c)),
    }
}

fn normalised(c: char) -> impl Iterator<Item = Sign> {
    let folded = name::fold(c.encode_utf8(&mut [0; 4]));
    let signs: Vec<Sign> = folded.chars().map(|c| direct(c).unwrap_or(Sign::Break)).collect();
    signs.into_iter()
}

/// What a character stands for as it is; `None` where normalisation must say, or nothing else says anything.
fn direct(c: char) -> Option<Sign> {
    let c = half_width(c);
    if c.is_ascii() {
        return Some(ascii(c));
    }
    if matches!(c, '\u{3400}'..='\u{9FFF}') {
        // A date of birth that is written out.
        let is_of_date = matches!(c, '年' | '月' | '日');
        let is_stroke = matches!(c, '丨' | '丶' | '丿');
        let other = match c {
            '某' => Sign::Hidden,
            _ if is_of_date || is_stroke => Sign::Between,
            _ => Sign::Break,
        };
        return Some(numeral(c).map_or(other, Sign::Numeral));
    }
    // The ideographic zero, and circles written in its place.
    if matches!(c, '\u{3007}' | '\u{25CB}' | '\u{25EF}') {
        return Some(Sign::Zero);
    }
    if is_mask_sign(c) || matches!(c, '\u{D7}' | '\u{25B3}' | '\u{FFFD}') {
        return Some(Sign::Hidden);
    }
    if is_invisible(c) || name::is_dot(c) || is_dash_like(c) || is_mark(c) {
        return Some(Sign::Between);
    }
    match c {
        '\u{39F}' | '\u{3BF}' | '\u{41E}' | '\u{43E}' => return Some(Sign::Alike(0)),
        '\u{406}' | '\u{4C0}' => return Some(Sign::Alike(1)),
        '\u{417}' | '\u{437}' => return Some(Sign::Alike(3)),
        '\u{3A7}' | '\u{3C7}' | '\u{425}' | '\u{445}' => return Some(Sign::X),
        _ => {}
    }
    if let Some(digit) = of_table(c) {
        return Some(Sign::Digit(digit));
    }
    (!c.is_alphanumeric() || is_of_no_word(c)).then_some(Sign::Between)
}

fn ascii(c: char) -> Sign {
    match c {
        '0'..='9' => Sign::Digit(c as u8 - b'0'),
        'x' | 'X' => Sign::X,
        'o' | 'O' => Sign::Alike(0),
        'l' | 'I' => Sign::Alike(1),
        '*' | '?' | '#' | '_' => Sign::Hidden,
        _ if c.is_ascii_alphabetic() => Sign::Break,
        _ => Sign::Between,
    }
}

/// The value of a Chinese numeral, plain, for accounts, of an older form, or as numbers are read aloud.
pub(super) fn numeral(c: char) -> Option<u8> {
    Some(match c {
        '零' => 0,
        '一' | '壹' | '壱' | '弌' | '幺' => 1,
        '二' | '贰' | '貳' | '貮' | '弐' | '弍' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '叄' | '参' | '弎' => 3,
        '四' | '肆' | '亖' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn of_table(c: char) -> Option<u8> {
    let behind = ZEROS.partition_point(|zero| *zero <= c);
    let zero = behind.checked_sub(1).and_then(|at| ZEROS.get(at));
    let of_zero = zero
        .map(|zero| c as u32 - *zero as u32)
        .filter(|value| *value < 10);
    let of_row = || {
        let row = ROWS
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&c))?;
        Some(c as u32 - row.0 as u32 + u32::from(row.2))
    };
    of_zero.or_else(of_row).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(c: char) -> Vec<Sign> {
        let mut out = Vec::new();
        signs(c, &mut out);
        out
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        assert!(ZEROS.is_sorted() && ROWS.is_sorted());
        for zero in ZEROS {
            for value in 0..10 {
                let c = char::from_u32(zero as u32 + value).unwrap();
                assert!(c.is_numeric() || c >= '\u{10D40}', "{c:?}");
                assert_eq!(of(c), [Sign::Digit(value as u8)], "{c:?}");
            }
        }
        for (text, value) in [
            ("７𝟕𝟟𝟩⁷₇⑦➆❼⑺", 7),
            ("٣۳३๓３③㊂三叁參\u{f96b}", 3),
            ("0〇零○⓪⓿🄋", 0),
        ] {
            for c in text.chars() {
                let found = of(c);
                let digits: Vec<u8> = found
                    .iter()
                    .filter_map(|sign| match sign {
                        Sign::Digit(value) | Sign::Numeral(value) => Some(*value),
                        Sign::Zero => Some(0),
                        _ => None,
                    })
                    .collect();
                assert_eq!(digits, [value], "{c:?} {found:?}");
                assert!(!breaks(c), "{c:?}");
            }
        }
        assert_eq!(of('⑲'), [Sign::Digit(1), Sign::Digit(9)]);
    }

    #[test]
    fn what_is_no_word_may_stand_between_digits() {
        for c in " .,/_-–—·•、，。；：*＊×~～|()（）〔〕[]\u{200b}\u{feff}\u{202e}\u{3000}\u{85}\u{2028}\u{338}\u{20e3}ー\u{3164}😀\u{e000}"
            .chars()
        {
            assert!(!breaks(c), "{c:?}");
            assert!(of(c).iter().all(|sign| matches!(sign, Sign::Between | Sign::Hidden)), "{c:?}");
        }
        assert!("年月日".chars().all(|c| !breaks(c)));
        for c in "苏号A第ｱзж十百".chars() {
            assert_eq!(breaks(c), c != 'з', "{c:?}");
        }
    }
}
