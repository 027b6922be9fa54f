//! Texts in which characters stand for others that nobody can tell: letters that hide, and texts read in a wrong encoding.

use super::super::digits::numeral;
use super::guesses::ends_body;
use super::variants::is_trade;
use super::{is_unified_han, key};

/// What is as long is a person's name, or as short as one.
const SHORT: usize = 4;

/// Whether signs or letters stand for ideographs that are not told: `江州XX有限公司`, `江州某厂`, `江州○○有限公司`, `王*国`. Of
/// signs `*` stands for all. Names are registered in Chinese characters, so that a letter is not a brand where a trade and a legal form are
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
        // In front of a bracket inside of a name; behind a body it points to a note.
        let front = || text.get(..text.len() - rest.len()).unwrap_or_default();
        let ends_brand = next == Some('(')
            && before.is_some_and(is_unified_han)
            && matches!(c, '*' | 'X' | 'x')
            && !ends_body(front());
        let hides = match c {
            SOMEBODY => true,
            '*' => is_run || is_short || is_inside && around().all(char::is_alphanumeric) || ends_brand,
            '_' => is_among_han && (is_run && is_inside || is_short),
            'X' | 'x' => {
                let is_all = || !behind.is_empty() && is_trade(&key(behind));
                is_among_han && (is_run || is_short && before.is_some() || is_all()) || is_run && ends_brand
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

/// Whether a text was read in another encoding than it was written in.
pub(super) fn is_garbled(text: &str) -> bool {
    // What is lost, in UTF-8 read as GBK.
    let as_gbk = is_gbk(text) || text.contains("锟斤拷");
    // Words of many names in GBK, read as Big5, and in Big5, read as GBK.
    let as_big5 = BIG5.iter().any(|word| text.contains(word));
    as_gbk || as_big5 || is_latin(text) || is_escaped(text)
}

/// What the first two bytes of ideographs and of full-width brackets in UTF-8 are in GBK: the first two of three make a character,
/// the third and the first of the next another, and so on. Ascending.
const FIRST_TWO: [char; 329] = [
    '妗', '妞', '妤', '妫', '妯', '妲', '妾', '姊', '姒', '姗', '姘', '姝', '姣', '姹', '娅', '娆', '娈',
    '娉', '娌', '娑', '娓', '娣', '娲', '娴', '娼', '婀', '婊', '婕', '婢', '婧', '婵', '宀', '宄', '宓',
    '宕', '宥', '宸', '寤', '寮', '寰', '搴', '杈', '杌', '杓', '杞', '杩', '棣', '棰', '椁', '椋', '椐',
    '椤', '椴', '椹', '楂', '楗', '楝', '楠', '楣', '楦', '楫', '楱', '楸', '楹', '榀', '榄', '榇', '榈',
    '榉', '榘', '榛', '榧', '榫', '榭', '榻', '槌', '槎', '浜', '浠', '浣', '浼', '涓', '涔', '淇', '渚',
    '澧', '澶', '澹', '濂', '濉', '濞', '濠', '濡', '濮', '濯', '瀚', '瀛', '瀣', '瀵', '瀹', '灏', '灞',
    '琚', '琛', '瑁', '瑕', '瑗', '瑙', '瑜', '瑭', '瑷', '瑾', '璀', '璁', '璇', '璋', '璎', '璐', '璜',
    '璞', '璧', '璨', '璩', '璺', '瓒', '甯', '纭', '纰', '纾', '绀', '绁', '绂', '绉', '绋', '绌', '绐',
    '绔', '绗', '绛', '绠', '绡', '绨', '绫', '绮', '绯', '绱', '绲', '绶', '绺', '绻', '绾', '缁', '缂',
    '缃', '缇', '缈', '缍', '褰', '蹇', '鍊', '鍋', '鍌', '鍍', '鍎', '鍏', '鍐', '鍑', '鍒', '鍓', '鍔',
    '鍕', '鍖', '鍗', '鍘', '鍙', '鍚', '鍛', '鍜', '鍝', '鍞', '鍟', '鍠', '鍡', '鍢', '鍣', '鍤', '鍥',
    '鍦', '鍧', '鍨', '鍩', '鍫', '鎬', '鎭', '鎮', '鎯', '鎰', '鎱', '鎲', '鎳', '鎴', '鎵', '鎶', '鎷',
    '鎸', '鎹', '鎺', '鎻', '鎼', '鎽', '鎾', '鎿', '鏀', '鏁', '鏂', '鏃', '鏄', '鏅', '鏆', '鏇', '鏈',
    '鏉', '鏋', '鏌', '鏍', '鐎', '鐏', '鐐', '鐑', '鐒', '鐓', '鐔', '鐕', '鐖', '鐗', '鐘', '鐙', '鐚',
    '鐛', '鐜', '鐝', '鐞', '鐟', '鐠', '鐡', '鐢', '鐣', '鐤', '鐥', '鐦', '鐧', '鐨', '鐩', '鐪', '鐫',
    '鐬', '鐭', '鐮', '鑰', '鑱', '鑲', '鑳', '鑴', '鑵', '鑶', '鑷', '鑸', '鑹', '鑺', '鑻', '鑼', '鑽',
    '鑾', '鑿', '钀', '钁', '钂', '钃', '钄', '钑', '钖', '钘', '铇', '铏', '铓', '铔', '铚', '铦', '铻',
    '锛', '锜', '锠', '閫', '閬', '閭', '閮', '閯', '閰', '閱', '閲', '閳', '閴', '閵', '閶', '閷', '閸',
    '閹', '閺', '閻', '閼', '閽', '閾', '閿', '闀', '闁', '闂', '闃', '闄', '闅', '闆', '闇', '闈', '闉',
    '闊', '闋', '韪', '韫', '韬', '骞',
];

/// Whether a character is what becomes of the beginning of an ideograph.
pub(super) fn begins_garbled(c: char) -> bool {
    FIRST_TWO.binary_search(&c).is_ok()
}

/// Whether UTF-8 was read as GBK: of a row of ideographs every third is such a beginning.
fn is_gbk(text: &str) -> bool {
    text.split(|c| !is_unified_han(c)).any(|row| {
        let length = row.chars().count();
        (0..3).any(|shift| {
            let thirds = row.chars().skip(shift).step_by(3);
            match thirds.clone().count() {
                // Four ideographs; of a shorter row nothing can be told.
                2 => length == 6 && thirds.clone().all(begins_garbled),
                3 => thirds.clone().all(begins_garbled),
                // The one at the end may have lost its second byte.
                count => count > 3 && thirds.take(count - 1).all(begins_garbled),
            }
        })
    })
}

/// 公司, 医院, 中学, 小学, 大学, 学院, 工厂 of GBK as Big5 reads them; 醫院, 中學, 學院 the other way round.
const BIG5: [&str; 10] = [
    "鼠侗", "瓟埏", "笢悝", "苤悝", "湮悝", "悝埏", "馱釦", "洛皘", "い厩", "厩皘",
];

/// Whether ideographs are written as addresses and programs write them: `%E6%B1%9F`, `\u6c5f`.
fn is_escaped(text: &str) -> bool {
    let is_byte = |(at, _): &(usize, &str)| {
        let code = text.get(at + 1..at + 3).unwrap_or_default();
        u8::from_str_radix(code, 16).is_ok_and(|byte| !byte.is_ascii())
    };
    text.matches("\\u").count() > 1 || text.match_indices('%').filter(is_byte).count() > 1
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
    fn the_beginnings_are_those_of_all_ideographs_and_of_the_brackets() {
        let written = ('\u{4E00}'..='\u{9FFF}').chain(['\u{FF08}', '\u{FF09}']);
        let read: std::collections::BTreeSet<char> = written
            .filter_map(|c| {
                let text = c.to_string();
                let first_two = text.as_bytes().get(..2)?;
                let read = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(first_two)?;
                read.chars().next()
            })
            .collect();
        assert!(read.iter().eq(&FIRST_TWO));
    }

    #[test]
    fn names_in_a_wrong_encoding_are_seen() {
        for text in [
            "姹熷窞钃煎笨寤烘潗鏈夐檺鍏\u{E511}徃",
            "锟斤拷锟斤拷",
            "%E6%B1%9F%E5%B7%9E",
            "%e6%b1%9f%e5%b7%9e",
            "%BD%AD%D6%DD",
            "蔬笣牷靘膘第衄癹鼠侗",
            r"\u6c5f\u5dde",
            "æ±Ÿå·žè“¼å±¿å»ºæ\u{9d}\u{90}æœ‰é™\u{90}å…¬å\u{8f}¸",
            "½\u{AD}ÖÝÞ¤Óì½¨²ÄÓÐÏÞ¹«Ë¾",
        ] {
            assert!(is_garbled(text), "{text}");
        }
        for text in [
            "姹熷窞钃煎笨鍖婚櫌",
            "姹熷窞绗\u{E0D9}簩涓\u{E15E}",
            "锛堟柊鍔犲潯锛\u{FFFD}",
            "供应商：姹熷窞钃煎笨鍖婚櫌",
        ] {
            assert!(is_garbled(text) || super::super::unreadable(text), "{text}");
        }
        for text in [
            "江州蓼屿建材有限公司",
            "瑾瑜璐璇",
            "楠渚寰宇",
            "浠水县楠木加工厂",
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
            "蓼屿投*(新加坡)有限公司",
            "蓼屿XX(新加坡)有限公司",
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
            "江州蓼屿建材有限公司*(盖章)",
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
