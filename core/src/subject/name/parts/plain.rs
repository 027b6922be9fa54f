//! Whether a name is a plain one, as nearly all are, seen in one pass without allocation.

use super::words::{INSIDE, LABEL, LEGAL, TAIL};
use crate::subject::clean::half_width;
use crate::subject::digits::{named, numeral};
use crate::subject::name::garbled::{SOMEBODY, begins_garbled};
use crate::subject::name::{dressed, is_dot, is_unified_han};

/// Brackets as Chinese texts have them.
const FULL_OPENING: char = '\u{FF08}';
const FULL_CLOSING: char = '\u{FF09}';

/// The bytes of four ideographs, as names of persons have at most.
const SHORT: usize = 12;

/// The bytes of two such names and a word between them.
const PERSONS: usize = 27;

/// Han, letters and digits, brackets inside, and none of the words that wrap or join.
pub(super) fn is_plain(text: &str) -> bool {
    let mut seen = Seen::default();
    if !text.chars().map(half_width).all(|c| seen.goes_on(c, text.len())) {
        return false;
    }
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return false;
    };
    if !is_unified_han(first) && !half_width(first).is_ascii_alphabetic() || is_dot(last) || first == '原' {
        return false;
    }
    let halves = text.split_at_checked(text.len() / 2);
    seen.firms < 2
        && !brackets_wrap(text, seen.brackets)
        && halves.is_none_or(|(one, other)| one != other)
        && !LABEL.begin(text)
        && !TAIL.end(text)
        && !dressed::may_be_dressed(text)
}

/// What has been read of a name that is plain so far.
#[derive(Default)]
struct Seen {
    /// Letters and digits one behind the other
    run: usize,
    digits: usize,
    numerals: usize,
    dots: usize,
    firms: usize,
    brackets: bool,
    /// Ideographs one behind the other
    in_row: usize,
    before: char,
    last_but_one: char,
}

impl Seen {
    /// Whether a text of so many bytes may still be plain with this character behind what was read.
    #[inline]
    fn goes_on(&mut self, c: char, length: usize) -> bool {
        let before = self.before;
        // Something stands behind a company.
        if self.firms > 0 && before == '司' && !matches!(c, '(' | ')') {
            return false;
        }
        if joins(self.last_but_one, before, c) || is_word(before, c) || may_hide(c, length) {
            return false;
        }
        // The first three of a row tell: what is cut off in front may be a part of a character.
        self.in_row = if is_unified_han(c) { self.in_row + 1 } else { 0 };
        if (1..=3).contains(&self.in_row) && begins_garbled(c) {
            return false;
        }
        (self.last_but_one, self.before) = (before, c);
        if c.is_ascii_alphanumeric() {
            self.run += 1;
            self.digits += usize::from(c.is_ascii_digit());
            return (self.run < 8 || self.digits == 0) && self.digits <= 6;
        }
        self.run = 0;
        match c {
            '(' | ')' => self.brackets = true,
            '司' if before == '公' => self.firms += 1,
            // They stand between names, of persons too.
            '和' | '及' | '与' | '暨' | '或' => return false,
            '同' | '跟' | '并' if length <= PERSONS => return false,
            '一'..='龥' if named(c).is_some() => {
                self.numerals += 1;
                return self.numerals <= 6;
            }
            _ if is_dot(c) && c != '.' && self.dots < 2 => self.dots += 1,
            _ if !is_unified_han(c) => return false,
            _ => {}
        }
        true
    }
}

/// Whether another name may follow: a word that joins, behind what ends a body's name.
#[inline]
fn joins(last_but_one: char, before: char, c: char) -> bool {
    let ends_body = |c| {
        matches!(
            c,
            '厂' | '店' | '社' | '心' | '院' | '所' | '部' | '行' | '校' | '会' | '局' | '馆' | '站'
        )
    };
    matches!(c, '并' | '同' | '跟' | '会' | '携' | 'v' | 'V') && ends_body(before)
        || before == '联' && c == '合' && ends_body(last_but_one)
}

/// Whether two characters make a word that joins an old name and a new one, or that stands behind several.
#[inline]
fn is_word(before: char, c: char) -> bool {
    match before {
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
        '尾' => matches!(c, '号' | '数'),
        '末' | '后' => matches!(c, '四' | '六' | '4' | '6'),
        '等' => matches!(c, '单' | '公' | '企') || c.is_ascii_digit() || numeral(c).is_some(),
        _ => false,
    }
}

/// Whether a character of a text of so many bytes may hide others, or comes of a wrong encoding.
#[inline]
fn may_hide(c: char, length: usize) -> bool {
    matches!(c, 'X' | 'x' | SOMEBODY | '锟' | '鼠' | '悝' | '釦' | '埏') || c == '〇' && length <= SHORT
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
pub(super) fn is_mark(inside: &str) -> bool {
    ["TM", "SM", "R", "C"]
        .iter()
        .any(|mark| inside.eq_ignore_ascii_case(mark))
}
