//! Files that lie, signed by whom they should be: opening believes the records, not the header.

use crate::altered::{
    self, FILTER, GROUPS, KEY_GROUPS, KEYS, ORGANISATIONS, POLICY, Parts, RECORDS, column, constant,
    one_group, with_column, with_empty_index,
};
use crate::common::*;
use jrp_core::Open;
use jrp_core::compare::Outcome;
use jrp_core::error::{ErrorCode, OpenError};
use jrp_core::executor::Sequential;
use jrp_core::query::SubjectQuery;
use jrp_core::record::{Record, SubjectKind};
use jrp_core::roster::{Match, Roster};
use jrp_core::snapshot::{Audience, UnverifiedSnapshot};
use jrp_core::suite::Suite;
use jrp_core::trust::{Anchor, Quorum, TrustAnchors, TrustError};

const SUITE: Suite = Suite::Ed25519Blake3;

fn records() -> Vec<Record> {
    let (one, other) = (code("91", "320507", "MA1AAAAA"), code("91", "320507", "MA1BBBBB"));
    let named = |mut record: Record, authority: &str| {
        record.authority = authority.into();
        record
    };
    vec![
        named(org("BK-ZFCGSX", "苏州甲乙科技有限公司", &one), "苏州市财政局"),
        named(org("BK-ZDSSWF", "苏州丙丁商贸有限公司", &other), "苏州市税务局"),
        person("BK-SXBZXR", "张示例", "320507198001011231"),
    ]
}

fn parts_of(records: &[Record]) -> Parts {
    Parts::of(&file(records, options(SUITE)))
}

fn open(parts: &Parts) -> Result<Roster<Vec<u8>>, OpenError> {
    Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(parts.sign(&signing_key(SUITE)))
        .map_err(OpenError::from)
}

fn refused(parts: &Parts) -> ErrorCode {
    let with_key = open(parts).map(drop).unwrap_err().code();
    let bytes = parts.sign(&signing_key(SUITE));
    let without = Open::new(&trust(SUITE)).open(bytes.as_slice()).map(drop);
    assert_eq!(without.unwrap_err().code(), with_key);
    // Whoever is asked to add a signature learns it too.
    let unverified = UnverifiedSnapshot::parse(bytes).map(|file| file.check_content());
    assert!(matches!(unverified, Err(_) | Ok(Err(_))));
    with_key
}

/// The partition of organisations altered.
fn with_organisations(parts: &Parts, alter: impl FnOnce(&mut Vec<u8>)) -> Parts {
    let mut parts = parts.clone();
    alter(parts.sections.get_mut(&ORGANISATIONS).unwrap());
    parts
}

#[test]
fn taking_apart_and_signing_again_changes_nothing() {
    let file = file(&records(), options(SUITE));
    assert!(Parts::of(&file).sign(&signing_key(SUITE)) == file);
}

#[test]
fn a_key_for_one_list_cannot_list_anybody_on_another_through_a_header_that_lies() {
    let on_b = org(
        "BK-ZDSSWF",
        "苏州丙丁商贸有限公司",
        &code("91", "320507", "MA1BBBBB"),
    );
    let mut options = options(SUITE);
    options.covers.clear();
    let mut parts = Parts::of(&file(&[on_b], options));
    assert_eq!(parts.lists, [("BK-ZDSSWF".to_owned(), 0, 1)]);
    parts.lists[0].0 = "BK-ZFCGSX".into();
    let bytes = parts.sign(&signing_key(SUITE));
    let for_a = Anchor {
        list_kinds: Some(vec!["BK-ZFCGSX".into()]),
        ..Anchor::unrestricted(signing_key(SUITE).public())
    };
    let trust = TrustAnchors::new(vec![for_a]).unwrap();
    let opened = Open::new(&trust).open(bytes.as_slice()).map(drop);
    assert_eq!(opened.unwrap_err().code(), ErrorCode::SnapshotMalformed);
    let signing = UnverifiedSnapshot::parse(bytes.as_slice())
        .unwrap()
        .check_content();
    assert_eq!(signing.unwrap_err().code(), ErrorCode::SnapshotMalformed);
}

