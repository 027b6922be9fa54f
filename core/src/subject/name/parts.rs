//! What a name field holds beside a plain name: wrapping, several names, numbers.
//!
//! Each rule takes a text and gives what is left of it once something has been taken off, or what it falls into; the
//! rules are tried on all that they give, so that they work in any order and together. Every text on the way may be a name.
//! A plain name, as nearly all are, is seen as one without allocation.

use super::super::clean::{half_width, is_invisible, is_mask_sign};
use super::super::digits::{is_enclosed, numeral, plain};
use super::super::traces::{is_quote, scientific};
use super::endings::{Words, count, of_kind};
use super::garbled::{SOMEBODY, begins_garbled, hides_letters, is_garbled};
use super::person::has_name_dot;
use super::similar::is_region;
use super::trader::ORG;
use super::{branch_parent, dressed, embedded, entities, guesses, is_dot, is_unified_han, key, latin, nfkc};

const TEXT: &str = include_str!("wrapping.txt");
static LABEL: Words<{ count(TEXT, "label ") }> = Words::by_front(of_kind(TEXT, "label "));
pub(super) static TAIL: Words<{ count(TEXT, "tail ") }> = Words::by_end(of_kind(TEXT, "tail "));
static INSIDE: Words<{ count(TEXT, "inside ") }> = Words::by_front(of_kind(TEXT, "inside "));
const LEGAL: [&str; count(TEXT, "legal ")] = of_kind(TEXT, "legal ");
/// The longer ones first, of which others are parts
const JOINT: [&str; count(TEXT, "joint ")] = of_kind(TEXT, "joint ");
static JOINT_BY_FRONT: Words<{ JOINT.len() }> = Words::by_front(JOINT);

/// Brackets as Chinese texts have them.
const FULL_OPENING: char = '\u{FF08}';
const FULL_CLOSING: char = '\u{FF09}';

/// The bytes of four ideographs, as names of persons have at most.
const SHORT: usize = 12;

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
    parts.unreadable = text.len() < whole;
    let visible: String = text
        .chars()
        .filter(|c| c.is_whitespace() || !is_invisible(*c))
        .map(half_width)
        .collect();
    let decoded = entities::decoded(&visible);
    let text = decoded.as_deref().unwrap_or(text);
    let mut half = normal(text, &mut parts.unreadable);
    while let Some(number) = scientific(&half) {
        half.replace_range(number, ";");
        parts.unreadable = true;
    }
    parts.unreadable |= is_garbled(&half) || half.matches('(').count() > PAIRS;
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
            numbering, label, brackets, separators, joints, tails, regions, repeated,
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

