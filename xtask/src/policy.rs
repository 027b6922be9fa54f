//! `cargo xtask policy`: writes `docs/POLICY.md`.

use crate::task::{Task, TaskError, write_by_test};

pub(crate) const TASK: Task = Task {
    name: "policy",
    summary: "Write docs/POLICY.md from policy/*.csv",
    options: "",
    run,
};

fn run(options: &[String]) -> Result<(), TaskError> {
    write_by_test(options, "policy", "JRP_UPDATE_POLICY")
}
