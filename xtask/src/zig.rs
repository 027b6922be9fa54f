//! The compilers that `scripts/setup-release` installs: cargo-zigbuild, and zig as C compiler.

use crate::target::{System, Target};
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

/// What is made of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Product {
    /// An archive, from which we link a shared library ourselves
    Archive,
    /// A program, on musl without any library of the system
    #[cfg_attr(
        not(feature = "release"),
        allow(dead_code, reason = "only releases have programs")
    )]
    Program,
}

/// Builds `package` for a target, and returns the folder in which its files are.
pub(crate) fn build(package: &str, product: Product, target: Target) -> Result<PathBuf, TaskError> {
    let root = task::workspace();
    let tools = tools(&root)?;
    let mut command = Command::new(tools.join("cargo-zigbuild"));
    command
        .args(["rustc", "--locked", "--profile", "dist", "--package", package])
        .args(match product {
            Product::Archive => ["--lib", "--crate-type=staticlib"].as_slice(),
            Product::Program => ["--bins"].as_slice(),
        })
        .args(["--target", &target.for_cargo()])
        .env("PATH", path(&tools))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(&root, product, target)?)
        .current_dir(&root);
    task::finish(command, "scripts/setup-release installs what a target needs")?;
    Ok(task::built(&root).join(target.triple).join("dist"))
}

/// Runs one of zig's compilers for C: `cc`, `dlltool`.
pub(crate) fn run(tool: &str, arguments: &[OsString]) -> Result<(), TaskError> {
    let root = task::workspace();
    let tools = tools(&root)?;
    let mut command = Command::new(tools.join("python"));
    command.args(["-m", "ziglang", tool]).args(arguments);
    task::finish(command, "see above what the linker misses")
}

fn flags(root: &Path, product: Product, target: Target) -> Result<String, TaskError> {
    let mut flags = remapped(root);
    if let Some(sysroot) = task::sysroot(target.triple)? {
        flags.push(format!("--sysroot={}", sysroot.display()));
    }
    // An archive that goes into a shared library must not bring a C library of its own.
    if product == Product::Archive && target.system() == System::Musl {
        flags.push("-Ctarget-feature=-crt-static".to_owned());
    }
    Ok(flags.join("\u{1f}"))
}

/// Machines differ in where they keep sources; the files must not.
fn remapped(root: &Path) -> Vec<String> {
    let cargo = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=/jrp", root.display())];
    flags.extend(cargo.map(|cargo| format!("--remap-path-prefix={}=/cargo", cargo.display())));
    flags
}
