//! The command of a target: archive, and where Linux has packages, these.

use super::folder;
use super::linux::{self, Processor};
use super::source::Source;
use super::sums::Contents;
use crate::target::{System, Target};
use crate::task::TaskError;
use crate::zig::{self, Product};
use std::path::Path;

/// On Linux the command links everything, so that the one for musl runs on any system; no other is handed out.
pub(super) fn is_for(target: Target) -> bool {
    target.system() != System::Glibc
}

pub(super) fn pack(
    target: Target,
    source: &Source,
    out: &Path,
    contents: &mut Contents,
) -> Result<(), TaskError> {
    let built = zig::build("jrp-cli", Product::Program, target)?;
    let windows = target.system() == System::Windows;
    let name = target.name.replace("-musl", "");
    let stage = folder::stage(source, &format!("jrp-{}-{name}", source.version))?;
    let file = if windows { "jrp.exe" } else { "jrp" };
    folder::copy(&built.join(file), &stage.join(file), 0o755)?;
    for text in [
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "NOTICE",
        "README.md",
        "README.zh-CN.md",
    ] {
        folder::copy(&source.root.join(text), &stage.join(text), 0o644)?;
    }
    if !windows {
        let service = "packaging/jrp-serve.service";
        folder::copy(
            &source.root.join(service),
            &stage.join("jrp-serve.service"),
            0o644,
        )?;
    }
    let archive = folder::pack(&stage, target, source, out)?;
    contents.add(&archive, &stage)?;
    match Processor::of(target).filter(|_| !windows) {
        Some(processor) => linux::command(&stage, processor, source, out),
        None => Ok(()),
    }
}
