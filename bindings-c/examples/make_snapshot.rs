//! Writes the small government snapshot that tests and example hosts open: `make_snapshot DIR`.
//!
//! | file             | what it is                                                        |
//! |------------------|-------------------------------------------------------------------|
//! | `desk.jrp`       | five lists, four invented subjects, suite ed25519-blake3          |
//! | `desk-sm2.jrp`   | the same in suite sm2-sm3                                         |
//! | `desk-delta.jrp` | a delta on the first: the procurement record is gone                 |
//! | `store-7`        | the first as a published folder; `store-8` with the delta         |
//! | `store-foreign`  | the same as `store-7`, its `latest` signed by a stranger          |
//! | `store-endless`  | the same, its file a link to `base`, which is not there           |
//! | `desk.pub`       | the public key of the first, `desk-sm2.pub` of the second         |
//! | `both.pub`       | both public keys in one file                                      |
//! | `person.key`     | opens the natural persons; `other.key` does not                   |
//! | `expected.json`  | the answer for the listed code in ZFCG, as Rust gives it          |
#![expect(
    clippy::unwrap_used,
    reason = "a test tool: a failure is a message and an exit code"
)]

use jrp_core::Open;
use jrp_core::date::{Date, Timestamp};
use jrp_core::executor::Sequential;
use jrp_core::manifest::Manifest;
use jrp_core::policy::PolicyPack;
use jrp_core::query::Query;
use jrp_core::record::{Record, Status, SubjectKind};
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use jrp_core::subject::{IdKind, Identifier};
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{Builder, Options};
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let directory = std::env::args().nth(1);
    let directory = PathBuf::from(directory.unwrap_or_else(|| {
        eprintln!("usage: make_snapshot DIR");
        std::process::exit(2)
    }));
    fs::create_dir_all(&directory).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(directory.join(name), bytes).unwrap();

    let mut public_keys = String::new();
    for (suite, name) in [(Suite::Ed25519Blake3, "desk"), (Suite::Sm2Sm3, "desk-sm2")] {
        let key = SigningKey::from_seed(suite, &[3; 32]).unwrap();
        let bytes = snapshot(suite, &key);
        let public = key.public();
        write(&format!("{name}.jrp"), &bytes);
        write(&format!("{name}.pub"), public.to_pem().as_bytes());
        public_keys.push_str(&public.to_pem());
        if suite == Suite::Ed25519Blake3 {
            let trust = TrustAnchors::from_public_keys([public]);
            let roster = Open::new(&trust)
                .person_key(person_key())
                .open(bytes.clone())
                .unwrap();
            let delta = delta(&roster, &key);
            write("desk-delta.jrp", &delta);
            publish(&directory.join("store-7"), &key, &[&bytes]);
            publish(&directory.join("store-8"), &key, &[&bytes, &delta]);
            let stranger = SigningKey::from_seed(suite, &[4; 32]).unwrap();
            publish(&directory.join("store-foreign"), &stranger, &[&bytes]);
            endless(&directory.join("store-endless"), &key, &bytes);
            write(
                "expected.json",
                roster.check(&query()).unwrap().to_json().as_bytes(),
            );
        }
    }
    write("both.pub", public_keys.as_bytes());
    write("person.key", person_key().to_pem().as_bytes());
    write("other.key", PersonKey::from_bytes([8; 32]).to_pem().as_bytes());
}

/// A folder as `jrp publish` keeps it: a base, and the deltas on it.
fn publish(folder: &Path, key: &SigningKey, layers: &[&[u8]]) {
    fs::create_dir_all(folder).unwrap();
    let mut manifest = None;
    for layer in layers {
        let newer = Manifest::after(manifest.as_ref(), layer).unwrap();
        fs::write(folder.join(newer.newest().file_name()), layer).unwrap();
        manifest = Some(newer);
    }
    fs::write(folder.join("latest"), manifest.unwrap().sign(key).unwrap()).unwrap();
}

