//! `wasm`: the npm package, from the Rust crate to `bindings-wasm/npm/dist`.
//!
//! ```text
//! jrp-wasm ──cargo──► module ──wasm-bindgen──► module + glue ──wasm-opt──► jrp.wasm ──npm run build:ts──► dist/
//! ```

#[cfg(feature = "wasm")]
mod bind;
#[cfg(feature = "wasm")]
mod build;
#[cfg(feature = "wasm")]
mod engine;
#[cfg(feature = "wasm")]
mod optimise;
#[cfg(feature = "wasm")]
mod order;
#[cfg(feature = "wasm")]
mod place;
#[cfg(feature = "wasm")]
mod report;
#[cfg(feature = "wasm")]
mod trap;

use crate::task::{Task, TaskError};
#[cfg(feature = "site")]
pub(crate) use build::small;

pub(crate) const TASK: Task = Task {
    name: "wasm",
    summary: "Builds the npm package in bindings-wasm/npm/dist: jrp.wasm, slip.wasm, modules, types, integrity hashes.",
    options: "--report  print what the bytes of jrp.wasm are spent on\n",
    run,
};

#[cfg(feature = "wasm")]
fn run(options: &[String]) -> Result<(), TaskError> {
    build::run(options)
}

/// The packer is a large dependency that nothing else needs, so it is compiled when it is asked for.
#[cfg(not(feature = "wasm"))]
fn run(options: &[String]) -> Result<(), TaskError> {
    crate::task::with_feature("wasm", options)
}
