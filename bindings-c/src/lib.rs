//! The C ABI of JRP. `docs/C-API.md` is for those who call it; this crate only translates.
//!
//! | module       | what it hands to C                                              |
//! |--------------|-----------------------------------------------------------------|
//! | `result`     | `jrp_result`, the table of codes and their messages             |
//! | `error`      | `jrp_error`, the details of a failure                           |
//! | `guard`      | the one place where panics and failures become a `jrp_result`   |
//! | `input`      | pointers become slices, texts and structs; nothing else does    |
//! | `text`       | `jrp_text`, GB18030                                             |
//! | `trust`      | `jrp_trust`, `jrp_anchor`                                       |
//! | `roster`     | `jrp_roster`, opening, checking                                 |
//! | `set`        | `jrp_roster_set`, several publishers' rosters as one            |
//! | `query`      | `jrp_query`, `jrp_subject`                                      |
//! | `quick`      | outcomes of many, `jrp_roster_may_list`, `jrp_freshness`          |
//! | `arrow`      | registers as columns of the Arrow C data interface              |
//! | `comparison` | `jrp_comparison`, prompts                                       |
//!
//! Handles are boxes: `…_new` and `…_open` give a pointer from `Box::into_raw`, `…_free` takes it back.
#![expect(non_camel_case_types, reason = "the types have their names from C")]
#![deny(unsafe_op_in_unsafe_fn, clippy::undocumented_unsafe_blocks)]
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

mod arrow;
mod comparison;
mod error;
mod guard;
mod input;
mod query;
mod quick;
mod result;
mod roster;
mod set;
mod text;
mod trust;

use core::ffi::{CStr, c_char};

pub use arrow::*;
pub use comparison::*;
pub use error::*;
pub use query::*;
pub use quick::*;
pub use result::*;
pub use roster::*;
pub use set::*;
pub use text::*;
pub use trust::*;

/// The version of this ABI. It rises when a host must be compiled anew; the library's soname carries it.
pub const JRP_ABI_VERSION: u32 = 1;

/// The version of the library that was loaded, such as "0.1.0"; jrp.h has its own as JRP_VERSION. Static text,
/// NUL-terminated.
#[unsafe(no_mangle)]
pub extern "C" fn jrp_version() -> *const c_char {
    const VERSION: &CStr =
        match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
            Ok(version) => version,
            Err(_) => c"",
        };
    VERSION.as_ptr()
}

/// The ABI version of the library that was loaded; compare it with JRP_ABI_VERSION.
#[unsafe(no_mangle)]
pub extern "C" fn jrp_abi_version() -> u32 {
    JRP_ABI_VERSION
}
