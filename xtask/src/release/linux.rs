//! Packages for Debian's and Red Hat's families, by their own tools: `dpkg-deb` and `rpmbuild`, from `packaging/`.

use super::folder;
use super::source::Source;
use crate::dist_c::ABI;
use crate::files::failed;
use crate::target::Target;
use crate::task::{self, TaskError};
use std::fs;
use std::path::{Path, PathBuf};

/// A processor as both families call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Processor {
    deb: &'static str,
    rpm: &'static str,
    /// Debian's folder for libraries of one processor
    multiarch: &'static str,
}

impl Processor {
    pub(super) fn of(target: Target) -> Option<Self> {
        let (deb, rpm, multiarch) = match target.triple.split('-').next()? {
            "x86_64" => ("amd64", "x86_64", "x86_64-linux-gnu"),
            "aarch64" => ("arm64", "aarch64", "aarch64-linux-gnu"),
            "loongarch64" => ("loong64", "loongarch64", "loongarch64-linux-gnu"),
            _ => return None,
        };
        Some(Self { deb, rpm, multiarch })
    }
}

/// `jrp`, from the folder of the command.
pub(super) fn command(
    stage: &Path,
    processor: Processor,
    source: &Source,
    out: &Path,
) -> Result<(), TaskError> {
    let root = folder::stage(source, "root-command")?;
    folder::copy(&stage.join("jrp"), &root.join("usr/bin/jrp"), 0o755)?;
    let service = root.join("lib/systemd/system/jrp-serve.service");
    let text = fs::read_to_string(stage.join("jrp-serve.service")).map_err(|error| failed(stage, &error))?;
    folder::write(
        &service,
        text.replace("/usr/local/bin/", "/usr/bin/").as_bytes(),
        0o644,
    )?;
    rpm("jrp", &root, processor, source, out)?;
    deb("jrp", &root, processor, source, out)
}

/// `libjrp1` and `libjrp-dev`, from the folder of the C library.
pub(super) fn library(
    stage: &Path,
    processor: Processor,
    source: &Source,
    out: &Path,
) -> Result<(), TaskError> {
    let shared = format!("libjrp.so.{ABI}");
    let all = folder::stage(source, "root-libjrp")?;
    for path in folder::files(stage)?
        .iter()
        .filter(|path| path.parent() != Some(Path::new("")))
    {
        match path.ends_with("libjrp.so") {
            true => link(&shared, &all.join("usr").join(path))?,
            false => folder::copy(&stage.join(path), &all.join("usr").join(path), 0o644)?,
        }
    }
    rpm("libjrp", &all, processor, source, out)?;
    let (runtime, development) = (
        folder::stage(source, "root-libjrp1")?,
        folder::stage(source, "root-libjrp-dev")?,
    );
    let libraries = format!("usr/lib/{}", processor.multiarch);
    for path in folder::files(&all.join("usr"))? {
        let from = all.join("usr").join(&path);
        let inside = match path.strip_prefix("lib") {
            Ok(below) => Path::new(&libraries).join(below),
            Err(_) => Path::new("usr").join(&path),
        };
        match (path.ends_with(&shared), from.is_symlink()) {
            (true, _) => folder::copy(&from, &runtime.join(&inside), 0o644)?,
            (_, true) => link(&shared, &development.join(&inside))?,
            (_, false) => folder::copy(&from, &development.join(&inside), 0o644)?,
        }
    }
    relocate(&development, &libraries, processor)?;
    let control = runtime.join("DEBIAN");
    folder::write(
        &control.join("shlibs"),
        format!("libjrp {ABI} libjrp{ABI}\n").as_bytes(),
        0o644,
    )?;
    folder::write(&control.join("triggers"), b"activate-noawait ldconfig\n", 0o644)?;
    deb("libjrp1", &runtime, processor, source, out)?;
    deb("libjrp-dev", &development, processor, source, out)
}