#[test]
fn counts_of_lists_are_those_of_the_records() {
    let parts = parts_of(&records());
    open(&parts).unwrap();
    for (at, change) in [(1, 1i64), (1, -1), (2, 1), (2, -1)] {
        let mut lying = parts.clone();
        lying.lists[at].2 = lying.lists[at].2.wrapping_add_signed(change);
        assert_eq!(
            open(&lying).map(drop).unwrap_err().code(),
            ErrorCode::SnapshotMalformed,
            "{at} {change}"
        );
    }
    // A list of persons can be counted by whoever has the key.
    let mut lying = parts.clone();
    assert_eq!(lying.lists[0].0, "BK-SXBZXR");
    lying.lists[0].2 += 1;
    assert!(open(&lying).is_err());
    assert!(
        Open::new(&trust(SUITE))
            .open(lying.sign(&signing_key(SUITE)))
            .is_ok()
    );
    // Records whose list the header leaves out, or hides in counts that add up.
    let mut lying = parts.clone();
    lying.lists.retain(|(code, ..)| code != "BK-ZDSSWF");
    assert_eq!(refused(&lying), ErrorCode::SnapshotMalformed);
}

#[test]
fn a_delta_cannot_bring_records_of_a_list_that_its_header_does_not_name_where_persons_are_sealed() {
    use jrp_core::executor::Sequential;
    use jrp_core::policy::PolicyPack;
    use jrp_core::writer::Builder;
    let pack = PolicyPack::builtin().unwrap();
    let base = file(&records()[..2], options(SUITE));
    let roster = Open::new(&trust(SUITE))
        .person_key(person_key())
        .open(base.clone())
        .unwrap();
    let mut newer = options(SUITE);
    newer.sequence = 8;
    let key = person_key();
    let mut builder = Builder::upon(&roster, &pack, newer, Some(&key), &Sequential).unwrap();
    for record in records() {
        builder.push(&record).unwrap();
    }
    let third = org("BK-ZFCGSX", "苏州戊己有限公司", &code("91", "320507", "MA1CCCCC"));
    builder.push(&third).unwrap();
    let delta = builder
        .finish(&Sequential)
        .unwrap()
        .snapshot
        .sign(&signing_key(SUITE));
    let without_key = Open::new(&trust(SUITE)).open(base).unwrap();
    let parts = Parts::of(&delta);
    let lay = |parts: &Parts| {
        let laid = without_key.with_delta(parts.sign(&signing_key(SUITE)), &trust(SUITE));
        laid.map(drop).map_err(|error| error.code())
    };
    assert_eq!(lay(&parts), Ok(()));
    let mut lying = parts.clone();
    let list = lying
        .lists
        .iter_mut()
        .find(|(code, ..)| code == "BK-ZFCGSX")
        .unwrap();
    list.2 = 1;
    assert_eq!(lay(&lying), Err(ErrorCode::StateMismatch));
    lying.lists.retain(|(code, ..)| code != "BK-ZFCGSX");
    assert_eq!(lay(&lying), Err(ErrorCode::SnapshotMalformed));
}

#[test]
fn more_records_than_the_bytes_carry_are_refused_before_anything_is_allocated() {
    for records in [3u32, 1 << 20, u32::MAX] {
        let parts = with_organisations(&parts_of(&records_of_one()), |bytes| {
            bytes[..4].copy_from_slice(&records.to_le_bytes());
            for (id, value) in [
                (3, 0),
                (4, 333),
                (5, 320507),
                (6, 0),
                (8, 0),
                (11, 0),
                (14, 0),
                (15, 0),
                (16, 0),
                (17, 0),
                (18, 0),
                (19, 0),
            ] {
                *bytes = with_column(bytes, id, &constant(value));
            }
            *bytes = with_column(bytes, 21, &constant(16));
            for text in [7, 9, 10, 12, 13, 20] {
                *bytes = with_column(bytes, text, &[0; 16]);
            }
            *bytes = with_column(bytes, GROUPS, &one_group(records, 8));
            *bytes = with_column(bytes, RECORDS, &[0; 8]);
        });
        assert_eq!(refused(&parts), ErrorCode::SnapshotMalformed, "{records}");
    }
}

