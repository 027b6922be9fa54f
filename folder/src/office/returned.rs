//! `returns/`: the workbook that goes back to a unit. One row a fault, with the unit's own row number; beside the first fault of
//! a row stand its own cells, those at fault coloured.

use super::entry::Arrival;
use super::problem::Problem;
use super::table::Table;
use super::{Dir, OfficeError, mended};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use std::collections::HashMap;
use std::path::PathBuf;

/// The name of the folder.
pub(super) const RETURNS: &str = "returns";

/// Before the number of the workbook.
pub(super) const NUMBER: &str = "本表编号";

/// The column of a row's number in the unit's own file.
pub(super) const ROW: &str = "原表行号";

/// Before the titles of the unit's own columns.
pub(super) const OWN: &str = "原表";

/// What the workbook says before the unit's own columns, and how wide it says so.
const COLUMNS: [(&str, f64); 6] = [
    ("序号", 6.0),
    (ROW, 9.0),
    ("处理", 10.0),
    ("问题栏目", 16.0),
    ("问题", 40.0),
    ("请这样改", 44.0),
];

/// Characters that an Excel cell holds at most.
const CELL: usize = 32_767;

/// Columns of the unit's own that are shown.
const MOST: usize = 200;

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
    let number = mended::number_of(line, arrival);
    let bytes = workbook(&number, arrival, table, problems).map_err(|source| OfficeError::Workbook {
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

fn workbook(
    number: &str,
    arrival: &Arrival,
    table: &Table,
    problems: &[Problem],
) -> Result<Vec<u8>, XlsxError> {
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
    let looks = Looks::new();
    let sheet = workbook.add_worksheet().set_name("退回修改")?;
    sheet.write_string(0, 0, heading(number, arrival, problems))?;
    let own = COLUMNS.len();
    for (at, (title, width)) in COLUMNS.iter().enumerate() {
        sheet.write_string_with_format(1, column(at), *title, &head)?;
        sheet.set_column_width(column(at), *width)?;
    }
    for (at, title) in table.titles.iter().take(MOST).enumerate() {
        sheet.write_string_with_format(1, column(own + at), format!("{OWN}：{title}"), &head)?;
        sheet.set_column_width(column(own + at), 18.0)?;
    }
    sheet.set_freeze_panes(2, 0)?;
    let rows: HashMap<u64, &Vec<String>> = table.rows.iter().map(|row| (row.number, &row.cells)).collect();
    let mut next = 2;
    let mut number = 0_u32;
    for faults in problems.chunk_by(|a, b| a.row == b.row) {
        // The unit mends its row in one place: beside the first fault. The others stand below.
        let cells = faults.first().and_then(|first| rows.get(&first.row)).copied();
        for (at, cell) in cells.into_iter().flatten().take(MOST).enumerate() {
            let format = looks.of_cell(faults, at);
            sheet.write_string_with_format(next, column(own + at), short(cell), format)?;
        }
        for problem in faults {
            number += 1;
            let fate = if problem.refused {
                "退回"
            } else {
                "已收，请核对"
            };
            sheet.write_number_with_format(next, 0, number, &looks.plain)?;
            sheet.write_number_with_format(next, 1, problem.row as f64, &looks.plain)?;
            let texts = [fate, &problem.title, &problem.said.problem, &problem.said.remedy];
            for (at, text) in texts.into_iter().enumerate() {
                sheet.write_string_with_format(next, column(at + 2), short(text), &looks.plain)?;
            }
            next = next.saturating_add(1);
        }
    }
    workbook.save_to_buffer()
}

/// What stands above the table.
fn heading(number: &str, arrival: &Arrival, problems: &[Problem]) -> String {
    let refused = problems.iter().filter(|problem| problem.refused).count();
    format!(
        "{}：{}（{}收到）中有{refused}处须修改后重新报送，另有{}处请核对。请在“{OWN}”各栏内改正后发回本表，本表未列的行不必再报。{NUMBER}：{number}",
        arrival.unit,
        arrival.file.as_deref().unwrap_or_default(),
        arrival.on,
        problems.len() - refused
    )
}

/// How cells look.
struct Looks {
    plain: Format,
    refused: Format,
    doubtful: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            refused: plain.clone().set_background_color(Color::RGB(0xF8_CB_AD)),
            doubtful: plain.clone().set_background_color(Color::RGB(0xFF_E6_99)),
            plain,
        }
    }

    /// How a cell of a row with these faults looks.
    fn of_cell(&self, faults: &[Problem], at: usize) -> &Format {
        let mut its = faults.iter().filter(|fault| fault.place == Some(at)).peekable();
        match (its.peek().is_some(), its.any(|fault| fault.refused)) {
            (false, _) => &self.plain,
            (true, true) => &self.refused,
            (true, false) => &self.doubtful,
        }
    }
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
