//! The test values of section 20.

use super::{hex, records, reference};
use jrp_core::record::SubjectKind;
use jrp_core::subject::{IdKind, Identifier, name};
use jrp_core::suite::{PersonKey, SigningKey, Suite};

const PUBLISHER: &str = "示例区信用办";

fn signing(suite: Suite) -> SigningKey {
    SigningKey::from_seed(suite, &[0x4a; 32]).unwrap()
}

fn person_key() -> PersonKey {
    PersonKey::from_bytes(std::array::from_fn(|at| at as u8))
}

fn publishers(suite: Suite) -> [u8; 32] {
    person_key().mac(suite, "jrp/v1/publisher", &[PUBLISHER.as_bytes()])
}

pub(crate) fn key_ids() -> [String; 2] {
    Suite::ALL.map(|suite| signing(suite).public().id().to_string())
}

/// The bytes that stand in a PEM, which is base64.
fn der(pem: &str) -> Vec<u8> {
    let (_, bytes) = pem_rfc7468::decode_vec(pem.as_bytes()).unwrap();
    bytes
}

/// Lines of at most 128 digits.
fn lines(value: &str) -> String {
    let lines = value
        .as_bytes()
        .chunks(128)
        .map(|line| String::from_utf8_lossy(line));
    lines.map(|line| format!("  {line}\n")).collect()
}

pub(crate) fn block() -> String {
    let mut out = String::new();
    let mut both = |what: &str, value: &dyn Fn(Suite) -> String| {
        let [sm2, ed25519] = Suite::ALL.map(|suite| lines(&value(suite)));
        let second = if ed25519 == sm2 { "" } else { ed25519.as_str() };
        out.push_str(&format!("{what}\n{sm2}{second}"));
    };
    let first8 = |mac: [u8; 32]| format!("{:016x}", u64::from_le_bytes(mac[..8].try_into().unwrap()));
    let key = |suite| PersonKey::from_bytes(publishers(suite));
    let mac = |suite: Suite, context: &str, parts: &[&str]| {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        first8(key(suite).mac(suite, context, &parts))
    };

    both("digest of nothing", &|suite| suite.digest(b"").to_string());
    both("public key, SubjectPublicKeyInfo", &|suite| {
        hex(&der(&signing(suite).public().to_pem()))
    });
    both("its key id", &|suite| signing(suite).public().id().to_string());
    both(
        "signature of the three bytes abc, by the way of this program; others may sign otherwise",
        &|suite| {
            let signature = signing(suite).sign(b"abc");
            assert!(signing(suite).public().verify(b"abc", &signature));
            hex(&signature)
        },
    );
    both("person-key id", &|suite| person_key().id(suite).to_string());
    both("the publisher's key Q", &|suite| hex(&publishers(suite)));
    let id = Identifier::parse(IdKind::CitizenId, "320507199001011234").unwrap();
    both("jrp/v1/person-id of citizen-id, 320507199001011234", &|suite| {
        mac(suite, "jrp/v1/person-id", &[id.kind().code(), id.value()])
    });
    let masked = Identifier::parse(IdKind::CitizenId, "3205**********1234").unwrap();
    let skeleton = name::key("張 示例");
    both(
        "jrp/v1/person-masked-id of citizen-id, 3205**********1234, 张示例 (of the name 張 示例)",
        &|suite| {
            assert_eq!(skeleton, "张示例");
            let parts = [masked.kind().code(), masked.value(), skeleton.as_str()];
            mac(suite, "jrp/v1/person-masked-id", &parts)
        },
    );
    both("jrp/v1/person-name of 张示例", &|suite| {
        mac(suite, "jrp/v1/person-name", &[skeleton.as_str()])
    });
    both(
        "the first 64 bytes of the keystream of the nonce 00 01 02 … 0f",
        &|suite| {
            let (nonce, mut zeros) = (std::array::from_fn(|at| at as u8), [0; 64]);
            key(suite).apply_keystream(suite, &nonce, &mut zeros);
            hex(&zeros)
        },
    );
    both(
        "jrp/v1/person-section of the three bytes abc: the nonce",
        &|suite| hex(&key(suite).mac(suite, "jrp/v1/person-section", &[b"abc"])[..16]),
    );

    let tiny = &records::tiny()[0];
    let organisation = |suite: Suite| {
        let [mut rows, _] = reference::partitions(suite, &key(suite), std::slice::from_ref(tiny), &[]);
        rows.swap_remove(0)
    };
    both(
        "canonical bytes of 甲乙公司, the first record of section 17 (the same in both suites)",
        &|_| hex(&reference::canonical(tiny, 0)),
    );
    both("its leaf", &|suite| format!("{:032x}", organisation(suite).leaf));
    both("m of its identity", &|_| hex(&reference::identity(tiny, None)));
    both("its identity", &|suite| {
        format!("{:032x}", organisation(suite).identity)
    });

    let all = records::small();
    let person = all
        .iter()
        .find(|record| record.subject_kind == SubjectKind::Person && record.record_id.is_none())
        .unwrap();
    let persons = |suite: Suite| {
        let [_, mut persons] = reference::partitions(suite, &key(suite), std::slice::from_ref(person), &[]);
        persons.swap_remove(0)
    };
    let id = person.id.as_ref().unwrap();
    let what = format!(
        "primary key of the person {}, {} {}",
        person.name.as_deref().unwrap(),
        id.kind().code(),
        id.value()
    );
    both(&what, &|suite| {
        format!("{:016x}", persons(suite).primary.unwrap())
    });
    both("canonical bytes of that record", &|suite| {
        let row = persons(suite);
        hex(&reference::canonical(&row.record, row.primary.unwrap()))
    });
    both("its leaf", &|suite| format!("{:032x}", persons(suite).leaf));
    both("m of its identity", &|suite| {
        let row = persons(suite);
        hex(&reference::identity(&row.record, row.primary))
    });
    both("its identity", &|suite| {
        format!("{:032x}", persons(suite).identity)
    });
    out
}
