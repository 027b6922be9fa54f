//! What programs, fonts and spreadsheets do to what was typed.

use super::treatments::{Treatment, on_any_body, on_body, on_name, on_number};
use jrp_core::query::SubjectQuery;

/// A valid code of a body that is not listed.
const ANOTHERS: &str = "91329902MA9FRE0104";

/// The code goes into the name field, damaged, and the code of another stands in its place.
fn beside_another(subject: &mut SubjectQuery, damage: impl Fn(&str) -> String) {
    if let Some(code) = subject.credit_code.take() {
        let name = subject.name.take().unwrap_or_default();
        subject.name = Some(format!("{name} {}", damage(&code)));
        subject.credit_code = Some(ANOTHERS.to_owned());
    }
}

fn put(code: &str, sign: &str) -> String {
    let half = code.char_indices().nth(8).map_or(0, |(at, _)| at);
    let (front, back) = code.split_at(half);
    [front, sign, back].concat()
}

/// Whether a code is still one, so that a slip more or less tells the same.
fn is_whole(code: &str) -> bool {
    code.len() == 18 && code.is_ascii()
}

fn of_whole(code: &str, damage: impl Fn(&str) -> String) -> String {
    if is_whole(code) {
        damage(code)
    } else {
        code.to_owned()
    }
}

/// The name of a limited company with its form spelt otherwise and this ending.
fn other_name(name: &str, ending: &str) -> String {
    match name.strip_suffix("有限公司") {
        Some(bare) => format!("{bare}有限责任{ending}"),
        None => name.to_owned(),
    }
}

fn as_bytes(text: &str, written: impl Fn(u8) -> String) -> String {
    text.bytes().map(written).collect()
}

pub(crate) const DAMAGE: &[Treatment] = &[
    ("written as addresses do", |subject| {
        on_name(subject, |name| as_bytes(name, |byte| format!("%{byte:02X}")))
    }),
    ("read as Latin-1", |subject| {
        on_name(subject, |name| {
            as_bytes(name, |byte| char::from(byte).to_string())
        })
    }),
    ("marks above letters", |subject| {
        on_name(subject, |name| {
            name.chars().flat_map(|c| [c, '\u{300}']).collect()
        })
    }),
    ("a mark above a digit", |subject| {
        on_number(subject, |number| put(number, "\u{301}"))
    }),
    ("a blank of an address", |subject| {
        on_number(subject, |number| put(number, "%20"))
    }),
    ("slip: strokes for ones", |subject| {
        on_number(subject, |number| number.replace('1', "|"))
    }),
    ("slip: Cyrillic letters", |subject| {
        on_number(subject, |number| {
            number.replace('A', "А").replace('M', "М").replace('K', "К")
        })
    }),
    ("slip: a character lost", |subject| {
        on_number(subject, |number| of_whole(number, |code| code[..17].to_owned()))
    }),
    ("slip: a character more", |subject| {
        on_number(subject, |number| of_whole(number, |code| put(code, "0")))
    }),
    ("slip: beside another's code, a character lost", |subject| {
        beside_another(subject, |code| of_whole(code, |code| code[1..].to_owned()))
    }),
    ("slip: beside another's code, a character hidden", |subject| {
        beside_another(subject, |code| {
            of_whole(code, |code| [&code[..9], "*", &code[10..]].concat())
        })
    }),
    ("slip: backwards", |subject| {
        on_number(subject, |number| {
            of_whole(number, |code| code.chars().rev().collect())
        })
    }),
    ("slip: g for 9", |subject| {
        on_number(subject, |number| of_whole(number, |code| code.replace('9', "g")))
    }),
    ("twice with a blank", |subject| {
        on_any_body(subject, |name| format!("{name} {name}"))
    }),
    ("refectory", |subject| {
        on_any_body(subject, |name| format!("{name}食堂"))
    }),
    ("campus", |subject| {
        on_any_body(subject, |name| format!("{name}东校区"))
    }),
    ("the other name of a limited company", |subject| {
        on_body(subject, |name| other_name(name, "公司"))
    }),
    ("branch of the other name", |subject| {
        on_body(subject, |name| other_name(name, "公司澄湾分公司"))
    }),
    ("page of a branch of the other name", |subject| {
        on_body(subject, |name| other_name(name, "公司澄湾分公司_百度百科"))
    }),
    ("paper of the other name", |subject| {
        on_body(subject, |name| {
            other_name(&format!("兹有{name}"), "公司张三前来办理")
        })
    }),
    ("office", |subject| {
        on_body(subject, |name| format!("{name}上海代表处"))
    }),
];
