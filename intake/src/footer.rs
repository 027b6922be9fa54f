//! Rows of a table that are no rows of its list: totals, signatures, the numbers of the columns, the header again.

use crate::Column;
use crate::header::header_word;
use crate::row::Cells;

/// How such rows begin.
const BEGINNINGS: [&str; 20] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "填报",
    "填表",
    "制表",
    "审核",
    "复核",
    "经办人",
    "负责人",
    "单位负责人",
    "联系",
    "备注",
    "注：",
    "注:",
    "说明",
    "Total",
    "total",
];

/// Cells that a signature may fill beside its first.
const FEW: usize = 4;

/// Digits of a column's number.
const SHORT: usize = 3;

pub(crate) fn is_footer(cells: &Cells<'_>) -> bool {
    let filled: Vec<_> = cells.filled_cells().collect();
    let begins = |cell: &str| BEGINNINGS.iter().any(|word| cell.starts_with(word));
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || ".,-/%".contains(c));
    let is_signed = filled.first().is_some_and(|cell| begins(cell))
        && (filled.len() <= FEW || filled.iter().skip(1).all(|cell| is_number(cell) || begins(cell)));
    let is_numbering = filled
        .iter()
        .all(|cell| cell.len() <= SHORT && cell.bytes().all(|b| b.is_ascii_digit()));
    let is_header = filled
        .iter()
        .all(|cell| Column::from_header(&header_word(cell)).is_some());
    is_signed || is_numbering || is_header
}
