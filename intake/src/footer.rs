//! Rows of a table that are no rows of its list: totals, signatures, the numbers of the columns, the header again.

use crate::Column;
use crate::header::header_word;
use crate::lists::Lists;
use crate::register::is_like_id;
use crate::row::Cells;
use crate::word;

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

/// How names of organisations and sole traders end.
const ORGANISATIONS: [&str; 22] = [
    "公司",
    "企业",
    "厂",
    "店",
    "部",
    "社",
    "中心",
    "院",
    "所",
    "行",
    "馆",
    "坊",
    "场",
    "会",
    "校",
    "园",
    "铺",
    "户",
    "站",
    "局",
    "合伙)",
    "合伙）",
];

pub(crate) fn is_footer(cells: &Cells<'_>, lists: &Lists<'_>) -> bool {
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
    is_signed && !is_record(&filled, lists) || is_numbering || is_header
}

/// Whether a row has what only rows of a list have: a list, a kind, a state, a number of a subject, or a name that begins
/// as footers do and ends as names do.
pub(crate) fn may_be_record(cells: &Cells<'_>, lists: &Lists<'_>) -> bool {
    is_record(&cells.filled_cells().collect::<Vec<_>>(), lists)
}

fn is_record(cells: &[impl AsRef<str>], lists: &Lists<'_>) -> bool {
    cells.iter().map(AsRef::as_ref).any(|cell: &str| {
        lists.find(cell).is_some()
            || word::subject_kind(cell).is_ok()
            || word::state(cell).is_ok()
            || word::id_kind(cell).is_ok()
            || is_like_id(cell)
            || is_named(cell)
    })
}

/// What stands behind a colon is said by the signature: 填报单位：某某局.
fn is_named(cell: &str) -> bool {
    let ends = ORGANISATIONS.iter().any(|ending| cell.ends_with(ending));
    ends && !cell.contains([':', '：']) && !["填报单位", "制表单位", "审核单位", "填表单位"].contains(&cell)
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn names_that_begin_as_footers_do_are_names() {
        for name in [
            "合计科技有限公司",
            "备注堂药店",
            "总计网络中心",
            "说明书印刷厂",
            "审核咨询（有限合伙）",
        ] {
            assert!(is_named(name), "{name}");
        }
        for footer in [
            "合计",
            "填报单位：某某区财政局",
            "填报人",
            "备注：以上数据截至十月底",
            "制表单位",
        ] {
            assert!(!is_named(footer), "{footer}");
        }
    }
}
