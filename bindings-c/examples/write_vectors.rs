//! Writes `tests/vectors/*.json` as files that `tests/c/vectors.c` can read: `write_vectors DIR`.
//!
//! `DIR/vectors.txt` has one word and its values a line; texts are hexadecimal. `open` names snapshot, public key and
//! person key, `beside` those of another publisher who is asked too; `subject` begins the query's own subject, then each member; `json` and `refused` end a query, and
//! `evidence` before them is what is made of the answer on the occasion of vectors.
#![expect(
    clippy::unwrap_used,
    reason = "a test tool: a failure is a message and an exit code"
)]

use jrp_core::policy::{Condition, Lang};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use jrp_core::suite::{PersonKey, SigningKey};
use jrp_tests::query::{IdJson, QueryJson};
use jrp_tests::vectors::{self, VectorFile};
use std::fmt::Write;
use std::{fs, path::PathBuf};

fn main() {
    let directory = std::env::args().nth(1);
    let directory = PathBuf::from(directory.unwrap_or_else(|| {
        eprintln!("usage: write_vectors DIR");
        std::process::exit(2)
    }));
    fs::create_dir_all(&directory).unwrap();
    let at = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    let key_file = at("person.key");
    fs::write(&key_file, PersonKey::from_bytes(vectors::PERSON_KEY).to_pem()).unwrap();
    let mut script = String::new();
    for (path, text) in vectors::texts().unwrap() {
        let vector = VectorFile::parse(&text).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let (snapshot, public) = (at(&format!("{name}.jrp")), at(&format!("{name}.pub")));
        let (bytes, _) = vector.build().unwrap();
        fs::write(&snapshot, bytes).unwrap();
        let key = SigningKey::from_seed(vector.suite().unwrap(), &vectors::SIGNING_SEED).unwrap();
        fs::write(&public, key.public().to_pem()).unwrap();
        let person_key = if vector.options.open_with_person_key {
            &*key_file
        } else {
            "-"
        };
        writeln!(
            script,
            "occasion {} {} {}",
            hex(vectors::PROJECT),
            hex(vectors::OPERATOR),
            hex(std::str::from_utf8(&vectors::SALT).unwrap())
        )
        .unwrap();
        writeln!(script, "open {snapshot} {public} {person_key}").unwrap();
        for name in &vector.beside {
            let text = vectors::text_of(name).unwrap();
            let vector = VectorFile::parse(&text).unwrap();
            let person_key = if vector.options.open_with_person_key {
                &*key_file
            } else {
                "-"
            };
            let (snapshot, public) = (at(&format!("{name}.jrp")), at(&format!("{name}.pub")));
            writeln!(script, "beside {snapshot} {public} {person_key}").unwrap();
        }
        let (lists, _) = vector.open_all().unwrap();
        for case in &vector.queries {
            write_query(&mut script, &case.query);
            if let Some(evidence) = case.evidence(&lists).unwrap() {
                writeln!(script, "evidence {}", hex(&evidence)).unwrap();
            }
            let answer = case.ask(&lists, None).unwrap();
            match (case.result.get(), answer) {
                ("null", Ok(answer)) => writeln!(script, "json {}", hex(&answer.to_json())).unwrap(),
                ("null", Err(error)) => writeln!(script, "refused {}", error.code() as u32).unwrap(),
                (expected, _) => writeln!(script, "json {}", hex(expected)).unwrap(),
            }
        }
    }
    fs::write(at("vectors.txt"), script).unwrap();
}

fn write_query(script: &mut String, query: &QueryJson) {
    let now = jrp_core::date::Timestamp::parse(&query.now).unwrap().unix();
    let lang = query
        .lang
        .as_ref()
        .map_or(0, |lang| position(Lang::ALL, Lang::from_code(lang)));
    let flags = query.conditions.iter();
    let flags: u32 = flags
        .map(|code| {
            // The flags of jrp_condition stand in the order of the conditions.
            1 << position(Condition::ALL, Condition::from_code(code))
        })
        .sum();
    writeln!(
        script,
        "scenario {}\nnow {now}\nlang {lang}\nconditions {flags}",
        hex(&query.scenario)
    )
    .unwrap();
    write_text(script, "on", &query.on);
    write_subject(script, &query.kind, &query.credit_code, &query.name, &query.id);
    for member in &query.members {
        write_subject(
            script,
            &member.kind,
            &member.credit_code,
            &member.name,
            &member.id,
        );
    }
}

fn write_subject(
    script: &mut String,
    kind: &Option<String>,
    credit_code: &Option<String>,
    name: &Option<String>,
    id: &Option<IdJson>,
) {
    let kind = kind.as_ref().map_or(0, |code| {
        1 + position(&SubjectKind::ALL, SubjectKind::from_code(code))
    });
    let id_kind = id
        .as_ref()
        .map_or(0, |id| 1 + position(&IdKind::ALL, IdKind::from_code(&id.kind)));
    writeln!(script, "subject {kind} {id_kind}").unwrap();
    write_text(script, "credit-code", credit_code);
    write_text(script, "name", name);
    write_text(script, "id", &id.as_ref().map(|id| id.value.clone()));
}

fn write_text(script: &mut String, word: &str, text: &Option<String>) {
    if let Some(text) = text {
        writeln!(script, "{word} {}", hex(text)).unwrap();
    }
}

fn position<T: PartialEq>(all: &[T], one: Option<T>) -> u32 {
    all.iter().position(|item| Some(item) == one.as_ref()).unwrap() as u32
}

/// Two digits a byte; `.` before them, so that an empty text is a word too.
fn hex(text: &str) -> String {
    text.bytes().fold(String::from("."), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}
