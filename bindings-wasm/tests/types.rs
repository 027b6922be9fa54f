//! The types of the npm package and of the Python package are those of the Rust source; `JRP_UPDATE_GOLDEN=1` writes them anew.

mod generate;

use generate::{codes, errors, python, types, words};
use std::{fs, path::Path};

fn is_current(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
        fs::write(&path, expected).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == expected,
        "{file} is stale; JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types"
    );
}

#[test]
fn the_types_are_those_of_the_rust_source() {
    is_current("npm/src/generated/types.ts", &types::typescript());
}

#[test]
fn the_python_types_are_those_of_the_rust_source() {
    is_current("../bindings-python/python/jrp/_answers.py", &python::python());
}

#[test]
fn the_error_codes_are_those_of_the_one_table() {
    is_current("npm/src/generated/codes.ts", &codes::typescript());
}

#[test]
fn the_words_are_those_of_the_printed_page() {
    is_current("npm/src/generated/words.ts", &words::typescript());
}

#[test]
fn the_page_of_errors_is_that_of_the_one_table() {
    is_current("../docs/ERRORS.md", &errors::markdown());
}
