//! Size, and what early engines lack: `wasm-opt` from the npm package `binaryen` (the one of Debian bookworm breaks
//! modules).

use crate::task::{self, TaskError};
use std::path::Path;

/// The features of the Rust standard library's objects, then what replaces them.
const PASSES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    // A function that one other calls stays a function: what is inlined into hundreds of locals is shorter, and yet
    // compresses worse by a twentieth of the module.
    "--one-caller-inline-max-function-size=20",
    "-Oz",
    "--llvm-memory-copy-fill-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--signext-lowering",
    // The stack begins at 0 and grows towards it: no object lies in the first kilobyte.
    "--low-memory-unused",
    "-Oz",
    // Names stay for the report; what is shipped goes without.
    "-g",
];

pub(super) fn optimise(npm: &Path, from: &Path, to: &Path) -> Result<(), TaskError> {
    let (from, to) = (from.to_string_lossy(), to.to_string_lossy());
    let program = ["node_modules/binaryen/bin/wasm-opt", &from, "-o", &to];
    task::run("node", &[&program[..], PASSES].concat(), npm)
}