/// A store whose file is somewhere else, where a test lays what has no end.
fn endless(folder: &Path, key: &SigningKey, base: &[u8]) {
    publish(folder, key, &[base]);
    let name = Manifest::after(None, base).unwrap().newest().file_name();
    fs::remove_file(folder.join(&name)).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("base", folder.join(&name)).unwrap();
}

fn person_key() -> PersonKey {
    PersonKey::from_bytes([9; 32])
}

fn nine(day: &str) -> Timestamp {
    Timestamp::parse(&format!("{day}T09:00:00+08:00")).unwrap()
}

fn query() -> Query {
    Query::new("ZFCG", nine("2026-11-22"))
        .credit_code("91320507MA1AAAAA5A")
        .name("苏州甲乙科技有限公司")
}

fn snapshot(suite: Suite, key: &SigningKey) -> Vec<u8> {
    let pack = PolicyPack::builtin().unwrap();
    let person_key = person_key();
    let mut builder = Builder::new(&pack, options(suite, 7), Some(&person_key)).unwrap();
    for record in records() {
        builder.push(&record).unwrap();
    }
    builder.finish(&Sequential).unwrap().snapshot.sign(key)
}

fn delta(below: &Roster<Vec<u8>>, key: &SigningKey) -> Vec<u8> {
    let pack = PolicyPack::builtin().unwrap();
    let (person_key, options) = (person_key(), options(key.suite(), 8));
    let mut builder = Builder::upon(below, &pack, options, Some(&person_key), &Sequential).unwrap();
    for record in records().iter().filter(|record| record.list_kind != "BK-ZFCGSX") {
        builder.push(record).unwrap();
    }
    builder.finish(&Sequential).unwrap().snapshot.sign(key)
}

fn options(suite: Suite, sequence: u64) -> Options {
    let covers = ["BK-SXBZXR", "BK-TQGZ", "BK-ZDSSWF", "BK-ZFCGSX", "RD-ANSR"];
    let mut options = Options::new(
        suite,
        Audience::Government,
        "示例区信用办",
        sequence,
        nine("2026-11-21"),
    );
    options.region = "320507".into();
    options.data_as_of = Date::parse("2026-11-21").unwrap();
    options.next_update = nine("2026-11-24");
    options.expires_at = nine("2026-12-21");
    options.covers = covers.map(String::from).into();
    options.possible_names = true;
    options
}

fn records() -> Vec<Record> {
    let org = |list: &str, name: &str, code: &str, authority: &str, cause: Option<&str>| {
        let mut record = Record::new(
            list,
            SubjectKind::Org,
            authority,
            Date::parse("2025-03-01").unwrap(),
            Status::Active,
        );
        record.id = Some(Identifier::parse(IdKind::Uscc, code).unwrap());
        record.name = Some(name.into());
        record.document_no = Some("示例〔2025〕3号".into());
        record.cause = cause.map(str::to_owned);
        record.decided_on = Date::parse("2025-02-20");
        record.publish_until = Date::parse("2028-02-29");
        record.region = Some("320500".into());
        record
    };
    let procurement = org(
        "BK-ZFCGSX",
        "苏州甲乙科技有限公司",
        "91320507MA1AAAAA5A",
        "苏州市财政局",
        Some("提供虚假材料谋取中标"),
    );
    let wages = org(
        "BK-TQGZ",
        "苏州丙丁建筑劳务有限公司",
        "91320507MA1BBBBB9Y",
        "苏州市人力资源和社会保障局",
        Some("拖欠农民工工资"),
    );
    let tax = org(
        "RD-ANSR",
        "苏州戊己软件有限公司",
        "91320507MA1CCCCC2H",
        "苏州市税务局",
        None,
    );
    let mut debtor = org(
        "BK-SXBZXR",
        "张示例",
        "91320507MA1AAAAA5A",
        "苏州市相城区人民法院",
        Some("有履行能力而拒不履行生效法律文书确定义务"),
    );
    debtor.subject_kind = SubjectKind::Person;
    debtor.id = Some(Identifier::parse(IdKind::CitizenId, "320507198001011231").unwrap());
    vec![procurement, wages, tax, debtor]
}
