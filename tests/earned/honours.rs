//! What keeps `clear` from being said keeps `preferred` too.

use super::{CODE, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, listed};

fn honour() -> Row {
    listed()
        .with("list_kind", "RD-ANSR")
        .with("authority", "江州市税务局")
        .with("publish_until", "2027-10-09")
}

fn word(rows: &[Row]) -> String {
    let mut all = vec![Row::of(OTHER_NAME, OTHER_CODE), honour()];
    all.extend_from_slice(rows);
    Lists::of_rows(&all).favoured(CODE, NAME)
}

#[test]
fn an_honour_hides_no_row_that_cannot_be_read() {
    assert_eq!(word(&[]), "preferred");
    let black = listed;
    for (row, expected) in [
        (black(), "prohibited"),
        (black().with("status", "冻结"), "indeterminate"),
        (black().with("publish_until", "待定"), "indeterminate"),
        (black().with("id", "91329902MA7Q"), "indeterminate"),
        (
            black().with("name", "").with("id", "91329902MA7Q"),
            "preferred, incomplete",
        ),
        (
            black()
                .with("name", "江州市云澜**建材有限公司")
                .with("id", "")
                .with("id_kind", ""),
            "preferred, incomplete",
        ),
        (
            Row::of("", "").with("list_kind", "备注：另含云澜蓼屿建材有限公司"),
            "preferred, incomplete",
        ),
    ] {
        assert_eq!(word(std::slice::from_ref(&row)), expected, "{row:?}");
    }
}

/// What takes a black record away by mistake would make the honour speak.
#[test]
fn an_honour_waits_for_the_right_repair() {
    let black = listed().with("document_no", "无文号").with("record_id", "CG-1");
    for repair in [
        black.clone().with("record_id", "CG-2").with("decided_on", ""),
        black
            .clone()
            .with("record_id", "")
            .with("authority", "江州市交通局"),
        black
            .clone()
            .with("record_id", "")
            .with("listed_on", "2026-05-10"),
    ] {
        let repair = repair.with("status", "repaired");
        assert_eq!(word(&[black.clone(), repair.clone()]), "prohibited", "{repair:?}");
    }
}

/// An honour that was taken back is none, whatever stands where its number should.
#[test]
fn an_honour_that_was_taken_back_is_none() {
    for number in ["", "无文号", "1号", "云税信〔2026〕1号"] {
        let taken_back = honour()
            .with("status", "revoked")
            .with("document_no", number)
            .with("decided_on", "2026-11-10");
        for back in [taken_back.clone(), taken_back.with("listed_on", "")] {
            let mut rows = vec![Row::of(OTHER_NAME, OTHER_CODE)];
            rows.push(honour().with("document_no", number));
            rows.push(back.clone());
            let lists = Lists::of_rows(&rows);
            assert_eq!(lists.favoured(CODE, NAME), "clear", "{back:?}");
        }
    }
}
