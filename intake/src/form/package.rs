//! The package that a workbook is (a zip of XML parts), looked through before anything is read out of it.
//!
//! Whoever unpacks a part in good faith can be made to fill the memory, so every part is unpacked once here and only
//! counted. On the way is seen what readers of cells do not tell: hidden rows, merged cells, formulas whose result cannot be
//! relied on.

use super::markup::attribute;
use super::repeated::{Repeated, TooLarge};
use super::tags::{Odd, Piece, Tags, greatest};
use crate::error::Unsupported;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts that a package may have.
const PARTS: usize = 10_000;

/// Bytes that all parts may have, unpacked.
const UNPACKED: u64 = 1 << 30;

/// Bytes that the strings of all sheets may have, which are kept together.
const STRINGS: u64 = 1 << 27;

/// Sheets that a workbook may have.
const SHEETS: usize = 256;

/// Bytes of the shortest string: `<si/>`.
const STRING: u64 = 5;

/// Which kind of workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// What was seen of a package.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) kind: Kind,
    /// By the name of the sheet
    pub(super) sheets: BTreeMap<String, Sheet>,
}

/// What was seen of a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) hidden_rows: Vec<u64>,
    /// `B2:B5`
    pub(super) merged: Vec<String>,
}

/// Why nothing is read out of a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Unsupported(Unsupported),
    TooLarge,
    Broken(String),
    /// In which part and cell
    ExternalLink(String),
    /// In which part and cell
    NoResult(String),
}

impl From<Odd> for Fault {
    fn from(odd: Odd) -> Self {
        match odd {
            Odd::TooLong => Self::TooLarge,
            Odd::NotPlain => Self::Broken("a part is no plain XML".to_owned()),
        }
    }
}

impl From<TooLarge> for Fault {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

pub(super) fn look(bytes: &[u8]) -> Result<Package, Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::Broken(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > PARTS {
        return Err(Fault::TooLarge);
    }
    let names: Result<Vec<String>, _> = archive
        .file_names()
        .map(|name| name.map(Cow::into_owned))
        .collect();
    let names = names.map_err(|error| broken(&error))?;
    let kind = kind(&names).map_err(Fault::Unsupported)?;
    let mut left = UNPACKED;
    let (mut seen, mut texts) = (BTreeMap::new(), BTreeMap::new());
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(what)
                if what == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                Fault::Unsupported(Unsupported::Encrypted)
            }
            error => broken(&error),
        })?;
        let name = names.get(at).cloned().unwrap_or_default();
        if part.size() > left {
            return Err(Fault::TooLarge);
        }
        let is_small = matches!(name.as_str(), "xl/workbook.xml" | "xl/_rels/workbook.xml.rels");
        let limit = match name.to_ascii_lowercase().as_str() {
            "xl/sharedstrings.xml" => STRINGS.min(left),
            _ => left,
        };
        let (mut tags, mut scan) = (Tags::default(), Scan::of(&name));
        let mut text = Vec::new();
        let mut part = part.take(limit + 1);
        let mut buffer = vec![0; 1 << 16];
        let mut count = 0;
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(&error))?;
            let chunk = buffer.get(..read).unwrap_or_default();
            if chunk.is_empty() {
                break;
            }
            count += read as u64;
            if scan.is_xml {
                tags.feed(chunk, |piece| scan.see(piece))?;
            }
            if is_small && text.len() < 1 << 22 {
                text.extend_from_slice(chunk);
            }
        }
        if count > limit {
            return Err(Fault::TooLarge);
        }
        left -= count;
        // Room is made for as many strings as the part says.
        if scan.strings > count / STRING || scan.tables.max(scan.repeated.tables) > SHEETS {
            return Err(Fault::TooLarge);
        }
        if scan.is_sheet {
            seen.insert(name.clone(), scan.sheet);
        }
        if is_small {
            texts.insert(name, String::from_utf8_lossy(&text).into_owned());
        }
    }
    let text = |name: &str| texts.get(name).map_or("", String::as_str);
    let parts = parts_of_sheets(text("xl/workbook.xml"), text("xl/_rels/workbook.xml.rels"));
    // Each is read for itself: a sheet that stands under a thousand names is read a thousand times.
    let mut told = BTreeSet::new();
    if !{ parts.iter() }.all(|(_, part)| told.insert(part.to_ascii_lowercase())) {
        return Err(Fault::Broken("two sheets are one part".to_owned()));
    }
    let sheets = parts
        .into_iter()
        .filter_map(|(sheet, part)| Some((sheet, seen.remove(&part)?)));
    Ok(Package {
        kind,
        sheets: sheets.collect(),
    })
}