/// Han, letters and digits, brackets inside, and none of the words that wrap or join.
fn is_plain(text: &str) -> bool {
    let (mut run, mut digits, mut numerals, mut dots, mut firms, mut brackets) = (0, 0, 0, 0, 0, false);
    let (mut before, mut last_but_one, mut in_row) = (' ', ' ', 0_usize);
    for c in text.chars() {
        let c = half_width(c);
        // Something stands behind a company.
        if firms > 0 && before == '司' && !matches!(c, '(' | ')') {
            return false;
        }
        // Another name may follow.
        let ends_body = |c| {
            matches!(
                c,
                '厂' | '店' | '社' | '心' | '院' | '所' | '部' | '行' | '校' | '会' | '局' | '馆' | '站'
            )
        };
        let joins = matches!(c, '并' | '同' | '跟' | '会' | '携' | 'v' | 'V');
        if joins && ends_body(before) || before == '联' && c == '合' && ends_body(last_but_one) {
            return false;
        }
        // Words that join an old name and a new one, and such as stand behind several.
        let is_word = match before {
            '原' => matches!(c, '名' | '称' | '企' | '公' | '单'),
            '更' => matches!(c, '名' | '前' | '后' | '为'),
            '改' => matches!(c, '名' | '为'),
            '用' | '现' | '又' | '别' => c == '名',
            '旧' => matches!(c, '名' | '称'),
            '变' => c == '更',
            '曾' => c == '用',
            '简' => c == '称',
            '前' => c == '身',
            '营' => c == '者',
            '责' | '表' | '系' => c == '人',
            '老' => c == '板',
            '等' => matches!(c, '单' | '公' | '企') || c.is_ascii_digit() || numeral(c).is_some(),
            _ => false,
        };
        if is_word {
            return false;
        }
        last_but_one = before;
        // What may hide others, and characters of a wrong encoding.
        if matches!(c, 'X' | 'x' | SOMEBODY | '锟' | '鼠' | '悝' | '釦' | '埏')
            || c == '〇' && text.len() <= SHORT
        {
            return false;
        }
        // The first three of a row tell: what is cut off in front may be a part of a character.
        in_row = if is_unified_han(c) { in_row + 1 } else { 0 };
        if (1..=3).contains(&in_row) && begins_garbled(c) {
            return false;
        }
        if c.is_ascii_alphanumeric() {
            run += 1;
            digits += usize::from(c.is_ascii_digit());
            if run > 8 && digits > 0 || digits > 6 {
                return false;
            }
            before = c;
            continue;
        }
        run = 0;
        match c {
            '(' | ')' => brackets = true,
            '司' if before == '公' => firms += 1,
            // They stand between names, of persons too.
            '和' | '及' | '与' | '暨' | '或' => return false,
            '一'..='龥' if numeral(c).is_some() => {
                numerals += 1;
                if numerals > 6 {
                    return false;
                }
            }
            _ if is_dot(c) && c != '.' && dots < 2 => dots += 1,
            _ if !is_unified_han(c) => return false,
            _ => {}
        }
        before = c;
    }
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    if !is_unified_han(first) && !half_width(first).is_ascii_alphabetic() || is_dot(last) || first == '原' {
        return false;
    }
    let halves = text.split_at_checked(text.len() / 2);
    firms < 2
        && !brackets_wrap(text, brackets)
        && halves.is_none_or(|(one, other)| one != other)
        && !LABEL.begin(text)
        && !TAIL.end(text)
        && !dressed::may_be_dressed(text)
}

/// Whether brackets end a name of which they are not a part, or hold what is not a part of it.
fn brackets_wrap(text: &str, any: bool) -> bool {
    if !any {
        return false;
    }
    let behind_brackets = || {
        text.match_indices(['(', FULL_OPENING])
            .filter_map(|(at, sign)| text.get(at + sign.len()..))
    };
    let ends_in_other = text.strip_suffix([')', FULL_CLOSING]).is_some_and(|inside| {
        let is_legal = |legal: &&str| {
            let word = legal.trim_matches(['(', ')']);
            inside
                .strip_suffix(word)
                .is_some_and(|before| before.ends_with(['(', FULL_OPENING]))
        };
        !LEGAL.iter().any(is_legal)
    });
    ends_in_other
        || behind_brackets().any(|inside| {
            let end = inside.find([')', FULL_CLOSING]).unwrap_or_default();
            INSIDE.begin(inside) || inside.get(..end).is_some_and(is_mark)
        })
}

/// Whether brackets hold a mark of trade or right.
fn is_mark(inside: &str) -> bool {
    ["TM", "SM", "R", "C"]
        .iter()
        .any(|mark| inside.eq_ignore_ascii_case(mark))
}

