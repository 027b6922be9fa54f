//! Texts in which characters stand for others that nobody can tell: letters that hide, and texts read in a wrong encoding.

use super::super::digits::numeral;
use super::is_unified_han;

/// Whether letters stand for ideographs that are not told: `江州XX有限公司`, `江州某某有限公司`, `江州○○有限公司`.
pub(super) fn hides_letters(text: &str, organisations: &[&str]) -> bool {
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let behind = rest.trim_start_matches(c);
        let count = (rest.len() - behind.len()) / c.len_utf8();
        let next = behind.chars().next().unwrap_or(' ');
        let is_among_han = is_unified_han(before) && (is_unified_han(next) || behind.is_empty());
        let hides = match c {
            'X' | 'x' => count > 1 && is_among_han,
            '某' => count > 1 && organisations.iter().any(|word| behind.contains(word)),
            '\u{25CB}' => is_among_han && numeral(before).is_none() && numeral(next).is_none(),
            _ => false,
        };
        if hides {
            return true;
        }
        (before, rest) = (c, behind);
    }
    false
}

/// Whether a text was read in another encoding than it was written in. Nearly all names of companies hold 公司, and what becomes of
/// that is seen.
pub(super) fn is_garbled(text: &str) -> bool {
    // 公司 in UTF-8, read as GBK from its first byte or from its second; what is lost, in UTF-8 read as GBK.
    let as_gbk = text.contains('鍏') && text.contains('徃')
        || text.contains('叕') && text.contains('鍙')
        || text.contains("锟斤拷");
    as_gbk || is_latin(text)
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
        for text in ["江州XX有限公司", "江州某某有限公司", "江州○○有限公司", "江州xxx"]
        {
            assert!(hides_letters(text, &["公司"]), "{text}");
        }
        for text in [
            "江州X光机厂",
            "EXXON有限公司",
            "江州二○○八有限公司",
            "某某",
            "XX江州",
        ] {
            assert!(!hides_letters(text, &["公司"]), "{text}");
        }
    }
}
