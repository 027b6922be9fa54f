//! Opens altered snapshots through the C ABI and asks them.
//!
//! Signatures and digests would stop nearly every alteration at the door, so this target puts them right again, as a
//! publisher whose building went wrong would have: what is behind the door must not panic either. The input:
//!
//! | bytes | meaning                                                                                  |
//! |------:|------------------------------------------------------------------------------------------|
//! |     1 | flags: 1 leave digests and signature wrong, 2 no person key, 4 English, 8 cut the file, 16 the rest is a whole file, 32 edit the delta instead of the base, 64 lay the delta on the edited base |
//! |     3 | which question: scenario, kind, identifier                                               |
//! |     1 | length of a name, and the name                                                           |
//! |  4n…  | edits: offset (3 bytes, little-endian), length 1–8 in the low bits of a byte, new bytes   |
#![no_main]

use jrp::*;
use jrp_core::Open;
use jrp_core::date::{Date, Timestamp};
use jrp_core::executor::Sequential;
use jrp_core::record::{Record, Status, SubjectKind};
use jrp_core::snapshot::{Audience, UnverifiedSnapshot};
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Options};
use libfuzzer_sys::fuzz_target;
use std::ptr::{null, null_mut};
use std::sync::LazyLock;

const SUITE: Suite = Suite::Ed25519Blake3;
const PAGE: usize = 16 * 1024;
const NOW: i64 = 1_795_309_200;

/// A good base with a delta on it, and where their parts are.
struct Good {
    base: File,
    /// On the base
    delta: File,
    key: SigningKey,
    trust: usize,
    /// The base, opened with and without the person key
    rosters: [usize; 2],
}

struct File {
    bytes: Vec<u8>,
    body: usize,
    pages: usize,
    signatures: usize,
    /// Where the header holds the digest of the page digests
    digest_at: usize,
}

impl File {
    fn of(bytes: Vec<u8>) -> Self {
        let sections = UnverifiedSnapshot::parse(&bytes).unwrap().sections();
        let size = |name: &str| {
            sections
                .iter()
                .find(|section| section.name == name)
                .unwrap()
                .bytes as usize
        };
        let signatures = bytes.len() - size("signatures");
        let pages = signatures - size("page digests");
        let digest = SUITE.digest(&bytes[pages..signatures]);
        let body = size("header");
        let digest_at = bytes[..body]
            .windows(32)
            .position(|window| window == digest.as_bytes())
            .unwrap();
        Self {
            bytes,
            body,
            pages,
            signatures,
            digest_at,
        }
    }
}

static GOOD: LazyLock<Good> = LazyLock::new(|| {
    let key = SigningKey::from_seed(SUITE, &[3; 32]).unwrap();
    let person_key = PersonKey::from_bytes([9; 32]);
    let (base, delta) = snapshots(&key, &person_key);
    let pem = key.public().to_pem();
    let mut trust = null_mut();
    let result = unsafe { jrp_trust_new(pem.as_ptr().cast(), pem.len(), &mut trust, null_mut()) };
    assert_eq!(result, jrp_result::Ok);
    let rosters = [0, 2].map(|flags| opened(&base, trust, flags).expect("a good base") as usize);
    Good {
        base: File::of(base),
        delta: File::of(delta),
        key,
        trust: trust as usize,
        rosters,
    }
});

static PERSON_KEY: LazyLock<String> = LazyLock::new(|| PersonKey::from_bytes([9; 32]).to_pem());

/// A roster of a base, which the caller frees.
fn opened(base: &[u8], trust: *const jrp_trust, flags: u8) -> Option<*mut jrp_roster> {
    let options = jrp_open_options {
        struct_size: size_of::<jrp_open_options>(),
        person_key: if flags & 2 == 0 {
            jrp_text::of(&PERSON_KEY)
        } else {
            jrp_text::absent()
        },
        person_key_file: jrp_text::absent(),
        deltas: null(),
        delta_count: 0,
        memory_file: jrp_text::absent(),
    };
    let (mut roster, mut detail) = (null_mut(), null_mut());
    // SAFETY: pointers are our own.
    unsafe {
        let result = jrp_roster_open(
            base.as_ptr(),
            base.len(),
            trust,
            &options,
            &mut roster,
            &mut detail,
        );
        (!refused(result, detail)).then_some(roster)
    }
}

/// Whether something was refused; frees what is said of it.
unsafe fn refused(result: jrp_result, detail: *mut jrp_error) -> bool {
    // SAFETY: the caller gives the error away.
    unsafe {
        assert_ne!(result, jrp_result::Panic, "{}", message_of(detail));
        jrp_error_free(detail);
    }
    result != jrp_result::Ok
}

