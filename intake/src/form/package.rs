//! The package that a workbook is: a zip of XML parts, of which only those are unpacked that are read, as they pass.
//!
//! Whoever unpacks a part in good faith can be made to fill the memory, so nothing is kept of a part but what is read out of it, and the
//! bytes that pass are counted.

use super::grid;
use super::markup::attribute;
use super::repeated::{self, Repeated};
use super::tags::{Odd, Tags};
use crate::error::Unsupported;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Parts that a package may have.
const PARTS: usize = 10_000;

/// Bytes that all parts that are read may have, unpacked.
const UNPACKED: u64 = 1 << 30;

/// Sheets that a workbook may have.
const SHEETS: usize = 256;

/// Bytes of a part that is kept whole.
const SMALL: usize = 1 << 22;

/// Bytes that pass at a time.
const CHUNK: usize = 1 << 16;

/// Which kind of workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// Why nothing is read out of a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Unsupported(Unsupported),
    TooLarge,
    Broken(String),
    /// Cells that do not stand in their order: where
    Disorder(String),
    /// In which part and cell
    ExternalLink(String),
    /// In which part and cell
    NoResult(String),
}

impl From<grid::TooLarge> for Fault {
    fn from(grid::TooLarge: grid::TooLarge) -> Self {
        Self::TooLarge
    }
}

impl From<repeated::TooLarge> for Fault {
    fn from(repeated::TooLarge: repeated::TooLarge) -> Self {
        Self::TooLarge
    }
}

impl From<Odd> for Fault {
    fn from(odd: Odd) -> Self {
        match odd {
            Odd::TooLong => Self::TooLarge,
            Odd::NotPlain => Self::not_plain(),
        }
    }
}

impl Fault {
    /// A document type may define what is read in other places, and other encodings hide it.
    pub(super) fn not_plain() -> Self {
        Self::Broken("a part is not plain XML".to_owned())
    }
}

fn broken(error: &dyn Display) -> Fault {
    Fault::Broken(error.to_string())
}

/// A package, opened.
pub(super) struct Package<'b> {
    pub(super) kind: Kind,
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > PARTS {
            return Err(Fault::TooLarge);
        }
        let names: Result<Vec<String>, _> = archive
            .file_names()
            .map(|name| name.map(Cow::into_owned))
            .collect();
        let names = names.map_err(|error| broken(&error))?;
        let kind = kind(&names).map_err(Fault::Unsupported)?;
        // Some readers take the first of two, others the last: nobody could say what the workbook holds.
        let mut told = BTreeSet::new();
        let twice = { names.iter() }.find(|name| !told.insert(alike(name)));
        if archive.has_duplicate_names() || twice.is_some() {
            let name = twice.map(|name| format!(" ({name:?})")).unwrap_or_default();
            return Err(Fault::Broken(format!("two of its parts have one name{name}")));
        }
        Ok(Self {
            kind,
            archive,
            names,
            left: UNPACKED,
        })
    }

    /// The part of this name, whatever its case and its slashes, which some programs write otherwise.
    fn named(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|known| known == name);
        exact.or_else(|| self.names.iter().position(|known| alike(known) == alike(name)))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// Lets the bytes of a part pass.
    pub(super) fn pass(
        &mut self,
        name: &str,
        to: impl FnMut(&[u8]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match self.named(name) {
            Some(at) => self.pass_at(at, to),
            None => Err(Fault::Broken(format!("the part {name:?} is missing"))),
        }
    }

    fn pass_at(&mut self, at: usize, mut to: impl FnMut(&[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut part = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => {
                Fault::Unsupported(Unsupported::Encrypted)
            }
            error => broken(&error),
        })?;
        let mut buffer = vec![0; CHUNK];
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(&error))?;
            let chunk = buffer.get(..read).unwrap_or_default();
            if chunk.is_empty() {
                return Ok(());
            }
            self.left = self.left.checked_sub(read as u64).ok_or(Fault::TooLarge)?;
            to(chunk)?;
        }
    }

    /// The text of a small part; blank where there is none.
    pub(super) fn small(&mut self, name: &str) -> Result<String, Fault> {
        let mut text = Vec::new();
        if self.has(name) {
            self.pass(name, |chunk| {
                text.extend_from_slice(chunk);
                match text.len() > SMALL {
                    true => Err(Fault::TooLarge),
                    false => Ok(()),
                }
            })?;
        }
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Counts every part, and what the tables of an ODS come to: for a reader that unpacks them in good faith.
    pub(super) fn count_all(&mut self) -> Result<(), Fault> {
        for at in 0..self.names.len() {
            let name = self.names.get(at).map(|name| alike(name)).unwrap_or_default();
            if !name.ends_with(".xml") && !name.ends_with(".rels") {
                self.pass_at(at, |_| Ok(()))?;
                continue;
            }
            let (mut tags, mut tables) = (Tags::default(), Repeated::default());
            self.pass_at(at, |chunk| {
                tags.feed(chunk, |piece| match name == "content.xml" {
                    true => Ok(tables.see(piece)?),
                    false => Ok(()),
                })
            })?;
            if !tags.is_whole() {
                return Err(Fault::Broken(format!("the part {name:?} does not end")));
            }
            if tables.tables > SHEETS {
                return Err(Fault::TooLarge);
            }
        }
        Ok(())
    }
}

