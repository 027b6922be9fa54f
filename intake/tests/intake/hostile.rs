//! Bytes nobody meant as a feed.

use super::{options, policy, public};
use jrp_intake::{FeedError, Report, read_feed};
use proptest::prelude::*;

fn read_counted(feed: &[u8], options: &jrp_intake::Options) {
    let mut report = Report::default();
    let result = read_feed::<FeedError>("f", feed, policy(), options, &mut report, &mut |_, _| Ok(()));
    let left_out: u64 = report.left_out().map(|(_, count)| count).sum();
    let counted = report.loaded() + report.refused() + left_out;
    // A person without a key ends the reading in the middle of a row.
    assert!(result.is_err() || counted == report.read());
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9X*０-９ -]{0,20}",
        "\\PC{0,12}",
        "[\u{0}-\u{ff}\u{2000}-\u{206f}\u{3000}]{0,8}",
        prop::sample::select(vec![
            "BK-SXBZXR",
            "WT-JYYC",
            "org",
            "person",
            "自然人",
            "uscc",
            "身份证",
            "active",
            "有效",
            "2025-03-01",
            "9999-9-9",
            "91329902MA9BATDJ57",
            "\"",
            "\r\n",
            "2025年3月1日",
            "暂无",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_counted(&bytes, &options());
    }

    #[test]
    fn arbitrary_rows_under_a_good_header_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_counted(&[&super::row(&[]), bytes.as_slice()].concat(), &options());
    }

    #[test]
    fn arbitrary_cells_never_panic(cells in prop::collection::vec(cell(), 40)) {
        let columns = ["list_kind", "subject_kind", "name", "former_names", "id_kind", "id", "cause", "authority",
            "decided_on", "listed_on", "effective_from", "publish_until", "status", "region", "severity"];
        for chunk in cells.chunks(columns.len()) {
            let changes: Vec<_> = columns.into_iter().zip(chunk.iter().map(String::as_str)).collect();
            read_counted(&super::row(&changes), &options());
            read_counted(&super::row(&changes), &public());
        }
    }
}

/// In no text of a record stands what moves or hides the text around it; what people type by mistake at the ends goes.
#[test]
fn what_does_not_show_what_it_is_is_refused_in_every_text() {
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
    for c in [
        '\u{1b}', '\u{85}', '\u{9b}', '\u{200f}', '\u{2028}', '\u{202e}', '\u{2066}',
    ] {
        for column in columns {
            let text = format!("甲{c}乙");
            let (records, report) = super::read(&super::row(&[(column, &text)]), &options()).unwrap();
            let held = format!("{records:?}");
            assert!(
                !held.contains(&c.escape_unicode().to_string()),
                "{c:?} in {column}: {held}"
            );
            assert_eq!(records.len() as u64 + report.refused(), 1);
        }
    }
}
