//! What may stand around a name without a sign that says so: numbers of lists, file names, titles of papers, the name in English,
//! people. Such a reading is a guess: it is compared, and nothing is said of it unless it leads to a record.

use super::endings::{BRANCH, COMPANY, OTHER, count, of_kind};
use super::parts::{is_wrapping, trimmed};
use super::person::{is_called_as_person, is_latin_person, is_transliterated};
use super::variants::is_trade;
use super::{branch_parent, is_unified_han, key};

const TEXT: &str = include_str!("parts/wrapping.txt");
pub(super) const JOINER: [&str; count(TEXT, "joiner ")] = of_kind(TEXT, "joiner ");

/// The shortest name of an organisation that is guessed, in ideographs.
const SHORTEST: usize = 5;

/// The fewest letters of a name in another script that stands beside one in ideographs.
const LATIN: usize = 5;

/// Takes a name, and whether it may stand for the subject by itself.
pub(super) type Add<'a> = &'a mut dyn FnMut(&str, bool);

fn han(text: &str) -> usize {
    text.chars().filter(|c| is_unified_han(*c)).count()
}

/// Whether a text is so short as names of persons are, and nothing but ideographs.
fn is_short_person(text: &str) -> bool {
    let length = text.chars().filter(|c| *c != ' ').count();
    (2..=4).contains(&length) && han(text) == length
}

/// How names of bodies that are not companies end, by the last ideograph.
pub(super) fn ends_body(text: &str) -> bool {
    text.trim_end_matches(')').ends_with([
        '司', '会', '院', '部', '站', '所', '校', '店', '厂', '处', '社', '心', '室', '队', '组', '库', '场',
        '行', '馆', '园', '局', '堂', '办', '团', '科', '伙', '集',
    ]) || BRANCH.end(text)
        || [&COMPANY[..], &OTHER]
            .into_iter()
            .flatten()
            .any(|ending| text.ends_with(ending))
}

/// `1公司`, `No.1公司`, `№1`, `1#`, `a.`, `IV.` in front of an ideograph, and the year.
pub(super) fn leading(text: &str, add: Add<'_>) {
    let Some(at) = text.find(is_unified_han) else {
        return;
    };
    let Some((front, name)) = text.split_at_checked(at) else {
        return;
    };
    let is_sign = |c: char| !c.is_alphanumeric();
    // Behind a sign a person may stand, whose name is shorter.
    if front.is_empty() || han(name) < SHORTEST && !(front.contains(is_sign) && is_short_person(name)) {
        return;
    }
    let ends_in_sign = front.ends_with(is_sign);
    let lower = front.to_ascii_lowercase();
    let is_number = |word: &str| {
        let number = ["no", "nr"]
            .iter()
            .find_map(|sign| word.strip_prefix(sign))
            .unwrap_or(word);
        let is_digits = number.len() < 5 && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_letter = front.contains(is_sign) && number.chars().count() == 1;
        let is_roman =
            ends_in_sign && number.len() < 5 && number.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
                || number.chars().all(|c| matches!(c, '\u{2160}'..='\u{217F}'));
        is_digits || is_letter || is_roman
    };
    if lower.split(is_sign).all(is_number) {
        let year = ["年度", "年第", "年"]
            .iter()
            .find_map(|word| name.strip_prefix(word));
        add(name, true);
        if let Some(name) = year {
            add(name, true);
        }
    }
}

