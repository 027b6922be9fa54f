//! `cargo xtask requirements`: writes `docs/REQUIREMENTS.md`.

use crate::task::{Task, TaskError, write_by_test};

pub(crate) const TASK: Task = Task {
    name: "requirements",
    summary: "Write docs/REQUIREMENTS.md from the vectors and tests/requirements.csv",
    options: "",
    run,
};

fn run(options: &[String]) -> Result<(), TaskError> {
    write_by_test(options, "requirements", "JRP_UPDATE_REQUIREMENTS")
}
