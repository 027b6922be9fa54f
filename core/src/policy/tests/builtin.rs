//! What the default pack says.

use super::builtin;
use crate::date::Date;
use crate::policy::*;
use crate::record::{Severity, SubjectKind};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn the_default_pack_is_complete() {
    let policy = builtin();
    let sizes = (
        policy.lists().len(),
        policy.scenarios().len(),
        policy.measures().len(),
    );
    assert_eq!(sizes, (44, 25, 159));
    assert_eq!(policy.version(), "2026.12");
}

#[test]
fn the_same_files_in_any_order_give_the_same_tables_and_policy() {
    let csv = |table: &Table| {
        let quoted = |row: &Vec<String>| {
            let cells: Vec<_> = row
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect();
            cells.join(",") + "\r\n"
        };
        let rows: String = core::iter::once(&table.header)
            .chain(&table.rows)
            .map(quoted)
            .collect();
        (format!("{}.csv", table.name), format!("\u{feff}{rows}"))
    };
    let tables = Tables::builtin().unwrap();
    let mut files: Vec<_> = tables.tables.iter().map(csv).collect();
    files.reverse();
    let borrowed: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let again = Tables::from_csv(&borrowed).unwrap();
    assert_eq!(again, tables);

    let mut shuffled = tables.clone();
    shuffled.tables.reverse();
    shuffled.tables.iter_mut().for_each(|table| table.rows.reverse());
    assert_eq!(Policy::from_tables(&shuffled).unwrap(), builtin());
}

#[test]
fn rows_are_found_by_their_codes() {
    let policy = builtin();
    for list in policy.lists() {
        assert_eq!(policy.list(&list.code), Some(list));
    }
    for scenario in policy.scenarios() {
        assert_eq!(policy.scenario(&scenario.code), Some(scenario));
    }
    for measure in policy.measures() {
        let cells = policy.measures_of(&measure.list, &measure.scenario);
        assert!(cells.contains(measure));
        assert!(cells.iter().all(|cell| cell.cell() == measure.cell()));
    }
    assert_eq!(policy.list("BK-"), None);
    assert_eq!(policy.measures_of("BK-DFYZ", "ZFCG"), []);
}

#[test]
fn procurement_requires_three_lists_and_names_the_document() {
    let policy = builtin();
    let scenario = policy.scenario("ZFCG").unwrap();
    assert_eq!(scenario.required_lists, ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]);
    assert_eq!(scenario.required_basis.as_deref(), Some("财库〔2016〕125号"));
    for list in &scenario.required_lists {
        let [measure] = policy.measures_of(list, "ZFCG") else {
            panic!("{list}")
        };
        assert_eq!(
            (measure.effect, measure.strength),
            (Effect::Prohibit, Strength::Must)
        );
        assert!(measure.verified.holds() && measure.enabled);
    }
}

#[test]
fn only_checked_rows_of_current_lists_prohibit() {
    let policy = builtin();
    let prohibiting = policy.measures().iter().filter(|m| m.effect == Effect::Prohibit);
    let prohibiting: Vec<String> = prohibiting
        .map(|m| {
            assert!(m.verified.holds(), "{} {}", m.list, m.scenario);
            assert!(!policy.list(&m.list).unwrap().scope.is_legacy());
            format!("{} {}", m.list, m.scenario)
        })
        .collect();
    assert_eq!(
        prohibiting,
        [
            "BK-GFSX CJXZ",
            "BK-GFSX JYCY",
            "BK-GFSX RZXZ",
            "BK-SXBZXR RZXZ",
            "BK-SXBZXR XFXZ",
            "BK-SXBZXR ZFCG",
            "BK-SXBZXR ZFGM",
            "BK-SXBZXR ZTBZJ",
            "BK-TQGZ RZXZ",
            "BK-ZDSSWF ZFCG",
            "BK-ZDSSWF ZFGM",
            "BK-ZFCGSX ZFCG",
            "BK-ZFCGSX ZFGM",
            "BK-ZTBQX ZTB",
            "WT-XZXF XFXZ",
        ]
    );
}

