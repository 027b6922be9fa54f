//! Cells that a table leaves blank because the row above says the same: merged cells, once they are saved as CSV.

use crate::header::Header;
use crate::register::is_like_id;
use crate::word::{self, RowState};
use crate::{Column, clean};
use csv::ByteRecord;

/// What several rows may have in common.
const SHARED: [Column; 5] = [
    Column::ListKind,
    Column::SubjectKind,
    Column::Authority,
    Column::SourceUnit,
    Column::Status,
];

/// Fills what a row leaves to the one above.
///
/// A row does so where it has a number of a subject, and neither its list nor another of the cells that every row needs: one blank
/// cell is a slip, which is refused. A state is filled only where it lists: nothing is withdrawn by a blank cell.
#[derive(Default)]
pub(crate) struct Filler {
    above: [Vec<u8>; SHARED.len()],
}

impl Filler {
    /// Cells for the blank places of a row; notes what it says for those below.
    pub(crate) fn fill(&mut self, header: &Header, cells: &ByteRecord) -> Vec<(usize, Vec<u8>)> {
        let places = SHARED.map(|column| header.place(column));
        let cell = |place: Option<usize>| place.and_then(|place| cells.get(place)).unwrap_or_default();
        let is_blank = |place: Option<usize>| clean::text(&String::from_utf8_lossy(cell(place))).is_empty();
        let [list, kind, authority, _, state] = places;
        if !is_blank(list) {
            for (above, place) in self.above.iter_mut().zip(places) {
                above.clear();
                above.extend_from_slice(cell(place));
            }
            return Vec::new();
        }
        let needs = [kind, authority, state].into_iter().any(is_blank);
        let has_number = header
            .place(Column::Id)
            .is_some_and(|place| is_like_id(&String::from_utf8_lossy(cell(Some(place)))));
        if !needs || !has_number {
            return Vec::new();
        }
        let blank = SHARED.into_iter().zip(places).zip(&self.above);
        let filled = blank.filter_map(|((column, place), above)| {
            let text = String::from_utf8_lossy(above);
            let text = clean::text(&text);
            let may_be_filled = match column {
                Column::Status => matches!(word::state(&text), Ok(RowState::Live(_))),
                _ => !text.is_empty(),
            };
            let place = place.filter(|place| may_be_filled && is_blank(Some(*place)))?;
            Some((place, above.clone()))
        });
        filled.collect()
    }
}
