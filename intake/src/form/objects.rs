//! JSON: one object a line, or an array of objects. Keys are the titles, values are kept as they are written.

use super::grid::{COLUMN_LIMIT, Grid, TooLarge};
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// What keeps a text from being read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// In which line, and what the parser says
    Syntax {
        line: u64,
        what: String,
    },
    /// The only object has the others in an array
    Below {
        key: String,
    },
    TooLarge,
}

impl From<TooLarge> for Fault {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// An object's keys and values in their order.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'de> serde::Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs: Vec<(String, &'de RawValue)> = Vec::new();
                let mut seen = HashSet::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    // Of two values nobody knows which is meant: programs differ.
                    if !seen.insert(key.clone()) {
                        return Err(A::Error::custom(format_args!(
                            "the key \"{key}\" comes twice in an object"
                        )));
                    }
                    if !is_text(value) {
                        return Err(A::Error::custom(format_args!(
                            "the value of \"{key}\" holds half a character (a \\u escape without its other half)"
                        )));
                    }
                    pairs.push((key, value));
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// The objects as a table. The first row has the keys, in the order in which they come; the number of a row is the line in
/// which its object begins, or its place in the array, behind the keys.
pub(crate) fn read(text: &str) -> Result<Grid, Fault> {
    let mut table = Table::default();
    if text.trim_start().starts_with('[') {
        let objects: Vec<Object<'_>> = serde_json::from_str(text).map_err(|error| fault(&error, 0))?;
        for (row, object) in (2..).zip(objects) {
            table.add(row, object)?;
        }
    } else {
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Object<'_>>();
        let (mut seen, mut line) = (0, 1);
        loop {
            // Blank lines belong to what follows.
            let blank = text.get(seen..).unwrap_or_default();
            let begin = seen + (blank.len() - blank.trim_start().len());
            line += breaks(text.get(seen..begin));
            let Some(object) = stream.next() else { break };
            let object = object.map_err(|error| fault(&error, 0))?;
            seen = stream.byte_offset();
            let is_only = text.get(..begin).unwrap_or_default().trim().is_empty()
                && text.get(seen..).unwrap_or_default().trim().is_empty();
            if let Some(key) = below(&object).filter(|_| is_only) {
                return Err(Fault::Below { key });
            }
            // The keys take the first row.
            table.add(line + 1, object)?;
            line += breaks(text.get(begin..seen));
        }
    }
    Ok(table.into_grid()?)
}

fn breaks(text: Option<&str>) -> u64 {
    text.unwrap_or_default().bytes().filter(|b| *b == b'\n').count() as u64
}

fn fault(error: &serde_json::Error, above: u64) -> Fault {
    Fault::Syntax {
        line: above + error.line() as u64,
        what: error.to_string(),
    }
}

/// The key of an array of objects.
fn below(object: &Object<'_>) -> Option<String> {
    let is_array = |raw: &str| {
        raw.strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with('{'))
    };
    let mut pairs = object.0.iter();
    pairs
        .find(|(_, value)| is_array(value.get()))
        .map(|(key, _)| key.clone())
}

/// Objects as rows.
#[derive(Default)]
struct Table<'t> {
    places: HashMap<String, usize>,
    keys: Vec<String>,
    rows: Vec<(u64, Vec<(usize, &'t RawValue)>)>,
}

impl<'t> Table<'t> {
    fn add(&mut self, row: u64, object: Object<'t>) -> Result<(), Fault> {
        let mut cells = Vec::with_capacity(object.0.len());
        for (key, value) in object.0 {
            let place = match self.places.get(&key) {
                Some(place) => *place,
                None => {
                    if self.keys.len() == COLUMN_LIMIT {
                        return Err(Fault::TooLarge);
                    }
                    self.places.insert(key.clone(), self.keys.len());
                    self.keys.push(key);
                    self.keys.len() - 1
                }
            };
            cells.push((place, value));
        }
        cells.sort_by_key(|(place, _)| *place);
        self.rows.push((row, cells));
        Ok(())
    }

    fn into_grid(self) -> Result<Grid, TooLarge> {
        let mut grid = Grid::default();
        grid.begin_row(1);
        for (place, key) in self.keys.iter().enumerate() {
            grid.set(place, key)?;
        }
        for (row, cells) in &self.rows {
            grid.begin_row(*row);
            for (place, value) in cells {
                grid.set(*place, &text(value))?;
            }
        }
        Ok(grid)
    }
}

/// Whether a value that is a string is a text: JSON's escapes can write half of a character, which the parser passes over
/// in what is kept as it is written.
fn is_text(value: &RawValue) -> bool {
    let raw = value.get();
    !(raw.starts_with('"') && raw.contains("\\u")) || serde_json::from_str::<String>(raw).is_ok()
}

/// A string's text, nothing for null, and everything else as it is written: no digit of a number is lost.
fn text(value: &RawValue) -> String {
    let raw = value.get();
    match raw {
        "null" => String::new(),
        raw if raw.starts_with('"') => serde_json::from_str(raw).unwrap_or_default(),
        raw => raw.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv::ByteRecord;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(u64, String)> {
        let mut rows = read(text).unwrap().into_rows();
        let mut record = ByteRecord::new();
        let mut found = Vec::new();
        while let Some(number) = rows.next(&mut record) {
            let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
            found.push((number, cells.join("|")));
        }
        found
    }

    #[test]
    fn lines_and_arrays_are_tables() {
        let lines =
            "{\"a\": \"甲\", \"b\": 913299021234567890}\n\n{\"c\": [1, 2], \"a\": null, \"b\": true}\r\n";
        let expected = [(1, "a|b|c"), (2, "甲|913299021234567890"), (4, "|true|[1, 2]")];
        assert_eq!(rows(lines), expected.map(|(row, text)| (row, text.to_owned())));
        let array = " [{\"a\": \"1\"},\n {\"a\": \"\\u0032\"}]";
        let expected = [(1, "a"), (2, "1"), (3, "2")];
        assert_eq!(rows(array), expected.map(|(row, text)| (row, text.to_owned())));
    }

    #[test]
    fn what_programs_read_differently_is_refused() {
        for text in [
            "{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2, \"a\": 3}",
            "{\"a\": 1}\n{\"a\": \"91\\ud800\"}",
            "{\"a\": 1}\n{\"a\": \"\\udc00\\ud800\"}",
            "[{\"a\": 1},\n{\"a\": \"\\ud83dA\"}]",
        ] {
            assert!(matches!(read(text), Err(Fault::Syntax { line: 2, .. })), "{text}");
        }
        assert_eq!(rows("{\"a\": \"\\ud83d\\ude00\"}")[1].1, "\u{1F600}");
    }

    #[test]
    fn objects_one_level_down_are_told_by_their_key() {
        let text = "{\"code\": 0,\n\"data\": [ {\"a\": 1}]}\n";
        assert!(matches!(read(text), Err(Fault::Below { key }) if key == "data"));
    }

    #[test]
    fn what_is_no_object_is_told_with_its_line() {
        for text in ["{\"a\": 1}\n{\"a\": }\n", "{\"a\": 1}\n[1]", "[{\"a\": 1},\n2]"] {
            assert!(matches!(read(text), Err(Fault::Syntax { line: 2, .. })), "{text}");
        }
        assert!(read(&"[".repeat(1 << 20)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn arbitrary_text_never_panics(text in "[\\[\\]{}\",:a1\\\\ \n]{0,80}") {
            let _ = read(&text);
        }
    }
}
