//! The first question: opens a snapshot, asks about one subject, and prints what to tell the person.
//!
//! `cargo run -p jrp-core --example check [LISTS.jrp KEYS.pub CREDIT-CODE]`; without arguments it asks the snapshot that
//! the tests of this crate keep.

use jrp_core::{Open, Query, Timestamp, TrustAnchors};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let golden = |name: &str| format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    let [lists, keys, code] = match given.as_slice() {
        [lists, keys, code] => [lists.clone(), keys.clone(), code.clone()],
        [] => [
            golden("v1-sm2-sm3.jrp"),
            golden("v1-sm2-sm3.pub"),
            "91320507MA1QF7RX58".to_owned(),
        ],
        _ => return Err("give LISTS.jrp, KEYS.pub and CREDIT-CODE, or nothing".into()),
    };
    let trust: TrustAnchors = fs::read_to_string(keys)?.parse()?;
    let roster = Open::new(&trust).open(fs::read(lists)?)?;

    // A host takes the time from its clock. Core has none.
    let now: Timestamp = "2026-11-22T09:00:00+08:00".parse()?;
    let answer = roster.check(&Query::new("ZFCG", now).credit_code(code))?;
    println!("{}", answer.outcome.code());
    for prompt in &answer.prompts {
        println!("{:>4}  {}", prompt.level.code(), prompt.text);
    }
    Ok(())
}
