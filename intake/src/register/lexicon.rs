//! Chinese titles, taken apart into the words of the vocabulary.

use super::title::{Meaning, Number, Rank, folded};
use super::vocabulary as words;
use std::sync::LazyLock;

/// What a word of a Chinese title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Code(Number),
    CodeStem(Number),
    CodeEnd,
    Number,
    CitizenId,
    OwnNumber,
    Kind(Meaning),
    Role,
    Subject,
    Name,
    PersonName,
    WholeName,
    FormerName,
    Former,
    Filler,
}

/// All words, folded as titles are.
static LEXICON: LazyLock<Vec<(String, Word)>> = LazyLock::new(|| {
    let codes = words::CODES
        .iter()
        .map(|(number, words)| (Word::Code(*number), *words));
    let stems = words::CODE_STEMS
        .iter()
        .map(|(number, words)| (Word::CodeStem(*number), *words));
    let kinds = words::KINDS
        .iter()
        .map(|(meaning, words)| (Word::Kind(*meaning), *words));
    let rows = codes.chain(stems).chain(kinds).chain([
        (Word::Number, words::NUMBERS),
        (Word::CitizenId, words::CITIZEN_IDS),
        (Word::OwnNumber, words::OWN_NUMBERS),
        (Word::CodeEnd, words::CODE_ENDS),
        (Word::Role, words::ROLES),
        (Word::Subject, words::SUBJECTS),
        (Word::Name, words::NAMES),
        (Word::PersonName, words::PERSON_NAMES),
        (Word::WholeName, words::WHOLE_NAMES),
        (Word::FormerName, words::FORMER_NAMES),
        (Word::Former, words::FORMER),
        (Word::Filler, words::FILLERS),
    ]);
    rows.flat_map(|(word, texts)| texts.split_whitespace().map(move |text| (folded(text), word)))
        .filter(|(text, _)| !text.is_empty())
        .collect()
});

/// Of the words of a title, what decides.
#[derive(Default)]
struct Seen {
    code: Option<Number>,
    /// A word that makes a code column with an end behind it
    stem: Option<Number>,
    number: bool,
    citizen_id: bool,
    own_number: bool,
    kind: Option<Meaning>,
    role: bool,
    subject: bool,
    name: bool,
    person: bool,
    former: bool,
    /// It was so before
    before: bool,
}

/// What a title says; `None` where it has words that are not ours.
pub(super) fn meaning(title: &str) -> Option<Meaning> {
    // A cell of an ordinary row, where a header is looked for, need not be tried in all ways.
    match title.chars().nth(LONGEST) {
        Some(_) => None,
        None => read(title, &mut Vec::new()),
    }
}

/// Characters a title may have.
const LONGEST: usize = 64;

/// Words a title may have.
const MOST_WORDS: usize = 8;

/// Takes a title apart in every way, the longest words first, until one way says something.
fn read(rest: &str, before: &mut Vec<Word>) -> Option<Meaning> {
    if rest.is_empty() {
        return find(before);
    }
    // Digits change nothing: `18位信用代码`.
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if behind.len() < rest.len() {
        return read(behind, before);
    }
    if before.len() >= MOST_WORDS {
        return None;
    }
    let mut fitting: Vec<(&str, Word)> = LEXICON
        .iter()
        .filter_map(|(text, word)| Some((rest.strip_prefix(text.as_str())?, *word)))
        .collect();
    fitting.sort_by_key(|(behind, _)| behind.len());
    for (behind, word) in fitting {
        before.push(word);
        let found = read(behind, before);
        before.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What words in this order say.
fn find(words: &[Word]) -> Option<Meaning> {
    let mut seen = Seen::default();
    for word in words {
        match word {
            Word::Code(number) => {
                seen.code = Some(match seen.code {
                    Some(before) if before != *number => Number::Code,
                    _ => *number,
                });
            }
            Word::CodeStem(number) => seen.stem = Some(*number),
            Word::CodeEnd | Word::OwnNumber if seen.stem.is_some() => {
                let stem = seen.stem.take();
                seen.code = seen.code.or(stem);
            }
            Word::CodeEnd if seen.code.is_none() => return None,
            Word::OwnNumber if seen.code.is_none() => seen.own_number = true,
            Word::CodeEnd | Word::OwnNumber | Word::Filler => {}
            Word::Number => seen.number = true,
            Word::CitizenId => seen.citizen_id = true,
            Word::Kind(meaning) => seen.kind = Some(*meaning),
            Word::Role => seen.role = true,
            Word::Subject => seen.subject = true,
            Word::Name => seen.name = true,
            Word::PersonName => seen.person = true,
            Word::WholeName => (seen.subject, seen.name) = (true, true),
            Word::FormerName => seen.former = true,
            Word::Former => seen.before = true,
        }
    }
    // `营业执照` by itself: the cells tell.
    seen.own_number |= seen.stem.is_some() && seen.code.is_none();
    let is_named = seen.name || seen.person || seen.former;
    let numbers = [
        seen.code.is_some(),
        seen.number,
        seen.citizen_id,
        seen.own_number,
        seen.kind.is_some(),
    ];
    match numbers.into_iter().filter(|seen| *seen).count() {
        0 => {}
        1 if is_named => return None,
        1 => {
            let number = seen.number.then_some(Number::Any);
            let meaning = seen.code.or(number).map(Meaning::Number);
            let meaning = meaning.or(seen.citizen_id.then_some(Meaning::CitizenId));
            return meaning.or(seen.kind).or(Some(Meaning::OwnNumber));
        }
        _ => return None,
    }
    if seen.former || seen.before && (seen.name || seen.subject || seen.role) {
        return Some(Meaning::FormerName);
    }
    let rank = match seen {
        Seen { role: true, .. } => Rank::Role,
        Seen { person: true, .. } => Rank::Person,
        Seen {
            subject: true,
            name: true,
            ..
        } => Rank::Subject,
        Seen { subject: true, .. } | Seen { name: true, .. } => Rank::Vague,
        _ => return None,
    };
    Some(Meaning::Name(rank))
}
