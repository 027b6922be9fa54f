//! The report as JSON.

use super::{options, policy};
use crate::read;
use expect_test::expect;
use jrp_intake::{FeedError, LEDGER_LIMIT, Report, read_feed};

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";

fn read_all(feeds: &[(&str, &str)]) -> Report {
    let mut report = Report::default();
    for (name, rows) in feeds {
        let feed = format!("{HEADER}{rows}");
        read_feed::<FeedError>(
            name,
            feed.as_bytes(),
            policy(),
            &options(),
            &mut report,
            &mut |_, _| Ok(()),
        )
        .unwrap();
    }
    report
}

#[test]
fn every_row_is_accounted_for() {
    let mut report = read_all(&[
        (
            "a.csv",
            "BK-ZFCGSX,org,甲,uscc,91329902MA9BATDJ58,财政局,2025-03-01,2028-02-29,active\n\
             BK-ZFCGSX,org,乙,,,财政局,2025-03-01,2028-02-29,active\n\
             BK-ZFCGSX,org,丙,,,财政局,2025-03-01,,active\n\
             BK-ZFCGSX,org,丁,,,财政局,2025-03-01,,repaired\n",
        ),
        (
            "b.csv",
            "WT-JYYC,org,乙,,,市监局,2025-03-01,,active\n\
             BK-NONE,org,乙,,,市监局,2025-03-01,,active\n\
             BK-ZFCGSX,org,乙,,,财政局,2025-03-01,2028-02-29,active\n\
             BK-ZFCGSX,org,戊,,,财政局,2025-03-01,2026-11-20,active\n",
        ),
    ]);
    let origin = |file, row| jrp_intake::Origin { file, row };
    report.collapse(1);
    report.conflict(origin(0, 3), origin(1, 4));
    report.stand_apart([origin(0, 2), origin(1, 4)]);
    report.unload("BK-ZFCGSX", "财政局", 2);
    expect![[r#"
        {
          "read": 8,
          "loaded": 2,
          "leftOut": {
            "expired": 1,
            "repaired": 1
          },
          "collapsed": 1,
          "conflicts": [
            {
              "kept": {
                "file": "a.csv",
                "row": 3
              },
              "dropped": {
                "file": "b.csv",
                "row": 4
              }
            }
          ],
          "namesDiffer": [
            [
              {
                "file": "a.csv",
                "row": 2
              },
              {
                "file": "b.csv",
                "row": 4
              }
            ]
          ],
          "refused": [
            {
              "file": "a.csv",
              "row": 4,
              "column": "publish_until",
              "code": "end-date-missing",
              "reason": "publish_until 公示截止日期: blank, but entries of BK-ZFCGSX have a fixed term; fill in the last day of publication"
            },
            {
              "file": "b.csv",
              "row": 3,
              "column": "list_kind",
              "code": "list-kind-unknown",
              "reason": "list_kind 名单类型: \"BK-NONE\" is not a list of the policy pack; use a code such as BK-ZFCGSX, or the list's full name"
            }
          ],
          "refusedByReason": {
            "end-date-missing": 1,
            "list-kind-unknown": 1
          },
          "unread": 1,
          "unnamed": 1,
          "unlisted": 1,
          "withdrawalsNotApplied": [],
          "warnings": {
            "credit-code-check": 1
          },
          "warned": [
            {
              "file": "a.csv",
              "row": 2,
              "column": "id",
              "code": "credit-code-check"
            }
          ],
          "lists": [
            {
              "code": "BK-ZFCGSX",
              "read": 6,
              "loaded": 1,
              "refused": 1,
              "unread": 1,
              "unnamed": 0
            },
            {
              "code": "WT-JYYC",
              "read": 1,
              "loaded": 1,
              "refused": 0,
              "unread": 0,
              "unnamed": 0
            }
          ],
          "authorities": [
            {
              "name": "市监局",
              "loaded": 1
            },
            {
              "name": "财政局",
              "loaded": 1
            }
          ],
          "files": [
            {
              "name": "a.csv",
              "rows": 4,
              "notes": [
                "UTF-8, comma"
              ]
            },
            {
              "name": "b.csv",
              "rows": 4,
              "notes": [
                "UTF-8, comma"
              ]
            }
          ],
          "passedOver": [],
          "loadRate": 0.25,
          "validRate": 0.75
        }"#]].assert_eq(&serde_json::to_string_pretty(&report).unwrap());
}

#[test]
fn refusals_beyond_the_limit_are_counted() {
    let report = read_all(&[(
        "a.csv",
        &"BK-NONE,org,乙,,,局,2025-03-01,,active\n".repeat(LEDGER_LIMIT + 3),
    )]);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["refused"].as_array().unwrap().len(), LEDGER_LIMIT);
    assert_eq!(json["refusedNotListed"], 3);
    assert_eq!(json["refusedByReason"]["list-kind-unknown"], LEDGER_LIMIT + 3);
}

#[test]
fn an_error_of_the_receiver_ends_the_reading() {
    #[derive(Debug)]
    enum Failure {
        Feed(#[expect(dead_code)] FeedError),
        Full(u64),
    }
    impl From<FeedError> for Failure {
        fn from(error: FeedError) -> Self {
            Self::Feed(error)
        }
    }
    let feed = format!("{HEADER}{}", "WT-JYYC,org,乙,,,局,2025-03-01,,active\n".repeat(5));
    let mut report = Report::default();
    let result = read_feed(
        "f",
        feed.as_bytes(),
        policy(),
        &options(),
        &mut report,
        &mut |_, origin| {
            if origin.row < 4 {
                Ok(())
            } else {
                Err(Failure::Full(origin.row))
            }
        },
    );
    assert!(matches!(result, Err(Failure::Full(4))));
}

#[test]
fn a_term_longer_than_its_list_allows_is_told() {
    // 国办发〔2025〕22号: a general penalty is published for a year at most; 人社部令第45号: three years.
    let feed = "list_kind,subject_kind,name,authority,severity,listed_on,publish_until,status\n\
        BK-TQGZ,org,样本一有限公司,某局,,2026-03-01,2029-03-01,active\n\
        BK-TQGZ,org,样本二有限公司,某局,,2026-03-01,2029-03-02,active\n\
        WT-XZCF,org,样本三有限公司,某局,一般,2026-03-01,2027-03-02,active\n\
        WT-XZCF,org,样本四有限公司,某局,严重,2026-03-01,2027-03-02,active\n\
        WT-XZCF,org,样本五有限公司,某局,轻微,2026-09-01,2026-12-02,active\n";
    let (records, report) = read(feed.as_bytes(), &options()).unwrap();
    assert_eq!(records.len(), 5);
    let told: Vec<u64> = report
        .warned()
        .map(|(_, row, code)| {
            assert_eq!(code, "term-too-long");
            row
        })
        .collect();
    assert_eq!(told, [3, 4, 6]);
}

#[test]
fn a_web_address_in_a_name_or_unit_is_warned_of_with_its_row_and_column() {
    let report = read_all(&[(
        "a.csv",
        "BK-ZFCGSX,org,甲,uscc,91329902MA9BATDJ57,财政局（https://pay.evil.example/）,2025-03-01,2028-02-29,active\n\
         BK-ZFCGSX,org,乙（HTTPS：／／a.example）,,,财政局,2025-03-01,2028-02-29,active\n\
         BK-ZFCGSX,org,丙,,,财政局,2025-03-01,2028-02-29,active\n",
    )]);
    let told: Vec<_> = report.warnings().collect();
    assert_eq!(told, [("name-address", 1), ("unit-address", 1)]);
    let json = serde_json::to_value(&report).unwrap();
    let rows = [(2, "authority", "unit-address"), (3, "name", "name-address")].map(|(row, column, code)| {
        serde_json::json!({"file": "a.csv", "row": row, "column": column, "code": code})
    });
    assert_eq!(json["warned"], serde_json::json!(rows));
}

#[test]
fn what_is_told_one_by_one_has_an_end_and_the_rest_is_counted() {
    let more = 7;
    let many = LEDGER_LIMIT + more;
    let rows: Vec<String> = (0..many)
        .map(|row| {
            format!("BK-ZFCGSX,org,江州示例{row}有限公司,,,示例{row}局,2025-03-01,2028-02-29,active\n")
        })
        .collect();
    let mut report = read_all(&[("a.csv", &rows.concat())]);
    let origin = |row| jrp_intake::Origin { file: 0, row };
    for row in 0..many as u64 {
        report.leave_unapplied(origin(row), vec![origin(row + 1)], 3);
    }
    assert_eq!((report.loaded(), report.unapplied().len()), (many as u64, many));
    let json = serde_json::to_value(&report).unwrap();
    for (listed, rest) in [
        ("authorities", "authoritiesNotListed"),
        ("withdrawalsNotApplied", "withdrawalsNotAppliedNotListed"),
    ] {
        assert_eq!(json[listed].as_array().unwrap().len(), LEDGER_LIMIT, "{listed}");
        assert_eq!(json[rest], more, "{rest}");
    }
}
