//! Links the C library from its archive. rustc links one too, but by a list of names of its own, which knows no versions.

use super::shape::Shape;
use super::{ABI, SYMBOLS};
use crate::files;
use crate::target::{System, Target};
use crate::task::{self, TaskError};
use crate::zig;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Links `archive` as the shared library `place`: for this machine by `cc`, for a target by zig.
pub(super) fn shared(
    archive: &Path,
    place: &Path,
    shape: &Shape,
    target: Option<Target>,
) -> Result<(), TaskError> {
    let exports = place.with_extension(match shape.system {
        System::Windows => "s",
        _ => "map",
    });
    let text = match shape.system {
        System::Windows => directives(),
        _ => version_script(),
    };
    files::write(&exports, text.as_bytes())?;
    let mut arguments: Vec<OsString> = Vec::new();
    arguments.extend(target.map(|target| format!("--target={}", target.for_zig()).into()));
    arguments.extend(["-shared", "-s", "-o"].map(Into::into));
    arguments.push(place.into());
    arguments.extend(match shape.system {
        System::Windows => windows(&exports),
        _ => elf(&exports),
    });
    arguments.push(archive.into());
    arguments.extend(shape.static_libs.iter().map(|name| match (*name, target) {
        // zig brings its own unwinder, and hosts need no library of a compiler beside this one.
        ("gcc_s" | "gcc_eh", Some(_)) => "-lunwind".into(),
        _ => format!("-l{name}").into(),
    }));
    let linked = match target {
        Some(_) => zig::run("cc", &arguments),
        None => {
            let mut command = Command::new("cc");
            command.args(&arguments);
            task::finish(command, "see above what the linker misses")
        }
    };
    let _ = fs::remove_file(&exports);
    linked
}

/// The linker's list of what is exported, all under the version of this ABI.
fn version_script() -> String {
    let mut text = format!("{} {{\n  global:\n", super::symbol_version());
    for symbol in SYMBOLS.lines() {
        text.push_str(&format!("    {symbol};\n"));
    }
    text.push_str("  local:\n    *;\n};\n");
    text
}

fn elf(script: &Path) -> Vec<OsString> {
    let mut script_flag = OsString::from("-Wl,--version-script=");
    script_flag.push(script);
    let mut arguments = vec![script_flag, format!("-Wl,-soname,libjrp.so.{ABI}").into()];
    arguments.extend(["-Wl,--gc-sections", "-Wl,-z,relro", "-Wl,-z,now"].map(Into::into));
    // Nothing in the link asks for them, so the linker would pass the archive over.
    arguments.extend(SYMBOLS.lines().map(|symbol| format!("-Wl,-u,{symbol}").into()));
    arguments
}

/// What a linker for Windows reads in an object: the names to export. A linker that reads none exports everything.
fn directives() -> String {
    let mut text = String::from(".section .drectve,\"yn\"\n");
    for symbol in SYMBOLS.lines() {
        text.push_str(&format!(".ascii \" -export:{symbol}\"\n"));
    }
    text
}

fn windows(directives: &Path) -> Vec<OsString> {
    vec![directives.into(), "-Wl,--gc-sections".into()]
}

/// The list of exports as Windows' own tools take it, and the import library made of it, for a linker of either family.
pub(super) fn import_library(lib: &Path, target: Target) -> Result<(), TaskError> {
    let list = lib.join("jrp.def");
    let import = lib.join("jrp.lib");
    files::write(&list, definition().as_bytes())?;
    let machine = match target.triple.split('-').next() {
        Some("i686") => "i386",
        _ => "i386:x86-64",
    };
    let words: [OsString; 6] = [
        "-m".into(),
        machine.into(),
        "-d".into(),
        list.into(),
        "-l".into(),
        import.clone().into(),
    ];
    zig::run("dlltool", &words)?;
    super::copy(&import, &lib.join("libjrp.dll.a"))
}

fn definition() -> String {
    let mut text = String::from("LIBRARY jrp.dll\nEXPORTS\n");
    for symbol in SYMBOLS.lines() {
        text.push_str(&format!("    {symbol}\n"));
    }
    text
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

    #[test]
    fn both_lists_for_windows_have_every_name_undecorated() {
        let (definition, directives) = (definition(), directives());
        for symbol in SYMBOLS.lines() {
            assert!(definition.contains(&format!("    {symbol}\n")));
            assert!(directives.contains(&format!(" -export:{symbol}\"\n")));
        }
    }
}
