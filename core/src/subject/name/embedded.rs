//! Numbers inside a name field: found whatever their digits look like and however they are cut into groups.

use super::super::credit_code::{CreditCode, OrgCode};
use super::super::digits::{named, nought, plain};
use super::super::meant::letters_as_digits;
use super::super::{IdKind, has_province};
use super::key;
use super::remains::is_left_of_code;

/// A stretch of a text.
#[derive(Debug)]
enum Piece {
    /// Letters and digits without anything between them: as typed, and as plain ones
    Word { typed: String, plain: String },
    /// Anything else
    Other(char),
}

/// The longest number there is, and the most groups that one is cut into.
const LONGEST: usize = 20;

/// With what the organisation codes begin that are given out since 2015, in which digits may be few.
pub(super) const SINCE_2015: &str = "MA";

/// Takes the numbers out of a text, each as plain letters and digits, and leaves a semicolon in the place of each.
pub(super) fn taken_out(text: &str, numbers: &mut Vec<String>) -> String {
    let pieces = pieces(text);
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        match piece {
            Piece::Other(c) => left.push(*c),
            Piece::Word { typed, plain } => {
                if let Some((end, number)) = grouped(&pieces, at - 1) {
                    numbers.push(number);
                    left.push(';');
                    at = end;
                } else {
                    alone(typed, plain, numbers, &mut left);
                }
            }
        }
    }
    left
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut typed, mut read) = (String::new(), String::new());
    let close = |typed: &mut String, read: &mut String, pieces: &mut Vec<Piece>| {
        if !typed.is_empty() {
            pieces.push(Piece::Word {
                typed: core::mem::take(typed),
                plain: core::mem::take(read),
            });
        }
    };
    let letters: Vec<char> = text.chars().collect();
    for (at, c) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let beside = [before, letters.get(at + 1)].map(|c| c.copied().unwrap_or(' '));
        match nought(&letters, at).or_else(|| sign(c, beside)) {
            Some(read_as) => {
                typed.push(c);
                read.push(read_as);
            }
            None => {
                close(&mut typed, &mut read, &mut pieces);
                pieces.push(Piece::Other(c));
            }
        }
    }
    close(&mut typed, &mut read, &mut pieces);
    pieces
}

