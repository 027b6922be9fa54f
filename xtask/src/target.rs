//! The machines that JRP is built for beside this one: `xtask/targets.tsv`, which `scripts/setup-release` reads too.

use crate::task::TaskError;

const TABLE: &str = include_str!("../targets.tsv");

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// As rustc calls it
    pub(crate) triple: &'static str,
    /// As packages and the jar's folders call it
    pub(crate) name: &'static str,
    /// The oldest system that the target's files load on
    pub(crate) floor: &'static str,
    /// Whether its files have been tried; those of others are made only when the target is named
    #[cfg_attr(not(feature = "release"), allow(dead_code, reason = "only releases ask"))]
    pub(crate) released: bool,
}

/// What decides how files are linked, and what they are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    Glibc,
    Musl,
    Windows,
}

impl Target {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.lines().skip(1).filter_map(|line| {
            let mut columns = line.split('\t');
            Some(Self {
                triple: columns.next()?,
                name: columns.next()?,
                floor: columns.next()?,
                released: columns.next()? == "released",
            })
        })
    }

    /// The target called `word`, by triple or by name.
    pub(crate) fn called(word: &str) -> Result<Self, TaskError> {
        Self::all()
            .find(|target| word == target.triple || word == target.name)
            .ok_or_else(|| {
                let names: Vec<_> = Self::all().map(|target| target.name).collect();
                TaskError::new(
                    format!("no target is called `{word}`"),
                    format!("give one of {}", names.join(", ")),
                )
            })
    }

    pub(crate) fn system(self) -> System {
        match self.triple {
            triple if triple.contains("-windows-") => System::Windows,
            triple if triple.ends_with("-musl") => System::Musl,
            _ => System::Glibc,
        }
    }

    /// The version of glibc that is linked for.
    pub(crate) fn glibc(self) -> Option<&'static str> {
        self.floor.strip_prefix("glibc ")
    }

    fn with_glibc(self, triple: &str) -> String {
        match self.glibc() {
            Some(version) => format!("{triple}.{version}"),
            None => triple.to_owned(),
        }
    }

    /// The target as cargo-zigbuild takes it.
    pub(crate) fn for_cargo(self) -> String {
        self.with_glibc(self.triple)
    }

    /// The target as zig's C compiler takes it: without the vendor, and with its own word for a processor.
    pub(crate) fn for_zig(self) -> String {
        let triple = self.triple.replace("i686-", "x86-").replace("-win7-", "-");
        self.with_glibc(&triple.replace("-unknown-", "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        assert_eq!(Target::all().count(), TABLE.lines().count() - 1);
        assert!(
            TABLE
                .lines()
                .skip(1)
                .all(|row| row.ends_with("\treleased") || row.ends_with("\tprepared"))
        );
    }

    #[test]
    fn targets_are_found_by_triple_and_by_name() {
        for target in Target::all() {
            assert_eq!(Target::called(target.triple).unwrap().name, target.name);
            assert_eq!(Target::called(target.name).unwrap().triple, target.triple);
        }
    }

    #[test]
    fn an_unknown_target_is_told_with_those_there_are() {
        assert_eq!(
            Target::called("sparc").unwrap_err().to_string(),
            "no target is called `sparc`; give one of linux-x86_64, linux-aarch64, linux-loongarch64, linux-musl-x86_64, \
             linux-musl-aarch64, windows-x86_64, windows-x86"
        );
    }

    #[test]
    fn zig_and_cargo_hear_of_the_same_system() {
        let told = |name| {
            let target = Target::called(name).unwrap();
            (target.for_cargo(), target.for_zig(), target.system())
        };
        let row = |cargo: &str, zig: &str, system| (cargo.to_owned(), zig.to_owned(), system);
        assert_eq!(
            told("linux-x86_64"),
            row(
                "x86_64-unknown-linux-gnu.2.17",
                "x86_64-linux-gnu.2.17",
                System::Glibc
            )
        );
        assert_eq!(
            told("linux-musl-aarch64"),
            row("aarch64-unknown-linux-musl", "aarch64-linux-musl", System::Musl)
        );
        assert_eq!(
            told("windows-x86"),
            row("i686-win7-windows-gnu", "x86-windows-gnu", System::Windows)
        );
    }
}
