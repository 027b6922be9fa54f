//! Hostile bytes are refused or read as something harmless; they never panic, in debug builds too.
//!
//! Half of the tests alter committed files. The other half alters the body and then signs it again, so that the bytes
//! reach the readers behind the signature: what a publisher's broken or taken-over builder could send.

use jrp_core::Open;
use jrp_core::date::{Date, Timestamp};
use jrp_core::error::{OpenError, Section};
use jrp_core::executor::Sequential;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::subject::IdKind;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use proptest::prelude::*;

const SUITE: Suite = Suite::Ed25519Blake3;
const TINY: &[u8] = include_bytes!("golden/tiny-ed25519-blake3.jrp");
const SMALL: &[u8] = include_bytes!("golden/v1-ed25519-blake3.jrp");
const SM2: &[u8] = include_bytes!("golden/v1-sm2-sm3.jrp");

/// Who the small file says published it.
const PUBLISHER: &str = "示例区信用办";

const PAGE: usize = 16 * 1024;

fn signing_key() -> SigningKey {
    SigningKey::from_seed(SUITE, &[0x4a; 32]).unwrap()
}

fn trust() -> TrustAnchors {
    TrustAnchors::from_public_keys([signing_key().public()])
}

fn person_key() -> PersonKey {
    PersonKey::from_bytes(std::array::from_fn(|at| at as u8))
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

fn u64_at(bytes: &[u8], at: usize) -> usize {
    u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize
}

/// Where the section with this id lies in the file.
fn section(file: &[u8], id: u8) -> std::ops::Range<usize> {
    let entry = (192..).step_by(24).find(|at| file[*at] == id).unwrap();
    let start = u32_at(file, 16) + u64_at(file, entry + 8);
    start..start + u64_at(file, entry + 16)
}

/// The file with its digests and its signature made anew.
fn signed(mut file: Vec<u8>) -> Vec<u8> {
    let (header, body) = (u32_at(&file, 16), u64_at(&file, 24));
    let digests: Vec<u8> = file[header..header + body]
        .chunks(PAGE)
        .flat_map(|page| *SUITE.digest(page).as_bytes())
        .collect();
    file[160..192].copy_from_slice(SUITE.digest(&digests).as_bytes());
    file[header + body..header + body + digests.len()].copy_from_slice(&digests);
    let signature = signing_key().sign(&file[..header]);
    let at = file.len() - 64;
    file[at..].copy_from_slice(&signature);
    file
}

/// The small file with the persons' bytes altered under their seal.
fn with_persons(alter: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut file = SMALL.to_vec();
    let range = section(&file, 4);
    let (nonce, bytes) = file[range].split_first_chunk_mut::<16>().unwrap();
    let key = PersonKey::from_bytes(person_key().mac(SUITE, "jrp/v1/publisher", &[PUBLISHER.as_bytes()]));
    key.apply_keystream(SUITE, nonce, bytes);
    alter(bytes);
    nonce.copy_from_slice(&key.mac(SUITE, "jrp/v1/person-section", &[bytes])[..16]);
    key.apply_keystream(SUITE, nonce, bytes);
    signed(file)
}

/// Asks everything that can be asked.
fn exercise(file: Vec<u8>) {
    let Ok(roster) = Open::new(&trust()).person_key(person_key()).open(file) else {
        return;
    };
    let _ = roster.verify_deep(&Sequential);
    let by_name = |kind, name: &str| SubjectQuery {
        kind: Some(kind),
        name: Some(name.into()),
        ..Default::default()
    };
    let by_id = |kind, name: &str, value: &str| SubjectQuery {
        name: Some(name.into()),
        id: Some((kind, value.into())),
        ..Default::default()
    };
    let subjects = vec![
        by_name(SubjectKind::Org, "苏州甲乙科技有限公司"),
        by_name(SubjectKind::Org, "丙丁建设股份有限公司"),
        by_name(SubjectKind::SoleTrader, "相城区丙丁杂货店"),
        by_id(IdKind::Uscc, "苏州甲乙科技有限公司", "91320507MA1QF7RX58"),
        by_id(IdKind::OrgCode, "老机构", "71526726X"),
        by_id(IdKind::Permit, "许可证企业", "JY1-3205(2025)07"),
        by_id(IdKind::CitizenId, "司马无名", "320507199001012345"),
        by_id(IdKind::CitizenId, "欧阳无名", "320507199001011234"),
    ];
    let mut query = Query::new("ZFCG", Timestamp::parse("2026-11-22T09:00:00+08:00").unwrap());
    query.subjects = subjects;
    let _ = roster.check(&query.on(Date::parse("2025-03-02")));
}

fn ask_unverified(bytes: &[u8]) {
    if let Ok(snapshot) = UnverifiedSnapshot::parse(bytes) {
        let _ = (
            snapshot.sections(),
            snapshot.policy(),
            snapshot.digest(),
            snapshot.signers(),
        );
    }
}

/// One altered place: where, as a share of the bytes, and what is put there.
fn edits() -> impl Strategy<Value = Vec<(u16, Vec<u8>)>> {
    let what = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 1),
        2 => prop::sample::select(vec![0u64, 1, 1 << 31, 1 << 32, 1 << 56, u64::MAX >> 8, i64::MAX as u64, 1 << 63, u64::MAX])
            .prop_map(|value| value.to_le_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 2..16),
    ];
    prop::collection::vec((any::<u16>(), what), 1..4)
}

