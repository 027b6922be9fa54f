//! What a name field holds beside a plain name: wrapping, several names, numbers.
//!
//! Each rule takes a text and gives what is left of it once something has been taken off, or what it falls into; the
//! rules are tried on all that they give, so that they work in any order and together. Every text on the way may be a name.
//! A plain name, as nearly all are, is seen as one without allocation.

mod normal;
mod plain;
mod rules;
mod words;

use super::super::clean::{half_width, is_invisible};
use super::super::direction;
use super::super::traces::{is_quote, scientific};
use super::garbled::{hides_letters, is_garbled};
use super::{dressed, embedded, entities, guesses, is_unified_han, latin, nfkc, remains};
use normal::normal;
use plain::is_plain;
pub(super) use words::TAIL;
use words::{INSIDE, LABEL};

/// The most texts that one field may fall into, guesses aside, which may be as many again.
const MOST: usize = 48;

/// Pairs of brackets in one name that are looked at, each of which may cost the length of the name. No name has so many; what
/// more there are is a gap.
const PAIRS: usize = 16;

/// Characters that are taken apart at most, as normalisation leaves them: what is longer names nobody, and would cost the
/// square of its length. One character may become eighteen.
const LONGEST: usize = 2000;

/// What a name field holds beside the text as a whole.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) names: Vec<Text>,
    /// Numbers, as typed
    pub(crate) numbers: Vec<String>,
    /// Something is left that cannot be a name
    pub(crate) unreadable: bool,
    /// More was taken off than blanks, or the text was taken apart
    pub(crate) is_unwrapped: bool,
}

impl Parts {
    /// Whether a name is left beside numbers: a paper's ending, a seal or words in another script tell nobody from another.
    pub(crate) fn has_name_beside_numbers(&self) -> bool {
        let is_name = |part: &Text| {
            let letters = part.text.chars().filter(|c| is_unified_han(*c)).count();
            part.is_own && letters > 1 && !part.text.contains(['(', ')']) && !is_wrapping(&part.text)
        };
        self.names.iter().any(is_name)
    }

    /// The one name without what is written around it: where several are joined, none.
    pub(crate) fn bare_names(&self) -> impl Iterator<Item = &String> {
        let told = || self.names.iter().filter(|part| !part.is_guess);
        let named = || {
            told()
                .filter(|part| !is_wrapping(&part.text))
                .map(|part| &part.text)
        };
        let is_one = named().all(|one| named().all(|other| one.contains(other) || other.contains(one)));
        told()
            .filter(move |part| is_one && part.is_own)
            .map(|part| &part.text)
    }
}

/// Takes a name apart; `None` where it is a plain one.
pub(crate) fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    if is_plain(text) {
        return None;
    }
    let mut parts = Parts::default();
    let whole = text.len();
    let text = within(text);
    parts.unreadable = text.len() < whole || direction::may_turn(text);
    let turned = direction::shown(text);
    let text = turned.as_deref().unwrap_or(text);
    let visible: String = text
        .chars()
        .filter(|c| c.is_whitespace() || !is_invisible(*c) && !normal::is_beside_letter(*c))
        .map(half_width)
        .collect();
    let decoded = entities::decoded(&visible);
    let text = decoded.as_deref().unwrap_or(text);
    let mut half = normal(text, &mut parts.unreadable);
    while let Some(number) = scientific(&half) {
        half.replace_range(number, ";");
        parts.unreadable = true;
    }
    parts.unreadable |= is_garbled(&half) || remains::tells_end_of_number(&half);
    parts.unreadable |= half.matches('(').count() > PAIRS;
    parts.is_unwrapped = decoded.is_some() || text.starts_with(is_quote) || text.ends_with(is_quote);
    let text = embedded::taken_out(&half, &mut parts.numbers);
    let texts = texts(text, &mut parts.unreadable);
    parts.unreadable |= texts
        .iter()
        .any(|text| !text.is_guess && hides_letters(&text.text));
    parts.is_unwrapped |= texts.iter().skip(1).any(|text| !text.is_guess) || !parts.numbers.is_empty();
    for part in texts {
        let text = &part.text;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        // Beside a number a letter counts it, and a label is its own.
        let is_of_number = !parts.numbers.is_empty() && (letters == 1 || is_label(text));
        if letters > 0 && !is_of_number {
            parts.names.push(part);
        } else if !is_of_number && text.chars().filter(char::is_ascii_digit).count() > 3 {
            // Three digits and less are numbering.
            parts.unreadable = true;
        }
    }
    parts.unreadable |= parts.names.is_empty() && parts.numbers.is_empty();
    Some(parts)
}

