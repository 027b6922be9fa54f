//! A field in one way of writing, before it is taken apart.

use crate::subject::clean::{half_width, is_invisible, is_mask_sign};
use crate::subject::digits::{is_enclosed, plain};
use crate::subject::traces::is_quote;

/// The text in half width and with one kind of bracket, without quotes and invisible characters; line breaks and the like
/// become semicolons. What cannot be read is left out.
pub(super) fn normal(text: &str, unreadable: &mut bool) -> String {
    let mut normal = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, c) in letters.iter().copied().enumerate() {
        let c = half_width(c);
        match c {
            '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => normal.push(';'),
            _ if c.is_whitespace() => normal.push(' '),
            _ if is_invisible(c) => {}
            _ if is_beside_letter(c) => {}
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

/// Whether a character is a mark above a letter or around one, as on a key, with which nobody is named otherwise.
pub(super) fn is_beside_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20DD}'..='\u{20E4}')
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
