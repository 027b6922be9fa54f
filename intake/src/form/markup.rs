//! Tables in markup that call themselves workbooks: pages (HTML) and Excel's XML of 2003.
//!
//! What exporting programs write is seldom well-formed, so tags are taken as they come, as browsers do.

use super::grid::{COLUMN_LIMIT, Grid, ROW_LIMIT, Room, TooLarge};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What keeps a text from being read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    TooLarge,
    /// Something that opens in this line and never ends, so that whatever stands behind it is not a table
    Unclosed {
        line: u64,
        what: &'static str,
    },
}

impl From<TooLarge> for Fault {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Tables of a text, each as a grid.
pub(crate) fn read(text: &str) -> Result<Vec<Grid>, Fault> {
    let mut reader = Reader::default();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('<') {
        reader.text(before);
        let unclosed = |what| {
            let opens = text.len() - from.len();
            let above = text.as_bytes().get(..opens).unwrap_or_default();
            let line = above.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            Fault::Unclosed { line, what }
        };
        rest = if let Some(comment) = from.strip_prefix("!--") {
            let end = comment.split_once("-->");
            end.ok_or_else(|| unclosed("a comment (<!--)"))?.1
        } else if let Some(raw) = from.strip_prefix("![CDATA[") {
            let end = raw.split_once("]]>");
            let (raw, rest) = end.ok_or_else(|| unclosed("a text (<![CDATA[)"))?;
            reader.raw(raw);
            rest
        } else {
            let (tag, rest) = tag(from).ok_or_else(|| unclosed("a tag (<)"))?;
            reader.tag(tag)?;
            match name(tag).to_ascii_lowercase().as_str() {
                "script" if !tag.ends_with('/') => {
                    skip(rest, "script").ok_or_else(|| unclosed("a <script>"))?
                }
                "style" if !tag.ends_with('/') => skip(rest, "style").ok_or_else(|| unclosed("a <style>"))?,
                _ => rest,
            }
        };
    }
    Ok(reader.tables)
}

/// Up to the end of an element that has no table; `None` where it has no end.
fn skip<'t>(text: &'t str, element: &str) -> Option<&'t str> {
    let is_end = |at: usize| {
        let name = text.get(at + 2..at + 2 + element.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(element))
    };
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    let end = ends.find(|at| is_end(*at));
    end.and_then(|at| text.get(at..))
}

/// A tag without its brackets, and what follows; `None` where it has no end. A bracket between quotation marks ends no tag.
fn tag(text: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some((text.get(..at)?, text.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

/// The name of an element or an end tag (`/td`), without a namespace, as it is compared.
fn name(tag: &str) -> Cow<'_, str> {
    let end = tag.find(|c: char| c.is_whitespace()).unwrap_or(tag.len());
    let word = tag.get(..end).unwrap_or(tag);
    let word = word
        .strip_suffix('/')
        .filter(|word| !word.is_empty())
        .unwrap_or(word);
    match (word.strip_prefix("ss:"), word.strip_prefix("/ss:")) {
        (Some(bare), _) => Cow::Borrowed(bare),
        (None, Some(bare)) => Cow::Owned(format!("/{bare}")),
        (None, None) => Cow::Borrowed(word),
    }
}

/// An attribute of a tag, by its name without a namespace.
pub(super) fn attribute<'t>(tag: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = tag.get(tag.find(char::is_whitespace)?..)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (key, behind) = rest.split_at_checked(end)?;
        if key.is_empty() && behind.is_empty() {
            return None;
        }
        let key = key.rsplit(':').next().unwrap_or(key);
        let (value, next) = match behind.trim_start().strip_prefix('=') {
            None => ("", behind),
            Some(value) => {
                let value = value.trim_start();
                match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let inside = value.get(1..)?;
                        inside.split_once(quote).unwrap_or((inside, ""))
                    }
                    _ => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len()))?,
                }
            }
        };
        if key.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
}

fn number(tag: &str, wanted: &str) -> Option<usize> {
    attribute(tag, wanted)?.trim().parse().ok()
}

/// Tables as far as they are read.
#[derive(Default)]
struct Reader {
    tables: Vec<Grid>,
    /// What is left for tables behind those that are read
    room: Room,
    /// Tables that are open, those inside of others included
    depth: usize,
    row: u64,
    column: usize,
    /// The last row into which a cell of a column reaches
    reach: BTreeMap<usize, u64>,
    cell: Option<Cell>,
    sheet: Option<String>,
}

/// The cell that is open.
struct Cell {
    text: String,
    columns: usize,
    rows: u64,
    /// In Excel's XML only what is inside of `Data` is the cell's
    is_open: bool,
    /// A comment has a `Data` of its own
    is_in_comment: bool,
}

