//! What `org.jrp.Native` calls. `docs/JAVA-API.md` is for those who use it; this crate only translates.
//!
//! A call brings one array of bytes and gets one back, so that a question crosses the border twice and no more. No pointer
//! crosses it: what is open has a number in [`opened`], and a number of something closed is an error, not a crash.
//!
//! | module      | what it does                                                |
//! |-------------|-------------------------------------------------------------|
//! | `native`    | the functions that the virtual machine finds by their names |
//! | `request`   | reads what a call brings                                    |
//! | `reply`     | writes what it gets back, and catches panics                |
//! | `failure`   | errors as code, place and sentence                          |
//! | `opened`    | what is open, by number                                     |
//! | `opening`   | opens files, folders and sets                               |
//! | `asking`    | questions                                                   |
//! | `screening` | columns of a register                                       |
#![deny(unsafe_op_in_unsafe_fn)]
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

mod asking;
mod failure;
pub mod native;
mod opened;
mod opening;
mod reply;
mod request;
mod screening;
