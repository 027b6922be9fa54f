//! What the sheets of a workbook have in common: its strings, and which of its formats are those of dates.

use super::grid::TooLarge;
use super::markup::{attribute, unescaped};
use super::package::Fault;
use super::xml::{Hear, name};
use jrp_core::subject::spreadsheet;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Bytes that the strings of all sheets may have.
const TEXT_LIMIT: usize = 1 << 27;

/// How many there may be; as many formats, too.
const COUNT_LIMIT: usize = 1 << 24;

/// Characters of a format that are looked at.
const FORMAT: usize = 255;

/// Strings that cells refer to by their number.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
    is_text: bool,
    /// In the reading aid of a string, which is not a part of it
    is_aid: bool,
    begin: usize,
}

impl Strings {
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(start.map_or(0, |start| *start as usize)..end)
    }
}

impl Hear for Strings {
    fn tag(&mut self, tag: &str) -> Result<(), Fault> {
        let is_closed = tag.ends_with('/');
        match name(tag) {
            ("t", is_end) => self.is_text = !is_end && !is_closed && !self.is_aid,
            ("rPh", is_end) => self.is_aid = !is_end && !is_closed,
            ("si", false) if !is_closed => self.begin = self.text.len(),
            ("si", _) => {
                let own = self.text.get(self.begin..).unwrap_or_default();
                if let Cow::Owned(decoded) = spreadsheet::unescaped(own) {
                    self.text.truncate(self.begin);
                    self.text.push_str(&decoded);
                }
                if self.ends.len() >= COUNT_LIMIT {
                    return Err(Fault::TooLarge);
                }
                self.ends.push(self.text.len() as u32);
                self.begin = self.text.len();
            }
            _ => {}
        }
        Ok(())
    }

    fn wants_text(&self) -> bool {
        self.is_text
    }

    fn text(&mut self, text: &str, plain: bool) -> Result<(), Fault> {
        push(&mut self.text, text, plain);
        match self.text.len() > TEXT_LIMIT {
            true => Err(TooLarge.into()),
            false => Ok(()),
        }
    }
}

/// Adds text of XML.
pub(super) fn push(to: &mut String, text: &str, plain: bool) {
    match plain || !text.contains('&') {
        true => to.push_str(text),
        false => to.push_str(&unescaped(text)),
    }
}

/// Which formats of cells are those of dates.
#[derive(Default)]
pub(super) struct Formats {
    /// Numbers of the formats of dates that the workbook has beside the usual ones
    own: BTreeSet<u32>,
    others: BTreeSet<u32>,
    is_cells: bool,
    /// By the place among the formats of cells
    dates: Vec<bool>,
}

impl Formats {
    pub(super) fn is_date(&self, at: usize) -> bool {
        self.dates.get(at).copied().unwrap_or_default()
    }
}

impl Hear for Formats {
    fn tag(&mut self, tag: &str) -> Result<(), Fault> {
        let number = |wanted| attribute(tag, wanted).and_then(|number| number.parse::<u32>().ok());
        match name(tag) {
            ("numFmt", false) => {
                let code = unescaped(attribute(tag, "formatCode").unwrap_or_default());
                if let Some(id) = number("numFmtId").filter(|_| self.others.len() < COUNT_LIMIT) {
                    match is_date_code(&code) {
                        true => self.own.insert(id),
                        false => self.others.insert(id),
                    };
                }
            }
            ("cellXfs", is_end) => self.is_cells = !is_end,
            ("xf", false) if self.is_cells => {
                let id = number("numFmtId").unwrap_or_default();
                if self.dates.len() >= COUNT_LIMIT {
                    return Err(Fault::TooLarge);
                }
                self.dates
                    .push(self.own.contains(&id) || !self.others.contains(&id) && is_usual_date(id));
            }
            _ => {}
        }
        Ok(())
    }

    fn wants_text(&self) -> bool {
        false
    }

    fn text(&mut self, _: &str, _: bool) -> Result<(), Fault> {
        Ok(())
    }
}

/// The formats of dates and times that every workbook has (ECMA-376, 18.8.30), those of East Asia included.
fn is_usual_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format writes a date: it has a letter for a part of one that is not text. One of a length of time, such as `[h]:mm`, has not.
fn is_date_code(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or_default();
    let mut chars = first.chars().take(FORMAT);
    let mut is_quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => _ = chars.next(),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let is_length = !inside.is_empty()
                    && inside
                        .chars()
                        .all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
                if is_length {
                    return false;
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return true,
            // General
            'G' | 'g' => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::xml::Tags;
    use super::*;

    #[test]
    fn strings_are_read_with_their_pieces_and_without_reading_aids() {
        let mut strings = Strings::default();
        let xml = "<sst><si><t>甲&amp;乙</t></si><si><r><t>一</t></r><r><t xml:space=\"preserve\"> 二</t></r><rPh><t>yi</t></rPh></si>\
                   <si/><si><t/></si><si><t>x_x000A_y_x5_</t></si></sst>";
        Tags::new().feed(xml.as_bytes(), &mut strings).unwrap();
        let found: Vec<_> = (0..6).map(|at| strings.get(at)).collect();
        assert_eq!(
            found,
            [
                Some("甲&乙"),
                Some("一 二"),
                Some(""),
                Some(""),
                Some("x\ny_x5_"),
                None
            ]
        );
    }

    #[test]
    fn formats_of_dates_are_known() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d;@",
            "m/d/yy h:mm",
            "[Red]d",
        ] {
            assert!(is_date_code(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "@",
            "#,##0.00_);[Red](#,##0.00)",
            "[h]:mm:ss",
            "\"day\" 0",
            "0\\d",
            "G/通用格式",
            "",
        ] {
            assert!(!is_date_code(code), "{code}");
        }
        let mut formats = Formats::default();
        let xml = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;\"/><numFmt numFmtId=\"14\" formatCode=\"0\"/></numFmts>\
                   <cellStyleXfs><xf numFmtId=\"22\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"><alignment/></xf><xf numFmtId=\"31\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
        Tags::new().feed(xml.as_bytes(), &mut formats).unwrap();
        assert_eq!(
            [0, 1, 2, 3, 4].map(|at| formats.is_date(at)),
            [false, true, true, false, false]
        );
    }
}
