//! The steps in their order.

use super::{bind, engine, optimise, order, report};
use crate::files::{read, write};
use crate::task::{self, TaskError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const TARGET: &str = "wasm32-unknown-unknown";
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Nothing that engines of 2017 lack, for wasm-bindgen's crate decides by these features what it imports; SHA-512, of
/// which a signature needs two blocks, as a loop; functions that are hardly longer than a call of them, in its place.
const FLAGS: [&str; 3] = [
    "-Ctarget-cpu=mvp",
    "--cfg=sha2_backend_soft=\"compact\"",
    "-Cllvm-args=-inline-threshold=25",
];

pub(super) fn run(options: &[String]) -> Result<(), TaskError> {
    let wants_report = match options {
        [] => false,
        [option] if option == "--report" => true,
        _ => return Err(TaskError::new("unknown options", "see `cargo xtask wasm --help`")),
    };
    let root = task::workspace();
    let npm = root.join("bindings-wasm/npm");
    let raw = npm.join("src/raw");
    install(&npm)?;
    let main = module(&root, &npm, "jrp-wasm")?;
    write(&raw.join("jrp.wasm"), &main.small)?;
    write(&raw.join("jrp_wasm.js"), main.bound.js.as_bytes())?;
    write(&raw.join("jrp_wasm.d.ts"), main.bound.types.as_bytes())?;
    // Nothing but numbers goes into it and out of it: it needs no glue.
    let slip = module(&root, &npm, "jrp-slip-wasm")?;
    write(&raw.join("slip.wasm"), &slip.small)?;
    show("npm", &["run", "--silent", "build:ts"], &npm)?;
    if wants_report {
        print!("{}", report::report(&main.named)?);
    }
    Ok(())
}

/// A crate that needs no glue, as it is shipped; the package must be built.
#[cfg(feature = "site")]
pub(crate) fn small(root: &Path, package: &str) -> Result<Vec<u8>, TaskError> {
    Ok(module(root, &root.join("bindings-wasm/npm"), package)?.small)
}

/// What became of a crate.
struct Built {
    bound: bind::Bound,
    /// With the names of its functions
    named: Vec<u8>,
    /// As it is shipped
    small: Vec<u8>,
}

/// A crate as a module of WebAssembly 1.0.
fn module(root: &Path, npm: &Path, package: &str) -> Result<Built, TaskError> {
    let name = package.replace('-', "_");
    let bound = bind::bind(&read(&compile(root, package)?)?, &name)?;
    let target = task::built(root).join("wasm");
    let [bound_at, named_at] = ["bound", "named"].map(|step| target.join(format!("{name}.{step}.wasm")));
    write(&bound_at, &bound.wasm)?;
    optimise::optimise(npm, &bound_at, &named_at)?;
    let named = read(&named_at)?;
    let small = order::order(&report::strip(&named)?)?;
    engine::runs_in_early_engines(&small)?;
    Ok(Built { bound, named, small })
}

/// Compiles a crate with the profile `wasm`, after making sure of the target.
fn compile(root: &Path, package: &str) -> Result<PathBuf, TaskError> {
    let sysroot = task::sysroot(TARGET)?;
    let mut flags = format!("{} {}", env::var(RUSTFLAGS).unwrap_or_default(), FLAGS.join(" "));
    // Messages of panics name source files: those of the registry without the path of this machine.
    if let Some(home) = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
    {
        flags.push_str(&format!(
            " --remap-path-prefix={}=",
            home.join("registry/src").display()
        ));
    }
    if let Some(sysroot) = sysroot {
        flags.push_str(&format!(" --sysroot={}", sysroot.display()));
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args([
            "build",
            "--package",
            package,
            "--profile",
            "wasm",
            "--target",
            TARGET,
        ])
        .env(RUSTFLAGS, flags.trim())
        .current_dir(root);
    succeed(&mut cargo, "cargo build")?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(task::built(root).join(TARGET).join("wasm").join(file))
}

/// `npm ci`, where the lock file is newer than what is installed.
fn install(npm: &Path) -> Result<(), TaskError> {
    let time = |path: &str| {
        fs::metadata(npm.join(path))
            .and_then(|found| found.modified())
            .ok()
    };
    let (wanted, installed) = (time("package-lock.json"), time("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    show("npm", &["ci", "--no-fund", "--no-audit"], npm)
}

/// Runs a program whose output the reader is to see.
fn show(program: &str, arguments: &[&str], directory: &Path) -> Result<(), TaskError> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(directory);
    succeed(&mut command, &format!("{program} {}", arguments.join(" ")))
}

fn succeed(command: &mut Command, name: &str) -> Result<(), TaskError> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(TaskError::new(format!("`{name}` failed"), "see above")),
        Err(error) => Err(TaskError::new(
            format!("cannot start `{name}`: {error}"),
            "scripts/setup-web installs Node and npm",
        )),
    }
}
