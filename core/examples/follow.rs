//! A host that stays open: a delta is laid on the roster at hand, and the new one takes its place while others still ask
//! the old one. A delta that is refused changes nothing.
//!
//! `cargo run -p jrp-core --example follow`

use jrp_core::{Open, Query, Roster, Timestamp, TrustAnchors};
use std::error::Error;
use std::fs;
use std::sync::{Arc, RwLock};

fn main() -> Result<(), Box<dyn Error>> {
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1-ed25519-blake3");
    let trust: TrustAnchors = fs::read_to_string(format!("{golden}.pub"))?.parse()?;
    let base = Open::new(&trust).open(fs::read(format!("{golden}.jrp"))?)?;
    let current: RwLock<Arc<Roster<Vec<u8>>>> = RwLock::new(Arc::new(base));

    // Whoever asks takes the roster of the moment and holds no lock while it answers.
    let ask = || -> Result<String, Box<dyn Error>> {
        let roster = current.read().map_err(|_| "poisoned")?.clone();
        let now: Timestamp = "2026-11-22T09:00:00+08:00".parse()?;
        let answer = roster.check(&Query::new("ZFCG", now).name("新列企业"))?;
        Ok(format!(
            "no. {}: {}",
            roster.header().sequence,
            answer.outcome.code()
        ))
    };
    println!("{}", ask()?);

    let below = current.read().map_err(|_| "poisoned")?.clone();
    let broken = Open::new(&trust).deltas([vec![0; 64]]).upon(&below);
    println!("refused: {}", broken.err().ok_or("it was taken")?);

    let delta = fs::read(format!("{golden}-delta.jrp"))?;
    let newer = Open::new(&trust).deltas([delta]).upon(&below)?;
    *current.write().map_err(|_| "poisoned")? = Arc::new(newer);
    println!("{}", ask()?);
    Ok(())
}
