//! Profiles: how a department's own table is read. `docs/FEEDS.md` has the schema.

use crate::header::header_word;
use crate::lists::Lists;
use crate::{Column, word};
use core::fmt;
use jrp_core::policy::Policy;
use jrp_core::record::SubjectKind;
use jrp_core::subject::{CreditCode, IdKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// The profiles that come with the program, as they are written.
const BUILTIN: [&str; 6] = [
    include_str!("../profiles/ccgp.toml"),
    include_str!("../profiles/sgs-cf.toml"),
    include_str!("../profiles/court.toml"),
    include_str!("../profiles/tax.toml"),
    include_str!("../profiles/wage.toml"),
    include_str!("../profiles/tax-a.toml"),
];

/// How the columns of a table that are not called as ours are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    name: String,
    title: String,
    /// What every row of the table has
    constants: BTreeMap<usize, String>,
    /// By title: the columns it is read as, each with its rank among the titles of the same column
    titles: BTreeMap<String, Vec<Place>>,
    /// By column: what a cell stands for
    codes: BTreeMap<usize, BTreeMap<String, String>>,
    ignored: Vec<String>,
    /// Titles of columns that are filled where a row has left its list
    ended: Vec<String>,
}

/// What a titled column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) column: Column,
    /// The first filled of several is read
    pub(crate) rank: usize,
    /// Of a number: how its kind is told
    pub(crate) kind: KindOf,
}

/// How the kind of a number is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KindOf {
    /// By the column of kinds
    Told,
    /// It is always the same
    Always(IdKind),
    /// By its own form
    Form,
    /// It is a person's, told by the column of kinds, and nobody else's
    OfPerson,
}

/// A profile as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    title: String,
    #[serde(default)]
    constants: BTreeMap<String, String>,
    columns: BTreeMap<String, Titles>,
    #[serde(default)]
    ids: BTreeMap<String, String>,
    #[serde(default)]
    codes: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    ended: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Titles {
    One(String),
    Several(Vec<String>),
}

/// A profile that cannot be used.
#[derive(Debug, Error)]
pub enum ProfileError {
    /// It is not TOML, or has keys that no profile has.
    #[error("{name}: {what}; docs/FEEDS.md shows how a profile is written")]
    Malformed {
        /// What it is called
        name: String,
        /// What is wrong, on one line
        what: String,
    },
    /// There is none of this name.
    #[error(
        "no profile is called {name}; the built-in ones are {known}; give the path of a file for one of your own"
    )]
    Unknown {
        /// The name
        name: String,
        /// The names there are
        known: String,
    },
}

impl Profile {
    /// The profiles that come with the program.
    pub fn builtin() -> Vec<Self> {
        BUILTIN
            .iter()
            .filter_map(|text| Self::parse("profile", text).ok())
            .collect()
    }

    /// The built-in profile of this name.
    pub fn named(name: &str) -> Result<Self, ProfileError> {
        Self::parse(name, Self::text_named(name)?)
    }

