//! How the small modules `slip.wasm` and `maker.wasm` are spoken to.
//!
//! Nothing but numbers goes over the boundary, so that no glue has to be shipped with a module: its input is pushed byte by
//! byte, it makes something of it, and what came of it is taken byte by byte. A module that links this crate exports `push`
//! and `take`; its own `make` calls [`answer`].
#![forbid(unsafe_code)]

use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Half the code of the standard library's allocator, and no slower.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// What was pushed, and what is to be taken.
#[derive(Default)]
struct Desk {
    input: Vec<u8>,
    output: std::vec::IntoIter<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// A byte of the input.
#[wasm_bindgen]
pub fn push(byte: u8) {
    DESK.with_borrow_mut(|desk| desk.input.push(byte));
}

/// Makes something of what was pushed, to be taken. Without it (`false`) there is a sentence to take that says why.
pub fn answer(make: impl FnOnce(&[u8]) -> Result<Vec<u8>, String>) -> bool {
    DESK.with_borrow_mut(|desk| {
        let made = make(&std::mem::take(&mut desk.input));
        let is_made = made.is_ok();
        desk.output = made.unwrap_or_else(String::into_bytes).into_iter();
        is_made
    })
}

/// The next byte of what came of it; −1 behind the last.
#[wasm_bindgen]
pub fn take() -> i32 {
    DESK.with_borrow_mut(|desk| desk.output.next().map_or(-1, i32::from))
}