fn kind(names: &[String]) -> Result<Kind, Unsupported> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let begins = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
    if { names.iter() }.any(|name| name.ends_with("vbaProject.bin")) {
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

/// Names of sheets with their parts.
fn parts_of_sheets(workbook: &str, relations: &str) -> Vec<(String, String)> {
    let tags = |text: &str, name: &str| -> Vec<String> {
        let tags = text.split('<').filter_map(|piece| piece.split('>').next());
        let named = tags.filter(|tag| {
            let word = tag.split_whitespace().next().unwrap_or_default();
            word.rsplit(':').next() == Some(name)
        });
        named.map(str::to_owned).collect()
    };
    let targets: BTreeMap<String, String> = tags(relations, "Relationship")
        .iter()
        .filter_map(|tag| {
            let target = attribute(tag, "Target")?;
            let path = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            Some((attribute(tag, "Id")?.to_owned(), path))
        })
        .collect();
    let sheets = tags(workbook, "sheet");
    let sheets = sheets.iter().filter_map(|tag| {
        let name = super::markup::unescaped(attribute(tag, "name")?);
        // `r:id`, beside which stands `sheetId`.
        Some((name, targets.get(attribute(tag, "id")?)?.clone()))
    });
    sheets.collect()
}

/// The tags of a part as they pass.
struct Scan<'n> {
    part: &'n str,
    is_xml: bool,
    is_sheet: bool,
    is_formula: bool,
    cell: String,
    has_formula: bool,
    has_value: bool,
    sheet: Sheet,
    /// Strings that the part says it has
    strings: u64,
    /// Sheets that the workbook names
    tables: usize,
    repeated: Repeated,
}

impl<'n> Scan<'n> {
    fn of(part: &'n str) -> Self {
        // Readers look for parts without regard to case.
        let name = part.to_ascii_lowercase();
        Self {
            part,
            is_xml: name.ends_with(".xml") || name.ends_with(".rels"),
            is_sheet: part.starts_with("xl/worksheets/") && part.ends_with(".xml"),
            is_formula: false,
            cell: String::new(),
            has_formula: false,
            has_value: false,
            sheet: Sheet::default(),
            strings: 0,
            tables: 0,
            repeated: Repeated::default(),
        }
    }

    fn see(&mut self, piece: Piece<'_>) -> Result<(), Fault> {
        match piece {
            Piece::Tag(tag, _) => {
                let name = tag.split([' ', '\n', '\r', '\t', '/']).next().unwrap_or_default();
                match name.rsplit(':').next().unwrap_or_default() {
                    "sst" => self.strings = self.strings.max(greatest(tag, "uniqueCount").unwrap_or(0)),
                    "sheet" => self.tables += 1,
                    _ => {}
                }
                if self.is_sheet {
                    self.tag(tag)?;
                }
            }
            Piece::Text(text, _) if self.is_formula => self.formula(text)?,
            Piece::Text(..) => {}
        }
        if self.part.eq_ignore_ascii_case("content.xml") {
            self.repeated.see(piece)?;
        }
        Ok(())
    }

