//! What the default pack says.

use super::builtin;
use crate::date::Date;
use crate::policy::*;
use crate::record::Severity;

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
    assert_eq!(sizes, (39, 25, 129));
    assert_eq!(policy.version(), "2026.11");
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
        assert_eq!(policy.measure(&measure.list, &measure.scenario), Some(measure));
    }
    assert_eq!(policy.list("BK-"), None);
    assert_eq!(policy.measure("BK-DFYZ", "ZFCG"), None);
}

#[test]
fn procurement_requires_three_lists_and_names_the_document() {
    let policy = builtin();
    let scenario = policy.scenario("ZFCG").unwrap();
    assert_eq!(scenario.required_lists, ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]);
    assert_eq!(scenario.required_basis.as_deref(), Some("财库〔2016〕125号"));
    for list in &scenario.required_lists {
        let measure = policy.measure(list, "ZFCG").unwrap();
        assert_eq!(
            (measure.effect, measure.strength),
            (Effect::Prohibit, Strength::Must)
        );
        assert!(measure.verified && measure.enabled);
    }
}

#[test]
fn only_verified_rows_of_current_lists_can_prohibit() {
    let policy = builtin();
    let prohibiting: Vec<_> = policy
        .measures()
        .iter()
        .filter(|m| m.effect == Effect::Prohibit && m.verified)
        .map(|m| (m.list.as_str(), m.scenario.as_str()))
        .collect();
    assert_eq!(
        prohibiting,
        [
            ("BK-SXBZXR", "ZFCG"),
            ("BK-ZDSSWF", "ZFCG"),
            ("BK-ZFCGSX", "ZFCG")
        ]
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
    let measure_of = |list, scenario| builtin().measure(list, scenario).cloned().unwrap();
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
    let mut measure = builtin().measure("BK-ZFCGSX", "ZFCG").cloned().unwrap();
    assert!(measure.is_valid_on(date("1999-01-01")));
    (measure.valid_from, measure.valid_until) = (Some(date("2026-01-01")), Some(date("2026-01-31")));
    let valid =
        ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"].map(|day| measure.is_valid_on(date(day)));
    assert_eq!(valid, [false, true, true, false]);
}
