//! Maintenance tasks: `cargo xtask TASK [OPTIONS]`. Each task is one file; this one only dispatches.

mod alike;
mod dist_c;
mod files;
#[cfg(test)]
mod pages;
mod policy;
mod release;
mod requirements;
mod site;
mod skeleton;
mod symbols;
mod target;
mod task;
#[cfg(test)]
mod versions;
mod wasm;
mod zig;

use std::process::ExitCode;
use task::Task;

const TASKS: &[Task] = &[
    alike::TASK,
    dist_c::TASK,
    policy::TASK,
    release::TASK,
    requirements::TASK,
    site::TASK,
    skeleton::TASK,
    symbols::TASK,
    wasm::TASK,
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asks_for_help = |argument: &String| matches!(argument.as_str(), "help" | "--help" | "-h");
    let Some((name, options)) = arguments.split_first().filter(|(name, _)| !asks_for_help(name)) else {
        print!("{}", task::overview(TASKS));
        return ExitCode::SUCCESS;
    };
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("xtask: no task is called `{name}`; `cargo xtask help` lists them");
        return ExitCode::from(2);
    };
    if options.iter().any(asks_for_help) {
        print!("{}", task.help());
        return ExitCode::SUCCESS;
    }
    match (task.run)(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {name}: {error}");
            ExitCode::FAILURE
        }
    }
}
