//! Numbers that a list shows in part, in forms that are not the asked one's.

use super::{CODE, Lists, NAME, OTHER_NAME, Row};
use jrp_core::query::SubjectQuery;
use jrp_core::subject::IdKind;

#[test]
fn an_id_of_fifteen_digits_is_found_behind_its_stars() {
    let (id, old) = ("329902198804153311", "329902880415331");
    for (head, tail) in [(8, 3), (6, 4), (11, 0), (6, 3), (0, 6)] {
        let hidden = "*".repeat(15 - head - tail);
        let masked = [&old[..head], &hidden, &old[15 - tail..]].concat();
        let row = Row::of("苇间渡", &masked)
            .with("list_kind", "BK-SXBZXR")
            .with("subject_kind", "person")
            .with("id_kind", "citizen-id")
            .with("publish_until", "");
        let lists = Lists::of_rows(&[row]);
        let ask = |id: &str, name: &str| {
            lists.outcome(&SubjectQuery {
                id: Some((IdKind::CitizenId, id.to_owned())),
                name: Some(name.to_owned()),
                ..SubjectQuery::default()
            })
        };
        for asked in [id, old] {
            assert_eq!(ask(asked, "苇间渡"), "review", "{masked} {asked}");
        }
        // Born a century later, or on another day.
        assert_eq!(ask("329902198804153338", "丁甲乙"), "clear", "{masked}");
    }
}

#[test]
fn an_organisation_code_is_found_behind_its_stars_whatever_it_is_called() {
    let code = &CODE[8..17];
    let masks = [
        format!("{}***{}", &code[..5], &code[8..]),
        format!("{}*****{}", &code[..3], &code[8..]),
        format!("{}****{}", &code[..5], &code[8..]),
    ];
    for masked in masks {
        for called in ["uscc", "org-code"] {
            let lists = Lists::of_rows(&[Row::of(NAME, &masked).with("id_kind", called)]);
            for asked in [CODE, code] {
                for name in ["", NAME] {
                    assert_eq!(
                        lists.word(asked, name),
                        "review",
                        "{masked} {called} {asked} {name}"
                    );
                }
            }
            assert_eq!(lists.word(CODE, OTHER_NAME), "clear", "{masked} {called}");
        }
    }
}