fuzz_target!(|data: &[u8]| {
    let good = &*GOOD;
    let Some((&[flags, scenario, kind, id, name_len], rest)) = data.split_first_chunk::<5>() else {
        return;
    };
    let (name, edits) = rest.split_at(rest.len().min(name_len as usize));
    let edited = if flags & 32 == 0 { &good.base } else { &good.delta };
    let bytes = if flags & 16 != 0 {
        edits.to_vec()
    } else {
        altered(edited, &good.key, edits, flags)
    };
    let trust = good.trust as *const jrp_trust;
    // SAFETY: pointers are our own; handles are used before they are freed.
    unsafe {
        let (roster, delta) = if flags & 32 == 0 {
            let Some(roster) = opened(&bytes, trust, flags) else {
                return;
            };
            let mut json = jrp_text::absent();
            assert_eq!(jrp_roster_info(roster, &mut json), jrp_result::Ok);
            ask(roster, flags, scenario, kind, id, name);
            (roster, &good.delta.bytes)
        } else {
            (
                good.rosters[usize::from(flags >> 1 & 1)] as *mut jrp_roster,
                &bytes,
            )
        };
        if flags & (32 | 64) != 0 {
            let (mut newer, mut detail) = (null_mut(), null_mut());
            let result = jrp_roster_with_delta(
                roster,
                delta.as_ptr(),
                delta.len(),
                trust,
                &mut newer,
                &mut detail,
            );
            if !refused(result, detail) {
                ask(newer, flags, scenario, kind, id, name);
                jrp_roster_free(newer);
            }
        }
        if flags & 32 == 0 {
            jrp_roster_free(roster);
        }
    }
});

unsafe fn ask(roster: *const jrp_roster, flags: u8, scenario: u8, kind: u8, id: u8, name: &[u8]) {
    const SCENARIOS: [&str; 6] = ["ZFCG", "ZTB", "XZXK", "PYPX", "ZXZJ", "ZFGM"];
    const IDS: [&str; 8] = [
        "91320507MA1AAAAA5A",
        "91320507MA1BBBBB9Y",
        "91320507MA1CCCCC2H",
        "320507198001011231",
        "3205**********1231",
        "MA1AAAAA5",
        "320507800101123",
        "91320507MA1DDDDD66",
    ];
    let text = |bytes: &[u8]| jrp_text {
        data: bytes.as_ptr().cast(),
        len: bytes.len(),
    };
    let identifier = jrp_text::of(IDS[id as usize % IDS.len()]);
    let mut query = jrp_query {
        scenario: jrp_text::of(SCENARIOS[scenario as usize % SCENARIOS.len()]),
        now: NOW,
        lang: u32::from(flags & 4 != 0),
        conditions: u32::from(kind >> 5),
        ..jrp_query::empty()
    };
    match kind % 8 {
        0 => query.credit_code = identifier,
        kind => (query.id_kind, query.id) = (u32::from(kind), identifier),
    }
    query.kind = u32::from(id >> 6);
    query.name = text(name);
    let (mut comparison, mut detail) = (null_mut(), null_mut());
    // SAFETY: as above.
    unsafe {
        let result = jrp_roster_check(roster, &query, &mut comparison, &mut detail);
        assert_ne!(result, jrp_result::Panic, "{}", message_of(detail));
        jrp_error_free(detail);
        if result == jrp_result::Ok {
            let (mut json, mut count) = (jrp_text::absent(), 0);
            assert_eq!(jrp_comparison_json(comparison, &mut json), jrp_result::Ok);
            assert!(json.as_bytes().starts_with(b"{\"outcome\":"));
            assert_eq!(
                jrp_comparison_prompt_count(comparison, &mut count),
                jrp_result::Ok
            );
            for at in 0..count {
                let (mut level, mut code, mut words) =
                    (jrp_level::Info, jrp_text::absent(), jrp_text::absent());
                let result = jrp_comparison_prompt(comparison, at, &mut level, &mut code, &mut words);
                assert_eq!(result, jrp_result::Ok);
            }
            jrp_comparison_free(comparison);
        }
    }
}

unsafe fn message_of(detail: *const jrp_error) -> String {
    let mut text = jrp_text::absent();
    // SAFETY: the caller holds the error.
    unsafe {
        jrp_error_text(detail, &mut text);
        String::from_utf8_lossy(text.as_bytes()).into_owned()
    }
}

