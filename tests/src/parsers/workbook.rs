//! Workbooks, of which one part is altered before all are packed: in a package the check sum of a part would stop nearly every
//! alteration at the door.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKED: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts of a small XLSX.
fn xlsx() -> Vec<(&'static str, String)> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATED}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: &str| format!("<Relationships xmlns=\"{PACKED}\">{inside}</Relationships>");
    let rows = [
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>列入日期</t></is></c></row>",
        "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><f>A1&amp;B1</f><v>BK-ZFCGSX</v></c><c r=\"B2\"><v>91329902123456789</v></c><c r=\"C2\" s=\"1\"><v>46305.5</v></c></row>",
    ];
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:C2\"/><sheetData>{}</sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>",
        rows.concat()
    );
    vec![
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/sharedStrings.xml",
            format!(
                "<sst xmlns=\"{MAIN}\" count=\"2\" uniqueCount=\"2\"><si><t>名单类型</t></si><si><r><t>主体</t></r><r><t>名称</t></r></si></sst>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATED}\"><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                &[
                    relation("a", "worksheet", "worksheets/sheet1.xml"),
                    relation("b", "sharedStrings", "sharedStrings.xml"),
                    relation("c", "styles", "styles.xml"),
                ]
                .concat(),
            ),
        ),
        (
            "_rels/.rels",
            relations(&relation("d", "officeDocument", "xl/workbook.xml")),
        ),
    ]
}

/// The parts of a small ODS.
fn ods() -> Vec<(&'static str, String)> {
    const NAMES: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let cell = |more: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"{more}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = cell("", "名单类型")
        + &cell(
            " table:number-columns-repeated=\"3\"",
            "主体<text:s text:c=\"2\"/>名称",
        )
        + "<table:table-cell table:number-columns-repeated=\"9\"/>";
    let content = format!(
        "<office:document-content xmlns:office=\"{NAMES}:office:1.0\" xmlns:table=\"{NAMES}:table:1.0\" xmlns:text=\"{NAMES}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"2\">{row}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    vec![
        ("content.xml", content),
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        (
            "META-INF/manifest.xml",
            format!("<manifest:manifest xmlns:manifest=\"{NAMES}:manifest:1.0\"/>"),
        ),
    ]
}

/// The part of this number with this text, and the others of its workbook as they are.
fn altered(which: u8, text: &[u8]) -> Vec<u8> {
    let (xlsx, ods) = (xlsx(), ods());
    let at = usize::from(which) % (xlsx.len() + ods.len());
    let (parts, at) = match at.checked_sub(xlsx.len()) {
        Some(at) => (ods, at),
        None => (xlsx, at),
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, whole)) in parts.iter().enumerate() {
        let bytes = if number == at { text } else { whole.as_bytes() };
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a package").into_inner()
}

/// The first byte says of which part the rest takes the place; 255 that it is a whole file.
pub(super) fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (which, text) = bytes.split_first()?;
    match which {
        255 => Some(text.to_vec()),
        which => Some(altered(*which, text)),
    }
}

pub(super) fn good() -> Vec<Vec<u8>> {
    let parts = xlsx().into_iter().chain(ods());
    let parts = (0_u8..)
        .zip(parts)
        .map(|(at, (_, text))| [&[at], text.as_bytes()].concat());
    parts.collect()
}
