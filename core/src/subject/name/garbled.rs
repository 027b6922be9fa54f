//! Texts in which characters stand for others that nobody can tell: letters that hide, and texts read in a wrong encoding.

use super::super::digits::numeral;
use super::variants::is_trade;
use super::{is_unified_han, key};

/// What is as long is a person's name, or as short as one.
const SHORT: usize = 4;

/// Whether signs or letters stand for ideographs that are not told: `江州XX有限公司`, `江州某厂`, `江州○○有限公司`, `王*国`. Of
/// signs `*` stands for all. Names are registered in Chinese characters, so that a letter is no brand where a trade and a legal form are
/// all that is behind it.
pub(super) fn hides_letters(text: &str) -> bool {
    let is_short = text.chars().filter(|c| !c.is_whitespace()).count() <= SHORT;
    let (mut rest, mut before) = (text, None);
    while let Some(c) = rest.chars().next() {
        let behind = rest.trim_start_matches(c);
        let is_run = behind.len() + c.len_utf8() < rest.len() || behind.trim_start().starts_with(c);
        let next = behind.chars().next();
        let around = || [before, next].into_iter().flatten();
        let is_among_han = (before.is_some() || next.is_some()) && around().all(is_unified_han);
        let is_inside = before.is_some() && next.is_some();
        let hides = match c {
            SOMEBODY => true,
            '*' => is_run || is_short || is_inside && around().all(char::is_alphanumeric),
            '_' => is_among_han && (is_run && is_inside || is_short),
            'X' | 'x' => {
                let is_all = || !behind.is_empty() && is_trade(&key(behind));
                is_among_han && (is_run || is_short && before.is_some() || is_all())
            }
            '\u{25CB}' | '\u{25EF}' | '\u{3007}' => {
                let is_zero = c == '\u{3007}' && !is_short || around().any(|c| numeral(c).is_some());
                is_among_han && before.is_some() && !is_zero
            }
            _ => false,
        };
        if hides {
            return true;
        }
        (before, rest) = (Some(c), behind);
    }
    false
}

/// 某, somebody.
pub(super) const SOMEBODY: char = '\u{67D0}';

/// Whether a text was read in another encoding than it was written in. Nearly all names of companies hold 公司, and what becomes of
/// that is seen.
pub(super) fn is_garbled(text: &str) -> bool {
    // 公司 in UTF-8, read as GBK from its first byte or from its second; what is lost, in UTF-8 read as GBK.
    let as_gbk = text.contains('鍏') && text.contains('徃')
        || text.contains('叕') && text.contains('鍙')
        || text.contains("锟斤拷");
    as_gbk || is_latin(text) || is_escaped(text)
}

/// Whether ideographs are written as addresses and programs write them: `%E6%B1%9F`, `\u6c5f`.
fn is_escaped(text: &str) -> bool {
    ["%E", "%e", "\\u"]
        .iter()
        .any(|sign| text.matches(sign).count() > 1)
}

/// Whether a text of two or three bytes a character was read as Latin-1 or Windows-1252: in words of European languages letters
/// with accents stand among plain ones.
fn is_latin(text: &str) -> bool {
    let is_high = |c: char| {
        matches!(c, '\u{80}'..='\u{FF}' | '\u{152}' | '\u{153}' | '\u{160}' | '\u{161}' | '\u{178}' | '\u{17D}' | '\u{17E}'
            | '\u{192}' | '\u{2C6}' | '\u{2DC}' | '\u{2013}'..='\u{203A}' | '\u{20AC}' | '\u{2122}')
    };
    let is_letter = |c: char| matches!(c, '\u{C0}'..='\u{FF}');
    let (mut run, mut letters) = (0, 0);
    for c in text.chars() {
        if is_high(c) {
            run += 1;
            letters += usize::from(is_letter(c));
        } else if !c.is_whitespace() {
            (run, letters) = (0, 0);
        }
        if run >= 4 && letters >= 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_wrong_encoding_are_seen() {
        for text in [
            "姹熷窞钃煎笨寤烘潗鏈夐檺鍏\u{E511}徃",
            "锟斤拷锟斤拷",
            "%E6%B1%9F%E5%B7%9E",
            "%e6%b1%9f%e5%b7%9e",
            r"\u6c5f\u5dde",
            "æ±Ÿå·žè“¼å±¿å»ºæ\u{9d}\u{90}æœ‰é™\u{90}å…¬å\u{8f}¸",
            "½\u{AD}ÖÝÞ¤Óì½¨²ÄÓÐÏÞ¹«Ë¾",
        ] {
            assert!(is_garbled(text), "{text}");
        }
        for text in [
            "江州蓼屿建材有限公司",
            "Société Générale",
            "Müller & Söhne GmbH",
            "Ærø Skibsværft A/S",
            "“江州”——蓼屿",
        ] {
            assert!(!is_garbled(text), "{text}");
        }
    }

    #[test]
    fn letters_that_hide_others_are_seen() {
        for text in [
            "江州XX有限公司",
            "XX建材有限公司",
            "江州X有限公司",
            "江州x建材有限公司",
            "江州某某有限公司",
            "江州市某厂",
            "江州○○有限公司",
            "江州xxx",
            "江州**公司",
            "江州 * * 公司",
            "江州*屿建材有限公司",
            "江州__有限公司",
            "王某",
            "某某",
            "王X国",
            "王xx",
            "王*国",
            "王**",
            "王*",
            "王○",
            "王〇",
            "王_国",
        ] {
            assert!(hides_letters(text), "{text}");
        }
        for text in [
            "江州X光机厂",
            "X光厂",
            "江州3X科技有限公司",
            "江州蓼屿建材有限公司X",
            "江州蓼屿建材有限公司*",
            "*江州蓼屿建材有限公司",
            "○江州蓼屿建材有限公司",
            "附件_江州蓼屿建材有限公司",
            "__江州蓼屿建材有限公司__",
            "EXXON有限公司",
            "MAXX科技有限公司",
            "江州XXL服装有限公司",
            "江州二○○八有限公司",
            "二〇二机械厂有限公司",
            "X",
            "王建国",
        ] {
            assert!(!hides_letters(text), "{text}");
        }
    }
}
