//! The glue between JavaScript and the module, by wasm-bindgen as a library: `Cargo.lock` keeps it of one version with
//! the crate.

use super::{place, trap};
use crate::task::TaskError;
use std::borrow::Cow;
use walrus::{CustomSection, IdsToIndices, Module};
use wasm_bindgen_cli_support::Bindgen;

/// A module and its glue.
pub(super) struct Bound {
    pub(super) wasm: Vec<u8>,
    pub(super) js: String,
    pub(super) types: String,
}

/// No engine feature at all: wasm-bindgen would use reference types where it reads that they may be used.
#[derive(Debug)]
struct NoFeatures;

impl CustomSection for NoFeatures {
    fn name(&self) -> &str {
        "target_features"
    }

    fn data(&self, _: &IdsToIndices) -> Cow<'_, [u8]> {
        Cow::Borrowed(&[0])
    }
}

pub(super) fn bind(module: &[u8], name: &str) -> Result<Bound, TaskError> {
    let refused = |error: &dyn std::fmt::Display| {
        TaskError::new(
            format!("wasm-bindgen: {error:#}"),
            "build again after `cargo clean -p jrp-wasm`",
        )
    };
    let mut module = Module::from_buffer(module).map_err(|error| refused(&error))?;
    module.customs.remove_raw("target_features");
    module.customs.add(NoFeatures);
    let mut bindgen = Bindgen::new();
    bindgen.web(true).map_err(|error| refused(&error))?;
    let mut output = bindgen
        .input_module(name, module)
        .typescript(true)
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| refused(&error))?;
    trap::silence(output.wasm_mut());
    place::blank(output.wasm_mut());
    Ok(Bound {
        js: output.js().to_owned(),
        types: output.ts().unwrap_or_default().to_owned(),
        wasm: output.wasm_mut().emit_wasm(),
    })
}
