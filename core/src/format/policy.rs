//! The policy section: the pack's tables, cell by cell.
//!
//! | offset | size | field                                                               |
//! |-------:|-----:|---------------------------------------------------------------------|
//! |      0 |    2 | number of tables `n`                                                |
//! |      2 |    6 | zero                                                                |
//! |      8 |   8n | for each table: number of columns (`u32`), number of rows (`u32`)   |
//! |        |      | dictionary (`dictionary`)                                           |
//! |        |      | strings (`token_text`): for each table its name, its header, its rows |

use super::bytes::Taker;
use super::dictionary::Dictionary;
#[cfg(feature = "build")]
use super::text_column::Coder;
use super::token_text::{InOrder, TokenText};
use crate::error::{OpenError, Section};
use crate::policy::{Table, Tables};
use std::sync::Arc;

/// Most text that a policy pack may hold, in bytes, so that foreign bytes cannot fill the memory.
const MAX_PACK: usize = 8 << 20;

/// What a cell counts for beside its text.
const CELL: usize = 24;

/// Reads the tables.
pub(crate) fn read(bytes: &[u8]) -> Result<Tables, OpenError> {
    let mut taker = Taker::new(bytes, Section::Policy);
    let count = taker.u16()?;
    taker.zeros(6)?;
    let mut shapes = Vec::new();
    for _ in 0..count {
        let (columns, rows) = (u64::from(taker.u32()?), u64::from(taker.u32()?));
        // Rows without cells would be as many as somebody likes to say.
        if columns == 0 {
            return Err(taker.malformed("a table has no columns"));
        }
        shapes.push((columns, rows));
    }
    let dictionary = Arc::new(Dictionary::take(&mut taker)?);
    let text = TokenText::open(bytes, taker.offset()..bytes.len(), dictionary, Section::Policy)?;
    let needed = shapes.iter().try_fold(0u64, |sum, (columns, rows)| {
        columns
            .checked_mul(rows.checked_add(1)?)?
            .checked_add(1)?
            .checked_add(sum)
    });
    if needed != Some(text.len() as u64) {
        return Err(taker.malformed("the tables do not fit their cells"));
    }
    let malformed = || taker.malformed("a cell cannot be read");
    let mut cells = InOrder::new(&text, bytes).ok_or_else(malformed)?;
    let (mut out, mut total) = (String::new(), 0);
    let mut cell = || {
        out.clear();
        cells.next(&mut out).ok_or_else(malformed)?;
        total += out.len() + CELL;
        if total > MAX_PACK {
            return Err(taker.malformed("the policy pack is longer than 8 MiB"));
        }
        Ok::<_, OpenError>(out.clone())
    };
    let mut tables = Vec::new();
    for (columns, rows) in shapes {
        let name = cell()?;
        let header = (0..columns).map(|_| cell()).collect::<Result<_, _>>()?;
        let rows = (0..rows)
            .map(|_| (0..columns).map(|_| cell()).collect())
            .collect::<Result<_, _>>()?;
        tables.push(Table { name, header, rows });
    }
    Ok(Tables { tables })
}

/// Writes the tables; `code` turns strings into a `token_text`.
#[cfg(feature = "build")]
pub(crate) fn encode(tables: &Tables, code: &Coder<'_>) -> Vec<u8> {
    let mut out = (tables.tables.len() as u16).to_le_bytes().to_vec();
    out.extend_from_slice(&[0; 6]);
    let mut cells: Vec<&str> = Vec::new();
    for table in &tables.tables {
        out.extend_from_slice(&(table.header.len() as u32).to_le_bytes());
        out.extend_from_slice(&(table.rows.len() as u32).to_le_bytes());
        cells.push(&table.name);
        cells.extend(
            table
                .header
                .iter()
                .chain(table.rows.iter().flatten())
                .map(String::as_str),
        );
    }
    let coded = code(&cells);
    out.extend(coded.dictionary.unwrap_or_default());
    out.extend(coded.strings.whole());
    out
}
