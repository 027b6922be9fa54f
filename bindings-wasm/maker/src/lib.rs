//! The module `maker.wasm` of the demo site (`cargo xtask site`): a feed in, a signed snapshot out. The site's lists are made
//! on the reader's device, so that they are of today wherever the site is copied, and may be edited.
//!
//! As in `slip.wasm` nothing but numbers goes over the boundary: the input is pushed byte by byte, what came of it is taken
//! byte by byte.
#![forbid(unsafe_code)]

mod make;

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

/// A byte of the input: the time (RFC 3339), NUL, 64 hexadecimal digits to make a key of, NUL, lists covered parted by
/// commas, NUL, the feed as CSV.
#[wasm_bindgen]
pub fn push(byte: u8) {
    DESK.with_borrow_mut(|desk| desk.input.push(byte));
}

/// Makes the snapshot of what was pushed. To take are then the public key, NUL, the quality report as JSON, NUL, the
/// snapshot; without one (`false`) a sentence that says why.
#[wasm_bindgen]
pub fn make() -> bool {
    DESK.with_borrow_mut(|desk| {
        let made = make::make(&std::mem::take(&mut desk.input));
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
