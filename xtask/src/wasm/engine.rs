//! What an engine must have to run the module: WebAssembly of 2017 and no more.

use crate::task::TaskError;
use wasmparser::{Validator, WasmFeatures};

/// Validates with the features of WebAssembly 1.0, without the proposals that came after it.
pub(super) fn runs_in_early_engines(module: &[u8]) -> Result<(), TaskError> {
    let features = WasmFeatures::WASM1;
    Validator::new_with_features(features)
        .validate_all(module)
        .map(drop)
        .map_err(|error| {
            TaskError::new(
                format!("the module needs more than WebAssembly 1.0: {error}"),
                "add a lowering pass to xtask/src/wasm/optimise.rs",
            )
        })
}
