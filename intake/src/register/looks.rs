//! What a cell looks like, whatever its column is called.

use crate::clean;
use crate::footer::{has_name, has_number};
use jrp_core::subject::{CreditCode, IdKind, Identifier, OrgCode, citizen_check, is_reg_no, spreadsheet};

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A number by which a register names an organisation
    Code,
    /// Another long number: a person's, or that of a bank account
    LongNumber,
    /// Anything else
    Other,
}

/// Whether a cell looks like the name of an organisation.
pub(crate) fn is_like_name(cell: &str) -> bool {
    const ENDINGS: [&str; 23] = [
        "公司",
        "合伙)",
        "合伙",
        "厂",
        "商店",
        "经营部",
        "合作社",
        "事务所",
        "研究院",
        "设计院",
        "医院",
        "中心",
        "商行",
        "工商户",
        "学校",
        "小学",
        "中学",
        "大学",
        "学院",
        "幼儿园",
        "门诊部",
        "药店",
        "酒店",
    ];
    let cell = clean::half_width(cell);
    let text = cell.trim().trim_end_matches(')');
    (5..=60).contains(&text.chars().count()) && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether a cell holds objects of JSON that name subjects.
pub(super) fn names_within(cell: &str) -> bool {
    let is_object = cell.trim_start_matches(['[', ' ']).starts_with('{') && cell.ends_with([']', '}']);
    is_object && (has_number(cell) || has_name(cell))
}

/// Digits from which on a number may tell somebody.
const LONG: usize = 15;

/// What a filled cell looks like.
pub(super) fn look(cell: &str) -> Look {
    // Nothing shorter is one, and texts are longer.
    if cell.len() < 9 || cell.len() > 96 {
        return Look::Other;
    }
    let text: String = spreadsheet::bare(&clean::half_width(cell))
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'*')
    {
        let lost = spreadsheet::loss(IdKind::Uscc, cell).is_some();
        return if lost { Look::LongNumber } else { Look::Other };
    }
    if is_code(&text) {
        return Look::Code;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match digits >= LONG && text.len() >= LONG {
        true => Look::LongNumber,
        false => Look::Other,
    }
}

fn is_code(text: &str) -> bool {
    match text.len() {
        _ if text.contains('*') => {
            let is_masked = Identifier::parse(IdKind::Uscc, text).is_ok();
            is_masked && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        }
        18 => CreditCode::parse(text).is_ok_and(|code| {
            let (checks, bytes) = (code.checks(), code.as_str().as_bytes());
            let is_person = bytes
                .split_last()
                .is_some_and(|(last, rest)| citizen_check(rest) == Some(*last));
            let has_area = code.area().bytes().all(|byte| byte.is_ascii_digit());
            // Of digits alone a bank account may be made.
            let has_letter = bytes.iter().skip(2).any(u8::is_ascii_alphabetic);
            !is_person && (checks.outer || has_area && has_letter)
        }),
        9 => OrgCode::parse(text).is_ok_and(|code| code.check()),
        15 => is_reg_no(text.as_bytes()) || is_old_tax_no(text),
        _ => false,
    }
}

/// Six digits of a division before an organisation code.
fn is_old_tax_no(text: &str) -> bool {
    text.split_at_checked(6).is_some_and(|(area, code)| {
        area.bytes().all(|byte| byte.is_ascii_digit()) && OrgCode::parse(code).is_ok_and(|code| code.check())
    })
}

#[cfg(test)]
mod tests {
    use super::{Look, look};

    #[test]
    fn codes_look_like_codes_in_every_dress() {
        for cell in [
            "91329902MA9BATDJ57",
            "91329902ma9batdj57",
            "'91329902MA9BATDJ57",
            "９１３２９９０２ＭＡ９ＢＡＴＤＪ５７",
            "9132 9902 MA9B ATDJ 57",
            "91329902MA9BATDJ58",
            "91329902MA9********",
            "MA9BATDJ5",
            "MA9BATDJ-5",
            "329902MA9BATDJ5",
        ] {
            assert_eq!(look(cell), Look::Code, "{cell}");
        }
    }

    #[test]
    fn other_numbers_do_not() {
        for cell in [
            "329902199003071230",
            "6222021001122334455",
            "622202100112233445",
            "9.13299E+17",
        ] {
            assert_eq!(look(cell), Look::LongNumber, "{cell}");
        }
        for cell in [
            "",
            "GYS0001",
            "05120000000",
            "2024-03-01 10:11:12",
            "13800000000",
            "甲有限责任公司",
            "100000000",
        ] {
            assert_eq!(look(cell), Look::Other, "{cell}");
        }
    }
}
