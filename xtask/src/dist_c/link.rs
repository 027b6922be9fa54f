//! Links the C library from its archive. rustc links one too, but by a list of names of its own, which knows no versions.

use super::{ABI, STATIC_LIBS, SYMBOLS};
use crate::target::Target;
use crate::task::{self, TaskError};
use crate::zig;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The linker's list of what is exported, all under the version of this ABI.
fn version_script() -> String {
    let mut text = format!("{} {{\n  global:\n", super::symbol_version());
    for symbol in SYMBOLS.lines() {
        text.push_str(&format!("    {symbol};\n"));
    }
    text.push_str("  local:\n    *;\n};\n");
    text
}

/// Links `archive` as the shared library `place`: for this machine by `cc`, for a target by zig.
pub(super) fn shared(archive: &Path, place: &Path, target: Option<Target>) -> Result<(), TaskError> {
    let script = place.with_extension("map");
    fs::write(&script, version_script()).map_err(|error| super::failed(&script, &error))?;
    let arguments = arguments(archive, place, &script, target);
    let linked = match target {
        Some(target) => zig::cc(target, &arguments),
        None => {
            let mut command = Command::new("cc");
            command.args(&arguments);
            task::finish(command, "see above what the linker misses")
        }
    };
    let _ = fs::remove_file(&script);
    linked
}

fn arguments(archive: &Path, place: &Path, script: &Path, target: Option<Target>) -> Vec<OsString> {
    let mut script_flag = OsString::from("-Wl,--version-script=");
    script_flag.push(script);
    let mut arguments: Vec<OsString> = vec!["-shared".into(), "-o".into(), place.into(), script_flag];
    arguments.push(format!("-Wl,-soname,libjrp.so.{ABI}").into());
    // `-s`: names of functions inside help nobody without the sources of just this build.
    arguments.extend(["-s", "-Wl,--gc-sections", "-Wl,-z,relro", "-Wl,-z,now"].map(Into::into));
    // Nothing in the link asks for them, so the linker would pass the archive over.
    arguments.extend(SYMBOLS.lines().map(|symbol| format!("-Wl,-u,{symbol}").into()));
    arguments.push(archive.into());
    arguments.extend(STATIC_LIBS.iter().map(|name| match (*name, target) {
        // zig brings its own unwinder, and hosts need no libgcc_s beside the library.
        ("gcc_s", Some(_)) => "-lunwind".into(),
        _ => format!("-l{name}").into(),
    }));
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exported_has_the_version_of_the_abi() {
        let script = version_script();
        assert!(script.starts_with("JRP_1 {\n  global:\n    jrp_abi_version;\n"));
        assert!(script.ends_with("    jrp_version;\n  local:\n    *;\n};\n"));
    }
}
