//! Names that may be a natural person's, for which a name alone answers nothing.

use super::super::clean::{is_invisible, is_mask_sign};
use super::{is_dot, is_unified_han};

/// Whether a bare name may be a person's: two to four Han characters (hidden ones count), or a middle dot between letters.
/// Endings of organisations are not looked at: so short a name needs its kind said.
///
/// Takes the name as typed. A full stop counts as a middle dot between Han characters only, else every `Co.Ltd` were a
/// person.
pub fn may_be_person(text: &str) -> bool {
    let visible = || text.chars().filter(|c| !is_invisible(*c));
    let (mut length, mut han, mut others) = (0_usize, 0_usize, 0_usize);
    for c in visible() {
        length += 1;
        if is_han(c) {
            han += 1;
        } else if !is_hidden(c) {
            others += 1;
        }
    }
    let short = (2..=4).contains(&length) && han > 0 && others == 0;
    short || has_name_dot(visible())
}

fn has_name_dot(chars: impl Iterator<Item = char>) -> bool {
    let mut before = (None, None);
    for c in chars {
        if let (Some(left), Some(dot)) = before {
            let stop = matches!(dot, '.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}');
            let joins = if stop {
                is_han(left) && is_han(c)
            } else {
                is_letter(left) && is_letter(c)
            };
            if is_dot(dot) && joins {
                return true;
            }
        }
        before = (before.1, Some(c));
    }
    false
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_dot(c) || is_han(c)
}

/// Han, also as compatibility characters and in the private areas, where rare name characters live in GB 18030 data.
fn is_han(c: char) -> bool {
    is_unified_han(c)
        || matches!(
            c,
            '\u{2E80}'..='\u{2FD5}' | '\u{3005}' | '\u{E000}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' | '\u{F0000}'..
        )
}

fn is_hidden(c: char) -> bool {
    is_mask_sign(c) || matches!(c, '\u{D7}' | '\u{25CB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_han_names_and_dotted_names_may_be_persons() {
        for text in [
            "甲乙",
            "甲乙丙",
            "欧阳甲乙",
            " 甲　乙 ",
            "某某公司",
            "甲*乙",
            "甲**",
            "甲××",
            "\u{e863}甲",
            "\u{20bb7}甲",
            "阿甲·乙丙丁戊",
            "阿甲．乙丙丁",
            "阿甲.乙丙丁",
            "Jean•Dupont",
            "阿甲・B",
        ] {
            assert!(may_be_person(text), "{text}");
        }
    }

    #[test]
    fn longer_names_and_full_stops_are_not_taken_for_persons() {
        for text in [
            "",
            "甲",
            "***",
            "苏州甲乙公司",
            "ABC Co.,Ltd",
            "ABC CO.LTD",
            "A.B.甲乙科技有限公司",
            "甲A",
            "甲乙(丙)",
            "·甲乙丙丁戊",
        ] {
            assert!(!may_be_person(text), "{text}");
        }
    }
}