/// What a character between two others says in a number.
fn sign(c: char, beside: [char; 2]) -> Option<char> {
    let is_inside = || beside.iter().all(char::is_ascii_alphanumeric);
    match c {
        '-' | '*' => Some(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        // A stroke for a one, signs for what a program could not write.
        '|' | '!' if is_inside() => Some('1'),
        '?' | '#' if is_inside() || beside.contains(&c) => Some('*'),
        _ => plain(c).or_else(|| named(c)).or_else(|| look_alike(c)),
    }
}

/// The letter that one of another script looks like.
fn look_alike(c: char) -> Option<char> {
    if !matches!(c, '\u{370}'..='\u{52F}') {
        return None;
    }
    let mut letters = [0; 4];
    let key = key(c.encode_utf8(&mut letters));
    let mut key = key.chars();
    key.next()
        .filter(|c| c.is_ascii_alphanumeric() && key.next().is_none())
}

/// The longest number that begins with the word at a place, groups taken together, and where it ends.
fn grouped(pieces: &[Piece], from: usize) -> Option<(usize, String)> {
    let (mut joined, mut groups, mut apart, mut found) = (String::new(), 0, 0, None);
    // A column or a line break leaves a run of blanks, which parts no more than one does.
    let mut is_wide = false;
    // All the groups, of which none is long, when they are not a number that is known: it may have lost or won a digit.
    let (mut all, mut is_short) = (None, true);
    for (at, piece) in pieces.iter().enumerate().skip(from) {
        match piece {
            Piece::Word { plain, .. } => {
                apart = 0;
                groups += 1;
                is_short &= plain.len() < 9;
                joined.extend(plain.chars().filter(|c| *c != '-'));
                if groups > LONGEST || joined.len() > 2 * LONGEST {
                    break;
                }
                if joined.len() <= LONGEST && is_number(&joined, groups) {
                    found = Some((at + 1, joined.clone()));
                }
                let digits = joined.bytes().filter(u8::is_ascii_digit).count();
                if groups > 1 && is_short && !is_wide && digits > 12 && joined.len() <= 24 {
                    all = Some((at + 1, joined.clone()));
                }
            }
            Piece::Other(c) => {
                let is_blank =
                    matches!(c, ' ' | ';') && matches!(pieces.get(at - 1), Some(Piece::Other(' ' | ';')));
                is_wide |= is_blank;
                apart += usize::from(!is_blank);
                let is_between = matches!(
                    c,
                    ' ' | '.' | '_' | ';' | '\u{B7}' | ',' | '/' | '\\' | '+' | '~' | ':' | '|'
                );
                if !is_between || apart > 3 {
                    break;
                }
            }
        }
    }
    found.or(all)
}

/// Whether letters and digits are surely a number: a credit code or a citizen id, whatever the check digits, or a number whose
/// check fits. `groups` of them were found.
fn is_number(text: &str, groups: usize) -> bool {
    let upper = text.to_ascii_uppercase();
    let digits = upper.bytes().filter(u8::is_ascii_digit).count();
    let middle = |from, to| {
        upper
            .get(from..to)
            .is_some_and(|part: &str| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let org_code = |text: Option<&str>| {
        text.and_then(|text| OrgCode::parse(text).ok())
            .is_some_and(|code| code.check())
    };
    match upper.len() {
        18 if upper.contains("***") => digits > 5 && middle(2, 6),
        15 | 17 | 20 if upper.contains("***") => digits > 5 && middle(0, 6),
        18 => {
            let is_code = || CreditCode::from_canonical(&upper).is_some() || digits > 13;
            digits > 7 && middle(2, 8) && is_code() || digits > 5 && reads_as_code(&upper)
        }
        // Alone they are seen as numbers anyway; put together they might be anything.
        15 => middle(0, 6) && org_code(upper.get(6..)) || groups > 1 && digits == 15,
        9 if groups > 1 && (digits > 2 || upper.starts_with(SINCE_2015)) && org_code(Some(&upper)) => true,
        // A passport or a permit, letter by letter.
        8..=11 => groups == upper.len() && digits > 6 && upper.starts_with(|c: char| c.is_ascii_uppercase()),
        _ => false,
    }
}

/// Whether capitals and digits begin as a credit code does, of which letters have taken the place of some digits.
fn reads_as_code(upper: &str) -> bool {
    let Some(front) = upper
        .get(..8)
        .filter(|_| upper.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return false;
    };
    let meant = letters_as_digits(front);
    front.bytes().filter(u8::is_ascii_digit).count() > 3
        && meant.bytes().all(|byte| byte.is_ascii_digit())
        && meant
            .get(2..)
            .is_some_and(|area| has_province(IdKind::Uscc, area))
}

/// Whether nine letters and digits are an organisation code as it is given out since 2015.
fn is_new_org_code(number: &str) -> bool {
    let upper = number.to_ascii_uppercase();
    upper.starts_with(SINCE_2015) && OrgCode::parse(&upper).is_ok_and(|code| code.check())
}

/// A word that is not a group of a longer number. Chinese numerals count where all of it together may be a number only.
fn alone(typed: &str, plain: &str, numbers: &mut Vec<String>, left: &mut String) {
    let has_numerals = typed.chars().any(|c| named(c).is_some());
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    if has_numerals && is_passport(plain) {
        numbers.push(plain.to_owned());
        left.push(';');
    } else if has_numerals {
        let has_number = typed
            .split(|c| named(c).is_some())
            .any(|run| run.chars().count() > 12);
        if !has_number && digits > 12 && (13..=2 * LONGEST).contains(&plain.len()) {
            numbers.push(plain.to_owned());
            left.push(';');
            return;
        }
        let mut run = (String::new(), String::new());
        for (c, read) in typed.chars().zip(plain.chars()) {
            match named(c) {
                None => {
                    run.0.push(c);
                    run.1.push(read);
                }
                Some(_) => {
                    run_alone(&run.0, &run.1, numbers, left);
                    run = (String::new(), String::new());
                    left.push(c);
                }
            }
        }
        run_alone(&run.0, &run.1, numbers, left);
    } else {
        run_alone(typed, plain, numbers, left);
    }
}

/// Whether letters and digits have the form of a passport's number.
fn is_passport(plain: &str) -> bool {
    let mut bytes = plain.bytes();
    plain.len() == 9
        && bytes.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && bytes.skip(1).all(|byte| byte.is_ascii_digit())
}

fn run_alone(typed: &str, plain: &str, numbers: &mut Vec<String>, left: &mut String) {
    let number = plain.trim_matches('-');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let length = number.bytes().filter(u8::is_ascii_alphanumeric).count();
    let masked = number.contains('*') && digits > 3 && number.len() > 7;
    if masked
        || digits > 6
        || length == 9 && (digits > 2 || is_new_org_code(number))
        || is_left_of_code(number)
        || length > 14 && digits > 3
    {
        numbers.push(number.to_owned());
        left.push(';');
    } else {
        left.push_str(typed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let mut numbers = Vec::new();
        taken_out(text, &mut numbers);
        numbers
    }

    #[test]
    fn groups_are_put_together() {
        for text in [
            "9132 9902 MA7Q K2R1 8G",
            "913299 02MA7QK2R18G",
            "913 2990  2MA7QK2R18G",
            "9 1 3 2 9 9 0 2 M A 7 Q K 2 R 1 8 G",
            "91329902.MA7QK2R18G",
            "91329902M;A7QK2R18G",
            "91329902MA7QK2R1—8G",
            "江州新名有限公司 913299 02MA7QK2R18G",
            "91329902MA7QK2R18G 苇间渡",
        ] {
            assert_eq!(numbers(text), ["91329902MA7QK2R18G"], "{text}");
        }
        for text in [
            "91329902MA\n      7QK2R18G",
            "9132 \t 9902        MA7QK2R18G",
            "9132;;;;;9902MA7QK2R18G",
        ] {
            let text = text.replace(['\n', '\t'], ";");
            assert_eq!(numbers(&text), ["91329902MA7QK2R18G"], "{text}");
        }
        assert_eq!(numbers("MA7Q K2R1 8"), ["MA7QK2R18"]);
        assert_eq!(numbers("9I32 9902 MA7Q K2RI 8G"), ["9I329902MA7QK2RI8G"]);
        assert_eq!(
            numbers("9 L 3 Z 9 9 O 2 M A 7 Q K 2 R 1 8 G"),
            ["9L3Z99O2MA7QK2R18G"]
        );
        assert_eq!(numbers("3299 0219 8804 1533 11"), ["329902198804153311"]);
        assert_eq!(
            numbers("91329902MA7QK2R18G 139 1234 5678"),
            ["91329902MA7QK2R18G"]
        );
        assert_eq!(
            numbers("91329902MA7QK2R18G;91329902MA3LW8T53Q"),
            ["91329902MA7QK2R18G", "91329902MA3LW8T53Q"]
        );
        // A digit is lost: no number, but no name either.
        assert_eq!(numbers("3299 0219 8804 1533 1"), ["32990219880415331"]);
    }

    #[test]
    fn digits_of_other_forms_count() {
        for text in [
            "٩١٣٢٩٩٠٢MA٧QK٢R١٨G",
            "九一三二九九〇二MA七QK二R一八G",
            "玖壹叁贰玖玖零贰MA柒QK贰R壹捌G",
            "⁹¹³²⁹⁹⁰²MA⁷QK²R¹⁸G",
            "91329902МА7QК2R18G",
            "91329902ΜΑ7QΚ2R18G",
            "9|329902MA7QK2R|8G",
            "91329902+MA7QK2R18G",
            "91329902:MA7Q\\K2R18G",
            "江州新名有限公司𝟗𝟏𝟑𝟐𝟗𝟗𝟎𝟐𝐌𝐀𝟕𝐐𝐊𝟐𝐑𝟏𝟖𝐆",
            "❾❶❸❷❾❾⓿❷MA❼QK❷R❶❽G",
            "⒐⒈⒊⒉⒐⒐0⒉MA⒎QK⒉R⒈⒏G",
            "⑼⑴⑶⑵⑼⑼0⑵MA⑺QK⑵R⑴⑻G",
            "ⅨⅠⅢⅡⅨⅨ0ⅡMAⅦQKⅡRⅠⅧG",
            "〩〡〣〢〩〩0〢MA〧QK〢R〡〨G",
            "勾幺三两勾勾洞两MA拐QK两R幺八G",
            "913299○2MA7QK2R18G",
            "913299Ø2MA7QK2R18G",
            "913299°2MA7QK2R18G",
            "9!329902MA7QK2R!8G",
        ] {
            assert_eq!(numbers(text), ["91329902MA7QK2R18G"], "{text}");
        }
        assert_eq!(
            numbers("三二九九〇二一九八八〇四一五三三一一"),
            ["329902198804153311"]
        );
    }

    #[test]
    fn an_organisation_code_may_have_few_digits() {
        for text in [
            "MAWTAANBX",
            "mawtaanbx",
            "公司名MAWTAANBX",
            "MAWT AANB X",
            "MAWTAANB-X",
        ] {
            assert_eq!(numbers(text).len(), 1, "{text}");
        }
        // A word of nine letters is none: its check digit is wrong.
        for text in ["MACHINERX", "MAWTAANB1", "MARKETING 10"] {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_left_of_a_number_is_seen() {
        for text in [
            "MA7QK2R18G",
            "江州甲公司 MA7QK2R1",
            "9132○○○○○○7QK2R18G",
            "E 1 2 3 4 5 6 7 8",
            "甲乙丙H 1 2 3 4 5 6 7 8",
        ] {
            assert_eq!(numbers(text).len(), 1, "{text}");
        }
        for text in ["MAXSPORT", "MARKETING1", "MACHINE2", "B 1 2 3", "○○公司"] {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn names_keep_their_numerals_and_groups() {
        for text in [
            "江州第一二三建筑有限公司",
            "三一重工",
            "IBM 360 China 2020 Ltd",
            "江州一九四九文化有限公司",
            "139 1234 5678",
            "A 1 B 2 C 3",
        ] {
            assert!(numbers(text).is_empty(), "{text}");
        }
        let mut numbers = Vec::new();
        assert_eq!(taken_out("第一91329902MA7QK2R18G", &mut numbers), "第一;");
        assert_eq!(numbers, ["91329902MA7QK2R18G"]);
    }
}
