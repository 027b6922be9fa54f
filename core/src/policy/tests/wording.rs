//! What the texts must and must not say.

use super::{builtin, table};
use crate::policy::*;

/// Never said of anyone. The official names of lists are the exception: they stay as the law has them.
const AVOIDED: [&str; 18] = [
    "失信人",
    "老赖",
    "黑名单企业",
    "信用良好",
    "自动拒绝",
    "系统已否决",
    "系统否决",
    "评分",
    "得分",
    "分数",
    "good credit",
    "dishonest",
    "automatically",
    "rejected",
    "untrustworthy",
    "score",
    "blacklist",
    "deadbeat",
];

fn assert_polite(place: &str, text: &str) {
    let lower = text.to_lowercase();
    for word in AVOIDED {
        assert!(!lower.contains(word), "{place} says {word}: {text}");
    }
}

#[test]
fn avoided_wording_occurs_in_no_text() {
    let policy = builtin();
    for lang in [Lang::ZhCn, Lang::En] {
        for code in PromptCode::ALL {
            assert_polite(code.code(), policy.prompt(*code, lang));
        }
        for word in Word::ALL {
            assert_polite(word.code(), policy.word(*word, lang));
        }
        for scenario in policy.scenarios() {
            assert_polite(&scenario.code, scenario.name_in(lang));
        }
        for link in policy.links() {
            assert_polite(&link.url, link.name_in(lang));
        }
    }
    for measure in policy.measures() {
        assert_polite(&measure.list, &measure.text);
        assert_polite(&measure.list, &measure.text_en);
    }
    for list in policy.lists() {
        assert_polite(&list.code, &list.name_en);
        // 社会保险领域严重失信人名单 and 科研信用良好记录 are official names.
        if !["BK-SBSX", "RD-KYLH"].contains(&list.code.as_str()) {
            assert_polite(&list.code, &list.name);
        }
        // Aliases are read in feeds and never shown, but this one nobody needs.
        assert!(!list.aliases.iter().any(|alias| alias.contains("老赖")));
    }
}

#[test]
fn a_name_alone_reveals_nothing_and_says_what_to_type() {
    let policy = builtin();
    for code in [PromptCode::NameOnly, PromptCode::SimilarName] {
        for (lang, typed) in [
            (Lang::ZhCn, ["统一社会信用代码", "证件号码", "不构成比对结果"]),
            (
                Lang::En,
                ["unified social credit code", "id number", "not a match"],
            ),
        ] {
            let text = policy.prompt(code, lang);
            assert!(typed.iter().all(|words| text.contains(words)), "{text}");
        }
        assert!(
            code.placeholders()
                .iter()
                .all(|name| ["subject", "list", "channel", "difference"].contains(name))
        );
    }
}

#[test]
fn a_hit_that_weighs_names_its_basis_and_leaves_the_decision_to_a_person() {
    let policy = builtin();
    for code in [
        PromptCode::HitProhibit,
        PromptCode::HitRestrict,
        PromptCode::HitReview,
        PromptCode::HitBenefit,
    ] {
        for (lang, decision) in [
            (Lang::ZhCn, "核实后由经办人决定"),
            (Lang::En, "the officer in charge decides"),
        ] {
            let text = policy.prompt(code, lang);
            for name in code.placeholders() {
                assert!(text.contains(&format!("{{{name}}}")), "{text} lacks {name}");
            }
            assert!(text.contains(decision), "{text}");
        }
    }
}

#[test]
fn no_hit_states_lists_records_and_date() {
    let policy = builtin();
    let values = [
        ("asOf", "2026-11-21"),
        ("lists", "甲、乙"),
        ("records", "1234"),
        ("subject", "某公司"),
    ];
    assert_eq!(
        render(policy.prompt(PromptCode::NoneFound, Lang::ZhCn), &values),
        "截至2026-11-21，在甲、乙范围内（共1234条记录）未发现某公司的有效记录。此结果仅就上述名单和时间而言，不代替官方渠道查询。"
    );
}

#[test]
fn both_languages_use_the_same_placeholders() {
    let policy = builtin();
    for code in PromptCode::ALL {
        for name in code.placeholders() {
            let [zh, en] = [Lang::ZhCn, Lang::En]
                .map(|lang| policy.prompt(*code, lang).contains(&format!("{{{name}}}")));
            assert_eq!(zh, en, "{} {name}", code.code());
        }
    }
}

#[test]
fn levels_follow_the_weight_of_what_is_said() {
    let policy = builtin();
    let level = |code| policy.prompt_level(code);
    assert_eq!(level(PromptCode::HitProhibit), PromptLevel::Stop);
    assert_eq!(level(PromptCode::HitRestrict), PromptLevel::Warn);
    assert_eq!(level(PromptCode::HitNotice), PromptLevel::Info);
    assert_eq!(level(PromptCode::HitBenefit), PromptLevel::Good);
    assert_eq!(level(PromptCode::NoneFound), PromptLevel::Info);
    let stops = PromptCode::ALL
        .iter()
        .filter(|code| level(**code) == PromptLevel::Stop)
        .count();
    assert_eq!(stops, 1);
}

#[test]
fn the_english_separator_keeps_its_space() {
    assert_eq!(builtin().word(Word::ListSeparator, Lang::En), ", ");
    assert_eq!(
        builtin().word(Word::from(Condition::Guide), Lang::ZhCn),
        "申报指南或评选办法已载明"
    );
}

#[test]
fn every_measure_is_said_in_english() {
    for measure in builtin().measures() {
        let text = measure.text_in(Lang::En);
        let place = [&measure.list, "/", &measure.scenario].concat();
        assert!(text.is_ascii() && !text.is_empty(), "{place}: {text}");
        assert_eq!(measure.text_in(Lang::ZhCn), measure.text, "{place}");
    }
}

#[test]
fn a_pack_without_translations_says_the_measures_in_chinese() {
    let mut tables = Tables::builtin().unwrap();
    let measures = table(&mut tables, "measures");
    let at = measures
        .header
        .iter()
        .position(|column| column == "measure_en")
        .unwrap();
    measures.header.remove(at);
    measures.rows.iter_mut().for_each(|row| drop(row.remove(at)));
    for measure in Policy::from_tables(&tables).unwrap().measures() {
        assert_eq!(measure.text_in(Lang::En), measure.text);
    }
}
