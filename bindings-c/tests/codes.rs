//! The results of C and the codes of JavaScript are those of Rust; `JRP_UPDATE_GOLDEN=1` writes the golden table anew.

use jrp::{jrp_result, jrp_result_message};
use jrp_core::error::ErrorCode;
use jrp_wasm::error::{Failure, OF_JS};
use std::{ffi::CStr, fs, path::Path};

fn message(number: u32) -> String {
    // SAFETY: the function returns static text with a NUL at its end.
    let text = unsafe { CStr::from_ptr(jrp_result_message(number)) };
    text.to_str().unwrap().to_owned()
}

/// One line a code: number (JavaScript has none of its own), name, whose it is, message.
fn table() -> String {
    let name = |result: jrp_result| kebab(&format!("{result:?}"));
    let in_js = |name: &str| OF_JS.iter().find(|(js, _)| *js == name);
    let of_c = jrp_result::OF_C.iter().map(|(result, _)| {
        let (number, name) = (*result as u32, name(*result));
        let whose = in_js(&name).map_or("c", |(_, meaning)| {
            assert_eq!(
                message(number),
                *meaning,
                "{name} means the same in C and JavaScript"
            );
            "c js"
        });
        (number, name, whose)
    });
    let shared = ErrorCode::ALL.iter().map(|code| {
        let result = jrp_result::from(*code);
        assert_eq!(result as u32, *code as u32);
        assert_eq!(name(result), code.name());
        assert_eq!(message(*code as u32), code.message());
        assert_eq!(Failure::of(*code).name(), code.name());
        assert_eq!(in_js(code.name()), None);
        (*code as u32, code.name().to_owned(), "all")
    });
    let numbered: Vec<(u32, String, &str)> = of_c.chain(shared).collect();
    let only_js = OF_JS
        .iter()
        .filter(|(js, _)| !numbered.iter().any(|(_, name, _)| name == js));
    let only_js = only_js.map(|(name, message)| format!("-\t{name}\tjs\t{message}\n"));
    let numbered = numbered
        .iter()
        .map(|(number, name, whose)| format!("{number}\t{name}\t{whose}\t{}\n", message(*number)));
    numbered.chain(only_js).collect()
}

fn kebab(camel: &str) -> String {
    let mut kebab = String::new();
    for (at, c) in camel.char_indices() {
        if at > 0 && c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

#[test]
fn numbers_names_and_messages_are_those_of_the_golden_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/error_codes.txt");
    if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
        fs::write(&path, table()).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), table());
}

#[test]
fn the_codes_that_only_c_has_stay_below_100() {
    assert!(jrp_result::OF_C.iter().all(|(result, _)| (*result as u32) < 100));
    assert!(ErrorCode::ALL.iter().all(|code| *code as u32 >= 100));
}

#[test]
fn any_number_has_a_message() {
    for number in [10, 99, 199, 9999, u32::MAX] {
        assert_eq!(message(number), "this library has no such result");
    }
}
