//! Identifiers, kind by kind. No id here belongs to a natural person: they are computed or printed in standards.

use super::*;
use proptest::prelude::*;

fn id(kind: IdKind, text: &str) -> Identifier {
    Identifier::parse(kind, text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(kind: IdKind, text: &str) -> SubjectError {
    Identifier::parse(kind, text).expect_err(text)
}

fn warnings(kind: IdKind, text: &str) -> Vec<&'static str> {
    id(kind, text)
        .warnings()
        .into_iter()
        .map(InputWarning::code)
        .collect()
}

#[test]
fn a_credit_code_carries_two_warnings() {
    assert!(warnings(IdKind::Uscc, "914403001922038216").is_empty());
    assert_eq!(
        warnings(IdKind::Uscc, "914403001922038217"),
        ["credit-code-check"]
    );
    assert_eq!(
        warnings(IdKind::Uscc, "914403001922038236"),
        ["credit-code-check", "org-code-check"]
    );
    assert_eq!(refused(IdKind::Uscc, "91440300192203821O").code(), "characters");
    assert_eq!(refused(IdKind::Uscc, "91440300192203821").code(), "length");
}

#[test]
fn a_credit_code_contains_an_organisation_code() {
    let code = id(IdKind::Uscc, "9144030071526726XG");
    assert_eq!(code.org_code(), id(IdKind::OrgCode, "71526726-X").org_code());
    assert!(warnings(IdKind::OrgCode, "71526726-X").is_empty());
    assert_eq!(warnings(IdKind::OrgCode, "71526726-1"), ["org-code-check"]);
    assert_eq!(id(IdKind::RegNo, "320500000000000").org_code(), None);
}

#[test]
fn citizen_ids_have_eighteen_characters() {
    assert_eq!(
        id(IdKind::CitizenId, "110105491231002").value(),
        "11010519491231002X"
    );
    assert_eq!(
        id(IdKind::CitizenId, "11010519491231002ｘ").value(),
        "11010519491231002X"
    );
    assert!(warnings(IdKind::CitizenId, "110105491231002").is_empty());
    assert_eq!(
        warnings(IdKind::CitizenId, "110105194912310021"),
        ["citizen-id-check"]
    );
    assert_eq!(
        refused(IdKind::CitizenId, "1101051949123100XX"),
        SubjectError::Character { found: 'X', at: 17 }
    );
    assert_eq!(
        refused(IdKind::CitizenId, "11010549123100X"),
        SubjectError::Character { found: 'X', at: 15 }
    );
    assert_eq!(refused(IdKind::CitizenId, "1101054912310021").code(), "length");
}

#[test]
fn residents_of_the_regions_and_foreign_residents_follow_the_same_check() {
    for first17 in [
        "81000019900101001",
        "82000019900101001",
        "83000019900101001",
        "93284019900101001",
    ] {
        let check = char::from(citizen_check(first17.as_bytes()).unwrap());
        assert!(warnings(IdKind::CitizenId, &format!("{first17}{check}")).is_empty());
        let wrong = if check == '0' { '1' } else { '0' };
        assert_eq!(
            warnings(IdKind::CitizenId, &format!("{first17}{wrong}")),
            ["citizen-id-check"]
        );
    }
}

#[test]
fn registration_numbers_have_a_check_in_their_long_form_only() {
    let first14 = "32050000000000";
    let check = char::from(reg_no_check(first14.as_bytes()).unwrap());
    assert!(warnings(IdKind::RegNo, &format!("{first14}{check}")).is_empty());
    let wrong = if check == '0' { '1' } else { '0' };
    assert_eq!(
        warnings(IdKind::RegNo, &format!("{first14}{wrong}")),
        ["reg-no-check"]
    );
    assert!(warnings(IdKind::RegNo, "3205000000000").is_empty());
    assert_eq!(refused(IdKind::RegNo, "32050000000000").code(), "length");
    assert_eq!(refused(IdKind::RegNo, "32050000000000A").code(), "characters");
}

#[test]
fn tax_numbers_passports_and_permits_have_no_check() {
    for length in [15, 17, 18, 20] {
        assert!(warnings(IdKind::TaxNo, &"32A".repeat(7)[..length]).is_empty());
    }
    assert_eq!(refused(IdKind::TaxNo, &"3".repeat(16)).code(), "length");
    assert_eq!(id(IdKind::Passport, " e 1234 5678").value(), "E12345678");
    assert_eq!(id(IdKind::Permit, "usa123456789012").value(), "USA123456789012");
    assert_eq!(id(IdKind::Permit, "Ｈ１２３４５６（０）").value(), "H123456(0)");
    assert_eq!(id(IdKind::Permit, "12345–6").value(), "12345-6");
    assert_eq!(refused(IdKind::Passport, "E123").code(), "length");
    assert_eq!(refused(IdKind::Passport, &"1".repeat(33)).code(), "length");
    assert_eq!(
        refused(IdKind::Passport, "E1234_567"),
        SubjectError::Character { found: '_', at: 6 }
    );
}

#[test]
fn every_sign_that_hides_becomes_an_asterisk() {
    for text in [
        "3205**********1234",
        "3205＊＊＊＊＊＊＊＊＊＊1234",
        "3205●●●●●●●●●●1234",
        "3205••••••••••1234",
        "3205××××××××××1234",
        "３２０５ ***** ***** １２３４",
    ] {
        let masked = id(IdKind::CitizenId, text);
        assert_eq!(masked.value(), "3205**********1234", "{text}");
        assert!(masked.is_masked() && masked.warnings().is_empty());
        assert_eq!(masked.shape().unwrap().visible(), 8);
    }
    assert_eq!(
        refused(IdKind::CitizenId, "3205×1190001011234"),
        SubjectError::Character { found: '×', at: 5 }
    );
}

#[test]
fn masks_of_any_width_and_kind_are_read() {
    for text in [
        "3205***4",
        "320501*********",
        "3205****************1234",
        "1101051949****002X",
    ] {
        assert_eq!(id(IdKind::CitizenId, text).value(), text);
    }
    assert_eq!(id(IdKind::Uscc, "914403******038216").credit_code(), None);
    assert_eq!(id(IdKind::Uscc, "914403******038216").org_code(), None);
    assert_eq!(id(IdKind::OrgCode, "7152****-X").value(), "7152****X");
    assert_eq!(id(IdKind::Passport, "E12**78").value(), "E12**78");
    assert_eq!(
        refused(IdKind::CitizenId, "320***************"),
        SubjectError::Length { found: 3 }
    );
    assert_eq!(
        refused(IdKind::CitizenId, "3205*34"),
        SubjectError::Length { found: 7 }
    );
    assert_eq!(
        refused(IdKind::CitizenId, &format!("32051{}", "*".repeat(20))).code(),
        "length"
    );
    assert_eq!(
        refused(IdKind::CitizenId, "32X5**********1234").code(),
        "characters"
    );
}

#[test]
fn what_is_echoed_is_at_most_the_two_ends() {
    let shown = |kind, text| id(kind, text).masked_for_display();
    assert_eq!(
        shown(IdKind::CitizenId, "11010519491231002X"),
        "1101**********002X"
    );
    assert_eq!(shown(IdKind::CitizenId, "110105491231002"), "1101**********002X");
    assert_eq!(
        shown(IdKind::CitizenId, "1101051949****002X"),
        "1101**********002X"
    );
    assert_eq!(
        shown(IdKind::CitizenId, "11****19491231002X"),
        "11************002X"
    );
    assert_eq!(shown(IdKind::CitizenId, "110105*********"), "11*************");
    assert_eq!(shown(IdKind::Passport, "E12345678"), "E1*****78");
    assert_eq!(shown(IdKind::Passport, "E1234"), "E***4");
    assert_eq!(shown(IdKind::Permit, "1234567"), "12****7");
}

#[test]
fn codes_of_kinds_are_read_back() {
    for kind in IdKind::ALL {
        assert_eq!(IdKind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(IdKind::from_code("USCC"), None);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}", kind in 0..7_usize) {
        let _ = Identifier::parse(IdKind::ALL[kind], &text);
    }

    #[test]
    fn a_canonical_value_is_read_as_itself(text in "[0-9A-Za-z*×() -]{5,30}", kind in 0..7_usize) {
        if let Ok(first) = Identifier::parse(IdKind::ALL[kind], &text) {
            prop_assert_eq!(Identifier::parse(IdKind::ALL[kind], first.value()), Ok(first.clone()));
            let shown = first.masked_for_display();
            let visible = shown.chars().filter(|c| *c != '*').count();
            prop_assert!(visible * 2 <= shown.chars().count());
            prop_assert!(super::super::mask::agreeing(&shown, first.value()).is_some());
        }
    }
}

#[test]
fn no_log_holds_a_persons_number() {
    let id = Identifier::parse(IdKind::CitizenId, "11010519491231002X").unwrap();
    assert_eq!(format!("{id:?}"), "citizen-id:1101**********002X");
    let code = Identifier::parse(IdKind::Uscc, "91350203M0001QAY9B").unwrap();
    assert_eq!(format!("{code:?}"), "uscc:91350203M0001QAY9B");
}
