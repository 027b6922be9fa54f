//! What the libraries for other languages share: the bytes of files, and errors on their way into another language.
//!
//! | module    | what it does                                  |
//! |-----------|-----------------------------------------------|
//! | `bytes`   | files as bytes, read or mapped                |
//! | `failure` | every error as code, place and sentence       |
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

mod bytes;
mod failure;

pub use bytes::{Bytes, read_text};
pub use failure::{Code, Failure, code};
