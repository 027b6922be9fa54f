//! Natural persons whose row does not say who they are.

use super::{Lists, Row};
use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;

const NAME: &str = "欧阳示例";
/// The last digit is the right one
const ID: &str = "329902199003071230";
const WRONG: &str = "329902199003071234";
const OLD: &str = "329902900307123";

fn person(name: &str, kind: &str, id: &str) -> Row {
    Row::of(name, id)
        .with("list_kind", "BK-SXBZXR")
        .with("subject_kind", "person")
        .with("id_kind", kind)
        .with("authority", "江州市云澜区人民法院")
}

fn lists(row: &Row) -> Lists {
    // A feed of which nothing can be loaded is refused as a whole.
    Lists::of_rows(&[
        Row::of("江州市云澜汀兰纺织有限公司", "91329902MA9BATDJ57"),
        row.clone(),
    ])
}

fn asked(lists: &Lists, name: &str, id: &str) -> String {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    lists.outcome(&SubjectQuery {
        kind: Some(SubjectKind::Person),
        name: text(name),
        id: text(id).map(|id| (IdKind::CitizenId, id)),
        ..SubjectQuery::default()
    })
}

#[test]
fn a_citizen_id_is_one_whatever_it_is_called() {
    for kind in ["citizen-id", "passport", "permit"] {
        for id in [
            ID,
            OLD,
            "329902 1990 0307 1230",
            "３２９９０２１９９００３０７１２３０",
        ] {
            let lists = lists(&person(NAME, kind, id));
            for (name, asked_id) in [(NAME, ID), ("", ID), (NAME, OLD)] {
                let word = asked(&lists, name, asked_id);
                assert_eq!(word, "prohibited", "{kind} {id}, asked {name} {asked_id}");
            }
        }
    }
    // A passport remains one.
    let lists = lists(&person(NAME, "passport", "E12345678"));
    let word = lists.outcome(&SubjectQuery {
        kind: Some(SubjectKind::Person),
        name: Some(NAME.to_owned()),
        id: Some((IdKind::Passport, "E12345678".to_owned())),
        ..SubjectQuery::default()
    });
    assert_eq!(word, "prohibited");
}

#[test]
fn a_wrong_last_digit_hides_nobody() {
    for kind in ["citizen-id", "passport", "permit"] {
        let row = person(NAME, kind, WRONG);
        let lists = lists(&row);
        // As it was written it is found.
        assert_eq!(asked(&lists, NAME, WRONG), "prohibited", "{kind}");
        // The person has another number, and the name.
        assert_eq!(asked(&lists, NAME, ID), "indeterminate", "{kind}");
        assert_eq!(asked(&lists, "", ID), "indeterminate", "{kind}");
        // Whoever is called otherwise is somebody else.
        assert_eq!(asked(&lists, "司马示例", ID), "clear", "{kind}");
        // Without a name nobody knows whom the row means.
        let nameless = self::lists(&row.with("name", ""));
        assert_eq!(asked(&nameless, NAME, ID), "clear, incomplete", "{kind}");
    }
}

/// The repair of a record ends what stands beside it for its name.
#[test]
fn a_repair_ends_a_wrong_number_with_its_name() {
    let row = person(NAME, "citizen-id", WRONG).with("document_no", "(2026)苏9902执7号");
    let repair = |row: &Row| row.clone().with("status", "repaired");
    for repair in [
        repair(&row),
        repair(&row)
            .with("decided_on", "2026-11-10")
            .with("listed_on", ""),
        repair(&row)
            .with("decided_on", "2026-11-10")
            .with("listed_on", "")
            .with("document_no", ""),
    ] {
        let lists = Lists::of_rows(&[
            Row::of("江州市云澜汀兰纺织有限公司", "91329902MA9BATDJ57"),
            row.clone(),
            repair.clone(),
        ]);
        for id in [ID, WRONG] {
            assert_eq!(asked(&lists, NAME, id), "clear", "{repair:?}");
        }
        assert_eq!(lists.unapplied, 0);
    }
}

