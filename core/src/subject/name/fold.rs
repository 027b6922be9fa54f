//! A name folded: NFKC, then controls, spaces and invisible characters dropped, brackets and middle dots unified, ASCII
//! letters upper case. Names that are folded alike are spelt alike.

use super::super::clean::{half_width, is_invisible};
use super::nfkc::nfkc;
use super::{is_dot, is_unified_han};

/// The one middle dot.
const DOT: char = '\u{B7}';

/// A name as it is spelt, whatever the width, case and spaces it was typed with. Folding twice is folding once.
///
/// ```
/// assert_eq!(jrp_core::subject::name::fold(" Abc\u{ff08}1\u{ff09} "), "ABC(1)");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match direct(c) {
            Direct::Keep(c) => folded.push(c),
            Direct::Drop => {}
            Direct::Normalise => return normalised(text).collect(),
        }
    }
    folded
}

/// Whether nothing is left of a text once it is folded.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.chars().any(|c| matches!(direct(c), Direct::Keep(_))) && fold(text).is_empty()
}

/// What becomes of a character that never joins with its neighbours.
enum Direct {
    Keep(char),
    Drop,
    Normalise,
}

fn direct(c: char) -> Direct {
    if is_unified_han(c) {
        return Direct::Keep(c);
    }
    let c = half_width(c);
    if is_invisible(c) {
        return Direct::Drop;
    }
    match unify(c) {
        unified if unified.is_ascii() || unified == DOT => Direct::Keep(unified),
        _ => Direct::Normalise,
    }
}

/// The general way. Dropping and unifying can bring characters together that join, hence the second normalisation; it
/// comes after the upper case, because some capitals join where the small letter does not.
fn normalised(text: &str) -> impl Iterator<Item = char> {
    let visible = nfkc(text.chars()).into_iter().filter(|c| !is_invisible(*c));
    nfkc(visible.map(unify)).into_iter()
}

/// One pair of brackets, one middle dot, upper case.
fn unify(c: char) -> char {
    match c {
        '[' | '\u{207D}' | '\u{208D}' | '\u{2768}' | '\u{276A}' | '\u{27EE}' | '\u{2985}' => '(',
        ']' | '\u{207E}' | '\u{208E}' | '\u{2769}' | '\u{276B}' | '\u{27EF}' | '\u{2986}' => ')',
        '\u{2E28}' | '\u{3010}' | '\u{3014}' | '\u{3016}' | '\u{3018}' | '\u{301A}' => '(',
        '\u{2E29}' | '\u{3011}' | '\u{3015}' | '\u{3017}' | '\u{3019}' | '\u{301B}' => ')',
        '\u{FD3F}' | '\u{FE35}' | '\u{FE39}' | '\u{FE3B}' | '\u{FE47}' | '\u{FE59}' | '\u{FE5D}'
        | '\u{FF5F}' => '(',
        '\u{FD3E}' | '\u{FE36}' | '\u{FE3A}' | '\u{FE3C}' | '\u{FE48}' | '\u{FE5A}' | '\u{FE5E}'
        | '\u{FF60}' => ')',
        dot if is_dot(dot) => DOT,
        other => other.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_spaces_and_invisible_characters_do_not_matter() {
        for text in [
            "苏州ABC（中国）有限公司",
            "苏州ａｂｃ(中国)有限公司",
            "\u{feff}苏州 Abc　〔中国〕\u{200b}有限\u{ad}公司\r\n",
            "苏州ABC【中国】有限公司",
            "苏州ABC［中国］有\u{fe00}限\u{e0101}公\u{202e}司",
        ] {
            assert_eq!(fold(text), "苏州ABC(中国)有限公司", "{text:?}");
        }
    }

    #[test]
    fn middle_dots_are_one() {
        for dot in "·•‧・．.･∙⋅·".chars() {
            assert_eq!(fold(&format!("阿甲{dot}乙丙")), "阿甲\u{b7}乙丙", "{dot:?}");
        }
    }

    #[test]
    fn compatibility_characters_are_resolved() {
        assert_eq!(fold("㈱①Ⅳ㎡\u{f900}"), "(株)1IVM2\u{8c48}");
        assert_eq!(fold("ｶﾞ"), "ガ");
        assert_eq!(fold("e\u{301}"), "\u{e9}");
    }

    #[test]
    fn other_spellings_are_told_apart() {
        for (a, b) in [
            ("蘇州", "苏州"),
            ("淸河", "清河"),
            ("甲-乙", "甲乙"),
            ("(甲)乙", "甲乙"),
            ("A1", "AI"),
        ] {
            assert_ne!(fold(a), fold(b));
        }
    }

    #[test]
    fn capitals_that_join_are_stable() {
        let text = "i\u{200b}\u{307}";
        assert_eq!(fold(text), "\u{130}");
        assert_eq!(fold(&fold(text)), fold(text));
    }

    #[test]
    fn each_character_takes_the_same_way_alone() {
        // Planes 4 to 13 are empty.
        for c in ('\0'..'\u{40000}').chain('\u{e0000}'..'\u{e1000}') {
            let (text, mut buffer) = (String::from(c), [0; 4]);
            let slow: String = normalised(c.encode_utf8(&mut buffer)).collect();
            assert_eq!(fold(&text), slow, "{c:?}");
            assert_eq!(fold(&slow), slow, "{c:?}");
        }
    }

    /// Texts of characters that the steps touch, so that they meet.
    fn names() -> impl Strategy<Value = String> {
        let touched = "aZe9(（[】·.．・ 　\u{200b}\u{fe0f}\u{301}\u{307}\u{338}\u{1161}\u{1100}\u{11a8}\u{3099}ｶﾞガÅ<>=ﬁ㈱⒈…臺乾鍾锺着著国國";
        let touched: Vec<char> = touched.chars().collect();
        let one = prop_oneof![3 => proptest::sample::select(touched), 1 => any::<char>()];
        proptest::collection::vec(one, 0..12).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn folding_again_changes_nothing(text in names()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
        }

        #[test]
        fn the_short_way_is_the_long_way(text in names()) {
            prop_assert_eq!(fold(&text), normalised(&text).collect::<String>());
            prop_assert_eq!(is_blank(&text), fold(&text).is_empty());
        }
    }
}
