//! Natural persons and sole traders, for both audiences.

use super::{loaded, options, public, read, row};
use expect_test::expect;
use jrp_core::subject::{citizen_check, outer_check};
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
    let mut without_key = options();
    without_key.person_key_given = false;
    expect!["f.csv: row 2: a natural person needs the person key, and none is given; give it"]
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

/// Ids of a division that does not exist, 18 characters each.
fn ids() -> impl Iterator<Item = String> {
    let days = (1940..2005).flat_map(|year| (1..=12).map(move |month| (year, month)));
    days.map(|(year, month)| {
        let first17 = format!(
            "329902{year}{month:02}{:02}{:03}",
            year % 28 + 1,
            year * month % 1000
        );
        format!(
            "{first17}{}",
            char::from(citizen_check(first17.as_bytes()).unwrap())
        )
    })
}

fn refused_at(changes: &[(&str, &str)], options: &Options, id: &str) -> String {
    let (records, report) = read(&row(changes), options).unwrap();
    assert_eq!(records.len(), 0, "{changes:?}");
    let (_, row, refusal) = report.refusals().next().unwrap();
    assert_eq!(row, 2);
    assert!(!format!("{refusal} {refusal:?}").contains(id), "{refusal}");
    format!("{} {}", refusal.column.code(), refusal.code())
}

#[test]
fn no_citizen_id_is_stored_as_the_number_of_an_organisation_or_sole_trader() {
    let mut as_codes = 0;
    for id in ids() {
        let old = format!("{}{}", &id[..6], &id[8..17]);
        let numbers = [
            ("uscc", id.clone()),
            ("tax-no", id.clone()),
            ("tax-no", format!("{id}01")),
            ("tax-no", format!("{old}01")),
            ("tax-no", old.clone()),
            ("reg-no", old.clone()),
            ("permit", format!("（{id}）")),
            ("permit", format!("〔{}·{}·{}〕", &id[..6], &id[6..14], &id[14..])),
            ("permit", id[..17].to_owned()),
            ("其他-营业执照", old.clone()),
        ];
        as_codes += usize::from(outer_check(&id.as_bytes()[..17]) == Some(id.as_bytes()[17]));
        // Fifteen digits are of people born before 2000; those of 1900 to 1909 count as registration numbers.
        let is_old = &id[6..8] == "19" && &id[8..9] != "0";
        for (kind, number) in numbers.into_iter().filter(|(_, number)| is_old || *number != old) {
            for (subject_kind, options) in [("org", options()), ("sole-trader", options()), ("org", public())]
            {
                let changes = [
                    ("list_kind", "WT-XZCF"),
                    ("subject_kind", subject_kind),
                    ("id_kind", kind),
                    ("id", &number),
                ];
                let found = refused_at(&changes, &options, &number);
                assert!(
                    found == "id citizen-id-as-number" || found.starts_with("id id-"),
                    "{changes:?} {found}"
                );
            }
        }
    }
    assert!(as_codes > 10, "some of them pass for credit codes");
}

#[test]
fn no_text_of_a_row_holds_a_citizen_id_however_it_is_written() {
    let columns = [
        "name",
        "former_names",
        "document_no",
        "cause",
        "authority",
        "source_unit",
        "legal_basis",
        "domain",
        "record_id",
    ];
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    for (round, id) in ids().enumerate().step_by(7) {
        let chinese: String = id
            .chars()
            .map(|c| c.to_digit(10).map_or(c, |digit| digits[digit as usize]))
            .collect();
        let apart = |between: &str| format!("{}{between}{}{between}{}", &id[..6], &id[6..14], &id[14..]);
        let written = [
            chinese,
            apart("."),
            apart("  "),
            apart("·"),
            apart("\u{2060}"),
            id[..17].to_owned(),
        ];
        let column = columns[round % columns.len()];
        for text in &written {
            let found = refused_at(&[(column, text)], &options(), text);
            assert_eq!(found, format!("{column} citizen-id-in-text"), "{text}");
        }
    }
}

#[test]
fn what_is_refused_for_another_reason_is_not_echoed_either() {
    for column in [
        "list_kind",
        "subject_kind",
        "status",
        "severity",
        "listed_on",
        "region",
        "id_kind",
    ] {
        for id in [
            "329902199003071230",
            "329902-1990-0307-1230",
            "三二九九〇二一九九〇〇三〇七一二三〇",
        ] {
            let found = refused_at(&[(column, id)], &options(), id);
            assert!(found.starts_with(column), "{found}");
        }
    }
}

#[test]
fn the_number_of_a_document_may_begin_with_the_rows_division_and_year() {
    let old = [
        ("document_no", "329902201005281230"),
        ("record_id", "32990220100603123"),
    ];
    let dated = [
        ("list_kind", "BK-SXBZXR"),
        ("decided_on", "2010-05-28"),
        ("listed_on", "2010-06-03"),
        ("publish_until", ""),
    ];
    loaded(&[&old[..], &dated].concat(), &options());
    assert_eq!(
        refused_at(&old, &options(), old[0].1),
        "document_no citizen-id-in-text"
    );
}

#[test]
fn a_number_that_is_refused_as_a_persons_leaves_no_code_behind() {
    let first17 = "32990219850312123";
    let check = char::from(citizen_check(first17.as_bytes()).unwrap());
    let wrong = if check == '0' { '1' } else { '0' };
    let (whole, swapped) = (format!("{first17}{check}"), format!("32990219853012123{check}"));
    for number in [
        whole.clone(),
        swapped,
        format!("{first17}{wrong}"),
        first17.to_owned(),
        format!("329902198503{}", &whole[13..]),
        format!("3299021985903121230{check}"),
        format!("329902 19850312 123{check}"),
        format!("3299021985O312123{check}"),
        format!("32990219850Z12123{check}"),
    ] {
        for kind in ["org", "sole-trader"] {
            for options in [options(), public()] {
                let changes = [("subject_kind", kind), ("id", &number)];
                let mut report = jrp_intake::Report::default();
                let mut codes = Vec::new();
                let mut take = |entry: jrp_intake::Entry, _| {
                    codes.extend(match entry {
                        jrp_intake::Entry::Listed(record) => record.id,
                        jrp_intake::Entry::Unread(row) => row.id,
                        _ => None,
                    });
                    Ok(())
                };
                super::read_feed::<super::FeedError>(
                    "f.csv",
                    row(&changes).as_slice(),
                    super::policy(),
                    &options,
                    &mut report,
                    &mut take,
                )
                .unwrap();
                codes.retain(|id| !id.kind().is_personal());
                assert!(codes.is_empty(), "{number} {kind}: {codes:?}");
                assert_eq!(report.loaded(), 0, "{number} {kind}");
            }
        }
    }
}
