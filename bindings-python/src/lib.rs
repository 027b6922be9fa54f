//! `jrp._jrp`, on which the package `jrp` in `python/` is built; `docs/PYTHON-API.md` is for those who use it.
//!
//! What is open is shared and never changes, so that every question is asked with the interpreter's lock released, and
//! nothing here holds a lock that a forked process could inherit.
//!
//! | module     | what it does                                              |
//! |------------|-----------------------------------------------------------|
//! | `lists`    | opens files, folders and sets, and asks them              |
//! | `question` | arguments become a question                               |
//! | `answer`   | an answer with the question that it answers               |
//! | `table`    | tables by the capsules of Arrow, in and out               |
//! | `raised`   | failures and panics as `jrp.JrpError`                     |
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

mod answer;
mod lists;
mod question;
mod raised;
mod table;

use pyo3::prelude::*;
use std::path::PathBuf;

/// The native part of `jrp`.
#[pymodule]
mod _jrp {
    use super::*;

    #[pymodule_export]
    use crate::answer::Answer;
    #[pymodule_export]
    use crate::lists::Lists;
    #[pymodule_export]
    use crate::table::Screened;

    /// The text of a small file, such as a public key.
    #[pyfunction]
    fn read_text(path: PathBuf) -> PyResult<String> {
        jrp_host::read_text(&path).map_err(|error| raised::raised(error.into()))
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