/// The text in half width and with one kind of bracket, without quotes and invisible characters; line breaks and the like
/// become semicolons. What cannot be read is left out.
fn normal(text: &str, unreadable: &mut bool) -> String {
    let mut normal = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, c) in letters.iter().copied().enumerate() {
        let c = half_width(c);
        match c {
            '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => normal.push(';'),
            _ if c.is_whitespace() => normal.push(' '),
            _ if is_invisible(c) => {}
            // Marks above a letter.
            '\u{300}'..='\u{36F}' => {}
            _ if is_quote(c) => {}
            // Marks of trade and right.
            '\u{A9}' | '\u{AE}' | '\u{2120}' | '\u{2122}' => {}
            '[' | '{' | '<' | '\u{2768}' | '\u{276A}' | '\u{276C}' | '\u{2770}' | '\u{2772}' | '\u{2774}'
            | '\u{27E8}' | '\u{27EA}' | '\u{27EE}' | '\u{2985}' | '\u{2E28}' | '\u{3008}' | '\u{300A}'
            | '\u{300C}' | '\u{300E}' | '\u{3010}' | '\u{3014}' | '\u{3016}' | '\u{3018}' | '\u{301A}'
            | '\u{FD3E}' | '\u{FF62}' => normal.push('('),
            ']' | '}' | '>' | '\u{2769}' | '\u{276B}' | '\u{276D}' | '\u{2771}' | '\u{2773}' | '\u{2775}'
            | '\u{27E9}' | '\u{27EB}' | '\u{27EF}' | '\u{2986}' | '\u{2E29}' | '\u{3009}' | '\u{300B}'
            | '\u{300D}' | '\u{300F}' | '\u{3011}' | '\u{3015}' | '\u{3017}' | '\u{3019}' | '\u{301B}'
            | '\u{FD3F}' | '\u{FF63}' => normal.push(')'),
            // Written in circles throughout it is a number; one alone counts the names.
            _ if is_enclosed(c) && enclosed_beside(&letters, at) && plain(c).is_some() => {
                normal.extend(plain(c))
            }
            '\u{2460}'..='\u{249B}'
            | '\u{24EA}'..='\u{24FF}'
            | '\u{2776}'..='\u{2793}'
            | '\u{3220}'..='\u{3229}'
            | '\u{3280}'..='\u{3289}' => normal.push(';'),
            '.' | '\u{3002}' if hides_middle(&letters, at) => normal.push('*'),
            '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => *unreadable = true,
            _ if is_noncharacter(c) => *unreadable = true,
            _ if hides_letter(c) => normal.push('*'),
            _ => normal.push(c),
        }
    }
    normal
}

/// Whether a character beside one in a circle is one too.
fn enclosed_beside(letters: &[char], at: usize) -> bool {
    let beside = |at: Option<usize>| at.and_then(|at| letters.get(at));
    let is_one = |at: Option<usize>| beside(at).is_some_and(|c| is_enclosed(*c));
    // Behind a letter or digit of a number it counts nothing.
    let before = beside(at.checked_sub(1)).is_some_and(|c| half_width(*c).is_ascii_alphanumeric());
    before || is_one(at.checked_sub(1)) || is_one(Some(at + 1))
}

/// Whether a full stop is one of several that stand for the middle of a number: `9132...18G`.
fn hides_middle(letters: &[char], at: usize) -> bool {
    let is_stop = |c: &&char| matches!(half_width(**c), '.' | '\u{3002}');
    let (Some(before), Some(behind)) = (letters.get(..at), letters.get(at + 1..)) else {
        return false;
    };
    let stops = (
        before.iter().rev().take_while(is_stop).count(),
        behind.iter().take_while(is_stop).count(),
    );
    let around = [before.iter().rev().nth(stops.0), behind.get(stops.1)];
    let around = around.map(|c| c.map_or(' ', |c| half_width(*c)));
    stops.0 + stops.1 > 0
        && around.iter().all(char::is_ascii_alphanumeric)
        && around.iter().any(char::is_ascii_digit)
}