fn records_of_one() -> Vec<Record> {
    records()[..1].to_vec()
}

#[test]
fn a_file_that_hides_its_keys_is_refused_by_reading_it_whole() {
    let parts = parts_of(&records()[..2]);
    let deep = |parts: &Parts| {
        open(parts)
            .and_then(|roster| roster.verify_deep(&Sequential))
            .map(drop)
    };
    assert_eq!(deep(&parts), Ok(()));
    let mut emptied = parts.clone();
    emptied.sections.get_mut(&FILTER).unwrap().fill(0);
    // The file opens, and a listed company would be clear; whoever reads it whole refuses it.
    let roster = open(&emptied).unwrap();
    let asked = ask(&roster, "ZFCG", by_code(&code("91", "320507", "MA1AAAAA")));
    assert_eq!(asked.outcome, Outcome::Clear);
    assert_eq!(deep(&emptied).unwrap_err().code(), ErrorCode::SnapshotMalformed);
    for index in [[2, 120], [49, 121]] {
        let hiding = with_organisations(&parts, |bytes| *bytes = with_empty_index(bytes, index));
        assert_eq!(
            deep(&hiding).unwrap_err().code(),
            ErrorCode::SnapshotMalformed,
            "{index:?}"
        );
    }
    // A record that stands at another place than its own.
    let at = altered::places_at(&parts.sections[&ORGANISATIONS]);
    for bit in 0..30 {
        let hiding = with_organisations(&parts, |bytes| {
            let place = column(bytes, RECORDS).start + at + bit / 8;
            bytes[place] ^= 1 << (bit % 8);
        });
        assert!(deep(&hiding).is_err(), "bit {bit}");
    }
}

#[test]
fn keys_that_lead_to_another_record_name_nobody_and_are_refused_by_reading_it_whole() {
    let stems: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰午未申酉戌".chars().collect();
    let many: Vec<Record> = (0..300)
        .map(|at| {
            let code = code("91", "320507", &format!("MA{:06}", at * 997));
            let (one, other) = (stems[at / 20], stems[at % 20]);
            org("BK-ZFCGSX", &format!("苏州{one}{other}科技有限公司"), &code)
        })
        .collect();
    let parts = parts_of(&many);
    // Every name leads to the record of another.
    let astray = with_organisations(&parts, |bytes| {
        let pointers = column(bytes, KEY_GROUPS).start;
        bytes[pointers..pointers + 300 * 11 / 8].rotate_left(11);
    });
    let roster = open(&astray).unwrap();
    let named = |record: &Record| SubjectQuery {
        name: record.name.clone(),
        ..SubjectQuery::default()
    };
    let called = |roster: &Roster<Vec<u8>>| -> usize {
        let counts = many.iter().map(|record| {
            let answer = ask(roster, "ZFCG", named(record));
            let same = answer
                .findings
                .iter()
                .filter(|finding| finding.matched == Match::Name);
            same.count()
        });
        counts.sum()
    };
    let found = called(&roster);
    assert_eq!(called(&open(&parts).unwrap()), 300);
    assert!(found < 30, "{found}");
    let deep = roster.verify_deep(&Sequential).unwrap_err();
    assert_eq!(deep.code(), ErrorCode::SnapshotMalformed);
    // A key more, which no record has.
    let more = with_organisations(&parts_of(&many[..2]), |bytes| {
        let other = parts_of(&many[..3]);
        for id in [KEYS, KEY_GROUPS] {
            *bytes = with_column(bytes, id, &altered::columns(&other.sections[&ORGANISATIONS])[&id]);
        }
    });
    let deep = open(&more).unwrap().verify_deep(&Sequential).unwrap_err();
    assert!(deep.to_string().contains("no record that has it"), "{deep}");
}

#[test]
fn keys_of_persons_that_are_cut_short_are_refused() {
    let one = person("BK-SXBZXR", "张示例", "320507198001011231");
    let parts = parts_of(&[one]);
    let plain = parts.unsealed(&person_key());
    for (id, at) in [(KEYS, 0), (GROUPS, 2)] {
        let mut short = parts.clone();
        let mut directory = altered::columns(&plain)[&id].clone();
        assert_eq!(directory[at], 64);
        directory[at] = 63;
        short.seal(&person_key(), with_column(&plain, id, &directory));
        let refused = open(&short).map(drop).unwrap_err();
        assert!(refused.to_string().contains("cut short"), "{refused}");
    }
}