impl Reader {
    fn tag(&mut self, tag: &str) -> Result<(), TooLarge> {
        match name(tag).to_ascii_lowercase().as_str() {
            "worksheet" => self.sheet = attribute(tag, "name").map(unescaped),
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    if let Some(table) = self.tables.last() {
                        self.room.take(table)?;
                    }
                    self.tables.push(Grid::named(self.sheet.take()));
                    self.row = 0;
                    self.reach.clear();
                }
            }
            "/table" => {
                if self.depth == 1 {
                    self.close_cell()?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            // What is inside of a cell belongs to it.
            _ if self.depth != 1 => self.space(),
            "tr" | "row" => {
                self.close_cell()?;
                self.row = match number(tag, "Index") {
                    Some(row) => (row as u64).max(self.row + 1),
                    None => self.row + 1,
                };
                if self.row > ROW_LIMIT {
                    return Err(TooLarge);
                }
                self.column = 0;
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row(self.row);
                    if attribute(tag, "Hidden").is_some_and(|hidden| hidden != "0")
                        || attribute(tag, "style")
                            .is_some_and(|style| style.replace(' ', "").contains("display:none"))
                    {
                        table.hide_row(self.row);
                    }
                }
            }
            "/tr" | "/row" | "/td" | "/th" | "/cell" => self.close_cell()?,
            "td" | "th" | "cell" if self.row > 0 => {
                self.close_cell()?;
                if let Some(column) = number(tag, "Index") {
                    self.column = self.column.max(column.saturating_sub(1));
                }
                let span = |html: &str, xml: &str| match number(tag, html) {
                    Some(count) => count.max(1),
                    None => number(tag, xml).unwrap_or(0).saturating_add(1),
                };
                self.cell = Some(Cell {
                    text: String::new(),
                    columns: span("colspan", "MergeAcross").min(COLUMN_LIMIT),
                    rows: (span("rowspan", "MergeDown") as u64).min(ROW_LIMIT),
                    is_open: !name(tag).eq_ignore_ascii_case("cell"),
                    is_in_comment: false,
                });
                // An empty element has no end.
                if tag.ends_with('/') && name(tag).eq_ignore_ascii_case("cell") {
                    self.close_cell()?;
                }
            }
            "comment" if !tag.ends_with('/') => self.comment(true),
            "/comment" => self.comment(false),
            "data" => self
                .cell
                .iter_mut()
                .for_each(|cell| cell.is_open = !cell.is_in_comment),
            "/data" => self.cell.iter_mut().for_each(|cell| cell.is_open = false),
            "br" | "p" | "/p" | "div" | "/div" | "li" => self.space(),
            _ => {}
        }
        Ok(())
    }

    /// What is said about a cell is not a part of it.
    fn comment(&mut self, begins: bool) {
        if let Some(cell) = &mut self.cell {
            cell.is_in_comment = begins;
            cell.is_open = false;
        }
    }

    /// A break inside of a cell.
    fn space(&mut self) {
        if let Some(cell) = &mut self.cell
            && cell.is_open
            && !cell.text.is_empty()
            && !cell.text.ends_with('\n')
        {
            cell.text.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.is_open) {
            let mut words = text.split_ascii_whitespace();
            if text.starts_with(|c: char| c.is_ascii_whitespace()) && !cell.text.is_empty() {
                cell.text.push(' ');
            }
            if let Some(first) = words.next() {
                cell.text.push_str(&unescaped(first));
            }
            for word in words {
                cell.text.push(' ');
                cell.text.push_str(&unescaped(word));
            }
            if text.ends_with(|c: char| c.is_ascii_whitespace()) && !cell.text.is_empty() {
                cell.text.push(' ');
            }
        }
    }

    fn raw(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.is_open) {
            cell.text.push_str(text);
        }
    }

    fn close_cell(&mut self) -> Result<(), TooLarge> {
        let (Some(cell), Some(table)) = (self.cell.take(), self.tables.last_mut()) else {
            return Ok(());
        };
        // Cells that reach down from rows above stand in the way of those of a page's row.
        while self.reach.get(&self.column).is_some_and(|last| *last >= self.row) {
            self.column += 1;
        }
        table.set(self.column, cell.text.trim())?;
        if cell.rows > 1 {
            for column in self.column..(self.column + cell.columns).min(COLUMN_LIMIT) {
                let last = self.row + cell.rows - 1;
                table.merge(self.row, column, last)?;
                self.reach.insert(column, last);
            }
        }
        self.column += cell.columns;
        Ok(())
    }
}

/// Text with the entities that exporting programs write.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        let end = from.char_indices().take(12).find(|(_, c)| *c == ';');
        let entity = end.and_then(|(at, _)| from.get(..at));
        match entity.and_then(character) {
            Some(c) => {
                plain.push(c);
                rest = from.get(entity.map_or(0, str::len) + 1..).unwrap_or("");
            }
            None => {
                plain.push('&');
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn character(entity: &str) -> Option<char> {
    let Some(number) = entity.strip_prefix('#') else {
        return Some(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{A0}',
            "middot" => '\u{B7}',
            "ensp" | "emsp" | "thinsp" => ' ',
            "mdash" => '—',
            "ndash" => '–',
            "ldquo" => '“',
            "rdquo" => '”',
            "times" => '×',
            _ => return None,
        });
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
#[path = "markup_tests.rs"]
mod tests;