#[test]
fn what_binds_names_its_article() {
    // An instrument alone is enough where the whole of it is the measure, as in 财库〔2016〕125号.
    let policy = builtin();
    for measure in policy.measures() {
        let binds = matches!(measure.effect, Effect::Prohibit | Effect::Restrict);
        if binds && measure.verified.holds() && measure.enabled {
            let named = measure.basis.contains('条')
                || measure.basis.contains('项')
                || measure.basis.contains("二（一）");
            assert!(named, "{} {}: {}", measure.list, measure.scenario, measure.basis);
        }
        assert!(
            !measure.basis.contains("第十") && !measure.basis.contains("第二十"),
            "{}",
            measure.basis
        );
    }
}

#[test]
fn legacy_lists_never_prohibit_or_restrict_where_they_are_enabled() {
    // 国办发〔2020〕49号: measures rest on laws, regulations or central policy documents.
    let policy = builtin();
    for measure in policy.measures().iter().filter(|measure| measure.enabled) {
        let legacy = policy.list(&measure.list).unwrap().scope.is_legacy();
        assert!(
            !legacy || measure.effect >= Effect::Review,
            "{} {}",
            measure.list,
            measure.scenario
        );
    }
}

#[test]
fn favours_in_trading_show_only_where_the_documents_say_so() {
    // 公平竞争审查条例第9条第3项.
    let policy = builtin();
    for measure in policy
        .measures()
        .iter()
        .filter(|measure| measure.effect.is_benefit())
    {
        if ["ZFCG", "ZFGM", "ZTB", "GGZY"].contains(&measure.scenario.as_str()) {
            assert_eq!(
                measure.condition,
                Some(Condition::Document),
                "{} {}",
                measure.list,
                measure.scenario
            );
        }
    }
}

#[test]
fn a_role_chooses_its_cell_and_without_one_the_mildest_applies() {
    let policy = builtin();
    let cell =
        |kind, asserted: &[Condition]| policy.cell("BK-SXBZXR", "ZTBZJ", kind, date("2026-12-01"), asserted);
    let of = |kind, asserted: &[Condition]| {
        let cell = cell(kind, asserted);
        let stricter: Vec<_> = cell
            .by_role
            .iter()
            .map(|measure| measure.role.unwrap().code())
            .collect();
        (cell.measure.unwrap().effect, stricter)
    };
    let (person, org) = (SubjectKind::Person, SubjectKind::Org);
    assert_eq!(of(person, &[]), (Effect::Review, vec!["expert"]));
    assert_eq!(of(person, &[Condition::Expert]), (Effect::Prohibit, vec![]));
    assert_eq!(of(person, &[Condition::Staff]), (Effect::Review, vec![]));
    assert_eq!(
        of(person, &[Condition::Staff, Condition::Expert]),
        (Effect::Prohibit, vec![])
    );
    assert_eq!(of(org, &[]), (Effect::Notice, vec![]));
    // A company is no expert, whatever is asserted.
    assert_eq!(
        of(org, &[Condition::Expert, Condition::Document]),
        (Effect::Notice, vec![])
    );
    let unit = policy.cell("BK-SJYZWF", "RZXZ", org, date("2026-12-01"), &[]);
    assert_eq!(unit.measure.unwrap().effect, Effect::Notice);
    assert_eq!(unit.by_role[0].role, Some(Role::LegalRepresentative));
    assert_eq!(
        policy.cell("BK-DFYZ", "ZFCG", org, date("2026-12-01"), &[]),
        Cell::default()
    );
}

#[test]
fn rules_that_have_ended_are_shipped_but_switched_off() {
    let policy = builtin();
    let off: Vec<_> = policy
        .measures()
        .iter()
        .filter(|measure| !measure.enabled)
        .collect();
    assert_eq!(off.len(), 19);
    for measure in policy.measures() {
        let list = policy.list(&measure.list).unwrap();
        assert_eq!(
            measure.enabled, !list.ended,
            "{} {}",
            measure.list, measure.scenario
        );
        assert!(!list.ended || list.scope.is_legacy());
    }
}

