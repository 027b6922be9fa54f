//! Which ideographs are one in a name key.
//!
//! The tables of traditional and simplified forms join whatever they give as a writing of the same character: who types
//! the one and who types the other mean the same. All other tables only add forms that are not standard characters
//! themselves to the one standard character they stand for; what they call variants or look-alikes among standard
//! characters (U+571F and U+58EB, U+54F2 and U+5586) stays apart, for names are registered with both.

use super::classes::{Classes, Joined};
use super::sources::{Sources, Table, UNIHAN};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

pub(super) struct Han {
    /// A character and the one that stands for its class
    pub(super) pairs: BTreeMap<char, char>,
    /// Pairs that a table has and that stay apart
    pub(super) apart: Vec<(&'static str, char, char)>,
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2F7FF}' | '\u{30000}'..='\u{3FFFD}')
        // The twelve ideographs of the compatibility block that are none.
        || matches!(c, '\u{FA0E}' | '\u{FA0F}' | '\u{FA11}' | '\u{FA13}' | '\u{FA14}' | '\u{FA1F}' | '\u{FA21}' | '\u{FA23}'
            | '\u{FA24}' | '\u{FA27}'..='\u{FA29}')
}

pub(super) fn han(sources: &Sources, look_alikes: &BTreeMap<char, Vec<char>>) -> Han {
    let mut classes = Classes::new(&sources.standard);
    join_traditional(&mut classes, &sources.to_simplified, &sources.to_traditional);
    for (character, varied) in sources.regional.iter().flatten() {
        for variant in varied {
            classes.join(*variant, *character);
        }
    }
    let mut apart = Vec::new();
    // Twice, so that a form can join what a later row makes one with a standard character.
    for _ in 0..2 {
        apart.clear();
        let mut add = |name: &'static str, table: &Table| {
            for (character, variants) in table {
                for variant in variants {
                    let Some(variant) = unified(*variant).filter(|_| is_han(*character)) else {
                        continue;
                    };
                    if classes.join_variant(*character, variant) == Joined::Apart {
                        apart.push((name, *character, variant));
                    }
                }
            }
        };
        add("OpenCC JPShinjitaiCharacters", &sources.japanese);
        add("kJinmeiyoKanji and kJoyoKanji", &sources.japanese_names);
        add("yitizi", &sources.yitizi);
        for name in UNIHAN {
            if let Some(table) = sources.unihan.get(name) {
                add(name, table);
            }
        }
        add("confusables", look_alikes);
    }
    Han {
        pairs: classes.pairs(),
        apart,
    }
}

/// The ideograph that a compatibility character is normalised to.
fn unified(c: char) -> Option<char> {
    let mut normalised = std::iter::once(c).nfkc();
    normalised
        .next()
        .filter(|c| is_han(*c) && normalised.next().is_none())
}

/// * A traditional character joins its first candidate, unless that is itself.
/// * A further candidate joins as well where this character is the first the way back: it is a simplified form of no other.
fn join_traditional(classes: &mut Classes<'_>, to_simplified: &Table, to_traditional: &Table) {
    for (traditional, candidates) in to_simplified {
        for (rank, simplified) in candidates.iter().enumerate() {
            let way_back = to_traditional.get(simplified).and_then(|back| back.first());
            if simplified == traditional {
                continue;
            } else if rank == 0 {
                classes.join(*traditional, *simplified);
            } else if way_back == Some(traditional) {
                let main = candidates.first().unwrap_or(simplified);
                classes.join(*simplified, *main);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sources::opencc;
    use super::*;
    use std::collections::BTreeSet;

    fn classes(to_simplified: &str, to_traditional: &str) -> Vec<(char, char)> {
        let none = BTreeSet::new();
        let mut classes = Classes::new(&none);
        join_traditional(&mut classes, &opencc(to_simplified), &opencc(to_traditional));
        classes.pairs().into_iter().collect()
    }

    #[test]
    fn a_first_candidate_is_joined_and_an_only_way_back_too() {
        // b is also simplified from a; c has another traditional form.
        assert_eq!(
            classes("a\tA b c\n", "A\ta\nb\ta\nc\td\n"),
            [('a', 'A'), ('b', 'A')]
        );
    }

    #[test]
    fn a_character_that_stays_is_left_out() {
        assert_eq!(classes("# head\n\na\ta b\nxy\tz\n", "b\tc\n"), []);
    }
}