    fn tag(&mut self, tag: &str) -> Result<(), Fault> {
        self.is_formula = false;
        let word = tag.split([' ', '\n', '\r', '\t']).next().unwrap_or_default();
        let is_end = word.starts_with('/');
        let name = word.trim_matches('/').rsplit(':').next().unwrap_or_default();
        match (name, is_end) {
            ("row", false) if matches!(attribute(tag, "hidden"), Some("1" | "true")) => {
                let row: Option<u64> = attribute(tag, "r").and_then(|row| row.parse().ok());
                self.sheet.hidden_rows.extend(row);
            }
            ("mergeCell", false) => {
                let cells = attribute(tag, "ref").map(str::to_owned);
                self.sheet.merged.extend(cells);
            }
            ("c", false) => {
                self.cell.clear();
                self.cell.push_str(attribute(tag, "r").unwrap_or("?"));
                (self.has_formula, self.has_value) = (false, false);
            }
            ("f", false) => {
                self.has_formula = true;
                self.is_formula = !tag.ends_with('/');
            }
            ("v" | "is", false) => self.has_value = true,
            ("c", true) if self.has_formula && !self.has_value => {
                return Err(Fault::NoResult(self.place()));
            }
            _ => {}
        }
        Ok(())
    }

    /// Other books are named by their numbers: `[1]Sheet1!A1`.
    fn formula(&mut self, text: &[u8]) -> Result<(), Fault> {
        let is_link = |piece: &[u8]| {
            let number = piece.split(|byte| *byte == b']').next().unwrap_or_default();
            !number.is_empty() && number.len() < piece.len() && number.iter().all(u8::is_ascii_digit)
        };
        let mut pieces = text.split(|byte| *byte == b'[').skip(1);
        match pieces.any(is_link) {
            true => Err(Fault::ExternalLink(self.place())),
            false => Ok(()),
        }
    }

    fn place(&self) -> String {
        let part = self.part.rsplit('/').next().unwrap_or(self.part);
        format!("{part}, cell {}", self.cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(parts: &[&str]) -> Result<Sheet, Fault> {
        let mut scan = Scan::of("xl/worksheets/sheet1.xml");
        let mut tags = Tags::default();
        for part in parts {
            tags.feed(part.as_bytes(), |piece| scan.see(piece))?;
        }
        Ok(scan.sheet)
    }

    #[test]
    fn hidden_rows_and_merged_cells_are_seen() {
        let sheet = seen(&[
            "<x:row r=\"3\" hid",
            "den=\"1\"><x:c r=\"A3\"><x:f>A1+B2</x:f><x:v>3</x:v></x:c></x:row>",
            "<row r=\"4\" hidden=\"0\"/><mergeCell ref=\"A1:A3\"/>",
        ])
        .unwrap();
        assert_eq!(
            (sheet.hidden_rows, sheet.merged),
            (vec![3], vec!["A1:A3".to_owned()])
        );
    }

    #[test]
    fn formulas_without_a_result_of_their_own_are_refused() {
        let linked = seen(&["<c r=\"B2\"><f>[1]名单!", "$A$1</f><v>x</v></c>"]);
        assert_eq!(
            linked.unwrap_err(),
            Fault::ExternalLink("sheet1.xml, cell B2".to_owned())
        );
        let unsaved = seen(&["<c r=\"C9\"><f>A1&amp;B1</f></c>"]);
        assert_eq!(
            unsaved.unwrap_err(),
            Fault::NoResult("sheet1.xml, cell C9".to_owned())
        );
        assert!(seen(&["<c r=\"C9\" t=\"str\"><f>Table1[[#This Row],[名称]]</f><v></v></c>"]).is_ok());
    }

    #[test]
    fn sheets_are_found_by_their_relations() {
        let workbook =
            "<workbook><sheets><sheet name=\"甲&amp;乙\" sheetId=\"7\" r:id=\"rId2\"/></sheets></workbook>";
        let relations =
            "<Relationships><Relationship Id=\"rId2\" Target=\"/xl/worksheets/a.xml\"/></Relationships>";
        let expected = [("甲&乙".to_owned(), "xl/worksheets/a.xml".to_owned())];
        assert_eq!(parts_of_sheets(workbook, relations), expected);
    }
}