/// One of two rows has the number of the other, and nobody knows which.
#[test]
fn a_number_copied_into_another_row_hides_nobody() {
    const OTHER: &str = "司马示例";
    const OTHERS_ID: &str = "329902198503071232";
    let row = |name: &str| person(name, "citizen-id", ID);
    let other = Row::of("江州市云澜汀兰纺织有限公司", "91329902MA9BATDJ57");
    let beside = |rows: &[Row]| {
        let lists = Lists::of_rows(&[std::slice::from_ref(&other), rows].concat());
        let words = [
            (NAME, OTHERS_ID),
            (OTHER, OTHERS_ID),
            ("诸葛示例", OTHERS_ID),
            (NAME, ID),
            (OTHER, ID),
        ];
        words.map(|(name, id)| asked(&lists, name, id))
    };
    let of_two = [
        "indeterminate",
        "indeterminate",
        "clear",
        "prohibited",
        "prohibited",
    ];
    let later = row(OTHER).with("listed_on", "2026-10-20");
    assert_eq!(beside(&[row(NAME), row(OTHER)]), of_two);
    assert_eq!(beside(&[row(NAME), later.clone()]), of_two);
    assert_eq!(beside(&[later.clone(), row(NAME)]), of_two);
    assert_eq!(
        beside(&[row(NAME), later.clone().with("publish_until", "待定")]),
        of_two
    );
    assert_eq!(
        beside(&[row(NAME).with("list_kind", "BK-ZFCGSX"), later.clone()]),
        of_two
    );
    let passport = |row: Row| row.with("id_kind", "passport").with("id", "E12345678");
    let [own, others, third, ..] = beside(&[passport(row(NAME)), passport(later.clone())]);
    assert_eq!([own, others, third], ["indeterminate", "indeterminate", "clear"]);

    // One person has one name, however it is written, and may have had another one.
    let of_one = ["clear", "clear", "clear", "prohibited", "prohibited"];
    let former = later.clone().with("former_names", NAME);
    for same in [
        row("欧阳 示例").with("listed_on", "2026-10-20"),
        row("歐陽示例").with("listed_on", "2026-10-20"),
        row("欧阳某某").with("listed_on", "2026-10-20"),
        row("欧*例").with("listed_on", "2026-10-20"),
        row("").with("listed_on", "2026-10-20"),
        former,
    ] {
        assert_eq!(beside(&[row(NAME), same.clone()]), of_one, "{same:?}");
    }
    let incomplete = beside(&[row(NAME), later.clone().with("name", "司马某")]);
    assert_eq!(
        incomplete[..3],
        ["indeterminate", "clear, incomplete", "clear, incomplete"]
    );

    // What ends a row ends what stands beside it.
    let repair = later.clone().with("status", "repaired");
    let ended = ["indeterminate", "clear", "clear", "prohibited", "prohibited"];
    assert_eq!(beside(&[row(NAME), later, repair]), ended);
}

/// A company is found by its name as well, whatever code stands beside it.
#[test]
fn a_code_copied_into_another_row_hides_no_company() {
    use super::{CODE, NAME, OTHER_CODE, OTHER_NAME, listed};
    let other = Row::of(OTHER_NAME, CODE).with("listed_on", "2026-10-20");
    for other in [other.clone(), other.with("publish_until", "待定")] {
        let rows = [listed(), other.clone()];
        let is_read = other.get("publish_until") != "待定";
        for lists in [Lists::of_rows(&rows), Lists::for_the_public(&rows)] {
            let beside_its_code = if is_read { "notice" } else { "indeterminate" };
            assert_eq!(lists.word(OTHER_CODE, OTHER_NAME), beside_its_code, "{other:?}");
            let alone = if is_read { "review" } else { "indeterminate" };
            assert_eq!(lists.word("", OTHER_NAME), alone, "{other:?}");
            assert_eq!(lists.word(CODE, OTHER_NAME), "prohibited", "{other:?}");
            assert_eq!(lists.word(OTHER_CODE, NAME), "notice", "{other:?}");
        }
    }
}

#[test]
fn a_file_for_everybody_has_nothing_of_persons_with_one_number() {
    let company = Row::of("江州市云澜汀兰纺织有限公司", "91329902MA9BATDJ57");
    let rows = [
        company,
        person(NAME, "citizen-id", ID),
        person("司马示例", "citizen-id", ID),
    ];
    let [with, without] = [&rows[..], &rows[..1]].map(Lists::for_the_public);
    // The answer names the digest of the file.
    let answer = |lists: Lists| lists.ask(&super::of(super::CODE, "")).to_json();
    assert_eq!(answer(with), answer(without));
}

