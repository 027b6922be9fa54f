//! What the title of a column says of the column, however it is written: with stars and notes, over several lines, in
//! traditional characters, as several words joined.

use super::{lexicon, vocabulary as words};
use crate::clean;
use jrp_core::subject::name;
use std::sync::LazyLock;

/// What the cells of a column say of the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Number(Number),
    /// A number somebody gave to the subject, or a code: the cells tell
    OwnNumber,
    /// A citizen id, the subject's or its representative's
    CitizenId,
    Name(Rank),
    FormerName,
    /// Either, as it comes
    NameOrNumber,
    IdKind,
    SubjectKind,
}

/// What a number is a number of, where the title says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// A credit code, or what stood in its place before there were credit codes
    Code,
    /// The same, where the title speaks of organisation codes too
    CodeOrOrgCode,
    OrgCode,
    TaxNo,
    RegNo,
    Any,
}

/// How surely a column has the name of the subject; of several the surest are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A role in which subjects stand in registers
    Role,
    /// A word for a subject with a word for a name
    Subject,
    /// A word that may mean something else: `单位` is also a unit of measure
    Vague,
    /// A person's name
    Person,
}

/// What a title says; `None` where it is not one of ours.
pub(super) fn meaning(title: &str) -> Option<Meaning> {
    let title = clean::half_width(&clean::text(title)).to_lowercase();
    let (bare, notes) = without_notes(&title);
    if has_any(&title, words::OTHERS) || has_any(&notes, words::REPRESENTATIVES) {
        return None;
    }
    let parts: Vec<Option<Meaning>> = bare
        .split(is_joint)
        .map(folded)
        .filter(|part| !part.is_empty())
        .map(|part| part_meaning(&part))
        .collect();
    let meaning = match parts.as_slice() {
        [] => None,
        [one] => *one,
        several => joined(several),
    };
    match meaning {
        Some(Meaning::Number(Number::Code)) if folded(&title).contains(&*ORG_CODE) => {
            Some(Meaning::Number(Number::CodeOrOrgCode))
        }
        meaning => meaning,
    }
}

static ORG_CODE: LazyLock<String> = LazyLock::new(|| folded(words::ORG_CODE));

/// Whether a title names somebody who acts for the subject.
pub(super) fn is_representative(title: &str) -> bool {
    let title = plain(title);
    has_any(&title, words::REPRESENTATIVES) || title.contains(words::LEGAL_PERSON)
}

/// Whether a column is about somebody else than the subject.
pub(super) fn is_of_others(title: &str) -> bool {
    has_any(&plain(title), words::OTHERS) || is_representative(title)
}

/// A title without stars, blanks, and notes in brackets.
pub(crate) fn undressed(title: &str) -> String {
    let (bare, _) = without_notes(title);
    let bare: String = bare
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    bare.trim_start_matches(REQUIRED)
        .trim_end_matches(REQUIRED)
        .to_owned()
}

/// What forms write beside a title.
const REQUIRED: &str = "必填";

/// Whether a title is one of numbers of subjects.
pub(crate) fn is_number(title: &str) -> bool {
    matches!(meaning(title), Some(Meaning::Number(_)))
}

/// What a title says, for whoever reads other tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleSays {
    Number,
    Name,
    FormerName,
    IdKind,
    SubjectKind,
    /// It is about somebody else than the subject
    Others,
}

/// What a title says of the subject beyond doubt, or that it is about another.
pub(crate) fn title_says(title: &str) -> Option<TitleSays> {
    match meaning(title) {
        Some(Meaning::Number(_)) => Some(TitleSays::Number),
        Some(Meaning::Name(Rank::Role | Rank::Subject)) => Some(TitleSays::Name),
        Some(Meaning::FormerName) => Some(TitleSays::FormerName),
        Some(Meaning::IdKind) => Some(TitleSays::IdKind),
        Some(Meaning::SubjectKind) => Some(TitleSays::SubjectKind),
        _ if is_of_others(title) => Some(TitleSays::Others),
        Some(Meaning::OwnNumber | Meaning::CitizenId | Meaning::Name(_) | Meaning::NameOrNumber) | None => {
            None
        }
    }
}

