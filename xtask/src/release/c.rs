//! The C library of a target: the folder of `dist-c` as archive, and where Linux has packages, as these.

use super::folder;
use super::linux::{self, Processor};
use super::source::Source;
use super::sums::Contents;
use crate::dist_c;
use crate::target::{System, Target};
use crate::task::TaskError;
use std::path::Path;

pub(super) fn pack(
    target: Target,
    source: &Source,
    out: &Path,
    contents: &mut Contents,
) -> Result<(), TaskError> {
    let stage = folder::stage(source, &format!("jrp-c-{}-{}", source.version, target.name))?;
    dist_c::write(Some(target), &stage)?;
    let archive = folder::pack(&stage, target, source, out)?;
    contents.add(&archive, &stage)?;
    match Processor::of(target).filter(|_| target.system() == System::Glibc) {
        Some(processor) => linux::library(&stage, processor, source, out),
        None => Ok(()),
    }
}
