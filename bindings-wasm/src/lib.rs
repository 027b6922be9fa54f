//! bindings-wasm
