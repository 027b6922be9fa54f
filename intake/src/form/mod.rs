//! The forms in which tables come. A file is what its bytes say, whatever its name.
//!
//! ```text
//! bytes ──┬─ text ── encoding ──┬─ separated cells, read as they come
//!         │                     ├─ markup  ┐
//!         │                     └─ JSON    ├── grids, read whole
//!         └─ workbook ─────────────────────┘
//! ```

mod compound;
mod encoding;
mod grid;
mod markup;
mod objects;
mod package;
mod repeated;
mod separator;
mod shared;
mod sheet;
mod tags;
mod telling;
mod workbook;
mod xml;

pub(crate) use encoding::Decoder;
pub use encoding::Encoding;
pub(crate) use grid::GridRows;
pub(crate) use separator::Separator;

use crate::error::Unsupported;
use crate::{FeedError, clean};
use encoding::Whole;
pub(crate) use grid::Grid;
use std::io::Read;

/// Bytes that a file may have which is read whole.
const FILE_LIMIT: u64 = 1 << 28;

/// What a table may have, for messages.
const LIMITS: &str = "256 MB, 33 million cells, 16,384 columns, 1,048,576 rows a sheet";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cells between separators, such as CSV
    Separated {
        /// In what it is written
        encoding: Encoding,
        /// What parts the cells: `comma`, `tab`, `semicolon`, `vertical bar`
        separator: &'static str,
    },
    /// A page with tables, or Excel's XML of 2003
    Markup(Encoding),
    /// JSON: an object a line, or an array of objects
    Json(Encoding),
    /// A workbook: `XLSX`, `XLS` or `ODS`
    Workbook(&'static str),
}

impl core::fmt::Display for Form {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Separated { encoding, separator } => write!(f, "{}, {separator}", encoding.name()),
            Self::Markup(encoding) => write!(f, "HTML or XML, {}", encoding.name()),
            Self::Json(encoding) => write!(f, "JSON, {}", encoding.name()),
            Self::Workbook(kind) => f.write_str(kind),
        }
    }
}

/// A file, its form known.
pub(crate) enum Opened<R> {
    /// To be read as it comes
    Text(Decoder<R>, Separator),
    /// Read whole: the tables that have a cell
    Grids(Form, Vec<Grid>),
}

/// Finds out what a file is.
pub(crate) fn open<R: Read>(file: &str, input: R) -> Result<Opened<R>, FeedError> {
    let mut decoder = Decoder::new(input);
    let io = |source| FeedError::Io {
        file: file.to_owned(),
        source,
    };
    let unsupported = |form| unsupported(file, form);
    let begin = decoder.begin().map_err(io)?;
    if let Some(form) = foreign(begin) {
        return Err(unsupported(form));
    }
    if matches!(begin, [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..]) {
        let bytes = decoder.undecoded(FILE_LIMIT).map_err(io)?;
        return open_workbook(file, bytes.ok_or_else(|| too_large(file))?);
    }
    let text = decoder.peek().map_err(io)?;
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let (separator, start) = (Separator::of(text), text.trim_ascii_start());
    let is_object = |rest: &[u8]| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}'));
    let is_json = match start {
        [b'{', rest @ ..] => is_object(rest),
        [b'[', rest @ ..] => rest.trim_ascii_start().first() == Some(&b'{'),
        _ => false,
    };
    let is_markup = start.first() == Some(&b'<');
    if start.starts_with(b"MIME-Version:") || start.starts_with(b"From: <") {
        return Err(unsupported(Unsupported::Mhtml));
    }
    if !is_json && !is_markup {
        return Ok(Opened::Text(decoder, separator));
    }
    let encoding = decoder.encoding();
    let text = match decoder.all(FILE_LIMIT).map_err(io)? {
        Whole::Text(text) => text,
        Whole::TooLong => return Err(too_large(file)),
        Whole::Broken { offset } => {
            return Err(FeedError::NotText {
                file: file.to_owned(),
                offset,
                row: 1,
                guess: encoding.into(),
            });
        }
    };
    match is_json {
        true => open_json(file, &text, encoding),
        false => open_markup(file, &text, encoding),
    }
}

fn open_workbook<R>(file: &str, bytes: Vec<u8>) -> Result<Opened<R>, FeedError> {
    let read = workbook::read(bytes);
    let (kind, mut grids) = read.map_err(|fault| match fault {
        workbook::Fault::Unsupported(form) => unsupported(file, form),
        workbook::Fault::TooLarge => too_large(file),
        workbook::Fault::Malformed(place, what) => FeedError::Malformed {
            file: file.to_owned(),
            place,
            what,
        },
    })?;
    grids.retain(|grid| !grid.is_blank());
    match grids.is_empty() {
        true => Err(FeedError::Empty {
            file: file.to_owned(),
        }),
        false => Ok(Opened::Grids(Form::Workbook(kind), grids)),
    }
}

fn open_json<R>(file: &str, text: &str, encoding: Encoding) -> Result<Opened<R>, FeedError> {
    let grid = objects::read(text).map_err(|fault| match fault {
        objects::Fault::TooLarge => too_large(file),
        objects::Fault::Below { key } => FeedError::Malformed {
            file: file.to_owned(),
            place: "line 1".to_owned(),
            what: format!(
                "the objects stand one level down, under {}; save that array alone",
                clean::quoted(&key)
            ),
        },
        objects::Fault::Syntax { line, what } => FeedError::Malformed {
            file: file.to_owned(),
            place: format!("line {line}"),
            what: format!("no JSON object ({what}); write one object a line, or an array of objects"),
        },
    })?;
    Ok(Opened::Grids(Form::Json(encoding), vec![grid]))
}

fn open_markup<R>(file: &str, text: &str, encoding: Encoding) -> Result<Opened<R>, FeedError> {
    let mut grids = markup::read(text).map_err(|fault| match fault {
        markup::Fault::TooLarge => too_large(file),
        markup::Fault::Unclosed { line, what } => FeedError::Malformed {
            file: file.to_owned(),
            place: format!("line {line}"),
            what: format!("{what} begins here and never ends, so that what stands behind it is lost; close it, or save the file as XLSX or CSV UTF-8"),
        },
    })?;
    grids.retain(|grid| !grid.is_blank());
    match grids.is_empty() {
        true => Err(unsupported(file, Unsupported::NoTable)),
        false => Ok(Opened::Grids(Form::Markup(encoding), grids)),
    }
}

fn unsupported(file: &str, form: Unsupported) -> FeedError {
    FeedError::Unsupported {
        file: file.to_owned(),
        form,
    }
}

fn too_large(file: &str) -> FeedError {
    FeedError::TooLarge {
        file: file.to_owned(),
        limit: LIMITS,
    }
}

/// What the first bytes of a file say that is not text.
fn foreign(bytes: &[u8]) -> Option<Unsupported> {
    Some(match bytes {
        [b'%', b'P', b'D', b'F', ..] => Unsupported::Pdf,
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Unsupported::Picture
        }
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [0x1F, 0x8B, ..] => Unsupported::Packed,
        [b'{', b'\\', b'r', b't', b'f', ..] => Unsupported::Document,
        _ => return None,
    })
}
