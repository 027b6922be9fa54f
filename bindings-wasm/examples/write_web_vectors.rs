//! Writes the snapshots of `tests/vectors/*.json` for tests in JavaScript: `write_web_vectors DIR`.
//!
//! `DIR/NAME.jrp`, `DIR/NAME.pub` and `DIR/NAME.evidence.json` (the evidence that core makes of each answer, by the question's
//! name) for each file, and `DIR/person.key`; `DIR/public-delta.jrp`, upon which nobody is listed. The questions are JSON
//! already.
#![expect(
    clippy::unwrap_used,
    reason = "a test tool: a failure is a message and an exit code"
)]

use jrp_core::suite::{PersonKey, SigningKey};
use jrp_tests::vectors::{self, VectorFile};
use std::{fs, path::PathBuf};

fn main() {
    let Some(directory) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: write_web_vectors DIR");
        std::process::exit(2)
    };
    fs::create_dir_all(&directory).unwrap();
    let person_key = PersonKey::from_bytes(vectors::PERSON_KEY).to_pem();
    fs::write(directory.join("person.key"), person_key).unwrap();
    for (path, text) in vectors::texts().unwrap() {
        let vector = VectorFile::parse(&text).unwrap();
        let at = |extension| {
            directory
                .join(path.file_stem().unwrap())
                .with_extension(extension)
        };
        let (bytes, _) = vector.build().unwrap();
        fs::write(at("jrp"), bytes).unwrap();
        if path.file_stem().is_some_and(|name| name == "public") {
            fs::write(directory.join("public-delta.jrp"), vector.emptied().unwrap()).unwrap();
        }
        let key = SigningKey::from_seed(vector.suite().unwrap(), &vectors::SIGNING_SEED).unwrap();
        fs::write(at("pub"), key.public().to_pem()).unwrap();
        fs::write(at("evidence.json"), evidence(&vector)).unwrap();
    }
}

/// The occasion of all vectors, and the evidence of each answer.
fn evidence(vector: &VectorFile<'_>) -> String {
    let (lists, _) = vector.open_all().unwrap();
    let evidence = vector.queries.iter().filter_map(|case| {
        let text = case.evidence(&lists).unwrap()?;
        Some((case.name.clone(), text))
    });
    let salt: String = vectors::SALT.iter().map(|byte| format!("{byte:02x}")).collect();
    serde_json::json!({
        "occasion": { "project": vectors::PROJECT, "operator": vectors::OPERATOR, "salt": salt },
        "evidence": evidence.collect::<std::collections::BTreeMap<_, _>>(),
    })
    .to_string()
}
