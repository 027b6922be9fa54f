//! Character references of HTML, as text copied from a page's source has them, and what stands in addresses for characters.

use crate::subject::spreadsheet::unescaped;
use std::borrow::Cow;

/// Those that stand in names and around them.
const NAMED: [(&str, char); 14] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("middot", '\u{B7}'),
    ("bull", '\u{B7}'),
    ("ldquo", '\u{201C}'),
    ("rdquo", '\u{201D}'),
    ("laquo", '\u{AB}'),
    ("raquo", '\u{BB}'),
];

/// The longest reference, without `&` and `;`.
const LONGEST: usize = 8;

/// The text with its references resolved, and with what spreadsheets write for controls; `None` where there is none.
pub(super) fn decoded(text: &str) -> Option<String> {
    let plain = match unescaped(text) {
        Cow::Owned(plain) => Some(plain),
        Cow::Borrowed(_) => None,
    };
    let plain = percent(plain.as_deref().unwrap_or(text)).or(plain);
    let plain = references(plain.as_deref().unwrap_or(text)).or(plain);
    without_tags(plain.as_deref().unwrap_or(text)).or(plain)
}

/// Tags of HTML that stand in and around names, those last that part what is before and behind.
const TAGS: [&str; 22] = [
    "b", "i", "u", "a", "em", "strong", "span", "font", "mark", "small", "big", "sub", "sup", "nobr", "wbr",
    "br", "p", "div", "td", "tr", "li", "ul",
];
const PARTING: [&str; 7] = ["br", "p", "div", "td", "tr", "li", "ul"];

/// The text without tags; `None` where there is none.
fn without_tags(text: &str) -> Option<String> {
    replaced(text, '<', &['>'], |tag| {
        let name = tag_name(tag)?;
        Some(PARTING.contains(&name).then_some(' '))
    })
}

/// What a tag is called, where it is one: nothing stands behind its name but attributes.
fn tag_name(tag: &str) -> Option<&'static str> {
    let tag = tag.trim_start_matches('/').trim_end_matches('/').trim();
    let known = |name: &str| {
        TAGS.iter()
            .find(|known| name.eq_ignore_ascii_case(known))
            .copied()
    };
    match tag.split_once(char::is_whitespace) {
        Some((name, attributes)) if attributes.contains('=') => known(name),
        _ => known(&without_blanks(tag)),
    }
}

/// Without the blanks and line breaks that a justified line leaves inside of a word.
fn without_blanks(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_whitespace) {
        true => Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect()),
        false => Cow::Borrowed(text),
    }
}

/// The text with what addresses write as `%20` as it is, where that is UTF-8.
fn percent(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let (mut rest, mut any) = (text, false);
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let read = byte(behind);
        any |= read.is_some();
        let (byte, behind) = read.unwrap_or((b'%', behind));
        bytes.push(byte);
        rest = behind;
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).ok().filter(|_| any)
}

/// The byte that the two digits behind a per cent sign stand for, and what is behind them.
pub(in crate::subject) fn byte(text: &str) -> Option<(u8, &str)> {
    let (digits, behind) = text.split_at_checked(2)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some((byte, behind))
}

fn references(text: &str) -> Option<String> {
    replaced(text, '&', &[';', '\u{FF1B}'], |name| read(name).map(Some))
}

/// The text in which something else, or nothing, stands for what is between an opening and a closing sign, where `read` knows
/// it; `None` where it never does.
fn replaced(
    text: &str,
    opening: char,
    closing: &[char],
    read: impl Fn(&str) -> Option<Option<char>>,
) -> Option<String> {
    if !text.contains(opening) {
        return None;
    }
    let (mut out, mut rest, mut any) = (String::with_capacity(text.len()), text, false);
    while let Some((before, behind)) = rest.split_once(opening) {
        out.push_str(before);
        let known = behind
            .split_once(closing)
            .and_then(|(inside, behind)| Some((read(inside)?, behind)));
        any |= known.is_some();
        let (sign, behind) = known.unwrap_or((Some(opening), behind));
        out.extend(sign);
        rest = behind;
    }
    out.push_str(rest);
    any.then_some(out)
}

fn read(name: &str) -> Option<char> {
    let name = &*without_blanks(name);
    if name.len() > LONGEST {
        return None;
    }
    let Some(number) = name.strip_prefix('#') else {
        let named = NAMED.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
        return named.map(|(_, c)| *c);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_are_resolved_and_nothing_else() {
        for (text, expected) in [
            ("甲&#183;乙", "甲·乙"),
            ("甲&#xB7;乙&middot;丙", "甲·乙·丙"),
            ("&quot;甲&amp;乙&QUOT;", "\"甲&乙\""),
            ("A&B&nbsp;C", "A&B C"),
            ("甲<b>乙</b>丙", "甲乙丙"),
            ("<p>甲<br/>乙</p>", " 甲 乙 "),
            ("<span class=\"a\">甲</SPAN>", "甲"),
            ("&lt;b&gt;甲&lt;/b&gt;", "甲"),
            ("甲%20乙&nbsp;", "甲 乙 "),
            ("%E6%B1%9F%e5%b7%9e%28A%29", "江州(A)"),
            ("甲_x000D_乙_x0009_丙_x4E01_", "甲\r乙\t丙丁"),
            ("甲<b r>乙<s\tpan>丙</sp an>", "甲 乙丙"),
            ("甲&nb\tsp;乙&#1 83;丙", "甲 乙·丙"),
        ] {
            assert_eq!(decoded(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "100%",
            "甲%zz乙",
            "%BD%AD",
            "甲&乙",
            "甲&乙；丙",
            "<甲>",
            "<b",
            "<A Trading Ltd>",
            "<Liaoyu>",
            "&#;甲",
            "&#x110000;",
            "&;",
            "&&&",
            "甲_x00_乙_x000G_",
            "甲<b c>乙",
        ] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
