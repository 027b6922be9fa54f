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
    /// The oldest glibc that the target's files load on
    pub(crate) glibc: &'static str,
}

impl Target {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.lines().skip(1).filter_map(|line| {
            let mut columns = line.split('\t');
            Some(Self {
                triple: columns.next()?,
                name: columns.next()?,
                glibc: columns.next()?,
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

    /// The target as cargo-zigbuild takes it.
    pub(crate) fn for_cargo(self) -> String {
        format!("{}.{}", self.triple, self.glibc)
    }

    /// The target as zig's C compiler takes it: without the vendor.
    pub(crate) fn for_zig(self) -> String {
        self.for_cargo().replace("-unknown-", "-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        assert_eq!(Target::all().count(), TABLE.lines().count() - 1);
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
            "no target is called `sparc`; give one of linux-x86_64"
        );
    }

    #[test]
    fn zig_and_cargo_hear_of_the_same_glibc() {
        let target = Target::called("linux-x86_64").unwrap();
        assert_eq!(target.for_cargo(), "x86_64-unknown-linux-gnu.2.17");
        assert_eq!(target.for_zig(), "x86_64-linux-gnu.2.17");
    }
}
