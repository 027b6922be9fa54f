//! The module `maker.wasm` of the demo site (`cargo xtask site`): a feed in, a signed snapshot out. The site's lists are made
//! on the reader's device, so that they are of today wherever the site is copied, and may be edited.
//!
//! The input (`jrp-desk-wasm`) is the time (RFC 3339), NUL, 64 hexadecimal digits to make a key of, NUL, lists covered parted
//! by commas, NUL, the feed as CSV.
#![forbid(unsafe_code)]

mod make;

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the snapshot of what was pushed. To take are then the public key, NUL, the quality report as JSON, NUL, the
/// snapshot; without one (`false`) a sentence that says why.
#[wasm_bindgen]
pub fn make() -> bool {
    jrp_desk_wasm::answer(make::make)
}
