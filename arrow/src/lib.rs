//! A register as columns of the Arrow C data interface, screened row by row: the cells of `jrp screen` come out as columns.
//! No Arrow library is needed, here or in the host.
//!
//! | module   | what it does                                                          |
//! |----------|-----------------------------------------------------------------------|
//! | `abi`    | the structs of the interface                                          |
//! | `table`  | a struct array with the columns that say who is meant                 |
//! | `column` | the cells of one column as text, never read beyond what is promised   |
//! | `rows`   | cells become questions                                                |
//! | `made`   | the columns that come out, and how they are released                  |
//! | `stream` | tables one after the other                                            |
//!
//! The interface carries no sizes of buffers. What it promises (an offset more than there are cells, a bit for each cell, data up
//! to the last offset) is believed; whatever lies inside that is checked, so that an offset or a key that points elsewhere is
//! an error and not a read.
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

mod abi;
mod column;
mod error;
mod made;
mod rows;
mod stream;
mod table;

pub use abi::{ArrowArray, ArrowArrayStream, ArrowSchema};
pub use error::ArrowError;
pub use made::{COLUMNS, Screened};
pub use rows::screen;
pub use stream::{Held, Release, screen_stream, stream};
pub use table::Titles;

/// More rows at once are not a batch but an uninitialised length.
const ROWS_MAX: usize = 1 << 24;
/// No text of a cell is longer, as none of a question is; a longer one is broken offsets.
const TEXT_MAX: usize = 1 << 16;
