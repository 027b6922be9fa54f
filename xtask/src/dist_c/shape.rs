//! What the folder of the C library looks like on each system.

use super::ABI;
use crate::target::{System, Target};

/// The names of files, and what a link needs beside them.
pub(super) struct Shape {
    pub(super) system: System,
    /// The shared library, below the folder
    pub(super) shared: String,
    /// Its name without the number of the ABI, where systems have one
    pub(super) link: Option<&'static str>,
    /// What a static link needs beside libjrp.a (`rustc --print native-static-libs`)
    pub(super) static_libs: &'static [&'static str],
}

impl Shape {
    /// Without a target, this machine's, which is one with glibc.
    pub(super) fn of(target: Option<Target>) -> Self {
        let system = target.map_or(System::Glibc, Target::system);
        let static_libs: &[&str] = match system {
            System::Glibc => &["gcc_s", "util", "rt", "pthread", "m", "dl"],
            System::Musl => &["gcc_s"],
            System::Windows => &[
                "gcc_eh", "kernel32", "ntdll", "userenv", "ws2_32", "dbghelp", "advapi32",
            ],
        };
        let (shared, link) = match system {
            System::Windows => ("bin/jrp.dll".to_owned(), None),
            System::Glibc | System::Musl => (format!("lib/libjrp.so.{ABI}"), Some("lib/libjrp.so")),
        };
        Self {
            system,
            shared,
            link,
            static_libs,
        }
    }

    /// What CMake is told of the shared library.
    pub(super) fn cmake(&self) -> String {
        let location = format!("IMPORTED_LOCATION \"${{jrp_prefix}}/{}\"", self.shared);
        match self.system {
            System::Windows => format!("{location}\n    IMPORTED_IMPLIB \"${{jrp_prefix}}/lib/jrp.lib\""),
            System::Glibc | System::Musl => format!("{location}\n    IMPORTED_SONAME \"libjrp.so.{ABI}\""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cmake_hears_of_the_library_that_is_there() {
        for target in Target::all().map(Some).chain([None]) {
            let shape = Shape::of(target);
            assert!(
                shape.cmake().contains(&format!("/{}\"", shape.shared)),
                "{target:?}"
            );
        }
        assert!(
            Shape::of(Target::called("windows-x86").ok())
                .cmake()
                .contains("IMPORTED_IMPLIB")
        );
    }
}
