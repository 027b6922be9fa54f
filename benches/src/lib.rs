//! What the benches measure on, and the page they write.
//!
//! `peers/` (the bench target) measures, [`results::Run`] keeps what it found in `results/`, [`page`] makes
//! `docs/BENCHMARKS.md` of all that is there and of the prose in `page.md`.

pub mod feed;
pub mod machine;
pub mod page;
pub mod results;
pub mod scale;
pub mod snapshot;

use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn repository() -> PathBuf {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    benches.parent().unwrap_or(benches).to_owned()
}