/// `.pdf`, `_1`, `1`, a raised number behind the last ideograph or its bracket.
pub(super) fn trailing(text: &str, add: Add<'_>) {
    let last = text
        .char_indices()
        .rfind(|(_, c)| is_unified_han(*c) || *c == ')');
    let Some((name, tail)) = last.and_then(|(at, c)| text.split_at_checked(at + c.len_utf8())) else {
        return;
    };
    let is_file = tail.strip_prefix('.').is_some_and(|tail| {
        (2..=5).contains(&tail.len()) && tail.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let length = tail.chars().count();
    let is_number = (1..=3).contains(&length) && tail.chars().all(char::is_numeric);
    let is_long = han(name) >= SHORTEST || is_short_person(name) && !tail.contains(char::is_alphabetic);
    let is_marked = length < 7 && is_long && tail.starts_with(|c: char| !c.is_alphanumeric());
    if han(name) > 1 && (is_file || is_number || is_marked) {
        add(name, true);
    }
}

/// What stands behind the name of a company and is neither a branch of it nor another body: a file's ending, a paper's title,
/// a person, the name in English.
pub(super) fn behind_company(text: &str, add: Add<'_>) {
    const COMPANY: &str = "公司";
    if branch_parent(&key(text)).is_some() {
        return;
    }
    for (at, _) in text.match_indices(COMPANY) {
        let Some((name, tail)) = text.split_at_checked(at + COMPANY.len()) else {
            continue;
        };
        // A bracket that ends the text is looked at by itself.
        let is_bracket = tail.starts_with(')') || tail.starts_with('(') && tail.ends_with(')');
        let is_noise = !tail.is_empty() && !is_bracket && !ends_body(tail.trim_end());
        if is_noise && han(name) >= SHORTEST {
            add(name, true);
            add(tail, false);
        }
    }
}

/// The name in ideographs beside one in Latin letters.
pub(super) fn beside_latin(text: &str, add: Add<'_>) {
    let letters = |text: &str| text.chars().filter(|c| c.is_ascii_alphabetic()).count();
    let first = text.find(is_unified_han);
    let Some((first, (last, end))) = first.zip(text.char_indices().rfind(|(_, c)| is_unified_han(*c))) else {
        return;
    };
    let end = last + end.len_utf8();
    let (Some(front), Some(name), Some(back)) = (text.get(..first), text.get(first..end), text.get(end..))
    else {
        return;
    };
    // A word without a blank behind it is the beginning of the name: `Acme Trading Ltd. 3M中国有限公司`.
    let word = front.trim_end_matches(char::is_alphanumeric).len();
    if word > 0
        && word < first
        && han(name) >= SHORTEST
        && let Some(whole) = text.get(word..end)
    {
        add(whole, true);
    }
    let is_apart =
        front.ends_with(|c: char| !c.is_alphanumeric()) || back.starts_with(|c: char| !c.is_alphanumeric());
    let latin = trimmed(if letters(front) > 0 { front } else { back });
    let is_spelt = name.chars().any(|c| c.is_ascii_alphabetic());
    if letters(latin) < 2 || is_spelt && !is_apart {
        return;
    }
    let is_company = han(name) >= SHORTEST && (is_apart || letters(front) == 0);
    let is_person = is_apart && is_latin_person(latin) && (2..=4).contains(&name.chars().count());
    if is_company || is_person {
        add(name, true);
    }
    // Letters and a blank make a name; fewer are a brand.
    if is_company && is_apart && letters(latin) >= LATIN && latin.contains(' ') && !is_branch(text) {
        add(latin, false);
    }
}

/// Whether a text ends as names of branches do, which are others than the bodies in front.
fn is_branch(text: &str) -> bool {
    let text = text.trim_end_matches(')');
    BRANCH.end(text)
}

/// A name in Latin letters among ideographs: `受Acme Trading Ltd委托`, with a number in front as well.
pub(super) fn among_han(text: &str, add: Add<'_>) {
    if !text.contains(is_unified_han) || is_branch(text) {
        return;
    }
    for piece in text.split(is_unified_han) {
        let words = piece.trim_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '(' | ')' | '.'));
        let behind = words.trim_start_matches(|c: char| c.is_ascii_digit());
        for name in [words, behind] {
            let letters = name.chars().filter(char::is_ascii_alphabetic).count();
            if letters >= LATIN && name.contains(' ') {
                add(name, false);
            }
        }
    }
}

/// The name of a body, beside a person behind a sign or behind the word for a company.
pub(super) fn beside_person(text: &str, add: Add<'_>) {
    let is_sign = |c: char| matches!(c, ' ' | '-' | '_' | '/' | ',' | '\u{2010}'..='\u{2015}');
    let parted = text
        .rsplit_once(is_sign)
        .map(|(name, person)| (name.trim_end_matches(is_sign), person));
    let glued = text
        .rsplit_once("公司")
        .and_then(|(_, person)| Some((text.strip_suffix(person)?, person)));
    for (name, person) in [parted, glued].into_iter().flatten() {
        let is_person = is_called_as_person(person) || is_transliterated(person);
        if han(name) >= SHORTEST && ends_body(name) && is_person {
            add(name, true);
        }
    }
}

/// Whether a sign stands between the letters of a spaced name.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{B7}')
}

/// Whether blanks or dots stand between the ideographs of a name, as a scanner or a justified line leaves them.
fn is_spaced(text: &str) -> bool {
    let alone = |word: &&str| word.starts_with(is_unified_han) && word.chars().count() == 1;
    text.contains(is_space) && text.split(is_space).filter(alone).count() > 4
}

/// The name without what stands between its ideographs.
pub(super) fn squeezed(text: &str, add: Add<'_>) {
    if is_spaced(text) {
        add(&text.replace(is_space, ""), true);
    }
    if let Some(words) = unspaced_latin(text) {
        add(&words, true);
    }
}

