//! Names of which the source has hidden a part, so that nobody finds them by the name that is meant.

/// Signs in the place of characters.
const SIGNS: [char; 13] = [
    '*', '\u{FF0A}', '\u{2217}', '\u{FE61}', '?', '\u{FF1F}', '_', '\u{FF3F}', '\u{25CF}', '\u{25A1}',
    '\u{25A0}', '\u{2026}', '\u{25B3}',
];

/// Letters and circles that stand for any character, where no others stand beside them. One circle is a zero in a long
/// name: 二〇二厂.
const ANY: [char; 8] = [
    'X', 'x', '\u{FF38}', '\u{FF58}', '\u{D7}', '\u{25CB}', '\u{25EF}', '\u{3007}',
];

/// 某, somebody.
const SOMEBODY: char = '\u{67D0}';

/// Characters that a person's name seldom exceeds.
const SHORT: usize = 4;

/// Whether a part of a name is hidden: 王某, 王X国, 某某公司, 江州市**厂.
pub(crate) fn is_hidden(name: &str) -> bool {
    let length = name.chars().filter(|c| !c.is_whitespace()).count();
    let is_short = length <= SHORT;
    // One letter may be a brand's in a long name.
    let least = if is_short { 1 } else { 2 };
    let is_letter = |c: char| c.is_ascii_alphanumeric() || ANY.contains(&c);
    let mut words = name.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    let is_any = |word: &str| {
        let letters = word.chars().count();
        letters >= least && letters < length && word.chars().all(|c| ANY.contains(&c))
    };
    let is_sign = |c| SIGNS.contains(&c) || c == SOMEBODY;
    name.contains(is_sign) || words.any(is_any)
}

#[cfg(test)]
mod tests {
    use super::is_hidden;

    #[test]
    fn what_is_hidden_is_seen_and_brands_are_not() {
        for name in [
            "王某",
            "王某某",
            "王X国",
            "王xx",
            "王*国",
            "王＊＊",
            "王×",
            "王○",
            "王〇",
            "某某公司",
            "江州市**建材有限公司",
            "江州市XX建材有限公司",
            "江州市××厂",
            "江州市某厂",
            "王_国",
            "张？",
        ] {
            assert!(is_hidden(name), "{name}");
        }
        for name in [
            "王建国",
            "江州市X光设备厂",
            "XXL服装有限公司",
            "江州市XXL服装有限公司",
            "二〇二机械厂有限公司",
            "江州二○二机械厂",
            "MAXX科技有限公司",
            "阿卜杜拉·买买提",
            "X",
            "江州市3X科技有限公司",
        ] {
            assert!(!is_hidden(name), "{name}");
        }
    }
}
