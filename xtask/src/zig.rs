//! The compilers that `scripts/setup-release` installs: cargo-zigbuild, and zig as C compiler.

use crate::target::Target;
use crate::task::{self, TaskError};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where `scripts/setup-release` puts them.
const PLACE: &str = ".venv-release/bin";

fn tools(root: &Path) -> Result<PathBuf, TaskError> {
    let place = root.join(PLACE);
    match place.join("cargo-zigbuild").exists() {
        true => Ok(place),
        false => Err(TaskError::new(
            format!("{PLACE}/cargo-zigbuild is missing"),
            "run scripts/setup-release",
        )),
    }
}

/// The search path with the tools before everything else: cargo-zigbuild looks there for its Python with zig.
fn path(tools: &Path) -> OsString {
    let mut path = OsString::from(tools);
    if let Some(others) = std::env::var_os("PATH") {
        path.push(":");
        path.push(others);
    }
    path
}

/// Builds `package` for a target, and returns the folder in which its files are.
pub(crate) fn build(package: &str, target: Target) -> Result<PathBuf, TaskError> {
    let root = task::workspace();
    let tools = tools(&root)?;
    let mut command = Command::new(tools.join("cargo-zigbuild"));
    command
        .args([
            "zigbuild",
            "--locked",
            "--profile",
            "dist",
            "--package",
            package,
            "--target",
        ])
        .arg(target.for_cargo())
        .env("PATH", path(&tools))
        // Machines differ in where they keep sources; the files must not.
        .env("CARGO_ENCODED_RUSTFLAGS", remapped(&root))
        .current_dir(&root);
    task::finish(command, "scripts/setup-release installs what a target needs")?;
    Ok(task::built(&root).join(target.triple).join("dist"))
}

/// Runs zig's C compiler for a target.
pub(crate) fn cc(target: Target, arguments: &[OsString]) -> Result<(), TaskError> {
    let root = task::workspace();
    let tools = tools(&root)?;
    let mut command = Command::new(tools.join("python"));
    command
        .args(["-m", "ziglang", "cc", "-target", &target.for_zig()])
        .args(arguments);
    task::finish(command, "see above what the linker misses")
}

fn remapped(root: &Path) -> String {
    let cargo = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=/jrp", root.display())];
    flags.extend(cargo.map(|cargo| format!("--remap-path-prefix={}=/cargo", cargo.display())));
    flags.join("\u{1f}")
}