#[test]
fn grades_and_conditions_are_read() {
    let measure_of = |list, scenario| builtin().measures_of(list, scenario)[0].clone();
    assert_eq!(
        measure_of("WT-XZCF", "ZFCG").min_severity,
        Some(Severity::Serious)
    );
    assert_eq!(
        measure_of("BK-SXBZXR", "ZTB").condition,
        Some(Condition::Document)
    );
    assert_eq!(measure_of("BK-SXBZXR", "PYPX").condition, Some(Condition::Guide));
}

#[test]
fn codes_serialize_as_they_are_written_in_the_tables() {
    assert_eq!(
        serde_json::to_string(&Effect::GreenChannel).unwrap(),
        "\"green-channel\""
    );
    assert_eq!(
        serde_json::to_string(&Strength::ByLawConditional).unwrap(),
        "\"by-law-conditional\""
    );
    assert_eq!(serde_json::to_string(&Polarity::Black).unwrap(), "\"black\"");
    assert_eq!(serde_json::to_string(&PromptLevel::Stop).unwrap(), "\"stop\"");
}

#[test]
fn the_nearest_link_wins() {
    let policy = builtin();
    let name = |topic, region| policy.link(topic, region).unwrap().name.as_str();
    assert_eq!(name(Topic::OfficialQuery, None), "信用中国");
    assert_eq!(name(Topic::OfficialQuery, Some("350105")), "信用福州");
    assert_eq!(name(Topic::OfficialQuery, Some("320507")), "信用江苏");
    assert_eq!(name(Topic::OfficialQuery, Some("110000")), "信用中国");
    assert_eq!(name(Topic::Repair, Some("350105")), "信用中国");
    for odd in ["", "35", "三五零一零五", "35010", "3501055"] {
        assert_eq!(name(Topic::OfficialQuery, Some(odd)), "信用中国");
    }
    assert_eq!(Policy::default().link(Topic::Loan, Some("350105")), None);
}

#[test]
fn spring_festival_2026_rests_nine_days_and_borrows_two() {
    let policy = builtin();
    let calendar = policy.calendar();
    for day in 15..=23 {
        assert_eq!(
            calendar.is_working_day(Date::from_ymd(2026, 2, day).unwrap()),
            Some(false)
        );
    }
    for day in ["2026-02-14", "2026-02-28", "2026-01-04", "2026-10-10"] {
        assert!(date(day).is_weekend());
        assert_eq!(calendar.is_working_day(date(day)), Some(true), "{day}");
    }
    // Friday to the first Tuesday after it: the adjusted Saturday and Tuesday.
    assert_eq!(
        calendar.working_days_between(date("2026-02-13"), date("2026-02-24")),
        Some(2)
    );
}

#[test]
fn working_days_of_whole_years() {
    let policy = builtin();
    let days = |from, to| policy.calendar().working_days_between(date(from), date(to));
    assert_eq!(policy.calendar().years(), [2024, 2025, 2026]);
    assert_eq!(days("2024-12-31", "2025-12-31"), Some(248));
    assert_eq!(days("2025-12-31", "2026-12-31"), Some(248));
    assert_eq!(days("2026-11-20", "2026-11-23"), Some(1));
    assert_eq!(days("2026-11-23", "2026-11-23"), Some(0));
    assert_eq!(days("2026-11-23", "2026-11-20"), Some(0));
}

#[test]
fn beyond_the_calendar_there_is_no_answer() {
    let policy = builtin();
    let calendar = policy.calendar();
    assert_eq!(calendar.is_working_day(date("2027-01-04")), None);
    assert_eq!(
        calendar.working_days_between(date("2026-12-31"), date("2027-01-04")),
        None
    );
    assert_eq!(
        calendar.working_days_between(date("2023-12-31"), date("2024-01-04")),
        None
    );
    assert_eq!(WorkCalendar::default().is_working_day(date("2026-01-01")), None);
}

#[test]
fn validity_dates_are_inclusive() {
    let mut measure = builtin().measures_of("BK-ZFCGSX", "ZFCG")[0].clone();
    assert!(measure.is_valid_on(date("1999-01-01")));
    (measure.valid_from, measure.valid_until) = (Some(date("2026-01-01")), Some(date("2026-01-31")));
    let valid =
        ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"].map(|day| measure.is_valid_on(date(day)));
    assert_eq!(valid, [false, true, true, false]);
}
