//! The WebAssembly module behind the npm package `jrp`.
//!
//! It speaks the least that a boundary can: text, bytes, handles. Questions and answers are JSON text, which an engine
//! reads faster than it takes objects built field by field (decision 0012); the TypeScript beside it
//! (`npm/src`) makes them objects, gives failures their class and brings clock and files.
#![forbid(unsafe_code)]

mod bytes;
pub mod error;
pub mod query;
mod read;
mod roster;
mod trust;

pub use roster::RawRoster;
pub use trust::RawTrust;