#[test]
fn a_file_of_the_former_layout_is_refused_by_name() {
    let parts = with_organisations(&parts_of(&records_of_one()), |bytes| {
        *bytes = altered::without_column(bytes, KEY_GROUPS);
    });
    let refused = open(&parts).map(drop).unwrap_err();
    assert!(refused.to_string().contains("made by a preview"), "{refused}");
}

#[test]
fn a_directory_of_groups_that_lies_is_refused() {
    let parts = parts_of(&records()[..2]);
    let good = altered::columns(&parts.sections[&ORGANISATIONS])[&GROUPS].clone();
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut directory = good.clone();
        change(&mut directory);
        with_organisations(&parts, |bytes| *bytes = with_column(bytes, GROUPS, &directory))
    };
    assert_eq!((good.len(), good[8]), (24, 2));
    // More groups than there are, or may be; other records or bytes than there are; records without bytes, bytes without records.
    for (at, value) in [
        (0, 1),
        (0, 25),
        (0, 255),
        (1, 1),
        (1, 60),
        (2, 0),
        (2, 33),
        (3, 1),
        (8, 1),
        (8, 3),
        (12, 0),
        (16, 1),
        (20, 1),
    ] {
        let lying = with(&|directory| directory[at] = value);
        let code = refused(&lying);
        let is_refused = [ErrorCode::SnapshotMalformed, ErrorCode::SnapshotTruncated].contains(&code);
        assert!(is_refused, "{value} at {at}: {code:?}");
    }
    let longer = with(&|directory| directory.extend([0; 8]));
    assert_eq!(refused(&longer), ErrorCode::SnapshotTruncated);
    for cut in [0, 7, 8, 23] {
        assert_eq!(
            refused(&with(&|directory| directory.truncate(cut))),
            ErrorCode::SnapshotTruncated
        );
    }
    // Those with a primary key among those without.
    let moved = with(&|directory| directory[8..].rotate_left(8));
    let opened = open(&moved).and_then(|roster| roster.verify_deep(&Sequential));
    assert!(opened.is_err());
}

#[test]
fn a_record_without_a_key_stands_at_the_place_of_its_leaf_or_is_refused_by_reading_it_whole() {
    let mut nameless = org("BK-ZFCGSX", "苏州无码商行", &code("91", "320507", "MA1AAAAA"));
    nameless.id = None;
    let parts = parts_of(&[nameless]);
    open(&parts).unwrap().verify_deep(&Sequential).unwrap();
    let directory = altered::columns(&parts.sections[&ORGANISATIONS])[&GROUPS].clone();
    assert_eq!(directory[..3], [0, 0, 3]);
    let at = altered::places_at(&parts.sections[&ORGANISATIONS]);
    let moved = |bit: usize| {
        with_organisations(&parts, |bytes| {
            let place = column(bytes, RECORDS).start + at;
            bytes[place] ^= 1 << bit;
        })
    };
    for bit in 0..3 {
        let refused = open(&moved(bit)).unwrap().verify_deep(&Sequential);
        assert!(refused.unwrap_err().to_string().contains("not its own"), "{bit}");
    }
    // What another group would hold is refused at once.
    assert_eq!(refused(&moved(3)), ErrorCode::SnapshotMalformed);
}

#[test]
fn a_masked_record_whose_mask_no_file_tells_of_is_refused_by_reading_it_whole() {
    let mut masked = person("BK-SXBZXR", "李示例", "320507198001011231");
    masked.id =
        jrp_core::subject::Identifier::parse(jrp_core::subject::IdKind::CitizenId, "3205**********1232").ok();
    let mut parts = parts_of(&[masked]);
    open(&parts).unwrap().verify_deep(&Sequential).unwrap();
    let plain = parts.unsealed(&person_key());
    let without = with_column(&plain, 48, &[0; 16]);
    parts.seal(&person_key(), without);
    assert!(open(&parts).unwrap().verify_deep(&Sequential).is_err());
}

