//! What each character looks like in a name key.

use super::sources::Sources;
use super::{by_hand, han, names};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// What a line looks like: as good as a bar, which separates more often than it means a letter.
const BARS: [char; 2] = ['L', '\u{4E28}'];

pub(super) struct Looks<'a> {
    sources: &'a Sources,
    by_hand: BTreeMap<char, Vec<char>>,
    confusables: BTreeMap<char, Vec<char>>,
    han: BTreeMap<char, char>,
}

/// Characters that are what their full compatibility decomposition is.
pub(super) fn is_decomposed(c: char) -> bool {
    std::iter::once(c).nfkd().eq([c])
}

/// Unicode's confusables (UTS 39): a character and its prototype. One may be several characters.
pub(super) fn confusables() -> BTreeMap<char, Vec<char>> {
    let all = '\0'..=char::MAX;
    let pairs = all.filter(|c| is_decomposed(*c)).filter_map(|c| {
        let text = String::from(c);
        let prototype: Vec<char> = unicode_security::skeleton(&text).nfkd().collect();
        (prototype != [c] && !prototype.is_empty()).then_some((c, prototype))
    });
    pairs.collect()
}

impl<'a> Looks<'a> {
    pub(super) fn new(
        sources: &'a Sources,
        confusables: BTreeMap<char, Vec<char>>,
        han: BTreeMap<char, char>,
    ) -> Self {
        Self {
            sources,
            by_hand: by_hand::table(),
            confusables,
            han,
        }
    }

    /// What stands in a key for a character that is decomposed: nothing where it is dropped.
    ///
    /// Within scripts that no name here is written in, look-alikes are left alone: the table shall be small.
    pub(super) fn of(&self, c: char) -> String {
        let mut looks = String::new();
        self.resolve(c, &mut Vec::new(), &mut looks);
        let letter = c.general_category_group() != GeneralCategoryGroup::Symbol;
        if is_plain(&looks) || letter && is_alphabet(c) && looks.chars().all(is_alphabet) {
            return looks;
        }
        let mut itself = String::new();
        self.keep(c, &mut itself);
        itself
    }

    fn resolve(&self, c: char, seen: &mut Vec<char>, out: &mut String) {
        if seen.contains(&c) {
            return self.keep(c, out);
        }
        seen.push(c);
        if let Some(target) = self.by_hand.get(&c) {
            target.iter().for_each(|c| self.resolve(*c, seen, out));
        } else if let Some(target) = self.han.get(&c) {
            self.resolve(*target, seen, out);
        } else if c.is_ascii() {
            self.keep(ascii(c), out);
        } else if let Some(letters) = self.sources.facts.get(&c).and_then(names::named) {
            letters.chars().for_each(|c| self.keep(ascii(c), out));
        } else if han::is_han(c) {
            self.keep(c, out);
        } else if let Some([unified]) = self.sources.radicals.get(&c).map(Vec::as_slice) {
            self.resolve(*unified, seen, out);
        } else {
            self.resolve_letter(c, seen, out);
        }
        seen.pop();
    }

    /// The look decides where it is a plain letter's, then the capital, then any look.
    fn resolve_letter(&self, c: char, seen: &mut Vec<char>, out: &mut String) {
        let prototype = self.prototype(c, seen);
        let upper = self.sources.facts.get(&c).and_then(|facts| facts.upper);
        match (prototype, upper) {
            (Some(looks), _) if is_plain(&looks) => out.push_str(&looks),
            (_, Some(upper)) => upper.to_string().nfkd().for_each(|c| self.resolve(c, seen, out)),
            (Some(looks), None) => out.push_str(&looks),
            (None, None) => self.keep(c, out),
        }
    }

    /// What the prototype of a letter, or of a symbol that is taken for one letter, looks like.
    fn prototype(&self, c: char, seen: &mut Vec<char>) -> Option<String> {
        let prototype = self.confusables.get(&c).filter(|_| !is_jamo(c))?;
        if prototype.iter().any(|c| is_jamo(*c)) {
            return None;
        }
        let prototype: String = prototype.iter().collect();
        let mut looks = String::new();
        // The table takes apart what is one letter to everybody.
        for c in prototype.replace("rn", "m").chars() {
            self.resolve(c, seen, &mut looks);
        }
        let mut chars = looks.chars();
        let one = chars.next().filter(|_| chars.next().is_none());
        let is_taken = match c.general_category_group() {
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number => !looks.is_empty(),
            GeneralCategoryGroup::Symbol => one.is_some_and(|c| !BARS.contains(&c)),
            _ => false,
        };
        is_taken.then_some(looks)
    }

    fn keep(&self, c: char, out: &mut String) {
        if is_kept(self.sources, c) {
            out.push(c);
        }
    }
}

fn ascii(c: char) -> char {
    match c.to_ascii_uppercase() {
        '0' => 'O',
        '1' | 'I' => 'L',
        c => c,
    }
}

fn is_plain(looks: &str) -> bool {
    looks.chars().all(|c| c.is_ascii() || han::is_han(c))
}

/// Latin, Greek, Cyrillic, Cherokee and Lisu letters, and kana.
fn is_alphabet(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            '\u{80}'..='\u{52F}' | '\u{13A0}'..='\u{13FF}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{1FFF}' | '\u{2100}'..='\u{218F}'
                | '\u{2C60}'..='\u{2C7F}' | '\u{3005}'..='\u{30FF}' | '\u{A4D0}'..='\u{A4FF}' | '\u{A640}'..='\u{A69F}'
                | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{ABBF}'
        )
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}')
}

/// Letters and digits of the first plane, ideographs and kana of the others. Letters that modify others are marks, but for
/// the signs that repeat the one before.
pub(super) fn is_kept(sources: &Sources, c: char) -> bool {
    use GeneralCategory::*;
    let repeats = matches!(c, '\u{3005}' | '\u{309D}' | '\u{30FD}');
    let place = c <= '\u{FFFF}' || han::is_han(c) || ('\u{1B000}'..='\u{1B16F}').contains(&c);
    let letter = matches!(
        c.general_category(),
        UppercaseLetter
            | LowercaseLetter
            | TitlecaseLetter
            | OtherLetter
            | DecimalNumber
            | LetterNumber
            | OtherNumber
    );
    repeats || place && letter && !is_combining_mark(c) && !sources.ignorable.contains(&u32::from(c))
}
