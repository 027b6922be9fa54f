//! Characters that are not a row of `characters.txt`: kept as they are, dropped in silence, or unreadable.

use super::looks;
use super::sources::Sources;
use std::fmt::Write as _;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Silent,
    Unreadable,
}

/// Signs that stand for a character which is not there: U+FFFD and U+FFFC, boxes, the geta mark, descriptions of ideographs, and
/// the question mark that encodings put for what they lack.
fn stands_for_another(c: char) -> bool {
    matches!(
        c,
        '?' | '\u{25A1}' | '\u{25A2}' | '\u{25AF}' | '\u{2370}' | '\u{2610}' | '\u{2FF0}'
            ..='\u{2FFF}' | '\u{3013}' | '\u{303E}' | '\u{31EF}' | '\u{FFFC}' | '\u{FFFD}'
    )
}

fn fate(sources: &Sources, c: char) -> Fate {
    use GeneralCategory::*;
    let group = c.general_category_group();
    if looks::is_kept(sources, c) {
        Fate::Kept
    } else if stands_for_another(c) {
        Fate::Unreadable
    } else if sources.ignorable.contains(&u32::from(c)) {
        Fate::Silent
    } else if group == GeneralCategoryGroup::Number
        || matches!(
            c.general_category(),
            PrivateUse
                | Unassigned
                | Surrogate
                | UppercaseLetter
                | LowercaseLetter
                | TitlecaseLetter
                | OtherLetter
        )
    {
        Fate::Unreadable
    } else {
        Fate::Silent
    }
}

/// Lines `kept FIRST LAST` and `silent FIRST LAST`. A range may run across characters that never come so far: those that a row
/// has, and those that normalisation takes apart.
pub(super) fn ranges(sources: &Sources, has_row: impl Fn(char) -> bool) -> String {
    let mut runs: Vec<(Fate, char, char)> = Vec::new();
    for c in '\0'..=char::MAX {
        if has_row(c) || !looks::is_decomposed(c) {
            continue;
        }
        let fate = fate(sources, c);
        match runs.last_mut() {
            Some((last, _, end)) if *last == fate => *end = c,
            _ => runs.push((fate, c, c)),
        }
    }
    let mut text = String::new();
    for (fate, first, last) in runs {
        let word = match fate {
            Fate::Kept => "kept",
            Fate::Silent => "silent",
            Fate::Unreadable => continue,
        };
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{word} {:04X} {:04X}", u32::from(first), u32::from(last));
    }
    text
}
