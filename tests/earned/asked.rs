//! Listed subjects asked for by what a person has of them: a part of the name, a department, a code with a slip.

use super::{CODE, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, listed};
use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;

#[test]
fn a_name_of_which_a_part_is_hidden_is_no_name() {
    let lists = Lists::of_rows(&[listed()]);
    for name in [
        "江州市云澜X建材有限公司",
        "江州x有限公司",
        "某建材有限公司",
        "江州市云澜某建材有限公司",
        "江州市云澜＊屿建材有限公司",
        "江州市云澜__建材有限公司",
        "XX建材有限公司",
        "供应商名称：江州市云澜××建材有限公司（盖章）",
        "王X国",
        "王*",
        "王某",
        "无",
        "/",
        "A",
    ] {
        for kind in [None, Some(SubjectKind::Org), Some(SubjectKind::SoleTrader)] {
            let asked = SubjectQuery {
                kind,
                name: Some(name.to_owned()),
                ..SubjectQuery::default()
            };
            assert_eq!(lists.outcome(&asked), "indeterminate", "{name} {kind:?}");
        }
        // Beside the code of another it matters no more.
        assert_eq!(lists.word(OTHER_CODE, name), "clear", "{name}");
    }
    for name in ["江州X光建材有限公司", "江州XXL建材有限公司", "江州3X建材有限公司"]
    {
        assert_eq!(lists.word("", name), "clear", "{name}");
    }
}

#[test]
fn a_department_is_the_body_it_acts_for() {
    for (name, body) in [
        ("江州市云澜医院采购科", "江州市云澜医院"),
        ("江州市云澜印刷厂财务科", "江州市云澜印刷厂"),
        ("江州市云澜中学后勤处", "江州市云澜中学"),
        ("投标人江州市云澜中学后勤处", "江州市云澜中学"),
    ] {
        let lists = Lists::of_rows(&[Row::of(body, CODE)]);
        assert_eq!(lists.word("", name), "review", "{name}");
        // Another code is another body's.
        assert_eq!(lists.word(OTHER_CODE, name), "clear", "{name}");
    }
}

#[test]
fn what_stands_behind_a_body_that_is_no_company_is_told() {
    let lists = Lists::of_rows(&[Row::of("江州市云澜印刷厂", CODE), Row::of(OTHER_NAME, OTHER_CODE)]);
    for (name, word) in [
        ("江州市云澜印刷厂经营者苇间渡", "review"),
        ("江州市云澜印刷厂法定代表人苇间渡", "review"),
        ("江州市云澜印刷厂一分厂", "notice"),
        ("江州市云澜印刷厂澄湾门市部", "notice"),
    ] {
        assert_eq!(lists.word("", name), word, "{name}");
    }
    // A company of another beside it.
    let another = "江州市云澜汀兰纺织有限公司";
    for (name, word) in [
        (format!("{OTHER_NAME}（{another}全资子公司）"), "review"),
        (format!("{another}（{OTHER_NAME}全资子公司）"), "notice"),
    ] {
        assert_eq!(lists.word("", &name), word, "{name}");
    }
}

#[test]
fn a_name_that_a_program_has_written_in_signs_is_no_name() {
    let lists = Lists::of_rows(&[listed()]);
    for name in [
        "%E6%B1%9F%E5%B7%9E%E5%BB%BA%E6%9D%90",
        r"\u6c5f\u5dde\u5efa\u6750",
    ] {
        assert_eq!(lists.word("", name), "indeterminate", "{name}");
    }
}

#[test]
fn a_sole_trader_called_as_a_person_may_be_one() {
    let lists = Lists::of_rows(&[listed()]);
    let asked = |name: &str, code: Option<&str>| {
        lists.outcome(&SubjectQuery {
            kind: Some(SubjectKind::SoleTrader),
            name: Some(name.to_owned()),
            credit_code: code.map(String::from),
            ..SubjectQuery::default()
        })
    };
    assert_eq!(asked("欧阳示例", None), "indeterminate");
    assert_eq!(asked("欧阳示例（个体工商户）", None), "indeterminate");
    assert_eq!(asked("欧阳示例", Some(OTHER_CODE)), "clear");
    assert_eq!(asked("汀兰酒店", None), "clear");
    assert_eq!(asked("云澜区汀兰杂货铺", None), "clear");
}

#[test]
fn a_slip_in_the_listed_code_hides_nobody() {
    for wrong in [
        "91329902MA7QH2R18G",
        "91329902MA7KQ2R18G",
        "91329902MA7QK2R19G",
        "91329920MA7QK2R18G",
        "91329902MA7QK2R18A",
    ] {
        let other = Row::of(OTHER_NAME, OTHER_CODE);
        let lists = Lists::of_rows(&[other.clone(), Row::of(NAME, wrong)]);
        assert_ne!(lists.word(CODE, ""), "clear", "{wrong}");
        assert_eq!(lists.word("91329902MA9BATDJ57", ""), "clear", "{wrong}");
        // The other way round.
        assert_ne!(Lists::of_rows(&[listed()]).word(wrong, ""), "clear", "{wrong}");
        // What stands beside the record goes with it.
        let repair = Row::of(NAME, wrong)
            .with("status", "repaired")
            .with("decided_on", "2026-11-10");
        let repaired = Lists::of_rows(&[other, Row::of(NAME, wrong), repair]);
        assert_eq!(repaired.word(CODE, ""), "clear", "{wrong}");
        assert_eq!(repaired.unapplied, 0, "{wrong}");
    }
    // A row with a character that no code has is refused, and speaks.
    let refused = Row::of(NAME, "91329902MA7OK2R18G");
    let lists = Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), refused]);
    assert_eq!(lists.word(CODE, ""), "indeterminate");
    assert_eq!(lists.word("91329902MA9BATDJ57", ""), "clear, incomplete");
}
