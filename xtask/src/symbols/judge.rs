//! What a released file may export and ask for.

use super::facts::{Export, Facts, Glibc};
use crate::dist_c::{SYMBOLS, symbol_version};
use crate::task::TaskError;
use std::collections::BTreeSet;
use std::path::Path;

/// What the C library exports, on ELF systems with a version.
fn promised(elf: bool) -> BTreeSet<Export> {
    let exports = SYMBOLS.lines().map(|name| Export {
        name: name.to_owned(),
        version: elf.then(symbol_version),
    });
    exports.collect()
}

/// Holds a file to its name and to the oldest glibc.
pub(super) fn judge(path: &Path, facts: &Facts, floor: Option<&Glibc>) -> Result<(), TaskError> {
    let fault =
        |what: String, remedy: &str| Err(TaskError::new(format!("{}: {what}", path.display()), remedy));
    if let (Some(floor), Some(found)) = (floor, &facts.glibc)
        && found > floor
    {
        return fault(
            format!("asks for glibc {found}, above {floor}"),
            "link it for the older one (`cargo xtask dist-c --target`)",
        );
    }
    // GLIBC_ABI_… names a feature of newer loaders, GLIBC_PRIVATE one build of glibc.
    if let Some(other) = facts.needed.iter().find(|name| name.starts_with("GLIBC_"))
        && floor.is_some()
    {
        return fault(
            format!("asks for {other}, which old systems lack"),
            "link it without (`cargo xtask dist-c --target`)",
        );
    }
    if !is_c_library(path) {
        return Ok(());
    }
    let promised = promised(facts.elf);
    let told = |export: &Export| match &export.version {
        Some(version) => format!("{}@{version}", export.name),
        None => export.name.clone(),
    };
    let remedy = "bindings-c/tests/golden/symbols.txt says what is exported";
    if let Some(missing) = promised.difference(&facts.exports).next() {
        return fault(format!("does not export {}", told(missing)), remedy);
    }
    match facts.exports.difference(&promised).next() {
        Some(surplus) => fault(format!("exports {} too", told(surplus)), remedy),
        None => Ok(()),
    }
}

fn is_c_library(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == "jrp.dll" || name.starts_with("libjrp.so")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A library as it should be.
    fn whole(elf: bool) -> Facts {
        Facts {
            elf,
            exports: promised(elf),
            glibc: elf.then(|| Glibc::parse("2.16").unwrap()),
            needed: BTreeSet::from(["GCC_3.0".to_owned()]),
        }
    }

    fn describe(name: &str, facts: &Facts) -> String {
        let judged = judge(Path::new(name), facts, Glibc::parse("2.17").as_ref());
        judged.err().map_or_else(String::new, |error| error.to_string())
    }

    #[test]
    fn libraries_as_they_should_be_are_let_pass() {
        assert_eq!(describe("lib/libjrp.so.1", &whole(true)), "");
        assert_eq!(describe("bin/jrp.dll", &whole(false)), "");
    }

    #[test]
    fn a_name_too_many_too_few_or_decorated_is_told() {
        let named = |name: &str| Export {
            name: name.to_owned(),
            version: None,
        };
        let mut facts = whole(false);
        facts.exports.insert(named("rust_eh_personality"));
        assert!(describe("jrp.dll", &facts).contains("exports rust_eh_personality too"));
        facts.exports.remove(&named("jrp_version"));
        assert!(describe("jrp.dll", &facts).contains("does not export jrp_version"));
        facts.exports.insert(named("_jrp_version@0"));
        assert!(describe("jrp.dll", &facts).contains("does not export jrp_version"));
    }

    #[test]
    fn a_name_without_a_version_is_told() {
        let mut facts = whole(true);
        facts.exports = whole(false).exports;
        assert!(describe("libjrp.so", &facts).contains("does not export jrp_abi_version@JRP_1"));
    }

    #[test]
    fn a_newer_glibc_is_told_of_every_file() {
        let mut facts = whole(true);
        facts.glibc = Glibc::parse("2.34");
        for name in ["libjrp.so.1", "jrp"] {
            assert!(describe(name, &facts).contains("asks for glibc 2.34, above 2.17"));
        }
        facts.glibc = Glibc::parse("2.4");
        facts.needed.insert("GLIBC_ABI_DT_RELR".to_owned());
        assert!(describe("jrp", &facts).contains("asks for GLIBC_ABI_DT_RELR"));
    }
}
