//! The WebAssembly module behind the npm package `jrp`.
//!
//! It speaks the least that a boundary can: text, bytes, handles. Answers are JSON text, which an engine reads faster
//! than it takes objects built field by field; questions are their leaves (decision 0012). The TypeScript beside it
//! (`npm/src`) makes objects of the one and leaves of the other, gives failures their class, brings clock and files.
#![forbid(unsafe_code)]

mod bytes;
pub mod error;
mod leaf;
mod manifest;
pub mod query;
mod roster;
mod trust;

pub use manifest::RawManifest;
pub use roster::RawRoster;
pub use trust::RawTrust;

/// Half the code of the standard library's allocator, and no slower.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
