//! Workbooks, written here part by part: what is read of them, and what is refused.

use super::{options, read};
use jrp_intake::{FeedError, Report, Unsupported};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(super) const TITLES: [&str; 7] = [
    "名单类型",
    "主体类别",
    "主体名称",
    "认定单位",
    "列入日期",
    "公示截止日期",
    "状态",
];

/// A package of these parts.
pub(super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of sheets: name, state, and what stands in the part.
pub(super) fn book(sheets: &[(&str, &str, String)]) -> Vec<u8> {
    let mut listed = String::new();
    let mut related = String::new();
    let mut parts = Vec::new();
    for (at, (name, state, content)) in (1..).zip(sheets) {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" {state} r:id=\"rId{at}\"/>");
        related += &format!(
            "<Relationship Id=\"rId{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
        parts.push((
            format!("xl/worksheets/sheet{at}.xml"),
            format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{content}</worksheet>"),
        ));
    }
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{listed}</sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    // The second format is that of dates.
    let styles = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"b\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let mut all = vec![
        ("_rels/.rels", root),
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/styles.xml", styles),
    ];
    all.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    package(&all)
}

fn cell(column: usize, row: u64, text: &str) -> String {
    let letter = char::from(b'A' + column as u8);
    match text.strip_prefix("#date ") {
        Some(serial) => format!("<c r=\"{letter}{row}\" s=\"1\"><v>{serial}</v></c>"),
        None if text.is_empty() => String::new(),
        None => format!("<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    }
}

pub(super) fn rows(first: u64, rows: &[&[&str]]) -> String {
    let mut content = String::new();
    for (row, cells) in (first..).zip(rows) {
        let cells: String = cells
            .iter()
            .enumerate()
            .map(|(column, text)| cell(column, row, text))
            .collect();
        content += &format!("<row r=\"{row}\">{cells}</row>");
    }
    content
}

/// A workbook of one sheet with these rows.
pub(super) fn of_rows(lines: &[Vec<&str>]) -> Vec<u8> {
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    book(&[("甲", "", format!("<sheetData>{}</sheetData>", rows(1, &lines)))])
}

/// A sheet with a title, the header in row 3, two rows whose first cells are merged, and a total.
fn sheet() -> String {
    let rows = rows(
        1,
        &[
            &["岚河区失信名单汇总表"],
            &[],
            &TITLES,
            &[
                "BK-ZFCGSX",
                "org",
                "澄湾市岚河蓼屿建材有限公司",
                "岚河区财政局",
                "#date 46305",
                "#date 47035",
                "active",
            ],
            &[
                "",
                "",
                "澄湾市岚河榆汀印刷有限公司",
                "",
                "#date 46305.5",
                "#date 47035",
                "",
            ],
            &["合计", "", "2"],
        ],
    );
    let merged = ["A4:A5", "B4:B5", "D4:D5", "G4:G5"].map(|cells| format!("<mergeCell ref=\"{cells}\"/>"));
    let rows = rows.replace("<row r=\"5\">", "<row r=\"5\" hidden=\"1\">");
    format!(
        "<sheetData>{rows}</sheetData><mergeCells>{}</mergeCells>",
        merged.concat()
    )
}

fn notes(report: &Report) -> String {
    let notes: Vec<String> = report.notes().map(|(_, note)| note.to_string()).collect();
    notes.join("; ")
}

pub(super) fn failure(file: &[u8]) -> FeedError {
    read(file, &options()).unwrap_err()
}

#[test]
fn a_department_s_sheet_is_read_as_it_is_seen() {
    let (records, report) = read(&book(&[("名单", "", sheet())]), &options()).unwrap();
    assert_eq!(records.len(), 2, "{:?}", report.refusals().collect::<Vec<_>>());
    for record in &records {
        assert_eq!(record.list_kind, "BK-ZFCGSX");
        assert_eq!(record.authority, "岚河区财政局");
        assert_eq!(record.listed_on.to_string(), "2026-10-10");
        assert_eq!(record.publish_until.unwrap().to_string(), "2028-10-09");
    }
    let passed: Vec<_> = report.passed_over().collect();
    assert_eq!(passed, [("footer", 1), ("title", 1)]);
    assert_eq!(report.read(), 2);
    assert_eq!(report.warnings().collect::<Vec<_>>(), [("time-cut", 1)]);
    assert_eq!(
        notes(&report),
        "XLSX; header in row 3; hidden rows, read as the others: 1, the first row 5; cells filled from merged cells above: 4"
    );
}

#[test]
fn every_sheet_with_a_header_is_read_and_the_others_are_told() {
    let row: &[&str] = &[
        "BK-ZFCGSX",
        "org",
        "澄湾市岚河苇桥物业服务有限公司",
        "岚河区财政局",
        "",
        "2028-10-09",
        "active",
    ];
    let second = format!("<sheetData>{}</sheetData>", rows(1, &[&TITLES, row]));
    let notes_sheet = format!(
        "<sheetData>{}</sheetData>",
        rows(1, &[&["填报说明"], &["请按月填报"]])
    );
    let file = book(&[
        ("甲", "", sheet()),
        ("说明", "", notes_sheet),
        ("乙", "state=\"hidden\"", second),
    ]);
    let (records, report) = read(&file, &options()).unwrap();
    assert_eq!(records.len(), 2);
    let refused: Vec<_> = report
        .refusals()
        .map(|(file, row, why)| (file, row, why.code()))
        .collect();
    assert_eq!(refused, [("f.csv [乙]", 2, "cell-missing")]);
    let notes = notes(&report);
    assert!(notes.contains("sheet \"说明\" passed over"), "{notes}");
    assert!(notes.contains("a hidden sheet"), "{notes}");
}

/// However long it is, and though no table comes behind it.
#[test]
fn the_last_sheet_is_passed_over_whole() {
    for length in [1, 2, 29, 30, 31, 90] {
        let mut lines = vec![&["填报说明"][..]];
        lines.resize(length, &["请按月填报", "名称应与营业执照一致"]);
        let explanations = |name| (name, "", format!("<sheetData>{}</sheetData>", rows(1, &lines)));
        let file = book(&[("甲", "", sheet()), explanations("说明"), explanations("附录")]);
        let (records, report) = read(&file, &options()).unwrap();
        assert_eq!((records.len(), report.read()), (2, 2), "{length}");
        assert_eq!(report.refusals().count(), 0, "{length}");
        let notes = notes(&report);
        assert!(notes.contains("sheet \"说明\" passed over"), "{notes}");
        assert!(notes.contains("sheet \"附录\" passed over"), "{notes}");
    }
}

/// Excel writes a second `workbookPr` of its own, which says nothing of the epoch.
#[test]
fn days_are_counted_from_the_epoch_of_the_workbook() {
    let plain = book(&[("名单", "", sheet())]);
    let mut archive = zip::ZipArchive::new(Cursor::new(&plain)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut parts = Vec::new();
    for name in names {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(&name).unwrap(), &mut text).unwrap();
        if name == "xl/workbook.xml" {
            text = text
                .replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>")
                .replace(
                    "</sheets>",
                    "</sheets><extLst><ext><x15:workbookPr chartTrackingRefBase=\"1\"/></ext></extLst>",
                );
        }
        parts.push((name, text.replace("46305", "44843").replace("47035", "45573")));
    }
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let (records, _) = read(&package(&parts), &options()).unwrap();
    assert_eq!(records[0].listed_on.to_string(), "2026-10-10");
    assert_eq!(records[1].publish_until.unwrap().to_string(), "2028-10-09");
}

#[test]
fn a_sheet_that_names_subjects_is_never_passed_over() {
    let stray = format!(
        "<sheetData>{}</sheetData>",
        rows(7, &[&["x"], &["91329902MA7QK2R18G"]])
    );
    let error = failure(&book(&[("甲", "", sheet()), ("乙", "", stray)]));
    assert!(matches!(&error, FeedError::SheetUnread { row: 8, .. }), "{error}");
    for named in [
        &[&["江州戊2号有限公司"][..]][..],
        &[&["名单类型", "主体名称"], &["BK-ZFCGSX", "江州戊2号有限公司"]],
        &[&["序号", "企业名称"], &["1", "凤栖湖书院"]],
    ] {
        let stray = format!("<sheetData>{}</sheetData>", rows(1, named));
        let error = failure(&book(&[("甲", "", sheet()), ("乙", "", stray)]));
        assert!(matches!(&error, FeedError::SheetUnread { .. }), "{error}");
    }
}

#[test]
fn what_may_not_be_relied_on_is_refused() {
    let formula = |formula: &str| {
        let cell = format!("<c r=\"A9\" t=\"str\">{formula}</c>");
        let content = sheet().replace("</sheetData>", &format!("<row r=\"9\">{cell}</row></sheetData>"));
        failure(&book(&[("甲", "", content)])).to_string()
    };
    assert!(
        formula("<f>[2]名单!A1</f><v>x</v>")
            .contains("sheet1.xml, cell A9: a formula that refers to another workbook")
    );
    assert!(formula("<f>A1&amp;A2</f>").contains("sheet1.xml, cell A9: a formula whose result is not saved"));
    for (parts, expected) in [
        (&["xl/workbook.xml", "xl/vbaProject.bin"][..], Unsupported::Macros),
        (&["xl/workbook.bin"], Unsupported::Xlsb),
        (&["word/document.xml"], Unsupported::Document),
        (&["a.csv"], Unsupported::Packed),
    ] {
        let parts: Vec<_> = parts.iter().map(|part| (*part, "<x/>")).collect();
        let error = failure(&package(&parts));
        assert!(
            matches!(&error, FeedError::Unsupported { form, .. } if *form == expected),
            "{error}"
        );
    }
    let protected = [
        &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..],
        &"EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    ]
    .concat();
    let error = failure(&protected);
    assert!(error.to_string().contains("password"), "{error}");
}

#[test]
fn a_package_that_unpacks_to_more_than_a_table_is_refused() {
    let blanks = " ".repeat(1 << 20);
    let one = format!("<sst><si><t>{}</t></si></sst>", [blanks.as_str(); 3].concat());
    let many = format!(
        "<sst>{}</sst>",
        format!("<si><t>{}</t></si>", &blanks[1..]).repeat(130)
    );
    let error = |parts: &[(&str, &str)]| failure(&package(&[&[("xl/workbook.xml", "<x/>")], parts].concat()));
    for strings in [&one, &many] {
        let error = error(&[("xl/sharedStrings.xml", strings)]);
        assert!(matches!(error, FeedError::TooLarge { .. }), "{error}");
    }
    // Of what is not text of a string nothing is kept, and what is not read is not unpacked.
    let noise = [blanks.as_str(); 200].concat();
    let error = error(&[("xl/sharedStrings.xml", &noise), ("xl/media/image1.png", &noise)]);
    assert!(matches!(error, FeedError::Empty { .. }), "{error}");
    let text = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>",
        [blanks.as_str(); 2].concat()
    );
    let merged = format!(
        "<mergeCells>{}</mergeCells>",
        "<mergeCell ref=\"A1:A2\"/>".repeat((1 << 20) + 1)
    );
    let tag = format!("<row r=\"1\" x=\"{}\"/>", [blanks.as_str(); 2].concat());
    for content in [text, merged, tag] {
        let error = failure(&book(&[("甲", "", content)]));
        assert!(matches!(error, FeedError::TooLarge { .. }), "{error}");
    }
    let far = format!(
        "<sheetData>{}</sheetData>",
        "<row r=\"1\"><c r=\"XFDXFD1\"><v>1</v></c></row>"
    );
    let error = failure(&book(&[("甲", "", far)]));
    assert!(
        matches!(error, FeedError::TooLarge { .. } | FeedError::Malformed { .. }),
        "{error}"
    );
}

#[test]
fn a_cut_or_changed_workbook_never_panics() {
    let file = book(&[("名单", "", sheet())]);
    for cut in (0..file.len()).step_by(37) {
        let _ = read(&file[..cut], &options());
        let mut changed = file.clone();
        changed[cut] ^= 0x41;
        let _ = read(&changed, &options());
    }
}
