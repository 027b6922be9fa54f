//! Digits and letters in the forms that people, fonts and input methods give them.

use super::clean::half_width;
use super::name::normalised_char;

/// The zero of every script whose ten digits follow each other and are no compatibility forms of ours (Unicode, General
/// Category Nd).
const ZEROS: [u32; 52] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x11066, 0x110F0, 0x11136, 0x111D0,
    0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0,
    0x1E950,
];

/// The one of every row of signs from one to nine that lists are counted with: in brackets, with a full stop, black, in two
/// circles, Roman, of Suzhou.
const ONES: [u32; 9] = [
    0x2160, 0x2170, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A, 0x3021,
];

/// The ASCII letter or digit that a character stands for: of full width, in a circle, raised, mathematical, a digit of
/// another script.
pub(super) fn plain(c: char) -> Option<char> {
    let c = half_width(c);
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(c);
    }
    if matches!(c, '\u{3400}'..='\u{9FFF}') || !c.is_alphanumeric() && !is_enclosed(c) {
        return None;
    }
    let code = u32::from(c);
    let of_script = || {
        let mut digits = ZEROS.iter().filter_map(|zero| code.checked_sub(*zero));
        digits.find(|digit| *digit < 10)
    };
    let of_list = || {
        let mut digits = ONES.iter().filter_map(|one| code.checked_sub(*one));
        digits.find(|digit| *digit < 9).map(|digit| digit + 1)
    };
    let digit = match c {
        '\u{24FF}' => Some(0),
        _ => of_script().or_else(of_list),
    };
    match digit {
        Some(digit) => char::from_digit(digit, 10),
        None => normalised_char(c).filter(char::is_ascii_alphanumeric),
    }
}

/// The ASCII digit that a character stands for, a Chinese numeral among them.
pub(super) fn digit(c: char) -> Option<char> {
    numeral(c).or_else(|| plain(c).filter(char::is_ascii_digit))
}

/// The digit that a Chinese numeral names, of the plain or the banker's form.
pub(super) fn numeral(c: char) -> Option<char> {
    Some(match c {
        '〇' | '零' => '0',
        '一' | '壹' => '1',
        '二' | '贰' | '貳' => '2',
        '三' | '叁' | '參' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' | '陸' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        _ => return None,
    })
}

/// The digit that an ideograph names, written or spoken. Many such ideographs stand in names.
pub(super) fn named(c: char) -> Option<char> {
    numeral(c).or_else(|| spoken(c))
}

/// The digit as it is read aloud over a telephone: 幺, 两, 洞, 拐, 勾.
fn spoken(c: char) -> Option<char> {
    Some(match c {
        '洞' => '0',
        '幺' => '1',
        '两' | '兩' => '2',
        '拐' => '7',
        '勾' => '9',
        _ => return None,
    })
}

/// What a circle in a number stands for: one or two for noughts, a longer row for what it hides.
pub(super) fn nought(letters: &[char], at: usize) -> Option<char> {
    let is_circle = |c: &&char| {
        matches!(
            c,
            '\u{25CB}' | '\u{25EF}' | '\u{B0}' | '\u{D8}' | '\u{F8}' | '\u{2205}'
        )
    };
    let (front, behind) = letters.split_at_checked(at)?;
    behind.first().filter(is_circle)?;
    let run = [
        front.iter().rev().take_while(is_circle).count(),
        behind.iter().take_while(is_circle).count(),
    ];
    let around = [front.iter().rev().nth(run[0]), behind.get(run[1])];
    let is_inside = around.iter().all(|c| c.is_some_and(|c| plain(*c).is_some()));
    is_inside.then_some(if run[0] + run[1] > 2 { '*' } else { '0' })
}

/// Whether a letter or digit stands in a circle or square of its own.
pub(super) fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{1F130}'..='\u{1F189}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_letters_of_every_form_are_known() {
        for (text, expected) in [
            ("０９Ａｚ", "09Az"),
            ("⓪①⑨Ⓐⓩ", "019Az"),
            ("⁰¹²³₄", "01234"),
            ("𝟎𝟗𝐀𝒵", "09AZ"),
            ("٠٩۰۹०९๐๙", "09090909"),
            ("⓿⒈⒐⑴⑼❶❾⓵⓽➀➈➊➒", "0191919191919"),
            ("ⅠⅣⅨⅰⅸ〡〤〩", "14919149"),
        ] {
            let read: Option<String> = text.chars().map(plain).collect();
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        for c in ['甲', '一', '-', '⑩', 'Ж', '½', '⒑', '⑽', '❿', '〸', '幺'] {
            assert_eq!(plain(c), None, "{c}");
        }
        let read: Option<String> = "〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖7"
            .chars()
            .map(digit)
            .collect();
        assert_eq!(read.as_deref(), Some("012345678901234567897"));
    }
}