#[test]
fn a_state_digest_that_the_records_do_not_give_is_refused_by_reading_them() {
    for at in [128, 144] {
        let mut parts = parts_of(&records());
        parts.fixed[at] ^= 1;
        let roster = open(&parts).unwrap();
        assert_eq!(
            roster.verify_deep(&Sequential).unwrap_err().code(),
            ErrorCode::SnapshotMalformed
        );
    }
}

#[test]
fn reading_whole_gives_the_same_with_any_executor() {
    struct Threads;
    impl jrp_core::executor::Executor for Threads {
        fn run_all(&self, jobs: Vec<jrp_core::executor::Job<'_>>) {
            std::thread::scope(|scope| {
                for job in jobs {
                    scope.spawn(job);
                }
            });
        }
    }
    let many: Vec<Record> = (0..20_000)
        .map(|at| {
            org(
                "BK-ZFCGSX",
                &format!("苏州{at}号有限公司"),
                &code("91", "320507", &format!("MA{at:06}")),
            )
        })
        .collect();
    let mut parts = parts_of(&many);
    let roster = open(&parts).unwrap();
    let found = roster.verify_deep(&Sequential).unwrap();
    assert_eq!(found.records, 20_000);
    assert_eq!(roster.verify_deep(&Threads), Ok(found));
    parts.fixed[130] ^= 1;
    let roster = open(&parts).unwrap();
    assert_eq!(roster.verify_deep(&Threads), roster.verify_deep(&Sequential));
    assert!(roster.verify_deep(&Sequential).is_err());
}

fn public(records: &[Record]) -> Parts {
    let mut public = options(SUITE);
    public.audience = Audience::Public;
    public.covers = ["BK-ZFCGSX".to_owned()].into();
    Parts::of(&file(records, public))
}

#[test]
fn persons_among_organisations_are_refused_in_every_file() {
    for parts in [public(&records_of_one()), parts_of(&records_of_one())] {
        let parts = with_organisations(&parts, |bytes| {
            *bytes = with_column(bytes, 8, &constant(SubjectKind::Person as i64))
        });
        assert_eq!(refused(&parts), ErrorCode::SnapshotMalformed);
    }
}

#[test]
fn sole_traders_are_not_named_in_a_file_for_the_public() {
    let mut parts = parts_of(&[{
        let mut record = records_of_one().remove(0);
        record.subject_kind = SubjectKind::SoleTrader;
        record
    }]);
    open(&parts).unwrap();
    parts.fixed[14] = 1;
    for list in &mut parts.lists {
        list.1 = 0;
    }
    parts.lists.retain(|(_, _, records)| *records > 0);
    assert_eq!(refused(&parts), ErrorCode::SnapshotMalformed);
    // Without the name, by code, they may stand there.
    let mut nameless = records_of_one().remove(0);
    nameless.subject_kind = SubjectKind::SoleTrader;
    nameless.name = None;
    open(&public(&[nameless])).unwrap();
}

#[test]
fn lists_that_are_not_public_are_refused_in_a_file_for_the_public() {
    let pack = jrp_core::policy::PolicyPack::builtin().unwrap();
    let hidden = pack
        .lists()
        .iter()
        .find(|list| list.disclosure != jrp_core::policy::Disclosure::Public);
    let mut parts = public(&records_of_one());
    parts.lists.push((hidden.unwrap().code.clone(), 1, 0));
    parts.lists.sort();
    assert_eq!(refused(&parts), ErrorCode::SnapshotMalformed);
}

#[test]
fn lists_that_the_policy_pack_does_not_know_are_refused_and_their_records_not_passed_over() {
    let mut parts = parts_of(&records_of_one());
    parts.lists.push(("ZZ-UNBEKANNT".into(), 0, 0));
    assert_eq!(refused(&parts), ErrorCode::SnapshotMalformed);
}

