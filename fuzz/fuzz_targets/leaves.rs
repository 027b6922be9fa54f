//! A question as the JavaScript side sends it: paths and texts, each ended by a NUL. What was read is asked, of a roster that is
//! open, and answered.
#![no_main]

use jrp_core::Open;
use jrp_core::roster::Roster;
use jrp_core::suite::SigningKey;
use jrp_core::trust::TrustAnchors;
use jrp_tests::vectors::{self, VectorFile};
use std::sync::LazyLock;

static ROSTER: LazyLock<Roster<Vec<u8>>> = LazyLock::new(|| {
    let texts = vectors::texts().expect("the vectors");
    let (_, text) = texts.iter().find(|(path, _)| path.ends_with("public.json")).expect("public.json");
    let vector = VectorFile::parse(text).expect("a vector");
    let (bytes, _) = vector.build().expect("a snapshot");
    let suite = vector.suite().expect("a suite");
    let key = SigningKey::from_seed(suite, &vectors::SIGNING_SEED).expect("a seed");
    let trust = TrustAnchors::from_public_keys([key.public()]);
    Open::new(&trust).open(bytes).expect("it opens")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(query) = jrp_wasm::query::read(&text, 1_795_309_200.0) {
        let _ = ROSTER.check(&query).map(|answer| answer.to_json());
    }
});