/// CMake and pkg-config find the prefix from where their files are, which is one folder deeper on Debian.
fn relocate(root: &Path, libraries: &str, processor: Processor) -> Result<(), TaskError> {
    let below = format!("lib/{}", processor.multiarch);
    for (file, before, after) in [
        (
            "cmake/jrp/jrp-config.cmake",
            "/../../..\" ABSOLUTE",
            "/../../../..\" ABSOLUTE".to_owned(),
        ),
        (
            "cmake/jrp/jrp-config.cmake",
            "${jrp_prefix}/lib/",
            format!("${{jrp_prefix}}/{below}/"),
        ),
        (
            "pkgconfig/jrp.pc",
            "${pcfiledir}/../..",
            "${pcfiledir}/../../..".to_owned(),
        ),
        (
            "pkgconfig/jrp.pc",
            "${prefix}/lib",
            format!("${{prefix}}/{below}"),
        ),
    ] {
        let place = root.join(libraries).join(file);
        let text = fs::read_to_string(&place).map_err(|error| failed(&place, &error))?;
        if !text.contains(before) {
            return Err(TaskError::new(
                format!("{file} has no `{before}`"),
                "change xtask/src/release/linux.rs with the template",
            ));
        }
        folder::write(&place, text.replace(before, &after).as_bytes(), 0o644)?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(target: &str, place: &Path) -> Result<(), TaskError> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    }
    std::os::unix::fs::symlink(target, place).map_err(|error| failed(place, &error))
}

#[cfg(not(unix))]
fn link(_: &str, place: &Path) -> Result<(), TaskError> {
    Err(TaskError::new(
        format!("{}: no packages for Linux are made here", place.display()),
        "run this on Linux",
    ))
}

fn deb(
    package: &str,
    root: &Path,
    processor: Processor,
    source: &Source,
    out: &Path,
) -> Result<(), TaskError> {
    let packaging = source.root.join("packaging/debian");
    let documents = root.join("usr/share/doc").join(package);
    folder::copy(&packaging.join("copyright"), &documents.join("copyright"), 0o644)?;
    changelog(package, &documents, source)?;
    let template = packaging.join(format!("{package}.control"));
    let control = fs::read_to_string(&template).map_err(|error| failed(&template, &error))?;
    let size = installed(root)?;
    let control = control
        .replace("@VERSION@", source.version)
        .replace("@ARCHITECTURE@", processor.deb)
        .replace("@SIZE@", &size.to_string());
    folder::write(&root.join("DEBIAN/control"), control.as_bytes(), 0o644)?;
    let archive = out.join(format!("{package}_{}_{}.deb", source.version, processor.deb));
    let mut command = source.timed("dpkg-deb");
    command
        .args(["--root-owner-group", "-Zxz", "--build"])
        .arg(root)
        .arg(archive);
    readable(root)?;
    task::finish(command, "a release needs dpkg-deb (scripts/setup-release)")
}

/// What Debian has beside a package: when it became what.
fn changelog(package: &str, documents: &Path, source: &Source) -> Result<(), TaskError> {
    let mut date = source.timed("date");
    date.args(["-R", "-u", "-d", &format!("@{}", source.epoch)]);
    let date = super::source::said(date)?;
    let text = format!(
        "{package} ({}) unstable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n -- The JRP authors \
         <jrp@localhost>  {date}\n",
        source.version
    );
    let place = documents.join("changelog");
    folder::write(&place, text.as_bytes(), 0o644)?;
    let mut gzip = source.timed("gzip");
    gzip.arg("-9n").arg(&place);
    task::finish(gzip, "a release needs gzip")
}

/// Kilobytes, as Debian counts them: each file rounded up.
fn installed(root: &Path) -> Result<u64, TaskError> {
    let mut size = 0;
    for path in folder::files(root)?
        .iter()
        .filter(|path| !path.starts_with("DEBIAN"))
    {
        let place = root.join(path);
        size += fs::symlink_metadata(&place)
            .map_err(|error| failed(&place, &error))?
            .len()
            .div_ceil(1024);
    }
    Ok(size)
}

/// The mask of whoever builds must not show in packages.
fn readable(root: &Path) -> Result<(), TaskError> {
    let mut command = std::process::Command::new("chmod");
    command.args(["-R", "u+rwX,go+rX,go-w"]).arg(root);
    task::finish(command, "check the rights of target/")
}

