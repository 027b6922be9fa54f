//! Tables in markup that call themselves workbooks: pages (HTML) and Excel's XML of 2003.
//!
//! What exporting programs write is seldom well-formed, so tags are taken as they come, as browsers do.

use super::grid::{COLUMN_LIMIT, Grid, ROW_LIMIT, Room, TooLarge};
use std::collections::BTreeMap;

/// Tables of a text, each as a grid.
pub(crate) fn read(text: &str) -> Result<Vec<Grid>, TooLarge> {
    let mut reader = Reader::default();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('<') {
        reader.text(before);
        rest = match from.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, rest)| rest),
            None if from.starts_with("![CDATA[") => {
                let (raw, rest) = from
                    .get(8..)
                    .unwrap_or("")
                    .split_once("]]>")
                    .unwrap_or((from, ""));
                reader.raw(raw);
                rest
            }
            None => {
                let (tag, rest) = tag(from);
                reader.tag(tag)?;
                match name(tag) {
                    word @ ("script" | "style") => skip(rest, word),
                    _ => rest,
                }
            }
        };
    }
    Ok(reader.tables)
}

/// Up to the end of an element that has no table.
fn skip<'t>(text: &'t str, element: &str) -> &'t str {
    let is_end = |at: usize| {
        let name = text.get(at + 2..at + 2 + element.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(element))
    };
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    let end = ends.find(|at| is_end(*at));
    end.and_then(|at| text.get(at..)).unwrap_or("")
}

/// A tag without its brackets, and what follows. A bracket between quotation marks ends no tag.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or("")),
            _ => {}
        }
    }
    (text, "")
}

/// The name of an element or an end tag (`/td`), without a namespace, as it is compared.
fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace()).unwrap_or(tag.len());
    let word = tag.get(..end).unwrap_or(tag);
    let word = word
        .strip_suffix('/')
        .filter(|word| !word.is_empty())
        .unwrap_or(word);
    match word.strip_prefix("ss:").or_else(|| word.strip_prefix("/ss:")) {
        Some(bare) if word.starts_with('/') => word.get(word.len() - bare.len() - 1..).unwrap_or(word),
        Some(bare) => bare,
        None => word,
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
                });
                // An empty element has no end.
                if tag.ends_with('/') && name(tag).eq_ignore_ascii_case("cell") {
                    self.close_cell()?;
                }
            }
            "data" => self.cell.iter_mut().for_each(|cell| cell.is_open = true),
            "/data" => self.cell.iter_mut().for_each(|cell| cell.is_open = false),
            "br" | "p" | "/p" | "div" | "/div" | "li" => self.space(),
            _ => {}
        }
        Ok(())
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
mod tests {
    use super::*;
    use csv::ByteRecord;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(u64, String)> {
        let mut found = Vec::new();
        for table in read(text).unwrap() {
            let mut rows = table.into_rows();
            let mut record = ByteRecord::new();
            while let Some(number) = rows.next(&mut record) {
                let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
                found.push((number, cells.join("|")));
            }
        }
        found
    }

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        let page = "<html><head><style>td{a>b}</style></head><body>\n<TABLE border=1>\
                    <tr><th colspan=\"3\">标题</th></tr><tr><td rowspan=2>甲&nbsp;乙<td>1 &amp;\n 2</td><td x=\"a>b\">3<br/>4</tr>\
                    <tr><td>&#20013;&#x56fd;</td><td><!-- <td>no</td> --><b>粗</b>体<table><tr><td>内</td></tr></table></td></tr></table>";
        let expected = [
            (1, "标题"),
            (2, "甲\u{a0}乙|1 & 2|3\n4"),
            (3, "甲\u{a0}乙|中国|粗体\n内"),
        ];
        assert_eq!(rows(page), expected.map(|(row, text)| (row, text.to_owned())));
    }

    #[test]
    fn a_workbook_in_xml_is_one() {
        let book = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
                    <Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"名单\"><Table>\n\
                    <Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">标题</Data></Cell></Row>\n\
                    <Row ss:Index=\"4\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">乙&amp;丙</Data></Cell> <ss:Cell><ss:Data ss:Type=\"Number\">1</ss:Data></ss:Cell></Row>\n\
                    </Table></Worksheet></Workbook>";
        let expected = [(1, "标题"), (4, "|乙&丙|1")];
        assert_eq!(rows(book), expected.map(|(row, text)| (row, text.to_owned())));
        assert_eq!(read(book).unwrap()[0].name.as_deref(), Some("名单"));
    }

    #[test]
    fn tables_without_end_fill_no_memory() {
        let row = "<tr><td>x<td colspan=16380><td>y</tr>".repeat(100);
        let page = format!("<table>{row}</table>").repeat(100);
        assert_eq!(read(&page).err(), Some(TooLarge));
    }

    #[test]
    fn spans_without_end_fill_no_memory() {
        let page = "<table><tr><td colspan=999999999 rowspan=999999999>x</td><td>y</td></tr></table>";
        assert!(read(page).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn arbitrary_tags_never_panic(parts in prop::collection::vec(prop::sample::select(vec![
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan='2'", ">", "</td>", "&#x", ";", "&amp;", "甲", "<!--", "-->",
            "<![CDATA[", "]]>", "<script>", "</SCRIPT", "<Cell ss:Index=\"9\"/>", "<Row ss:Index=\"0\">", "=", "\"", " ", "<", "/",
        ]), 0..60)) {
            let _ = read(&parts.concat());
        }
    }
}
