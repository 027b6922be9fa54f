//! `returns/`: the workbook that goes back to a unit. One row a fault, with the unit's own row number and columns; the cell at
//! fault is coloured.

use super::entry::Arrival;
use super::receive::Problem;
use super::table::Table;
use super::{Dir, OfficeError};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use std::collections::HashMap;
use std::path::PathBuf;

/// The name of the folder.
pub(super) const RETURNS: &str = "returns";

/// What the workbook says before the unit's own columns, and how wide it says so.
const COLUMNS: [(&str, f64); 6] = [
    ("序号", 6.0),
    ("原表行号", 9.0),
    ("处理", 10.0),
    ("问题栏目", 16.0),
    ("问题", 40.0),
    ("请这样改", 44.0),
];

/// Characters that an Excel cell holds at most.
const CELL: usize = 32_767;

/// Columns of the unit's own that are shown.
const OWN: usize = 200;

/// Makes the workbook for a delivery.
pub(super) fn write(
    dir: &Dir,
    line: u64,
    arrival: &Arrival,
    table: &Table,
    problems: &[Problem],
) -> Result<PathBuf, OfficeError> {
    let name = format!("{RETURNS}/{line:06}-{}.xlsx", file_name(&arrival.unit));
    let path = dir.path().join(&name);
    let bytes = workbook(arrival, table, problems).map_err(|source| OfficeError::Workbook {
        path: path.clone(),
        source,
    })?;
    dir.replace(&name, &bytes)?;
    Ok(path)
}

/// A unit's name where it can stand in the name of a file.
fn file_name(unit: &str) -> String {
    let fit = unit
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '（' | '）'));
    fit.take(40).collect()
}

fn workbook(arrival: &Arrival, table: &Table, problems: &[Problem]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = arrival.on.ymd();
    // The same delivery gives the same bytes, so that a command which is run again writes nothing new.
    let created = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(1900),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xD9_E2_F3))
        .set_text_wrap();
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let refused = plain.clone().set_background_color(Color::RGB(0xF8_CB_AD));
    let doubtful = plain.clone().set_background_color(Color::RGB(0xFF_E6_99));
    let sheet = workbook.add_worksheet().set_name("退回修改")?;
    let file = arrival.file.as_deref().unwrap_or_default();
    let count = problems.iter().filter(|problem| problem.refused).count();
    let said = format!(
        "{}：{}（{}收到）中有{count}处须修改后重新报送，另有{}处请核对。",
        arrival.unit,
        file,
        arrival.on,
        problems.len() - count
    );
    sheet.write_string(0, 0, said)?;
    let own = COLUMNS.len();
    for (at, (title, width)) in COLUMNS.iter().enumerate() {
        sheet.write_string_with_format(1, column(at), *title, &head)?;
        sheet.set_column_width(column(at), *width)?;
    }
    for (at, title) in table.titles.iter().take(OWN).enumerate() {
        sheet.write_string_with_format(1, column(own + at), format!("原表：{title}"), &head)?;
        sheet.set_column_width(column(own + at), 18.0)?;
    }
    sheet.set_freeze_panes(2, 0)?;
    let rows: HashMap<u64, &Vec<String>> = table.rows.iter().map(|row| (row.number, &row.cells)).collect();
    for (at, problem) in problems.iter().enumerate() {
        let row = u32::try_from(at + 2).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, 0, (at + 1) as f64, &plain)?;
        sheet.write_number_with_format(row, 1, problem.row as f64, &plain)?;
        let fate = if problem.refused {
            "退回"
        } else {
            "已收，请核对"
        };
        let texts = [fate, &problem.title, &problem.said.problem, &problem.said.remedy];
        for (at, text) in texts.into_iter().enumerate() {
            sheet.write_string_with_format(row, column(at + 2), short(text), &plain)?;
        }
        let fault = if problem.refused { &refused } else { &doubtful };
        for (at, cell) in rows
            .get(&problem.row)
            .into_iter()
            .flat_map(|cells| cells.iter().take(OWN))
            .enumerate()
        {
            let format = if problem.place == Some(at) { fault } else { &plain };
            sheet.write_string_with_format(row, column(own + at), short(cell), format)?;
        }
    }
    workbook.save_to_buffer()
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// What fits into a cell.
fn short(text: &str) -> &str {
    match text.char_indices().nth(CELL) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}