fn rpm(spec: &str, root: &Path, processor: Processor, source: &Source, out: &Path) -> Result<(), TaskError> {
    readable(root)?;
    let top: PathBuf = folder::stage(source, "rpmbuild")?;
    let define = |name: &str, value: &str| ["--define".to_owned(), format!("{name} {value}")];
    let mut command = source.timed("rpmbuild");
    command
        .args(["-bb", "--quiet", "--target", processor.rpm])
        .args(define("_topdir", &top.display().to_string()))
        .args(define("_rpmdir", &out.display().to_string()))
        .args(define(
            "_build_name_fmt",
            "%%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
        ))
        .args(define("_buildhost", "jrp"))
        .args(define("use_source_date_epoch_as_buildtime", "1"))
        .args(define("clamp_mtime_to_source_date_epoch", "1"))
        .args(define("_lib", "lib64"))
        .args(define("jrp_version", source.version))
        .args(define("jrp_source", &source.root.display().to_string()))
        .args(define("jrp_root", &root.display().to_string()))
        .arg(source.root.join("packaging").join(format!("{spec}.spec")));
    task::finish(command, "a release needs rpmbuild (scripts/setup-release)")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::release::source::said;
    use crate::release::sums::digest;
    use std::process::Command;

    /// Debian's and Red Hat's packages of a library that has only names.
    fn packages(out: &Path) -> Vec<(String, String)> {
        let source = Source::for_tests();
        let stage = folder::stage(&source, "test-stage").unwrap();
        for (path, text) in [
            ("include/jrp.h", ""),
            ("include/jrp.hpp", ""),
            ("lib/libjrp.so.1", "shared"),
            ("lib/libjrp.a", "archive"),
            ("lib/cmake/jrp/jrp-config-version.cmake", ""),
            (
                "lib/cmake/jrp/jrp-config.cmake",
                "(\"${CMAKE_CURRENT_LIST_DIR}/../../..\" ABSOLUTE)\n\"${jrp_prefix}/lib/libjrp.a\"\n",
            ),
            (
                "lib/pkgconfig/jrp.pc",
                "prefix=${pcfiledir}/../..\nlibdir=${prefix}/lib\n",
            ),
            ("NOTICE", ""),
        ] {
            folder::write(&stage.join(path), text.as_bytes(), 0o644).unwrap();
        }
        link("libjrp.so.1", &stage.join("lib/libjrp.so")).unwrap();
        fs::create_dir_all(out).unwrap();
        let processor = Processor::of(Target::called("linux-aarch64").unwrap()).unwrap();
        library(&stage, processor, &source, out).unwrap();
        let names = folder::files(out).unwrap();
        names
            .iter()
            .map(|name| (name.display().to_string(), digest(&out.join(name)).unwrap()))
            .collect()
    }

    #[test]
    fn packages_of_the_same_files_are_the_same_and_hold_them_where_their_system_looks() {
        let out = std::env::temp_dir().join(format!("jrp-packages-{}", std::process::id()));
        let (first, second) = (packages(&out.join("1")), packages(&out.join("2")));
        assert_eq!(first, second);
        let names: Vec<_> = first.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "libjrp-1.2.3-1.aarch64.rpm",
                "libjrp-dev_1.2.3_arm64.deb",
                "libjrp-devel-1.2.3-1.aarch64.rpm",
                "libjrp1_1.2.3_arm64.deb"
            ]
        );
        let told = |program: &str, words: &[&str], name: &str| {
            let mut command = Command::new(program);
            command.args(words).arg(out.join("1").join(name));
            said(command).unwrap()
        };
        let runtime = told("dpkg-deb", &["--contents"], names[3]);
        assert!(
            runtime.contains("./usr/lib/aarch64-linux-gnu/libjrp.so.1\n"),
            "{runtime}"
        );
        assert!(!runtime.contains("libjrp.a"), "{runtime}");
        let development = told("dpkg-deb", &["--contents"], names[1]);
        assert!(
            development.contains("./usr/lib/aarch64-linux-gnu/libjrp.so -> libjrp.so.1"),
            "{development}"
        );
        let rpm = told("rpm", &["-qlp"], names[2]);
        assert!(
            rpm.contains("/usr/lib64/libjrp.a") && rpm.contains("/usr/include/jrp.h"),
            "{rpm}"
        );
        fs::remove_dir_all(out).unwrap();
    }
}