    /// The built-in profile of this name as it is written, for whoever keeps by what a table was read.
    pub fn text_named(name: &str) -> Result<&'static str, ProfileError> {
        let names = Self::builtin().into_iter().map(|profile| profile.name);
        let mut known: Vec<(String, &str)> = names.zip(BUILTIN).collect();
        match known.iter().position(|(known, _)| known == name) {
            Some(at) => Ok(known.swap_remove(at).1),
            None => Err(ProfileError::Unknown {
                name: name.to_owned(),
                known: known
                    .into_iter()
                    .map(|(name, _)| name)
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }

    /// Reads a profile. The name of the source is what messages call it.
    pub fn parse(source_name: &str, text: &str) -> Result<Self, ProfileError> {
        let malformed = |what: String| ProfileError::Malformed {
            name: source_name.to_owned(),
            what: what.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let written: Written = toml::from_str(text).map_err(|error| malformed(describe(text, &error)))?;
        let column = |name: &str| {
            Column::from_header(name).ok_or_else(|| malformed(format!("{name:?} is not a column of a feed")))
        };
        let mut titles: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for (name, said) in &written.columns {
            let column = column(name)?;
            let said = match said {
                Titles::One(title) => core::slice::from_ref(title),
                Titles::Several(titles) => titles,
            };
            for (rank, title) in said.iter().enumerate() {
                let kind = match written.ids.get(title).map(String::as_str) {
                    None if written.columns.contains_key(Column::IdKind.code()) => KindOf::Told,
                    None | Some("form") => KindOf::Form,
                    Some("person") => KindOf::OfPerson,
                    Some(kind) => {
                        KindOf::Always(word::id_kind(kind).map_err(|problem| malformed(problem.to_string()))?)
                    }
                };
                let place = Place { column, rank, kind };
                let places = titles.entry(key(title)).or_default();
                if places.iter().any(|known| known.column == column) {
                    return Err(malformed(format!("{title:?} is named twice")));
                }
                places.push(place);
            }
        }
        if let Some(stray) = written.ids.keys().find(|title| !titles.contains_key(&key(title))) {
            return Err(malformed(format!("ids: {stray:?} is not a title of a column")));
        }
        let mut constants = BTreeMap::new();
        for (name, text) in written.constants {
            constants.insert(column(&name)? as usize, text);
        }
        let mut codes = BTreeMap::new();
        for (name, words) in written.codes {
            codes.insert(column(&name)? as usize, words);
        }
        Ok(Self {
            name: written.name,
            title: written.title,
            constants,
            titles,
            codes,
            ignored: written.ignore.iter().map(|title| key(title)).collect(),
            ended: written.ended.iter().map(|title| key(title)).collect(),
        })
    }

    /// The name by which it is asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is for.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether every constant says something that the pack and the tables of words know.
    pub fn fits(&self, policy: &Policy) -> bool {
        let list = self.constants.get(&(Column::ListKind as usize));
        list.is_none_or(|list| Lists::of(policy).find(list).is_some())
    }

    /// What a title says; nothing where it is not named.
    pub(crate) fn places(&self, title: &str) -> &[Place] {
        self.titles.get(&key(title)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn ignores(&self, title: &str) -> bool {
        self.ignored.contains(&key(title))
    }

    /// Whether a row has left its list where the column of this title is filled.
    pub(crate) fn ends(&self, title: &str) -> bool {
        self.ended.contains(&key(title))
    }

    pub(crate) fn constant(&self, column: Column) -> Option<&str> {
        self.constants.get(&(column as usize)).map(String::as_str)
    }

    /// What a cell stands for.
    pub(crate) fn meaning(&self, column: Column, cell: &str) -> Option<&str> {
        let words = self.codes.get(&(column as usize))?;
        words.get(cell.trim()).map(String::as_str)
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.title)
    }
}

/// A title as it is compared: width, blanks, stars and line breaks do not matter, brackets do.
fn key(title: &str) -> String {
    let word: String = header_word(title).split_whitespace().collect();
    word.trim_matches('*').to_lowercase()
}

/// The kind of a number by its own form.
pub(crate) fn kind_by_form(number: &str, is_person: bool) -> IdKind {
    let bare: Vec<char> = number
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '*')
        .collect();
    match bare.len() {
        _ if is_person => IdKind::CitizenId,
        9 => IdKind::OrgCode,
        13 | 15 => IdKind::RegNo,
        17 | 20 => IdKind::TaxNo,
        _ => IdKind::Uscc,
    }
}

/// The kind of subject by the form of its number, where that tells it beyond doubt: what stands in the place of a birth year is of
/// no code, and letters are of no citizen id.
pub(crate) fn subject_by_form(number: &str) -> Option<SubjectKind> {
    let bare: Vec<char> = number
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '*')
        .collect();
    let (last, before) = bare.split_last()?;
    let is_plain = before.iter().all(|c| c.is_ascii_digit() || *c == '*');
    let year: String = bare.iter().skip(6).take(2).collect();
    let text: String = bare.iter().collect();
    let is_code = CreditCode::parse(&text).is_ok_and(|code| code.checks().outer);
    match bare.len() {
        _ if !is_plain => Some(SubjectKind::Org),
        9 | 10 => Some(SubjectKind::Org),
        18 if is_code => None,
        18 if matches!(year.as_str(), "19" | "20")
            && (last.is_ascii_digit() || matches!(last, 'X' | 'x' | '*')) =>
        {
            Some(SubjectKind::Person)
        }
        _ => None,
    }
}

/// What is wrong with a profile, and where, without repeating a line of any length.
fn describe(text: &str, error: &toml::de::Error) -> String {
    const LONGEST: usize = 200;
    let message: String = error.message().chars().take(LONGEST).collect();
    let before = error.span().and_then(|span| text.get(..span.start));
    match before.map(|before| before.matches('\n').count() + 1) {
        Some(line) => format!("line {line}: {message}"),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_core::policy::PolicyPack;

    #[test]
    fn the_built_in_profiles_are_read_and_fit_the_built_in_pack() {
        let policy = PolicyPack::builtin().unwrap();
        for text in BUILTIN {
            let profile = Profile::parse("built in", text).unwrap();
            assert!(profile.fits(&policy), "{profile}");
        }
        assert_eq!(Profile::builtin().len(), BUILTIN.len());
        for profile in Profile::builtin() {
            assert_eq!(Profile::named(profile.name()).unwrap(), profile);
        }
    }

    #[test]
    fn what_is_wrong_with_a_profile_is_told_with_its_line_however_long_that_is() {
        let long = format!("name = \"a\"\ncolumns = \"{}\"", "x".repeat(1_000_000));
        let told = Profile::parse("p.toml", &long).unwrap_err().to_string();
        assert!(
            told.contains("line 2: ") && told.len() < 1000,
            "{} bytes",
            told.len()
        );
    }

    #[test]
    fn what_is_wrong_with_a_profile_is_told() {
        let failure = |text: &str| Profile::parse("p.toml", text).unwrap_err().to_string();
        let head = "name = \"a\"\ntitle = \"b\"\n";
        for (text, expected) in [
            ("", "p.toml: "),
            (
                &format!("{head}[columns]\nnom = \"x\""),
                "\"nom\" is not a column of a feed",
            ),
            (
                &format!("{head}[columns]\nname = [\"x\", \"x\"]"),
                "\"x\" is named twice",
            ),
            (
                &format!("{head}[columns]\nid = \"x\"\n[ids]\ny = \"uscc\""),
                "\"y\" is not a title",
            ),
            (
                &format!("{head}[columns]\nid = \"x\"\n[ids]\nx = \"code\""),
                "is none of uscc",
            ),
            (&format!("{head}colour = 1\n[columns]"), "colour"),
        ] {
            assert!(failure(text).contains(expected), "{text}: {}", failure(text));
        }
        assert!(Profile::named("none").unwrap_err().to_string().contains("ccgp"));
    }
}
