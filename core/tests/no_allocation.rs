//! Looking up a code allocates nothing, and says what a question would.

use crate::allocations::allocations;
use crate::common::*;
use jrp_core::query::SubjectQuery;
use jrp_core::record::Record;
use jrp_core::roster::Roster;
use jrp_core::subject::{IdKind, Identifier};

fn body(number: u32) -> String {
    format!("MA{number:06}")
}

fn records() -> Vec<Record> {
    let record = |n: u32| {
        let code = code("91", "320507", &body(n * 3));
        org("BK-ZFCGSX", &format!("甲{n}有限公司"), &code)
    };
    (0..200).map(record).collect()
}

fn spellings(code: &str) -> [String; 3] {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap();
    [
        code.to_owned(),
        format!(" {}\u{200b}", code.to_lowercase()),
        code.chars().map(wide).collect(),
    ]
}

/// What a question with nothing but the identifier finds.
fn is_found(roster: &Roster<Vec<u8>>, kind: IdKind, text: &str) -> bool {
    let subject = SubjectQuery {
        id: Some((kind, text.to_owned())),
        ..Default::default()
    };
    !ask(roster, "ZFCG", subject).findings.is_empty()
}

#[test]
fn codes_are_looked_up_without_allocation_however_they_are_typed() {
    let roster = roster(&records());
    let (mut found, mut missed) = (0, 0);
    for n in 0..600 {
        let code = code("91", "320507", &body(n));
        for text in spellings(&code) {
            let org_code = format!("{}-{}", &code[8..16], &code[16..17]);
            let mut answers = [false; 2];
            let count = allocations(|| {
                answers = [
                    roster.may_list(IdKind::Uscc, &text),
                    roster.may_list(IdKind::OrgCode, &org_code),
                ];
            });
            assert_eq!(count, 0, "{text}");
            assert_eq!(answers, [n % 3 == 0; 2], "{text}");
            found += usize::from(answers[0]);
            missed += usize::from(!answers[0]);
        }
    }
    assert_eq!((found, missed), (600, 1200));
    // The counter counts.
    assert!(allocations(|| assert!(!is_found(&roster, IdKind::Uscc, "91320507MA1QF7RX58"))) > 0);
}

#[test]
fn what_cannot_be_told_is_to_be_asked() {
    let roster = roster(&records());
    for (kind, text) in [
        (IdKind::Uscc, "9132"),
        (IdKind::Uscc, ""),
        (IdKind::OrgCode, "!"),
        (IdKind::CitizenId, "110105194912310020"),
        (IdKind::Passport, "E12345678"),
        (IdKind::Permit, "123456"),
    ] {
        assert!(roster.may_list(kind, text), "{text:?}");
    }
}

#[test]
fn numbers_and_masked_codes_are_found_as_a_question_finds_them() {
    let listed = code("91", "320507", "MA1AAAAA");
    let masked = format!("{}******{}", &listed[..8], &listed[14..]);
    let with_id = |kind, text: &str| {
        let mut record = org("BK-ZFCGSX", "乙有限公司", &listed);
        record.id = Some(Identifier::parse(kind, text).unwrap());
        record
    };
    let roster = roster(&[
        with_id(IdKind::Uscc, &masked),
        with_id(IdKind::RegNo, "320500000000018"),
        with_id(IdKind::TaxNo, "320507123456789"),
    ]);
    let other = code("91", "440300", "MA1BBBBB");
    for (kind, text, expected) in [
        (IdKind::Uscc, listed.as_str(), true),
        (IdKind::Uscc, masked.as_str(), true),
        (IdKind::Uscc, other.as_str(), false),
        (IdKind::RegNo, "320500000000018", true),
        (IdKind::RegNo, "320500000000026", false),
        (IdKind::TaxNo, "320507123456789", true),
        (IdKind::TaxNo, "320507123456780", false),
    ] {
        assert_eq!(roster.may_list(kind, text), expected, "{text}");
        assert_eq!(is_found(&roster, kind, text), expected, "{text}");
    }
}