#[test]
fn texts_of_a_header_that_do_not_show_what_they_are_are_refused() {
    let parts = parts_of(&records_of_one());
    for hidden in [
        "\u{9b}31m",
        "\u{202e}",
        "\u{2066}",
        "\u{2028}",
        "\u{7}",
        "\u{200b}",
        "\u{feff}",
        "\u{ad}",
        "\u{2060}",
        "\u{3164}",
        "\u{a0}",
    ] {
        for at in 0..2 {
            let mut lying = parts.clone();
            lying.texts[at].push_str(hidden);
            assert_eq!(
                refused(&lying),
                ErrorCode::SnapshotMalformed,
                "{hidden:?} in {at}"
            );
        }
        let mut written = options(SUITE);
        written.publisher.push_str(hidden);
        let pack = jrp_core::policy::PolicyPack::builtin().unwrap();
        assert!(jrp_core::writer::Builder::new(&pack, written, None).is_err());
    }
}

#[test]
fn counts_that_no_list_can_have_are_refused() {
    let parts = parts_of(&records_of_one());
    for count in [u64::MAX, u64::MAX / 2 + 1, (1 << 40) + 1] {
        let mut lying = parts.clone();
        lying.lists[0].2 = count;
        assert_eq!(refused(&lying), ErrorCode::SnapshotMalformed, "{count}");
        for at in [0, 8] {
            let mut lying = parts.clone();
            let mut others = [0; 16];
            others[at..at + 8].copy_from_slice(&count.to_le_bytes());
            lying.others.insert(lying.lists[0].0.clone(), others);
            assert_eq!(refused(&lying), ErrorCode::SnapshotMalformed, "{count} at {at}");
        }
    }
}

#[test]
fn no_publisher_and_no_policy_pack_carries_a_persons_number() {
    let id = "320507198001011231";
    let mut written = options(SUITE);
    written.publisher.push_str(id);
    let pack = jrp_core::policy::PolicyPack::builtin().unwrap();
    let error = jrp_core::writer::Builder::new(&pack, written, None)
        .map(drop)
        .unwrap_err();
    assert!(error.to_string().contains("a natural person's"), "{error}");

    let mut tables = jrp_core::policy::Tables::builtin().unwrap();
    let lists = tables
        .tables
        .iter_mut()
        .find(|table| table.name == "lists")
        .unwrap();
    let aliases = lists
        .header
        .iter()
        .position(|column| column == "aliases")
        .unwrap();
    lists.rows[2][aliases] = format!("别名{id}");
    let pack = jrp_core::policy::PolicyPack::new(tables).unwrap();
    let error = jrp_core::writer::Builder::new(&pack, options(SUITE), None)
        .map(drop)
        .unwrap_err();
    assert!(
        error.to_string().starts_with("lists.csv row 4 holds a number"),
        "{error}"
    );
}

#[test]
fn a_policy_table_without_columns_is_refused_however_many_rows_it_says() {
    let mut parts = parts_of(&records_of_one());
    let policy = parts.sections.get_mut(&POLICY).unwrap();
    policy[..8].copy_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0]);
    policy[8..16].copy_from_slice(&[0, 0, 0, 0, 255, 255, 255, 255]);
    policy.truncate(16);
    // A dictionary without tokens, then one string, no starts, and codes that could hold it.
    policy.extend([0; 104 + 8]);
    policy.extend(&1u64.to_le_bytes());
    policy.extend([0; 8 + 8 + 9]);
    assert_eq!(refused(&parts), ErrorCode::SnapshotMalformed);
}

#[test]
fn a_record_that_was_reached_and_cannot_be_read_leaves_the_answer_open() {
    let parts = with_organisations(&parts_of(&records_of_one()), |bytes| {
        // No authority, which every record has.
        let column = column(bytes, 33);
        assert!(!column.is_empty());
        *bytes = with_column(bytes, 33, &[0; 16]);
    });
    let roster = open(&parts).unwrap();
    let answer = ask(&roster, "XZXK", by_code(&code("91", "320507", "MA1AAAAA")));
    assert!(
        !matches!(
            answer.outcome,
            Outcome::Clear | Outcome::Notice | Outcome::Preferred
        ),
        "{answer:?}"
    );
    assert!(
        answer
            .prompts
            .iter()
            .any(|prompt| prompt.code.code() == "record-unreadable")
    );
}