/// A good file with edits, its digests and signature put right.
fn altered(good: &File, key: &SigningKey, mut edits: &[u8], flags: u8) -> Vec<u8> {
    let mut bytes = good.bytes.clone();
    while let Some((&[a, b, c, len], rest)) = edits.split_first_chunk::<4>() {
        let at = u32::from_le_bytes([a, b, c, 0]) as usize % bytes.len();
        let len = (len as usize % 8 + 1).min(rest.len()).min(bytes.len() - at);
        bytes[at..at + len].copy_from_slice(&rest[..len]);
        edits = &rest[len..];
    }
    if flags & 1 == 0 {
        let table: Vec<u8> = bytes[good.body..good.pages]
            .chunks(PAGE)
            .flat_map(|page| *SUITE.digest(page).as_bytes())
            .collect();
        bytes[good.digest_at..good.digest_at + 32].copy_from_slice(SUITE.digest(&table).as_bytes());
        bytes[good.pages..good.signatures].copy_from_slice(&table);
        let signature = key.sign(&bytes[..good.body]);
        let end = bytes.len();
        bytes[end - 64..].copy_from_slice(&signature);
        bytes[good.signatures..end - 64].copy_from_slice(&good.bytes[good.signatures..end - 64]);
    }
    if flags & 8 != 0 {
        bytes.truncate(edits.len() * 997 % (bytes.len() + 1));
    }
    bytes
}

/// A base, and a delta that takes out, changes and brings in records of both kinds.
fn snapshots(key: &SigningKey, person_key: &PersonKey) -> (Vec<u8>, Vec<u8>) {
    let pack = jrp_tests::parsers::small_pack();
    let nine = |day: &str| Timestamp::parse(&format!("{day}T09:00:00+08:00")).unwrap();
    let covers = ["BK-SXBZXR", "BK-TQGZ", "BK-ZDSSWF", "BK-ZFCGSX", "RD-ANSR"];
    let mut options = Options::new(SUITE, Audience::Government, "示例区信用办", 7, nine("2026-11-21"));
    options.region = "320507".into();
    options.data_as_of = Date::parse("2026-11-21").unwrap();
    options.next_update = nine("2026-11-24");
    options.expires_at = nine("2026-12-21");
    options.covers = covers.map(String::from).into();
    options.possible_names = true;
    let record = |list: &str, kind, id: Option<(IdKind, &str)>, name: &str| {
        let mut record = Record::new(
            list,
            kind,
            "苏州市财政局",
            Date::parse("2025-03-01").unwrap(),
            Status::Active,
        );
        record.id = id.map(|(kind, text)| Identifier::parse(kind, text).unwrap());
        record.name = Some(name.into());
        record.former_names = vec!["苏州旧名商贸有限公司".into()];
        record.document_no = Some("示例〔2025〕3号".into());
        record.cause = Some("提供虚假材料谋取中标".into());
        record.source_unit = Some("示例区信用办".into());
        record.decided_on = Date::parse("2025-02-20");
        record.publish_until = Date::parse("2028-02-29");
        record.region = Some("320500".into());
        record
    };
    let (org, person) = (SubjectKind::Org, SubjectKind::Person);
    let records = [
        record(
            "BK-ZFCGSX",
            org,
            Some((IdKind::Uscc, "91320507MA1AAAAA5A")),
            "苏州甲乙科技有限公司",
        ),
        record(
            "BK-TQGZ",
            org,
            Some((IdKind::Uscc, "91320507MA1BBBBB9Y")),
            "苏州丙丁建筑劳务有限公司",
        ),
        record(
            "RD-ANSR",
            org,
            Some((IdKind::Uscc, "91320507MA1CCCCC2H")),
            "苏州戊己软件有限公司",
        ),
        record("BK-ZDSSWF", org, None, "苏州庚辛商贸有限公司相城分公司"),
        record(
            "BK-SXBZXR",
            person,
            Some((IdKind::CitizenId, "320507198001011231")),
            "张示例",
        ),
        record(
            "BK-SXBZXR",
            person,
            Some((IdKind::CitizenId, "3205**********1232")),
            "李示例",
        ),
    ];
    let records = records.map(|mut record| {
        if record.subject_kind == person {
            record.former_names.clear();
        }
        record
    });
    let mut builder = Builder::new(&pack, options.clone(), Some(person_key)).unwrap();
    for record in &records[..5] {
        builder.push(record).unwrap();
    }
    let base = builder.finish(&Sequential).unwrap().snapshot.sign(key);

    let trust = TrustAnchors::from_public_keys([key.public()]);
    let roster = Open::new(&trust)
        .person_key(person_key.clone())
        .open(base.clone())
        .unwrap();
    let mut options = options;
    options.sequence = 8;
    let mut builder = Builder::upon(&roster, &pack, options, Some(person_key), &Sequential).unwrap();
    let mut newer = records.to_vec();
    newer.remove(1);
    newer[0].cause = None;
    newer[3].cause = None;
    for record in &newer {
        builder.push(record).unwrap();
    }
    let delta = builder.finish(&Sequential).unwrap().snapshot.sign(key);
    (base, delta)
}
