//! A profile proposed for a table, as a file to be looked through and kept.

use super::{Confidence, ExplainedColumn, guess};
use crate::header::REQUIRED;
use crate::lists::Lists;
use crate::{Column, Profile, clean};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A proposed profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The TOML, with remarks on what is to be looked at
    pub text: String,
    /// What every feed needs and the table does not say: to be filled in
    pub lacks: Vec<Column>,
}

/// What is known beside the columns.
pub(super) struct About<'a> {
    pub(super) source_name: &'a str,
    pub(super) sheet: Option<&'a str>,
    /// Rows above the header
    pub(super) above: &'a [(u64, String)],
    /// The list, where it was said
    pub(super) list: Option<&'a str>,
}

impl About<'_> {
    /// The list that titles, the sheet or the file are called after, where it is one alone.
    fn list(&self, lists: &Lists<'_>) -> Option<(String, String)> {
        if let Some(list) = self.list {
            return Some((list.to_owned(), "as it was said".to_owned()));
        }
        let texts = self
            .above
            .iter()
            .map(|(row, text)| (text.as_str(), format!("row {row} says so")));
        let sheet = self
            .sheet
            .map(|sheet| (sheet, "the sheet is called so".to_owned()));
        let file = (self.source_name, "the file is called so".to_owned());
        let mut texts = texts.chain(sheet).chain([file]);
        texts.find_map(|(text, why)| Some((lists.named_in(text)?.code.clone(), why)))
    }
}

/// What of the columns that every feed needs is not there, and is not the same in every row by itself.
pub(super) fn lacking(columns: &[ExplainedColumn]) -> Vec<Column> {
    let has = |wanted: Column| columns.iter().any(|column| column.read_as == Some(wanted));
    let mut lacks: Vec<Column> = REQUIRED.into_iter().filter(|column| !has(*column)).collect();
    if !has(Column::Name) && !has(Column::Id) {
        lacks.push(Column::Name);
    }
    lacks
}

/// What of the columns is the same in every row, or is to be filled in.
fn push_constants(text: &mut String, lacks: &mut Vec<Column>, about: &About<'_>, lists: &Lists<'_>) {
    text.push_str("\n# What every row has\n[constants]\n");
    for column in REQUIRED {
        if !lacks.contains(&column) {
            continue;
        }
        let constant = match column {
            Column::ListKind => about.list(lists),
            Column::SubjectKind => Some(("org".to_owned(), "where every row is an organisation".to_owned())),
            Column::Status => Some((
                "active".to_owned(),
                "where the table has only what stands".to_owned(),
            )),
            _ => None,
        };
        match constant {
            Some((value, why)) => {
                lacks.retain(|lacking| *lacking != column);
                let _ = writeln!(text, "{} = {} # {why}", column.code(), quoted(&value));
            }
            None => {
                let _ = writeln!(
                    text,
                    "# {} = \"\" # {}: fill it in",
                    column.code(),
                    column.label()
                );
            }
        }
    }
}

/// By our column, its titles.
fn push_columns(text: &mut String, columns: &[ExplainedColumn]) {
    text.push_str(
        "\n# Our column, and its title in the table; of several the first filled one is read\n[columns]\n",
    );
    let mut read: BTreeMap<Column, Vec<&ExplainedColumn>> = BTreeMap::new();
    for column in columns {
        if let Some(kind) = column.read_as {
            read.entry(kind).or_default().push(column);
        }
    }
    for (kind, mut columns) in read {
        columns.sort_by_key(|column| (column.confidence, column.position));
        // A title that stands twice is one.
        let mut titles: Vec<String> = Vec::new();
        for title in columns.iter().map(|column| quoted(&column.raw)) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        let titles = match titles.as_slice() {
            [only] => only.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        let why = { columns.iter() }.find(|column| column.confidence == Confidence::Guess);
        let why = why.map_or(String::new(), |column| format!(" # a guess: {}", column.why));
        let _ = writeln!(text, "{} = {titles}{why}", kind.code());
    }
}

impl Proposal {
    pub(super) fn of(columns: &[ExplainedColumn], about: &About<'_>, lists: &Lists<'_>) -> Self {
        let mut lacks = lacking(columns);
        let stem = about.source_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = stem.split('.').next().unwrap_or_default();
        let mut text = String::from(
            "# Proposed from the table's titles and cells. Look through every line before it is used.\n",
        );
        let _ = writeln!(text, "name = {}\ntitle = {}", quoted(stem), quoted(stem));
        let unread =
            || { columns.iter() }.filter(|column| column.read_as.is_none() && !column.raw.trim().is_empty());
        let leaves = |column: &&ExplainedColumn| guess::tells_of_departure(&column.raw);
        let ended: Vec<String> = unread()
            .filter(leaves)
            .map(|column| quoted(&column.raw))
            .collect();
        let ignored = unread().filter(|column| !leaves(column));
        let ignored: Vec<String> = ignored.map(|column| quoted(&column.raw)).collect();
        let _ = writeln!(
            text,
            "# Titles that are not read\nignore = [{}]",
            ignored.join(", ")
        );
        if !ended.is_empty() {
            let _ = writeln!(
                text,
                "# Filled where a row has left its list\nended = [{}]",
                ended.join(", ")
            );
        }
        push_constants(&mut text, &mut lacks, about, lists);
        push_columns(&mut text, columns);
        Self { text, lacks }
    }

    /// It as a profile, which may lack what is to be filled in.
    pub(super) fn profile(&self) -> Option<Profile> {
        Profile::parse("the proposal", &self.text).ok()
    }
}

/// As a string of TOML, on one line.
fn quoted(text: &str) -> String {
    let text = clean::text(text);
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
