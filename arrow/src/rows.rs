//! Cells become questions, and answers cells.

use crate::abi::{ArrowArray, ArrowSchema};
use crate::column::Column;
use crate::error::ArrowError;
use crate::made::{Made, Screened};
use crate::table::{Table, Titles};
use jrp_core::compare::{RowAnswer, Screener};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::RosterSet;
use jrp_core::subject::IdKind;
use std::sync::Arc;

/// Asks the question of every row of a table: a struct array with columns `credit_code`, `name`, `id` with `id_kind`, and
/// `kind`, each of texts, of which `credit_code`, `name` or `id` must be there, unless `titles` give them other names. Gives the columns
/// `outcome`, `lists`, `match`, `warnings` and `prompt`, whose cells are those of `jrp screen`. What is handed over stays the
/// caller's.
///
/// # Safety
/// `schema` and `array` are NULL, or of one array as the Arrow C data interface promises.
pub unsafe fn screen<B: AsRef<[u8]>>(
    lists: &RosterSet<B>,
    question: Query,
    titles: &Titles,
    schema: *const ArrowSchema,
    array: *const ArrowArray,
) -> Result<Arc<Screened>, ArrowError> {
    // SAFETY: as the caller promises.
    let table = unsafe { Table::new(titles, schema, array)? };
    let mut screener = Screener::new(lists, question)?;
    let mut made = Made::default();
    for row in 0..table.rows {
        made.push(&ask(&table, row, &mut screener)?)?;
    }
    Ok(made.finish())
}

fn ask<B: AsRef<[u8]>>(
    table: &Table<'_>,
    row: usize,
    screener: &mut Screener<'_, B>,
) -> Result<Arc<RowAnswer>, ArrowError> {
    if table.nulls.has(row) {
        return Ok(screener.row([]));
    }
    let code = filled(&table.credit_code, row)?;
    let name = filled(&table.name, row)?;
    let id = filled(&table.id, row)?;
    let kind = one_of(
        &table.kind,
        row,
        SubjectKind::from_code,
        &SubjectKind::ALL.map(SubjectKind::code),
    )?;
    if let (Some(code), None, None) = (code, name, id) {
        return Ok(screener.code(kind, code));
    }
    let subject = |code: Option<&str>, id: Option<(IdKind, &str)>| SubjectQuery {
        kind,
        credit_code: code.map(str::to_owned),
        name: name.map(str::to_owned),
        id: id.map(|(kind, id)| (kind, id.to_owned())),
    };
    let Some(id) = id else {
        return Ok(screener.row([subject(code, None)]));
    };
    let id_kind = one_of(
        &table.id_kind,
        row,
        IdKind::from_code,
        &IdKind::ALL.map(IdKind::code),
    )?;
    Ok(match (id_kind, code) {
        (Some(id_kind), code) => screener.row([subject(code, Some((id_kind, id)))]),
        // A number of which nobody says what it is is read in every way, as a credit code is.
        (None, None) => screener.row([subject(Some(id), None)]),
        (None, Some(code)) if code.trim() == id.trim() => screener.row([subject(Some(code), None)]),
        (None, Some(code)) => screener.row([subject(Some(code), None), subject(Some(id), None)]),
    })
}

/// The text of a cell that says something.
#[inline]
fn filled<'a>(column: &Option<Column<'a>>, row: usize) -> Result<Option<&'a str>, ArrowError> {
    let Some(column) = column else { return Ok(None) };
    Ok(column.text(row)?.filter(|text| !text.trim().is_empty()))
}

/// The value of a closed column. An unknown word is a fault of the program that made the column.
fn one_of<T>(
    column: &Option<Column<'_>>,
    row: usize,
    from_code: impl Fn(&str) -> Option<T>,
    known: &[&str],
) -> Result<Option<T>, ArrowError> {
    let Some((column, word)) = column.as_ref().zip(filled(column, row)?) else {
        return Ok(None);
    };
    let unknown = || {
        column.wrong(
            row,
            &format!("the word is not known; use one of {}", known.join(", ")),
        )
    };
    from_code(word.trim()).map(Some).ok_or_else(unknown)
}
