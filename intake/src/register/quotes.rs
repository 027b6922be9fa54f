//! Rows that a quotation mark has swallowed.
//!
//! A cell that begins with a quotation mark goes on to the next one. Where that stands in a later row, the rows between
//! are text of the cell, and as many cells as before may be left: nothing else tells.

use super::looks::{Look, look};

/// Whether the cells hold rows of the table. A note over several lines does not.
pub(crate) fn has_swallowed<'a>(cells: impl Iterator<Item = &'a str> + Clone, width: usize) -> bool {
    let broken = cells.filter(|cell| cell.contains(['\n', '\r']));
    let (mut breaks, mut commas) = (0, 0);
    for cell in broken.clone() {
        breaks += line_breaks(cell);
        commas += cell.matches(',').count();
    }
    if breaks == 0 || commas == 0 {
        return false;
    }
    // Every row that was swallowed brings the separators of a row, part of them before and behind the cell.
    if commas == breaks * width.saturating_sub(1) {
        return true;
    }
    broken.clone().any(|cell| {
        let pieces = cell.split([',', '\n', '\r']).filter(|piece| !piece.is_empty());
        let mut whole_lines = cell.split(['\n', '\r']).filter(|line| !line.is_empty()).skip(1);
        pieces.into_iter().any(|piece| look(piece) == Look::Code)
            || breaks > 1 && whole_lines.any(|line| line.matches(',').count() + 1 == width)
    })
}

/// Line breaks in a cell; CR LF is one.
pub(crate) fn line_breaks(cell: &str) -> usize {
    cell.matches(['\n', '\r']).count() - cell.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::has_swallowed;

    fn swallowed(cells: &[&str]) -> bool {
        has_swallowed(cells.iter().copied(), cells.len())
    }

    #[test]
    fn rows_in_a_cell_are_seen() {
        for cells in [
            &["1", "甲公司,91329902MA9BATDJ57\n2,乙公司", "x"][..],
            &["1", "甲,b,c\r\n2,乙,b,c\r\n3,丙", "x", "y"],
            &["1", "甲\n2,乙,91329902MA9BATDJ57\n3,丙", "x"],
            &["甲,1\n乙", "2"],
            &["甲\r2\r3,乙", "x"],
        ] {
            assert!(swallowed(cells), "{cells:?}");
        }
    }

    #[test]
    fn notes_over_several_lines_are_no_rows() {
        for cells in [
            &["甲", "第一行\n第二行"][..],
            &["甲", "联系人：丙，丁\n电话：1，2", "x"],
            &["甲", "a, b\nc", "x", "y"],
            &["甲", "91329902\nMA9BATDJ57"],
            &["甲", "no break, at all", "x"],
        ] {
            assert!(!swallowed(cells), "{cells:?}");
        }
    }
}