/// Whether a sign may stand for a letter that is not shown. A circle may be a zero in names.
fn hides_letter(c: char) -> bool {
    matches!(c, '\u{D7}' | '\u{25B3}') || is_mask_sign(c) && !matches!(c, '#' | '\u{25CB}' | '\u{25EF}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
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

type Add<'a> = &'a mut dyn FnMut(&str, bool);

/// `1.`, `(1)`, `(一)`, `一、`, `1)` in front.
fn numbering(text: &str, add: Add<'_>) {
    let is_number = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix('(').unwrap_or(text);
    let behind = inner.trim_start_matches(is_number);
    let length = inner.chars().count() - behind.chars().count();
    if (1..=3).contains(&length)
        && let Some(rest) = behind.strip_prefix(['.', ')', ':', '\u{3001}', '\u{3002}', ',', '-', ' '])
    {
        add(rest, true);
    }
}

/// A label in front, with or without a colon.
fn label(text: &str, add: Add<'_>) {
    for (at, _) in text.match_indices(':') {
        if let Some(rest) = text.get(at + 1..) {
            add(rest, true);
        }
        if let Some(first) = text.get(..at) {
            add(first, false);
        }
    }
    for rest in LABEL.behind(text) {
        add(rest, true);
    }
}

/// Brackets around a name, in front of it, behind it, and those inside that hold no part of it.
fn brackets(text: &str, add: Add<'_>) {
    let pairs = bracket_pairs(text);
    for (from, to) in pairs.iter().take(PAIRS) {
        let (Some(before), Some(inside), Some(behind)) =
            (text.get(..*from), text.get(from + 1..*to), text.get(to + 1..))
        else {
            continue;
        };
        let around = trimmed(before).is_empty() && trimmed(behind).is_empty();
        let at_end = trimmed(before).is_empty() || trimmed(behind).is_empty();
        // A branch of another company is none of this one.
        let is_branch = || {
            branch_parent(&key(&format!("{before}{inside}"))).is_some()
                && branch_parent(&key(inside)).is_none()
        };
        let is_legal = LEGAL
            .iter()
            .any(|legal| legal.get(1..legal.len() - 1) == Some(inside));
        let is_noise = INSIDE.begin(inside) || is_mark(inside);
        if is_noise || at_end && !is_legal && !is_branch() {
            add(&[before, behind].concat(), true);
            if around || inside.chars().count() > 3 {
                add(inside, around || is_noise && has_name_dot(inside));
            }
            if let Some(old) = inside.strip_prefix('原') {
                add(old, true);
            }
        }
    }
    // One without its partner.
    if pairs.is_empty() && text.contains(['(', ')']) {
        for piece in text.split(['(', ')']).filter(|piece| piece.chars().count() > 3) {
            add(piece, true);
        }
        add(&text.replace(['(', ')'], ""), true);
    }
}

/// Where brackets open and close, the outermost only.
fn bracket_pairs(text: &str) -> Vec<(usize, usize)> {
    let (mut pairs, mut open, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    pairs.push((open, at));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Signs between names, outside of brackets.
fn separators(text: &str, add: Add<'_>) {
    let ends_firm = |text: &str| {
        let text = text.trim_end();
        [
            "公司",
            "院",
            "所",
            "厂",
            "店",
            "中心",
            "社",
            "部",
            "企业",
            "(有限合伙)",
            "(普通合伙)",
            "行",
            "馆",
            "校",
            "会",
        ]
        .iter()
        .any(|ending| text.ends_with(ending))
    };
    let han = |text: &str| text.chars().filter(|c| is_unified_han(*c)).count();
    let is_branch = core::cell::LazyCell::new(|| branch_parent(&key(text)).is_some());
    let (mut depth, mut start) = (0_usize, 0);
    let mut pieces = Vec::new();
    for (at, c) in text.char_indices() {
        let (Some(before), Some(behind)) = (text.get(start..at), text.get(at + c.len_utf8()..)) else {
            continue;
        };
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        let splits = match c {
            _ if depth > 0 => false,
            ';' | '\u{3001}' | '\u{3002}' | '|' | '+' | '\u{2215}' | '\u{2F}' | '\\' | ',' | '&' => {
                let beside_han = before.ends_with(is_unified_han) && behind.starts_with(is_unified_han);
                let is_sex = behind.starts_with(['男', '女']) && han(behind) == 1;
                matches!(c, ';' | '\u{3001}' | '|')
                    || han(before) > 1
                        && (han(behind) > 1 || is_sex)
                        && (c != '/' && c != '&'
                            || beside_han
                            || ends_firm(before)
                            || behind.starts_with(is_unified_han) && ends_firm(behind))
            }
            // An arrow leads from an old name to the new one.
            '\u{2190}'..='\u{21FF}' | '\u{27F0}'..='\u{27FF}' | '\u{2794}'..='\u{27BE}' => {
                han(before) > 1 && han(behind) > 1
            }
            ' ' | '-' | '~' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '和' | '及' | '与' | '暨' => {
                ends_firm(before) && han(behind) > 3 && (c != ' ' || !*is_branch)
            }
            _ => false,
        };
        if splits {
            pieces.push(before);
            start = at + c.len_utf8();
        }
    }
    if !pieces.is_empty() {
        pieces.extend(text.get(start..));
        for piece in pieces {
            add(piece, true);
        }
    }
}

/// `旧名现更名为新名`, `新名曾用名旧名`: outside of brackets, where they are taken off first.
fn joints(text: &str, add: Add<'_>) {
    let joints = match JOINT_BY_FRONT.stand_in(text) {
        true => &JOINT[..],
        false => &[],
    };
    for joint in joints {
        if let Some((before, behind)) = text.split_once(joint)
            && (joint.chars().count() > 2 || is_joint(before, behind))
        {
            add(before, true);
            add(behind, true);
            break;
        }
    }
    // An old name in front of the new one, told by one character with which a label begins, too.
    if let Some(old) = text.strip_prefix('原')
        && !LABEL.begin(text)
    {
        add(old, true);
    }
    for sign in ["(原", " 原", ",原", ";原"] {
        if let Some((before, behind)) = text.split_once(sign) {
            add(before, true);
            add(behind, true);
        }
    }
}

/// Whether a joint of two characters parts two names: such a pair may stand inside of one, as in 中原名品有限公司.
fn is_joint(before: &str, behind: &str) -> bool {
    let short = |name: &str| (2..=4).contains(&name.chars().count());
    ORG.all.iter().any(|word| trimmed(before).ends_with(word))
        || trimmed(before).is_empty()
        || behind.starts_with([':', '：', '为', '是', '叫'])
        || short(before) && short(behind) && !ORG.all.iter().any(|word| behind.ends_with(word))
}

/// Words behind a name.
fn tails(text: &str, add: Add<'_>) {
    for name in TAIL.in_front(text) {
        add(name, true);
    }
    // 等3家, 等3家公司, 等3人
    let is_number = |c: char| c.is_ascii_digit() || numeral(c).is_some();
    if let Some((name, number)) = text.rsplit_once('等')
        && (number.contains('家') || number.starts_with(is_number) && number.ends_with(['人', '名', '位']))
        && number.chars().count() < 8
    {
        add(name, true);
    }
}

/// A region behind a company, as most have it in brackets or in front.
fn regions(text: &str, add: Add<'_>) {
    const COMPANY: &str = "公司";
    if let Some((name, region)) = text.rsplit_once(COMPANY)
        && let Some(company) = text.get(..name.len() + COMPANY.len())
        && !region.is_empty()
        && is_region(&key(region))
    {
        add(company, true);
    }
}

/// The same name twice, and names of companies without anything between them.
fn repeated(text: &str, add: Add<'_>) {
    if let Some((one, other)) = text.split_at_checked(text.len() / 2)
        && one == other
    {
        add(one, true);
    }
    let ends: Vec<usize> = text
        .match_indices("公司")
        .map(|(at, word)| at + word.len())
        .collect();
    let is_whole = ends.last() == Some(&text.len());
    if ends.len() < 2 || !is_whole || branch_parent(&key(text)).is_some() {
        return;
    }
    let starts = core::iter::once(0).chain(ends.iter().copied());
    for piece in starts.zip(&ends).filter_map(|(from, to)| text.get(from..*to)) {
        if piece.chars().count() > 4 {
            add(piece, true);
        }
    }
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