/// A title as it is compared with one that somebody typed.
pub(super) fn plain(title: &str) -> String {
    let text = clean::half_width(&clean::text(title)).to_lowercase();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A title as it may be shown.
pub(super) fn clean(title: &str) -> String {
    clean::quoted(&clean::text(title)).trim_matches('"').to_owned()
}

/// What `A/B` says where `A` and `B` say something.
fn joined(parts: &[Option<Meaning>]) -> Option<Meaning> {
    let known: Vec<Meaning> = parts.iter().copied().flatten().collect();
    let is_number = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Number(_) | Meaning::CitizenId | Meaning::OwnNumber
        )
    };
    let is_name = |meaning: &Meaning| matches!(meaning, Meaning::Name(_) | Meaning::FormerName);
    let has_code = known.iter().any(|meaning| matches!(meaning, Meaning::Number(_)));
    if known.iter().all(is_number) && has_code {
        // Beside a code another number may stand that nobody foresaw.
        return match known.as_slice() {
            [only] if parts.len() == 1 => Some(*only),
            several => {
                let any = several
                    .iter()
                    .any(|meaning| matches!(meaning, Meaning::CitizenId | Meaning::Number(Number::Any)));
                Some(Meaning::Number(if any { Number::Any } else { Number::Code }))
            }
        };
    }
    if known.len() < parts.len() {
        return None;
    }
    if known.iter().all(is_number) {
        return Some(Meaning::CitizenId);
    }
    if known.iter().all(is_name) {
        let ranks = known.iter().filter_map(|meaning| match meaning {
            Meaning::Name(rank) => Some(*rank),
            _ => None,
        });
        return Some(ranks.min().map_or(Meaning::FormerName, Meaning::Name));
    }
    let mixed = known.iter().all(|meaning| is_number(meaning) || is_name(meaning));
    (mixed && has_code).then_some(Meaning::NameOrNumber)
}

fn part_meaning(part: &str) -> Option<Meaning> {
    if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return english(part);
    }
    lexicon::meaning(part)
}

fn english(part: &str) -> Option<Meaning> {
    let letters = part.trim_matches(|c: char| c.is_ascii_digit());
    let find = |word: &str| {
        let mut rows = words::ENGLISH.iter();
        rows.find(|(_, known)| known.split_whitespace().any(|known| known == word))
            .map(|(meaning, _)| *meaning)
    };
    let (mut rest, mut role, mut subject) = (letters, false, false);
    loop {
        if let Some(meaning) = find(rest) {
            return Some(match meaning {
                Meaning::Name(_) if role => Meaning::Name(Rank::Role),
                Meaning::Name(_) if !subject => Meaning::Name(Rank::Vague),
                meaning => meaning,
            });
        }
        let longest = |words: &'static str| {
            let fitting = words
                .split_whitespace()
                .filter_map(|word| rest.strip_prefix(word));
            fitting.min_by_key(|rest| rest.len())
        };
        match (longest(words::ENGLISH_ROLES), longest(words::ENGLISH_SUBJECTS)) {
            (Some(behind), _) => (rest, role) = (behind, true),
            (None, Some(behind)) => (rest, subject) = (behind, true),
            (None, None) => return None,
        }
        if rest.is_empty() {
            return Some(Meaning::Name(if role { Rank::Role } else { Rank::Vague }));
        }
    }
}

/// A title without what stands in brackets, and what stands there; a title that is all in brackets is what they hold.
fn without_notes(title: &str) -> (String, String) {
    let (mut bare, mut notes) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in title.chars() {
        match c {
            '(' | '[' | '{' | '<' | '\u{3008}'..='\u{301B}' if is_opening(c) => depth += 1,
            _ if is_closing(c) => depth = depth.saturating_sub(1),
            _ if depth > 0 => notes.push(c),
            _ => bare.push(c),
        }
    }
    match folded(&bare).is_empty() {
        true => (notes, String::new()),
        false => (bare, notes),
    }
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '<'
            | '\u{3008}'
            | '\u{300A}'
            | '\u{300C}'
            | '\u{300E}'
            | '\u{3010}'
            | '\u{3014}'
            | '\u{3016}'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '>'
            | '\u{3009}'
            | '\u{300B}'
            | '\u{300D}'
            | '\u{300F}'
            | '\u{3011}'
            | '\u{3015}'
            | '\u{3017}'
    )
}

/// What joins several words for a column, 或 and its like included.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '/' | '\\' | '|' | ',' | ';' | '+' | '&' | '\u{3001}' | '\u{6216}' | '\u{53CA}' | '\u{4E0E}'
    )
}

/// Letters, digits and characters alone, traditional ones simplified, small.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut others = String::new();
    // Names are folded boldly, look-alike letters and digits into one another: that is for characters only.
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        match c.is_ascii() {
            true => {
                folded.push_str(&name::key(&std::mem::take(&mut others)));
                folded.push(c.to_ascii_lowercase());
            }
            false => others.push(c),
        }
    }
    folded.push_str(&name::key(&others));
    folded
}

fn has_any(text: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| text.contains(word))
}

#[cfg(test)]
#[path = "title_tests.rs"]
mod tests;
