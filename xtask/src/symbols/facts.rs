//! What an ELF or PE file says of itself.

use crate::task::TaskError;
use object::elf::{self, FileHeader64};
use object::read::elf::{FileHeader, Sym, VersionTable};
use object::{LittleEndian, NameOrOrdinal, Object};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// A version of glibc; its parts compare as numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Glibc(Vec<u32>);

impl Glibc {
    pub(super) fn parse(text: &str) -> Option<Self> {
        text.split('.')
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()
            .map(Self)
    }
}

impl fmt::Display for Glibc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

/// A name that a file exports; ELF may give it a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Export {
    pub(super) name: String,
    pub(super) version: Option<String>,
}

/// What hosts and loaders see of a file.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) elf: bool,
    pub(super) exports: BTreeSet<Export>,
    /// The newest glibc asked for
    pub(super) glibc: Option<Glibc>,
    /// Versions of other libraries asked for, or of glibc in a form that says no number
    pub(super) needed: BTreeSet<String>,
}

impl Facts {
    pub(super) fn of(path: &Path) -> Result<Self, TaskError> {
        let failed = |error: &dyn fmt::Display| {
            TaskError::new(
                format!("{}: {error}", path.display()),
                "name an ELF or PE file of 64 bits, or a PE file of 32",
            )
        };
        let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
        match bytes.starts_with(b"\x7fELF") {
            true => of_elf(&bytes),
            false => of_pe(&bytes),
        }
        .map_err(|error| failed(&error))
    }

    fn need(&mut self, version: &str) {
        match version.strip_prefix("GLIBC_").and_then(Glibc::parse) {
            Some(glibc) => self.glibc = self.glibc.take().max(Some(glibc)),
            None => drop(self.needed.insert(version.to_owned())),
        }
    }
}

fn of_pe(bytes: &[u8]) -> object::Result<Facts> {
    let mut facts = Facts::default();
    for export in object::File::parse(bytes)?.exports()? {
        facts.exports.insert(Export {
            name: match export?.name() {
                NameOrOrdinal::Name(name) => String::from_utf8_lossy(name).into_owned(),
                NameOrOrdinal::Ordinal(ordinal) => format!("#{ordinal}"),
            },
            version: None,
        });
    }
    Ok(facts)
}

fn of_elf(bytes: &[u8]) -> object::Result<Facts> {
    let header = FileHeader64::<LittleEndian>::parse(bytes)?;
    let endian = header.endian()?;
    let sections = header.sections(endian, bytes)?;
    let mut facts = Facts {
        elf: true,
        ..Facts::default()
    };
    if let Some((mut needs, strings)) = sections.gnu_verneed(endian, bytes)? {
        let strings = sections.strings(endian, bytes, strings)?;
        while let Some((_, mut versions)) = needs.next()? {
            while let Some(version) = versions.next()? {
                facts.need(&String::from_utf8_lossy(version.name(endian, strings)?));
            }
        }
    }
    let versions: Option<VersionTable<'_, _>> = sections.versions(endian, bytes)?;
    let symbols = sections.symbols(endian, bytes, elf::SHT_DYNSYM)?;
    for (index, symbol) in symbols.enumerate() {
        // The names of versions are symbols of value zero.
        let exported = symbol.st_bind() != elf::STB_LOCAL
            && !symbol.is_undefined(endian)
            && symbol.st_shndx(endian) != elf::SHN_ABS;
        if !exported {
            continue;
        }
        let name = String::from_utf8_lossy(symbol.name(endian, symbols.strings())?).into_owned();
        let version = match &versions {
            Some(table) => table
                .version(table.version_index(endian, index).index())?
                .map(|version| String::from_utf8_lossy(version.name()).into_owned()),
            None => None,
        };
        facts.exports.insert(Export { name, version });
    }
    Ok(facts)
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} names exported", self.exports.len())?;
        match &self.glibc {
            Some(version) => write!(f, ", glibc {version} or later"),
            None if self.elf => f.write_str(", no glibc"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_versions_are_numbers() {
        let version = |text| Glibc::parse(text).unwrap();
        assert!(version("2.4") < version("2.17"));
        assert!(version("2.2.5") < version("2.17"));
        assert_eq!(version("2.17").to_string(), "2.17");
        assert_eq!(Glibc::parse("PRIVATE"), None);
    }

    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[test]
    fn this_program_asks_for_a_glibc() {
        let facts = Facts::of(&std::env::current_exe().unwrap()).unwrap();
        assert!(facts.elf && facts.glibc >= Glibc::parse("2.2.5"), "{facts:?}");
    }

    #[test]
    fn what_is_no_such_file_is_told_by_its_path() {
        let said = Facts::of(Path::new(file!()).file_name().unwrap().as_ref()).unwrap_err();
        assert!(said.to_string().starts_with("facts.rs: "), "{said}");
    }
}