/// A name as readers compare it.
fn alike(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

fn kind(names: &[String]) -> Result<Kind, Unsupported> {
    let names: Vec<String> = names.iter().map(|name| alike(name)).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let begins = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
    if { names.iter() }.any(|name| name.ends_with("vbaproject.bin")) {
        return Err(Unsupported::Macros);
    }
    match () {
        () if has("xl/workbook.xml") => Ok(Kind::Xlsx),
        () if has("xl/workbook.bin") => Err(Unsupported::Xlsb),
        () if begins("word/") || begins("ppt/") => Err(Unsupported::Document),
        () if has("content.xml") && has("mimetype") => Ok(Kind::Ods),
        () => Err(Unsupported::Packed),
    }
}

/// A sheet as the workbook names it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) part: String,
}

/// The sheets of cells of a workbook, in its order; others have charts or macros.
pub(super) fn sheets(workbook: &str, relations: &str) -> Result<Vec<Named>, Fault> {
    let relations = tags(relations, "Relationship");
    let targets: BTreeMap<&str, (String, bool)> = { relations.iter() }
        .filter_map(|tag| {
            let target = attribute(tag, "Target")?;
            let path = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            let is_sheet = attribute(tag, "Type").is_none_or(|kind| kind.ends_with("/worksheet"));
            Some((attribute(tag, "Id")?, (path, is_sheet)))
        })
        .collect();
    let listed = tags(workbook, "sheet");
    let named = listed.iter().filter_map(|tag| {
        // `r:id`, beside which stands `sheetId`.
        let (part, is_sheet) = targets.get(attribute(tag, "id")?)?;
        is_sheet.then(|| Named {
            name: super::markup::unescaped(attribute(tag, "name").unwrap_or_default()),
            is_hidden: matches!(attribute(tag, "state"), Some("hidden" | "veryHidden")),
            part: part.clone(),
        })
    });
    let named: Vec<Named> = named.collect();
    if named.len() > SHEETS {
        return Err(Fault::TooLarge);
    }
    // Each is read for itself: a sheet that stands under a thousand names would be read a thousand times.
    let mut told = BTreeSet::new();
    match { named.iter() }.all(|sheet| told.insert(alike(&sheet.part))) {
        true => Ok(named),
        false => Err(Fault::Broken("two sheets are one part".to_owned())),
    }
}

/// Whether days are counted from 1904.
pub(super) fn is_1904(workbook: &str) -> bool {
    let told = tags(workbook, "workbookPr");
    let told = told.iter().find_map(|tag| attribute(tag, "date1904"));
    matches!(told, Some("1" | "true"))
}

/// The tags of this name.
fn tags<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let tags = text.split('<').filter_map(|piece| piece.split('>').next());
    tags.filter(|tag| super::xml::name(tag) == (name, false))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_found_by_their_relations() {
        let workbook = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"甲&amp;乙\" state=\"hidden\" sheetId=\"7\" r:id=\"rId2\"/>\
                        <sheet name=\"图\" sheetId=\"8\" r:id=\"rId3\"/></sheets></workbook>";
        let relations = "<Relationships><Relationship Id=\"rId2\" Target=\"/xl/worksheets/a.xml\"/>\
                         <Relationship Id=\"rId3\" Type=\"http://x/chartsheet\" Target=\"chartsheets/b.xml\"/></Relationships>";
        let expected = Named {
            name: "甲&乙".to_owned(),
            is_hidden: true,
            part: "xl/worksheets/a.xml".to_owned(),
        };
        assert_eq!(sheets(workbook, relations).unwrap(), [expected]);
        assert!(is_1904(workbook) && !is_1904(relations));
    }
}
