//! Whether a table without a header of a feed names subjects, by their numbers or by their names.

use crate::column::Column;
use crate::footer::{has_name, has_number};
use crate::form::Grid;
use crate::header::{header_word, is_passed_over};
use crate::register::{TitleSays, is_like_id, is_like_name, title_says};
use crate::word;
use jrp_core::subject::name;
use std::collections::BTreeSet;

/// The first row that names a subject: by a number, by what is a name beyond doubt, or by whatever stands below a title for names.
pub(crate) fn names_subject(grid: &Grid) -> Option<u64> {
    let mut below = BTreeSet::new();
    for (row, column, cell) in grid.placed() {
        if is_like_id(cell) || has_number(cell) || is_name(cell) {
            return Some(row);
        }
        let title = header_word(cell);
        match is_title(&title) {
            true if is_title_of_names(&title) => {
                below.insert(column);
            }
            true => {}
            // A sheet that explains the columns names them one below the other, with sentences beside them.
            false if below.contains(&column) && may_be_name(cell) => return Some(row),
            false => {}
        }
    }
    None
}

/// Whether a cell is the name of an organisation, or has one in a text. Words of closed columns, and examples (某某, ××), are none.
fn is_name(cell: &str) -> bool {
    let is_word = word::subject_kind(cell).is_ok() || is_title(&header_word(cell));
    let is_example = cell.contains('某') || cell.to_lowercase().contains("xx") || cell.contains('×');
    !is_word && !is_example && (is_like_name(cell) || has_name(cell) || is_like_english_name(cell))
}

fn is_like_english_name(cell: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        "limited",
        "ltd",
        "llc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "gmbh",
        "plc",
        "company",
    ];
    let text = cell.to_ascii_lowercase();
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.next().is_some() && words.any(|word| ENDINGS.contains(&word))
}

/// Characters that a name below its title has, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=60;

fn may_be_name(cell: &str) -> bool {
    let is_sentence = |c| matches!(c, '，' | '。' | '；' | '：' | ';' | ':');
    LENGTH.contains(&cell.trim().chars().count())
        && !cell.contains(is_sentence)
        && cell.chars().any(char::is_alphabetic)
        && !name::key(cell).is_empty()
}

fn is_title(word: &str) -> bool {
    Column::from_header(word).is_some() || is_passed_over(word) || title_says(word).is_some()
}

fn is_title_of_names(word: &str) -> bool {
    let is_own = matches!(
        Column::from_header(word),
        Some(Column::Name | Column::FormerNames)
    );
    is_own || matches!(title_says(word), Some(TitleSays::Name | TitleSays::FormerName))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(rows: &[&[&str]]) -> Option<u64> {
        let mut grid = Grid::default();
        for (number, cells) in (1..).zip(rows) {
            grid.begin_row(number);
            for (place, cell) in cells.iter().enumerate() {
                grid.set(place, cell).unwrap();
            }
        }
        names_subject(&grid)
    }

    #[test]
    fn names_without_a_header_are_seen() {
        for rows in [
            &[&["江州戊2号有限公司"][..]][..],
            &[&["补充名单"], &["江州市凤栖湖石料厂"]],
            &[&["", "另：江州戊2号有限公司"]],
            &[&["Blue Heron Trading Co., Ltd."]],
            &[&["序号", "企业名称"], &["1", "江州戊"]],
            &[&["主体名称", "处罚日期"], &["凤栖湖书院", "2026-06-01"]],
            &[&["云澜第一医院"]],
            &[&["代码：91329902MA7QK2R18G"]],
        ] {
            assert_eq!(first(rows), Some(rows.len() as u64), "{rows:?}");
        }
    }

    #[test]
    fn explanations_and_words_name_nobody() {
        for rows in [
            &[&["填报说明"][..], &["请按月填报，名称应与营业执照一致。"]][..],
            &[&["名单类型", "主体名称"]],
            &[
                &["字段", "说明"],
                &["主体名称", "如某某市某某建材有限公司"],
                &["证件类型", "见字典"],
                &["备注", ""],
            ],
            &[&["主体类别"], &["法人及非法人组织"], &["个体工商户"], &["自然人"]],
            &[&["填报单位", "云澜区财政局"], &["合计", "12"]],
        ] {
            assert_eq!(first(rows), None, "{rows:?}");
        }
    }
}