#[test]
fn thresholds_are_judged_alike_however_anchors_are_made() {
    let keys: Vec<_> = (1u8..4)
        .map(|seed| {
            jrp_core::suite::SigningKey::from_seed(SUITE, &[seed; 32])
                .unwrap()
                .public()
        })
        .collect();
    let anchor = |keys: &[usize], threshold, policy: bool| {
        let own = |at: &usize| self::keys(*at);
        Anchor {
            quorum: Quorum::new(keys.iter().map(own).collect(), threshold).unwrap(),
            policy,
            ..Anchor::unrestricted(self::keys(0))
        }
    };
    assert_eq!(keys[0], self::keys(0));
    let (two, one) = (anchor(&[0, 1], 2, true), anchor(&[1], 1, true));
    let undone = |result: Result<TrustAnchors, TrustError>| result.map(drop).unwrap_err().code();
    assert_eq!(
        undone(TrustAnchors::new(vec![two.clone(), one.clone()])),
        ErrorCode::TrustInvalid
    );
    let (two, one) = (
        TrustAnchors::new(vec![two]).unwrap(),
        TrustAnchors::new(vec![one]).unwrap(),
    );
    assert_eq!(undone(two.clone().join(one.clone())), ErrorCode::TrustInvalid);
    assert_eq!(undone(one.join(two.clone())), ErrorCode::TrustInvalid);
    // A bare key beside a file that asks for two.
    let bare = TrustAnchors::from_text(&self::keys(1).to_pem()).unwrap();
    assert_eq!(undone(two.clone().join(bare)), ErrorCode::TrustInvalid);
    // Keys that have nothing in common stand beside each other.
    let other = TrustAnchors::new(vec![anchor(&[2], 1, true)]).unwrap();
    assert_eq!(two.join(other).unwrap().anchors().len(), 2);
}

fn keys(at: usize) -> jrp_core::suite::PublicKey {
    let seed = [at as u8 + 1; 32];
    jrp_core::suite::SigningKey::from_seed(SUITE, &seed)
        .unwrap()
        .public()
}

#[test]
fn files_of_two_publishers_who_share_a_person_key_have_nothing_about_a_person_in_common() {
    let one = person("BK-SXBZXR", "张示例", "320507198001011231");
    let of = |publisher: &str| {
        let mut own = options(SUITE);
        own.publisher = publisher.into();
        Parts::of(&file(std::slice::from_ref(&one), own))
    };
    let (one, other, again) = (of("甲区信用办"), of("乙区信用办"), of("甲区信用办"));
    let sealed = |parts: &Parts| parts.sections[&altered::PERSONS].clone();
    assert_eq!(sealed(&one), sealed(&again));
    let state = |parts: &Parts| parts.fixed[144..160].to_vec();
    assert_ne!(state(&one), state(&other));
    let primary = |parts: &Parts| {
        let plain = parts.unsealed(&person_key());
        let at = altered::places_at(&plain);
        plain[column(&plain, RECORDS)][at..at + 8].to_vec()
    };
    assert_ne!(primary(&one), primary(&other));
    let same = sealed(&one)
        .iter()
        .zip(&sealed(&other))
        .filter(|(a, b)| a == b)
        .count();
    assert!(
        same < sealed(&one).len() / 16,
        "{same} of {} bytes are the same",
        sealed(&one).len()
    );
}

#[test]
fn persons_leave_no_trace_in_the_open_filter() {
    let mut with = records();
    let without = with[..2].to_vec();
    let (with_persons, filter) = (
        parts_of(&with).sections[&FILTER].clone(),
        parts_of(&without).sections[&FILTER].clone(),
    );
    assert!(with_persons == filter);
    // They are found all the same.
    let listed = with.remove(2);
    let roster = roster(&[listed]);
    let subject = SubjectQuery {
        id: Some((jrp_core::subject::IdKind::CitizenId, "320507198001011231".into())),
        kind: Some(SubjectKind::Person),
        ..Default::default()
    };
    assert_eq!(ask(&roster, "ZFCG", subject).findings.len(), 1);
}
