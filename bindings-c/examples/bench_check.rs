//! What the way through C costs: the same query through `Roster::check` and through `jrp_roster_check`, in turns.
//!
//! `cargo run --release -p jrp-c --example bench_check -- DIR` (of `make_snapshot`). Prints the median of the turns.
#![expect(
    clippy::unwrap_used,
    reason = "a bench: a failure is a message and an exit code"
)]

use jrp::*;
use jrp_core::Open;
use jrp_core::date::{Date, Timestamp};
use jrp_core::query::Query;
use jrp_core::roster::Roster;
use jrp_core::suite::PublicKey;
use jrp_core::trust::TrustAnchors;
use std::hint::black_box;
use std::path::PathBuf;
use std::ptr::{null, null_mut};
use std::time::Instant;

type Check = unsafe extern "C" fn(
    *const jrp_roster,
    *const jrp_query,
    *mut *mut jrp_comparison,
    *mut *mut jrp_error,
) -> jrp_result;

const TURNS: usize = 201;
const CALLS: u32 = 300;
const NOW: i64 = 1_795_309_200;

fn main() {
    let directory = PathBuf::from(std::env::args().nth(1).unwrap());
    let bytes = std::fs::read(directory.join("desk.jrp")).unwrap();
    let pem = std::fs::read_to_string(directory.join("desk.pub")).unwrap();
    let trust = TrustAnchors::from_public_keys([PublicKey::from_pem(&pem).unwrap()]);
    let rust = Open::new(&trust).open(bytes.clone()).unwrap();
    let (mut trust, mut c) = (null_mut(), null_mut());
    // SAFETY: pointers are our own; `c` is used before it is freed.
    unsafe {
        assert_eq!(
            jrp_trust_new(pem.as_ptr().cast(), pem.len(), &mut trust, null_mut()),
            jrp_result::Ok
        );
        let opened = jrp_roster_open(bytes.as_ptr(), bytes.len(), trust, null(), &mut c, null_mut());
        assert_eq!(opened, jrp_result::Ok);
        for (what, code) in [("hit", "91320507MA1AAAAA5A"), ("miss", "91320507MA1DDDDD66")] {
            for json in [false, true] {
                let (through_rust, through_c) = measure(&rust, c, code, json);
                println!(
                    "{what}{}: Rust {through_rust:.2} us, C {through_c:.2} us, ratio {:.3}",
                    if json { " with JSON" } else { "" },
                    through_c / through_rust
                );
            }
        }
        jrp_roster_free(c);
        jrp_trust_free(trust);
    }
}

/// # Safety
/// `c` is live.
unsafe fn measure(rust: &Roster<Vec<u8>>, c: *const jrp_roster, code: &str, json: bool) -> (f64, f64) {
    // A host holds texts, on either way; each question is made of them anew.
    let question = |code: &str, on: &str| {
        Query::new("ZFCG", Timestamp::from_unix(NOW).unwrap())
            .credit_code(code)
            .on(Date::parse(on))
    };
    let c_query = jrp_query {
        scenario: jrp_text::of("ZFCG"),
        on: jrp_text::of("2026-11-22"),
        now: NOW,
        credit_code: jrp_text::of(code),
        ..jrp_query::empty()
    };
    // Hidden from the optimiser, as behind a shared library.
    let plain: Check = jrp_roster_check;
    let check = black_box(plain);
    let (mut of_rust, mut of_c) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let start = Instant::now();
        for _ in 0..CALLS {
            let query = question(black_box(code), black_box("2026-11-22"));
            let comparison = rust.check(&query).unwrap();
            if json {
                black_box(comparison.to_json());
            }
            black_box(comparison);
        }
        of_rust.push(start.elapsed());
        let start = Instant::now();
        for _ in 0..CALLS {
            let mut comparison = null_mut();
            // SAFETY: `c` is live by the caller's promise, the query's texts outlive the call.
            unsafe {
                let result = check(c, black_box(&c_query), &mut comparison, null_mut());
                assert_eq!(result, jrp_result::Ok);
                if json {
                    let mut text = jrp_text::absent();
                    jrp_comparison_json(comparison, &mut text);
                    black_box(text);
                }
                jrp_comparison_free(comparison);
            }
        }
        of_c.push(start.elapsed());
    }
    let median = |mut times: Vec<std::time::Duration>| {
        times.sort_unstable();
        times[TURNS / 2].as_secs_f64() * 1e6 / f64::from(CALLS)
    };
    (median(of_rust), median(of_c))
}
