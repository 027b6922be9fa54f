//! What a feed promises, checked on the CSV alone and with check digits computed here once more.

use jrp_core::date::Date;
use jrp_core::suite::Suite;
use jrp_synth::{COLUMNS, Options, Summary, write_feed};
use std::collections::{HashMap, HashSet};
use std::time::Instant;

fn feed(options: &Options) -> (Vec<u8>, Summary) {
    let mut out = Vec::new();
    let summary = write_feed(&mut out, options, &mut |_| ()).unwrap();
    (out, summary)
}

fn options(records: u64, seed: u64) -> Options {
    Options {
        records,
        seed,
        ..Options::default()
    }
}

/// Rows of a feed by column name.
fn rows(csv: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(csv)
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

const SAMPLE: u64 = 20_000;

#[test]
fn a_thousand_rows_are_the_ones_they_always_were() {
    let (csv, summary) = feed(&options(1000, 1));
    assert_eq!(summary.bytes, csv.len() as u64);
    let digest = Suite::Sm2Sm3.digest(&csv).to_string();
    assert_eq!(
        digest, "2507473207971080d8d5832fe19435df70c5904dbe8a4e9a576c2f3df9a9bcda",
        "a changed feed breaks recorded measurements: say so in CHANGELOG.md"
    );
}

#[test]
fn the_first_rows_do_not_depend_on_how_many_follow_but_on_the_seed() {
    let (short, _) = feed(&options(100, 1));
    let (long, _) = feed(&options(500, 1));
    let (other, _) = feed(&options(100, 2));
    assert!(long.starts_with(&short));
    assert_ne!(short, other);
}

#[test]
fn every_row_has_twenty_cells_and_no_open_slot() {
    let (csv, _) = feed(&options(SAMPLE, 3));
    let mut reader = csv::Reader::from_reader(&csv[..]);
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
    let mut count = 0;
    for record in reader.records() {
        let record = record.unwrap();
        assert_eq!(record.len(), COLUMNS.len());
        assert!(
            record
                .iter()
                .all(|cell| !cell.contains(['{', '}', '\n']) && cell.trim() == cell),
            "{record:?}"
        );
        for required in [0, 1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 15, 16, 18] {
            assert!(!record[required].is_empty(), "{}: {record:?}", COLUMNS[required]);
        }
        count += 1;
    }
    assert_eq!(count, SAMPLE);
}

#[test]
fn cells_are_quoted_only_when_they_must_be() {
    let (csv, _) = feed(&options(SAMPLE, 3));
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[..]);
    reader
        .byte_records()
        .for_each(|row| writer.write_byte_record(&row.unwrap()).unwrap());
    assert!(writer.into_inner().unwrap() == csv);
    assert!(csv.contains(&b'"'), "some causes need quoting");
}

#[test]
fn shares_are_as_described() {
    let (_, summary) = feed(&options(SAMPLE, 3));
    let per_mille = |count: u64| count * 1000 / SAMPLE;
    assert_eq!(summary.orgs + summary.persons + summary.sole_traders, SAMPLE);
    assert!((285..=315).contains(&per_mille(summary.persons)), "{summary:?}");
    assert!(
        (70..=90).contains(&per_mille(summary.sole_traders)),
        "{summary:?}"
    );
    assert!((43..=57).contains(&per_mille(summary.repeated)), "{summary:?}");
    assert_eq!(summary.lists.iter().map(|(_, count)| count).sum::<u64>(), SAMPLE);
    assert!(
        summary.lists.iter().all(|(_, count)| *count > 0),
        "{:?}",
        summary.lists
    );
    let mut counts: Vec<_> = summary.lists.iter().map(|(_, count)| *count).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    assert!(
        per_mille(counts[0]) > 150 && per_mille(counts[20]) < 20,
        "Zipf: {counts:?}"
    );
}

#[test]
fn statuses_former_names_and_modern_codes_have_their_shares() {
    let (csv, _) = feed(&options(SAMPLE, 4));
    let rows = rows(&csv);
    let per_mille = |matches: &dyn Fn(&HashMap<String, String>) -> bool| {
        rows.iter().filter(|row| matches(row)).count() as u64 * 1000 / SAMPLE
    };
    assert!((970..=990).contains(&per_mille(&|row| row["status"] == "active")));
    assert!((5..=20).contains(&per_mille(&|row| row["status"] == "objection")));
    assert!((2..=10).contains(&per_mille(&|row| row["status"] == "suspended")));
    assert!(
        (15..=27).contains(&per_mille(&|row| !row["former_names"].is_empty())),
        "3 % of organisations"
    );
    let codes = per_mille(&|row| row["id_kind"] == "uscc" && row["subject_kind"] == "org");
    let modern = per_mille(&|row| row["subject_kind"] == "org" && row["id"].get(8..10) == Some("MA"));
    assert!(
        (500..=600).contains(&(modern * 1000 / codes)),
        "{modern} of {codes}"
    );
}

#[test]
fn both_check_digits_of_every_code_are_right_and_its_region_is_real() {
    let sample = "91350100M000100Y43"; // printed as an example with GB 32100
    assert!(outer_holds(sample) && inner_holds(&sample[8..17]));
    let (csv, _) = feed(&options(SAMPLE, 5));
    let mut regions = HashSet::new();
    for row in rows(&csv).iter().filter(|row| row["id_kind"] == "uscc") {
        let code = &row["id"];
        assert!(outer_holds(code), "{code}");
        assert!(inner_holds(&code[8..17]), "{code}");
        assert!(
            ["11", "12", "51", "52", "53", "91", "92", "93"].contains(&&code[..2]),
            "{code}"
        );
        assert_eq!(&code[..2] == "92", row["subject_kind"] == "sole-trader", "{code}");
        assert!(
            code[8..].starts_with('9') || (&code[8..10] == "MA" && &code[10..11] >= "P"),
            "{code} may be real"
        );
        regions.insert(code[2..8].to_owned());
    }
    assert!(regions.len() > 300, "{}", regions.len());
    for row in rows(&csv).iter().filter(|row| row["id_kind"] == "org-code") {
        assert!(inner_holds(&row["id"]), "{}", row["id"]);
    }
}