#[test]
fn a_name_that_is_hidden_leaves_no_silence() {
    let masked = "3299**********1230";
    for name in [
        "欧阳某",
        "欧阳某某",
        "欧阳X例",
        "欧阳XX",
        "欧阳xx",
        "欧阳××",
        "欧阳**",
        "欧阳＊例",
        "欧阳○○",
        "欧阳□例",
        "欧阳●●",
        "欧阳__",
        "某某",
        "欧某示例",
    ] {
        let by_mask = lists(&person(name, "citizen-id", masked));
        assert_ne!(asked(&by_mask, NAME, ID), "clear", "{name}");
        // With the whole number the name matters little.
        let whole = lists(&person(name, "citizen-id", ID));
        assert_eq!(asked(&whole, NAME, ID), "prohibited", "{name}");
        // Without any number.
        let none = lists(&person(name, "", ""));
        assert_ne!(asked(&none, NAME, ID), "clear", "{name}");
        // With one that cannot be read.
        let cut = lists(&person(name, "citizen-id", "32990219900307"));
        assert_ne!(asked(&cut, NAME, ID), "clear", "{name}");
    }
    // A name that is whole and a masked number are found.
    let by_mask = lists(&person(NAME, "citizen-id", masked));
    assert_eq!(asked(&by_mask, NAME, ID), "review");
}

#[test]
fn a_person_is_found_in_a_text_beside_a_number() {
    let texts = [
        "受~委托",
        "被告~",
        "~ 示例乙",
        "示例乙~",
        "委托代理人~的代理",
        "~等3人",
        "关于被执行人~的函",
    ];
    for listed in [ID, "3299**********1230"] {
        let lists = lists(&person(NAME, "citizen-id", listed));
        for text in texts {
            let text = text.replace('~', NAME);
            for kind in [None, Some(SubjectKind::Person), Some(SubjectKind::Org)] {
                let word = lists.outcome(&SubjectQuery {
                    kind,
                    name: Some(text.clone()),
                    id: Some((IdKind::CitizenId, ID.to_owned())),
                    ..SubjectQuery::default()
                });
                let right = if listed == ID { "prohibited" } else { "review" };
                assert_eq!(word, right, "{text} {listed} {kind:?}");
            }
        }
    }
}

#[test]
fn a_text_about_a_person_answers_nothing_by_itself() {
    let lists = lists(&person("苇间渡", "citizen-id", "3299**********1230"));
    let asked = |kind, name: &str| {
        lists.outcome(&SubjectQuery {
            kind,
            name: Some(name.to_owned()),
            ..SubjectQuery::default()
        })
    };
    for text in [
        "受苇间渡委托",
        "由苇间渡委托",
        "被告苇间渡",
        "原告：苇间渡",
        "苇间渡 李四",
        "苇间渡、李四",
        "苇间渡等3人",
        "苇间渡等三人",
        "苇间渡先生",
    ] {
        for kind in [None, Some(SubjectKind::Org), Some(SubjectKind::SoleTrader)] {
            assert_eq!(asked(kind, text), "indeterminate", "{text} {kind:?}");
        }
    }
    // Words of a name are not a person's.
    for name in [
        "江州市平等人才市场有限公司",
        "江州市云澜 汀兰 建材有限公司",
        "江州市受益建材有限公司",
        "江州市云澜建材有限公司等3家",
        "江州云澜和电子商务有限公司",
    ] {
        for kind in [None, Some(SubjectKind::Org)] {
            assert_eq!(asked(kind, name), "clear", "{name} {kind:?}");
        }
    }
}

#[test]
fn an_organisation_whose_name_is_hidden_leaves_no_silence() {
    use super::{CODE, NAME, OTHER_CODE, OTHER_NAME};
    for name in [
        "江州市云澜**建材有限公司",
        "江州市云澜××建材有限公司",
        "江州市云澜某某建材有限公司",
        "某建材有限公司",
        "江州市云澜某建材有限公司",
        "江州市云澜XX建材有限公司",
        "江州市云澜○○建材有限公司",
        "江州市云澜＊屿建材有限公司",
    ] {
        let other = Row::of(OTHER_NAME, OTHER_CODE);
        let by_name = Lists::of_rows(&[other.clone(), Row::of(name, "")]);
        assert_eq!(by_name.word("", NAME), "clear, incomplete", "{name}");
        let by_code = Lists::of_rows(&[other.clone(), Row::of(name, CODE)]);
        assert_eq!(by_code.word(CODE, NAME), "prohibited", "{name}");
        assert_eq!(by_code.word("", NAME), "clear, incomplete", "{name}");
        let trader = Row::of(name, CODE).with("subject_kind", "sole-trader");
        let trader = Lists::of_rows(&[other, trader]);
        assert_eq!(trader.word("", NAME), "clear, incomplete", "{name}");
    }
    // Letters and figures of a brand hide nothing.
    for name in ["江州市X光建材有限公司", "江州市云澜XXL建材有限公司"] {
        let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), Row::of(name, "")]);
        assert_eq!(lists.report.refused(), 0, "{name}");
    }
}