fn apply(bytes: &mut [u8], edits: &[(u16, Vec<u8>)]) {
    for (at, what) in edits {
        let at = bytes.len() * usize::from(*at) / 65_536;
        let end = (at + what.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&what[..end - at]);
    }
}

/// Rounds of each test; more on demand. Failures are printed, not kept in files.
fn config() -> ProptestConfig {
    let cases = std::env::var("JRP_HOSTILE_CASES").map_or(600, |cases| cases.parse().unwrap());
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn altered_files_are_parsed_without_panic(edits in edits(), which in 0usize..3) {
        let mut file = [TINY, SMALL, SM2][which].to_vec();
        apply(&mut file, &edits);
        ask_unverified(&file);
    }

    #[test]
    fn altered_headers_are_parsed_without_panic(edits in edits(), cut in any::<u16>()) {
        let mut file = TINY.to_vec();
        let header = u32_at(&file, 16);
        apply(&mut file[..header], &edits);
        ask_unverified(&file);
        ask_unverified(&file[..file.len() * usize::from(cut) / 65_536]);
    }

    #[test]
    fn altered_policy_sections_are_read_without_panic(edits in edits()) {
        let mut file = TINY.to_vec();
        let range = section(&file, 1);
        apply(&mut file[range], &edits);
        ask_unverified(&file);
    }

    #[test]
    fn altered_organisations_are_read_without_panic(edits in edits(), front in any::<bool>()) {
        let mut file = SMALL.to_vec();
        let mut range = section(&file, 3);
        if front {
            // The column table and the first columns.
            range.end = range.start + 900;
        }
        apply(&mut file[range], &edits);
        ask_unverified(&file);
        exercise(signed(file));
    }

    #[test]
    fn altered_persons_are_read_without_panic(edits in edits()) {
        exercise(with_persons(|bytes| apply(bytes, &edits)));
    }
}

#[test]
fn resigning_alone_changes_nothing() {
    assert!(signed(SMALL.to_vec()) == SMALL);
    assert!(with_persons(|_| ()) == SMALL);
}

/// A policy section whose every cell is the same bit: few bytes, cells without end.
#[test]
fn a_policy_section_with_more_cells_than_bits_is_refused() {
    let rows: u32 = 1 << 20;
    let mut part = vec![1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0];
    part.extend(rows.to_le_bytes());
    part.extend((u64::from(rows) + 2).to_le_bytes());
    part.extend([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    part.resize(16 + 120, 0);
    part.extend(11u64.to_le_bytes());
    // Character U+0000; a token of it, which ends a string; slack.
    part.extend([0, 0, 0b1100_0000, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut file = TINY.to_vec();
    let range = section(&file, 1);
    file[range.clone()].fill(0);
    file[range.start..range.start + part.len()].copy_from_slice(&part);
    let snapshot = UnverifiedSnapshot::parse(&file).unwrap();
    assert!(matches!(snapshot.policy(), Err(OpenError::Malformed { .. })));
}

#[test]
fn a_length_that_is_wrong_is_told_by_its_place_in_the_file() {
    for cut in 10..SMALL.len() {
        let refused = UnverifiedSnapshot::parse(&SMALL[..cut]).err().unwrap();
        let OpenError::Length {
            offset,
            needed,
            found,
            ..
        } = refused
        else {
            panic!("{cut}: {refused}");
        };
        assert!(offset + found == cut as u64 && needed > found, "{cut}: {refused}");
    }
    let long = [SMALL, b"xy"].concat();
    let refused = UnverifiedSnapshot::parse(&long).err().unwrap();
    let (offset, surplus) = (SMALL.len() as u64, 2);
    let section = Section::Signatures;
    assert_eq!(
        refused,
        OpenError::Surplus {
            section,
            offset,
            surplus
        }
    );
    assert_eq!(refused.place(), (Some(section), Some(offset)));
    assert!(refused.to_string().contains("bytes too many: 2"), "{refused}");
}

#[test]
fn a_length_within_a_part_is_told_by_its_place_in_the_file() {
    // Tables without end.
    let mut file = TINY.to_vec();
    let policy = section(&file, 1);
    file[policy.clone()].fill(1);
    file[policy.start..policy.start + 2].fill(0xff);
    file[policy.start + 2..policy.start + 8].fill(0);
    let refused = UnverifiedSnapshot::parse(&file).unwrap().policy().err();
    let Some(OpenError::Length { offset, found, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(offset + found, policy.end as u64);
    // More groups of keys than the column can tell of.
    let mut file = SMALL.to_vec();
    let organisations = section(&file, 3);
    let entries = organisations.start + 16;
    let columns = usize::from(u16::from_le_bytes([file[entries - 8], file[entries - 7]]));
    let keys = (entries..).step_by(24).find(|at| file[*at] == 2).unwrap();
    let at = entries + columns * 24 + u64_at(&file, keys + 8);
    file[at..at + 2].copy_from_slice(&[64, 24]);
    let refused = Open::new(&trust()).open(signed(file)).err().unwrap();
    let (section, place) = refused.source.place();
    assert_eq!(
        (section, place),
        (Some(Section::Organisations), Some(at as u64 + 8))
    );
}
