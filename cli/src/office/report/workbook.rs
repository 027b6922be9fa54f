//! The report as a workbook: numbers, units, records that end.

use super::{UNITS, amount, asked, counts, verdict};
use jrp_folder::office::Report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

pub(super) fn xlsx(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = report.to.ymd();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(year).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, small(month), small(day))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let head = Format::new().set_bold();

    let sheet = workbook.add_worksheet().set_name("指标")?;
    sheet.write_string(0, 0, format!("{}{}信用工作统计", report.publisher, report.period))?;
    titles(
        sheet,
        1,
        &["指标", "结果", "数", "总数", "要求", "是否达到", "台账行"],
        &head,
    )?;
    for (row, number) in (2..).zip(&report.numbers) {
        sheet.write_string(row, 0, number.title)?;
        sheet.write_string(row, 1, amount(number))?;
        sheet.write_number(row, 2, number.count as f64)?;
        if let Some(of) = number.of {
            sheet.write_number(row, 3, of as f64)?;
        }
        sheet.write_string(row, 4, asked(number))?;
        sheet.write_string(row, 5, verdict(number))?;
        let lines: Vec<String> = number.lines.iter().map(u64::to_string).collect();
        // A cell holds no more; --explain shows all of them.
        sheet.write_string(row, 6, lines.join(" ").chars().take(30_000).collect::<String>())?;
    }
    sheet.set_column_width(0, 26)?;

    let sheet = workbook.add_worksheet().set_name("各单位")?;
    titles(sheet, 0, &UNITS, &head)?;
    for (row, unit) in (1..).zip(&report.units) {
        sheet.write_string(row, 0, &unit.unit)?;
        for (column, count) in (1..).zip(counts(unit)) {
            sheet.write_number(row, column, count as f64)?;
        }
    }
    sheet.set_column_width(0, 26)?;

    let sheet = workbook.add_worksheet().set_name("下月到期")?;
    titles(sheet, 0, &["名单", "主体", "文书号", "公示截止"], &head)?;
    for (row, record) in (1..).zip(&report.ending) {
        let until = record
            .publish_until
            .map_or(String::new(), |until| until.to_string());
        let name = record.name.as_deref().unwrap_or_default();
        let document = record.document_no.as_deref().unwrap_or_default();
        for (column, text) in (0..).zip([record.list.as_str(), name, document, &until]) {
            sheet.write_string(row, column, text)?;
        }
    }
    workbook.save_to_buffer()
}

fn titles(sheet: &mut Worksheet, row: u32, titles: &[&str], format: &Format) -> Result<(), XlsxError> {
    for (column, title) in (0..).zip(titles) {
        sheet.write_string_with_format(row, column, *title, format)?;
    }
    sheet.set_freeze_panes(row + 1, 0)?;
    Ok(())
}
