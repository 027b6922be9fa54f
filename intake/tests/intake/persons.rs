//! Natural persons and sole traders, for both audiences.

use super::{loaded, options, public, read, row};
use expect_test::expect;
use jrp_intake::Options;

const PERSON: &[(&str, &str)] = &[
    ("subject_kind", "自然人"),
    ("name", "璩棠濯"),
    ("id_kind", "身份证"),
    ("id", "3299021990****123x"),
];

#[test]
fn a_person_is_loaded_only_where_a_person_key_is_given() {
    assert_eq!(
        loaded(PERSON, &options()).id.unwrap().value(),
        "3299021990****123X"
    );
    let without_key = Options {
        person_key_given: false,
        ..options()
    };
    expect![
        "f.csv: row 2: a natural person needs the person key; give --person-key FILE, made by jrp keygen"
    ]
    .assert_eq(&read(&row(PERSON), &without_key).unwrap_err().to_string());

    // Rows that would not be loaded need no key.
    for changes in [
        ("status", "repaired"),
        ("publish_until", "2026-01-01"),
        ("id", ""),
    ] {
        let (_, report) = read(&row(&[PERSON, &[changes]].concat()), &without_key).unwrap();
        assert_eq!((report.read(), report.loaded()), (1, 0));
    }
}

#[test]
fn the_public_gets_sole_traders_without_their_names() {
    let trader = [
        ("list_kind", "WT-XZCF"),
        ("subject_kind", "个体户"),
        ("name", "云澜区岚禾小吃店"),
        ("former_names", "云澜区旧帆小吃店"),
    ];
    let record = loaded(&trader, &public());
    assert_eq!((record.name, record.former_names.len()), (None, 0));
    assert!(record.id.is_some());
    assert!(loaded(&trader, &options()).name.is_some());
}
