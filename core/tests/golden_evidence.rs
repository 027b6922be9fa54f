//! Committed evidence answers again for ever: from the committed snapshots, under this version and all that follow.
//!
//! `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-core --features build --test all golden_evidence` writes that of this version
//! anew; that of a released version never changes, and an answer that does is a fault or a line in the changelog.

use jrp_core::Open;
use jrp_core::date::Timestamp;
use jrp_core::evidence::{Evidence, Occasion};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::Roster;
use jrp_core::subject::IdKind;
use jrp_core::suite::{PersonKey, PublicKey, Suite};
use jrp_core::trust::TrustAnchors;
use std::fs;
use std::path::{Path, PathBuf};

/// The number that the committed evidence about a person hides.
const NUMBER: &str = "11010519491231002X";

fn at(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The committed base, and the chain of it and its delta.
fn rosters(suite: Suite) -> [Roster<Vec<u8>>; 2] {
    let name = format!("v1-{}", suite.code());
    let public = PublicKey::from_pem(&text(&format!("{name}.pub"))).unwrap();
    let trust = TrustAnchors::from_public_keys([public]);
    let key = PersonKey::from_pem(&text("person.key")).unwrap();
    let base = fs::read(at(&format!("{name}.jrp"))).unwrap();
    let base = Open::new(&trust).person_key(key).open(base).unwrap();
    let chain = base
        .with_delta(fs::read(at(&format!("{name}-delta.jrp"))).unwrap(), &trust)
        .unwrap();
    [base, chain]
}

/// What the evidence of this version asks, by the name of its file.
fn questions() -> [(&'static str, Query); 3] {
    let now = Timestamp::parse("2026-11-22T09:00:00+08:00").unwrap();
    let query = |lang, subject| {
        let query = Query::new("ZFCG", now).subject(subject);
        query.conditions([Condition::Document]).lang(lang)
    };
    let firm = SubjectQuery {
        name: Some("新列企业".into()),
        ..SubjectQuery::default()
    };
    let person = SubjectQuery {
        kind: Some(SubjectKind::Person),
        id: Some((IdKind::CitizenId, NUMBER.into())),
        ..SubjectQuery::default()
    };
    [
        ("firm", query(Lang::ZhCn, firm.clone())),
        ("person", query(Lang::En, person.clone())),
        ("several", query(Lang::ZhCn, firm).member(person)),
    ]
}

#[test]
fn evidence_of_this_version_is_what_is_committed() {
    for suite in Suite::ALL {
        for (day, roster) in rosters(suite).iter().enumerate() {
            for (name, query) in questions() {
                let occasion = Occasion::new()
                    .project("YLCG-2026-0117")
                    .operator("经办人")
                    .salt(&[7; 16]);
                let made = roster.check(&query).unwrap().evidence(&query, &occasion).unwrap();
                let version = env!("CARGO_PKG_VERSION");
                let file = at(&format!("evidence-{version}-{}-{day}-{name}.json", suite.code()));
                if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
                    fs::write(&file, &made).unwrap();
                }
                let committed = fs::read_to_string(&file).unwrap_or_default();
                assert!(committed == made, "{} is stale", file.display());
            }
        }
    }
}

#[test]
fn all_committed_evidence_answers_again() {
    let mut replayed = 0;
    for entry in fs::read_dir(at("")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("evidence-") {
            continue;
        }
        let suite = Suite::ALL
            .into_iter()
            .find(|suite| name.contains(suite.code()))
            .unwrap();
        let evidence = Evidence::parse(&text(&name)).unwrap();
        let layers = evidence.snapshots().next().unwrap().files.len();
        let roster = &rosters(suite)[layers - 1];
        let numbers = vec![NUMBER.to_owned(); evidence.numbers().len()];
        let replay = evidence.replay(&numbers, |query| roster.check(query)).unwrap();
        assert!(
            replay.is_same && replay.differences.is_empty(),
            "{name}: {:?}",
            replay.differences
        );
        replayed += 1;
    }
    assert!(replayed >= 12, "{replayed} replayed");
}
