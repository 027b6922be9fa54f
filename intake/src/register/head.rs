//! Where the header of a register stands: titles of the table may stand above it.

use super::looks::is_like_name;
use super::title::{self, Meaning};
use super::{RegisterError, is_like_id};
use crate::clean;
use crate::footer::has_number;
use csv::StringRecord;
use std::collections::VecDeque;

/// The number and the cells of the header: the first row that is filled, or one below it that is a header rather than that.
pub(super) fn find(
    file: &str,
    rows: &VecDeque<(u64, u64, StringRecord)>,
) -> Result<(u64, StringRecord), RegisterError> {
    let is_filled = |(_, _, cells): &&(u64, u64, StringRecord)| filled(cells).next().is_some();
    let mut all = rows.iter().filter(is_filled);
    let Some((_, number, first)) = all.next() else {
        return Err(RegisterError::Empty {
            file: file.to_owned(),
        });
    };
    let (known, _) = says(first);
    let is_better = |(_, _, cells): &&(u64, u64, StringRecord)| {
        let (count, numbers) = says(cells);
        count > known && (numbers || known == 0)
    };
    let Some((_, below, header)) = all.find(is_better) else {
        return Ok((*number, first.clone()));
    };
    let mut above = rows.iter().take_while(|(_, number, _)| number < below);
    // Whoever stands there would not be compared.
    match above.any(|(_, _, cells)| may_name_somebody(cells)) {
        true => Err(RegisterError::HeaderBelow {
            file: file.to_owned(),
            row: *below,
        }),
        false => Ok((*below, header.clone())),
    }
}

fn filled(cells: &StringRecord) -> impl Iterator<Item = &str> {
    cells.iter().filter(|cell| !clean::text(cell).is_empty())
}

/// How many titles of ours a row has, and whether one says more than a name.
fn says(cells: &StringRecord) -> (usize, bool) {
    let meanings: Vec<Meaning> = cells.iter().filter_map(title::meaning).collect();
    let numbers = { meanings.iter() }.any(|meaning| !matches!(meaning, Meaning::Name(_)));
    (meanings.len(), numbers)
}

/// Whether a row above the header may be one of the register. The title of a table is one cell, whatever it is called, but has no
/// number of a subject, unless it says whose table it is.
fn may_name_somebody(cells: &StringRecord) -> bool {
    let several = filled(cells).count() > 1;
    let mut cells = filled(cells).map(clean::text);
    cells.any(|cell| {
        is_like_id(&cell)
            || has_number(&cell) && !title::is_of_others(&cell)
            || several && title::meaning(&cell).is_none() && is_like_name(&cell)
    })
}