/// GB 32100 over the eighteen characters of a credit code; the last one counts once.
fn outer_holds(code: &str) -> bool {
    let values = code
        .chars()
        .map(|place| "0123456789ABCDEFGHJKLMNPQRTUWXY".find(place).unwrap());
    let weights = (0..17)
        .scan(1, |weight, _| Some(std::mem::replace(weight, *weight * 3 % 31)))
        .chain([1]);
    values
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum::<usize>()
        % 31
        == 0
}

/// GB 11714 over the nine characters of an organisation code.
fn inner_holds(code: &str) -> bool {
    let (body, check) = code.split_at(8);
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .chars()
        .zip(weights)
        .map(|(place, weight)| place.to_digit(36).unwrap() * weight)
        .sum();
    check == ["0", "X", "9", "8", "7", "6", "5", "4", "3", "2", "1"][(sum % 11) as usize]
}

#[test]
fn citizen_ids_are_masked_in_several_shapes_and_never_whole() {
    let (csv, _) = feed(&options(SAMPLE, 6));
    let mut shapes = HashMap::new();
    for row in rows(&csv).iter().filter(|row| row["subject_kind"] == "person") {
        let id = &row["id"];
        assert_eq!((row["id_kind"].as_str(), id.len()), ("citizen-id", 18));
        let shape: String = id
            .chars()
            .map(|place| if place == '*' { '*' } else { 'd' })
            .collect();
        *shapes.entry(shape).or_insert(0) += 1;
        assert!((2..=4).contains(&row["name"].chars().count()), "{}", row["name"]);
    }
    assert_eq!(shapes.len(), 4, "{shapes:?}");
    assert!(
        shapes
            .iter()
            .all(|(shape, count)| shape.contains("****") && *count > 100),
        "{shapes:?}"
    );
}

#[test]
fn no_row_is_listed_after_the_feeds_day_or_ends_before_it() {
    let day = Date::parse("2024-02-29").unwrap();
    for as_of in [Options::default().as_of, day] {
        let (csv, _) = feed(&Options {
            as_of,
            ..options(SAMPLE, 7)
        });
        let first = Date::parse("2021-01-01").unwrap();
        let mut open_ended = HashSet::new();
        for row in rows(&csv) {
            let date = |column: &str| Date::parse(&row[column]);
            let (decided, listed) = (date("decided_on").unwrap(), date("listed_on").unwrap());
            assert!(
                first <= decided && decided <= listed && listed <= as_of,
                "{row:?}"
            );
            match date("publish_until") {
                Some(until) => assert!(until >= as_of, "{row:?}"),
                None => {
                    assert_eq!(row["publish_until"], "");
                    open_ended.insert(row["list_kind"].clone());
                }
            }
        }
        // The kinds that the catalogue marks open-ended.
        let expected = "BK-SXBZXR WT-FZCH WT-GTYC WT-JYYC WT-QSGG WT-SHZZYC WT-XZXF WT-ZDGZ";
        let mut open_ended: Vec<_> = open_ended.into_iter().collect();
        open_ended.sort_unstable();
        assert_eq!(open_ended.join(" "), expected);
    }
}

#[test]
fn a_repeated_subject_is_on_another_list_under_the_same_name() {
    let (csv, summary) = feed(&options(SAMPLE, 8));
    let mut seen: HashMap<String, (String, HashSet<String>)> = HashMap::new();
    for row in rows(&csv)
        .into_iter()
        .filter(|row| row["subject_kind"] != "person")
    {
        let (name, lists) = seen
            .entry(row["id"].clone())
            .or_insert_with(|| (row["name"].clone(), HashSet::new()));
        assert_eq!(*name, row["name"]);
        lists.insert(row["list_kind"].clone());
    }
    let on_several = seen.values().filter(|(_, lists)| lists.len() > 1).count() as u64;
    assert!(
        on_several > summary.repeated / 2,
        "{on_several} of {}",
        summary.repeated
    );
}

#[test]
fn progress_hears_every_ten_thousand_rows_and_the_end() {
    let mut heard = Vec::new();
    write_feed(&mut std::io::sink(), &options(25_000, 1), &mut |rows| {
        heard.push(rows)
    })
    .unwrap();
    assert_eq!(heard, [10_000, 20_000, 25_000]);
}

#[test]
fn a_day_before_2021_is_refused_by_name() {
    let as_of = Date::parse("2020-12-31").unwrap();
    let refused = write_feed(
        &mut Vec::new(),
        &Options {
            as_of,
            ..options(1, 1)
        },
        &mut |_| (),
    );
    assert!(refused.unwrap_err().to_string().contains("2020-12-31"));
}

/// cargo test --release -p jrp-synth -- --ignored --nocapture
#[test]
#[ignore = "a measurement, for release builds"]
fn three_hundred_thousand_rows_pass_in_a_second() {
    let start = Instant::now();
    let summary = write_feed(&mut std::io::sink(), &options(1_000_000, 1), &mut |_| ()).unwrap();
    let rate = summary.records as f64 / start.elapsed().as_secs_f64();
    eprintln!(
        "{rate:.0} rows/s, {} bytes a row",
        summary.bytes / summary.records
    );
    assert!(rate >= 300_000.0, "{rate:.0} rows/s");
}
