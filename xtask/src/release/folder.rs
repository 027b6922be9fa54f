//! A folder, packed: names in order, the time of the commit, no owner. The same files give the same bytes.

use super::source::Source;
use crate::files::{self, failed};
use crate::target::{System, Target};
use crate::task::{self, TaskError};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A new, empty folder below `target/`, in which a package is laid out.
pub(super) fn stage(source: &Source, name: &str) -> Result<PathBuf, TaskError> {
    let place = task::built(&source.root).join("release").join(name);
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|error| failed(&place, &error))?;
    }
    fs::create_dir_all(&place).map_err(|error| failed(&place, &error))?;
    Ok(place)
}

/// Copies a file to where folders may be missing.
pub(super) fn copy(from: &Path, to: &Path, mode: u32) -> Result<(), TaskError> {
    write(to, &files::read(from)?, mode)
}

pub(super) fn write(to: &Path, bytes: &[u8], mode: u32) -> Result<(), TaskError> {
    files::write(to, bytes)?;
    set_mode(to, mode)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), TaskError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| failed(path, &error))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Result<(), TaskError> {
    Ok(())
}

/// The files and links below a folder, by their path in it, in order.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, TaskError> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(below) = waiting.pop() {
        let place = folder.join(&below);
        for entry in fs::read_dir(&place).map_err(|error| failed(&place, &error))? {
            let entry = entry.map_err(|error| failed(&place, &error))?;
            let path = below.join(entry.file_name());
            match entry
                .file_type()
                .map_err(|error| failed(&place, &error))?
                .is_dir()
            {
                true => waiting.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Packs `folder`, of which the archive has the name, as the target's people unpack it. Returns the archive's name.
pub(super) fn pack(folder: &Path, target: Target, source: &Source, out: &Path) -> Result<String, TaskError> {
    let name = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    match target.system() {
        System::Windows => zip(folder, &name, out),
        System::Glibc | System::Musl => tar(folder, &name, source, out),
    }
}

fn tar(folder: &Path, name: &str, source: &Source, out: &Path) -> Result<String, TaskError> {
    let archive = format!("{name}.tar.gz");
    let mut command = source.timed("tar");
    command
        .args([
            "--sort=name",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--format=ustar",
        ])
        .args(["--mode=u+rwX,go+rX,go-w", "--use-compress-program=gzip -9n"])
        .arg(format!("--mtime=@{}", source.epoch))
        .arg("--create")
        .arg("--file")
        .arg(
            fs::canonicalize(out)
                .map_err(|error| failed(out, &error))?
                .join(&archive),
        )
        .arg("--directory")
        .arg(folder.parent().unwrap_or(folder))
        .arg(name);
    task::finish(command, "a release needs GNU tar and gzip")?;
    Ok(archive)
}

fn zip(folder: &Path, name: &str, out: &Path) -> Result<String, TaskError> {
    let archive = format!("{name}.zip");
    let place = out.join(&archive);
    let packed = || -> io::Result<()> {
        let mut zip = ZipWriter::new(File::create(&place)?);
        // Without a time of its own an entry has the first that the format knows, 1980.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for path in files(folder).map_err(|error| io::Error::other(error.to_string()))? {
            let inside = format!("{name}/{}", path.to_string_lossy().replace('\\', "/"));
            zip.start_file(inside, options)?;
            zip.write_all(&fs::read(folder.join(&path))?)?;
        }
        zip.finish().map(drop).map_err(Into::into)
    };
    packed().map_err(|error| failed(&place, &error))?;
    Ok(archive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::sums::digest;

    /// The digest of the archive of a folder whose files were written in an order, and at another time each.
    fn packed(target: &str, order: [&str; 2]) -> String {
        let place =
            std::env::temp_dir().join(format!("jrp-pack-{}-{target}-{}", std::process::id(), order[0]));
        let folder = place.join("jrp-x");
        for (at, name) in order.into_iter().enumerate() {
            write(
                &folder.join("lib").join(name),
                name.as_bytes(),
                if at == 0 { 0o640 } else { 0o600 },
            )
            .unwrap();
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000 * (at as u64 + 1));
            let file = File::options()
                .write(true)
                .open(folder.join("lib").join(name))
                .unwrap();
            file.set_modified(time).unwrap();
        }
        let target = Target::called(target).unwrap();
        let archive = pack(&folder, target, &Source::for_tests(), &place).unwrap();
        let found = digest(&place.join(archive)).unwrap();
        fs::remove_dir_all(place).unwrap();
        found
    }

    #[test]
    fn the_same_files_are_the_same_archive_whenever_and_in_whatever_order_they_were_written() {
        for target in ["linux-x86_64", "windows-x86"] {
            assert_eq!(packed(target, ["a", "b"]), packed(target, ["b", "a"]), "{target}");
        }
    }
}
