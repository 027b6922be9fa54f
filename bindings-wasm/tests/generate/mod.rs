//! TypeScript and Python from the Rust types: their source is read, so that a field is described once.

pub(crate) mod codes;
pub(crate) mod errors;
pub(crate) mod python;
pub(crate) mod source;
pub(crate) mod types;
pub(crate) mod words;