/// The most characters that one byte of a text may become.
const MOST_OF_BYTE: usize = 6;

/// As much of a text as is taken apart.
pub(crate) fn within(text: &str) -> &str {
    if text.len() * MOST_OF_BYTE <= LONGEST {
        return text;
    }
    let mut left = LONGEST;
    for (at, c) in text.char_indices() {
        let mut length = 0;
        match is_unified_han(c) || c.is_ascii() {
            true => length = 1,
            false => nfkc::decomposed(c, |_| length += 1),
        }
        match left.checked_sub(length) {
            Some(rest) => left = rest,
            None => return text.get(..at).unwrap_or(text),
        }
    }
    text
}

/// Whether a text is a label, with or without a number.
fn is_label(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    LABEL.all.contains(&bare)
}

/// What is left of a name, or what it falls into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// It may stand for the subject by itself, as what stands in brackets may not
    pub(crate) is_own: bool,
    /// Nothing says that it is a name but its place
    pub(crate) is_guess: bool,
}

/// All that the rules make of a text, the text first.
fn texts(text: String, unreadable: &mut bool) -> Vec<Text> {
    let mut texts = vec![Text {
        text,
        is_own: true,
        is_guess: false,
    }];
    let mut at = 0;
    while let Some(Text {
        text,
        is_own,
        is_guess,
    }) = texts.get(at).cloned()
    {
        at += 1;
        let mut next = at;
        let mut add = |text: &str, own: bool, guess: bool| {
            let text = trimmed(text);
            let (is_own, is_guess) = (is_own && own, is_guess || guess);
            // What was found suffices to see that the field holds too much.
            let is_full = texts.len() > 2 * MOST;
            match texts.iter_mut().enumerate().find(|(_, known)| known.text == text) {
                _ if text.is_empty() => {}
                Some((place, known)) => {
                    // One way to it is enough, for all that follows from it too.
                    if is_own && !known.is_own || !is_guess && known.is_guess {
                        known.is_own |= is_own;
                        known.is_guess &= is_guess;
                        next = next.min(place);
                    }
                }
                None if is_full => {}
                None => texts.push(Text {
                    text: text.to_owned(),
                    is_own,
                    is_guess,
                }),
            }
        };
        add(&text, true, false);
        for rule in [
            rules::numbering,
            rules::label,
            rules::brackets,
            rules::separators,
            rules::joints,
            rules::tails,
            rules::regions,
            rules::repeated,
        ] {
            rule(&text, &mut |text, own| add(text, own, false));
        }
        for guess in [
            guesses::squeezed,
            guesses::leading,
            guesses::trailing,
            guesses::behind_company,
            guesses::beside_latin,
            guesses::among_han,
            guesses::behind_heading,
            guesses::cells,
            guesses::joined,
            guesses::people,
            guesses::persons,
            dressed::dressed,
            latin::in_latin,
        ] {
            guess(&text, &mut |text, own| add(text, own, true));
        }
        at = next;
        if texts.iter().filter(|text| !text.is_guess).count() > MOST || texts.len() > 2 * MOST {
            *unreadable = true;
            break;
        }
    }
    texts
}

/// Whether a text is only what is written around names.
pub(super) fn is_wrapping(text: &str) -> bool {
    let text = text.trim_matches(['(', ')']);
    LABEL.all.contains(&text) || TAIL.all.contains(&text) || INSIDE.all.contains(&text)
}

/// Without the signs around a name. Brackets stay.
pub(super) fn trimmed(text: &str) -> &str {
    let is_sign = |c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')') || is_unified_han(c));
    let trimmed = text.trim_matches(is_sign);
    // A full stop behind a letter abbreviates: `Co., Ltd.`
    match text.strip_suffix('.') {
        Some(head) if head.ends_with(|c: char| c.is_ascii_alphabetic()) && head.ends_with(trimmed) => {
            text.get(head.len() - trimmed.len()..).unwrap_or(trimmed)
        }
        _ => trimmed,
    }
}

#[cfg(test)]
mod tests;