/// The words of a name in Latin letters with a blank behind each letter, and more of them behind each word.
fn unspaced_latin(text: &str) -> Option<String> {
    let letters = text.split(' ').filter(|letter| !letter.is_empty());
    let is_letter = |letter: &str| letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_spaced = letters.clone().all(is_letter) && letters.count() > 3 && text.contains("  ");
    is_spaced.then(|| {
        let words = text.split("  ").map(|word| word.replace(' ', ""));
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// What stands behind a sign that parts a heading, or a person, from a name: `附件1-公司`, `第1名 公司`.
pub(super) fn behind_heading(text: &str, add: Add<'_>) {
    if is_spaced(text) {
        return;
    }
    for (at, c) in text.char_indices() {
        if !matches!(c, ' ' | '-' | '_' | '.' | '=' | '>' | '\u{2010}'..='\u{2015}') {
            continue;
        }
        let (Some(heading), Some(name)) = (text.get(..at), text.get(at + c.len_utf8()..)) else {
            continue;
        };
        if han(name) >= SHORTEST
            && name.starts_with(is_unified_han)
            && name.contains("公司")
            && !ends_body(heading)
        {
            add(name, true);
            add(heading, false);
        }
    }
}

/// What stands between wide blanks, as cells of a table do that were copied as text.
pub(super) fn cells(text: &str, add: Add<'_>) {
    let is_spaced = is_spaced(text);
    // Between two of its letters such a name may have a wide blank too.
    for (at, wide) in text.match_indices("  ").filter(|_| is_spaced) {
        for cell in [text.get(..at), text.get(at + wide.len()..)]
            .into_iter()
            .flatten()
        {
            add(cell, han(cell) >= SHORTEST);
        }
    }
    for cell in text.split("  ") {
        // Of a name with blanks throughout a short piece is not a name by itself.
        add(
            cell,
            han(cell) >= SHORTEST || !is_spaced && !is_wrapping(cell.trim()),
        );
    }
}

/// Whose paper it is behind the name of a body, without a sign: `店经营者张三`.
pub(super) fn people(text: &str, add: Add<'_>) {
    for word in [
        "法定代表人",
        "负责人",
        "经营者",
        "联系人",
        "老板",
        "委托代理人",
        "代理人",
        "授权代表",
    ] {
        if let Some((name, person)) = text.split_once(word)
            && han(name) >= SHORTEST
        {
            add(name, true);
            add(person, false);
        }
    }
}

/// Persons with blanks between them, and one behind the word for whoever acts: `张三 李四`, `由张三`.
pub(super) fn persons(text: &str, add: Add<'_>) {
    let is_person = |text: &str| is_called_as_person(text) || is_transliterated(text);
    if text.contains(' ') && text.split(' ').all(is_person) {
        text.split(' ').for_each(|person| add(person, true));
    }
    for joiner in JOINER {
        for (at, _) in text.match_indices(joiner) {
            let (one, other) = (text.get(..at), text.get(at + joiner.len()..));
            let sides = [one, other].map(|side| side.unwrap_or_default().trim());
            if sides.iter().all(|side| is_person(side)) {
                sides.iter().for_each(|side| add(side, true));
            }
        }
    }
    if let Some(person) = text.strip_prefix(['受', '由'])
        && is_person(person)
    {
        add(person, true);
    }
}

/// Whether what looks like a body's name is a region and the first character of a brand, as in 太仓市科和电气有限公司.
fn is_brand_of_region(name: &str) -> bool {
    let mut letters = name.chars().rev();
    let last = letters.next();
    // A market ends so, too.
    last != Some('场')
        && matches!(
            letters.next(),
            Some('市' | '区' | '县' | '镇' | '州' | '省' | '旗')
        )
}

/// Names of bodies on both sides of a word that joins them. Many such words are parts of real names, so both sides must be whole.
pub(super) fn joined(text: &str, add: Add<'_>) {
    for joiner in JOINER {
        for (at, _) in text.match_indices(joiner) {
            let (Some(one), Some(other)) = (text.get(..at), text.get(at + joiner.len()..)) else {
                continue;
            };
            let (one, other) = (one.trim(), other.trim());
            let is_whole = |name: &str| han(name) >= 4 && ends_body(name);
            let (one_is, other_is) = (is_whole(one) && !is_brand_of_region(one), is_whole(other));
            // A trade by itself is nobody.
            if !one_is && is_trade(&key(other)) {
                continue;
            }
            // Beside a body a person may stand, who is found by the name beside an id only.
            let is_joint = (one_is || one.is_empty()) && other_is
                || (one_is || other_is) && han(one).min(han(other)) > 1;
            if is_joint {
                let is_person = one.ends_with("公司") && is_called_as_person(other);
                add(one, one_is || is_transliterated(one));
                add(other, other_is || is_person || is_transliterated(other));
            }
        }
    }
}
