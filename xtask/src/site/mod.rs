//! `site`: the demo as files for any web server: forms, a playground whose lists can be edited, the documentation.
//!
//! | module | what it makes                                                             |
//! |--------|---------------------------------------------------------------------------|
//! | `run`  | the folder, from `examples/web`, `examples/site`, the package and the docs |
//! | `form` | of a form of the demo one whose lists are made on the device              |
//! | `docs` | of a page of Markdown one of HTML                                         |

#[cfg(feature = "site")]
mod docs;
#[cfg(feature = "site")]
mod form;
#[cfg(feature = "site")]
mod run;

use crate::task::{Task, TaskError};

pub(crate) const TASK: Task = Task {
    name: "site",
    summary: "Writes the demo site: forms, playground, documentation; any web server shows it.",
    options: "--out DIR  where to write, instead of dist/site; it must be new, or a site written before\n",
    run,
};

#[cfg(feature = "site")]
fn run(options: &[String]) -> Result<(), TaskError> {
    run::run(options)
}

/// It packs a module as `wasm` does.
#[cfg(not(feature = "site"))]
fn run(options: &[String]) -> Result<(), TaskError> {
    crate::task::with_feature("site", options)
}
