//! Workbooks whose counts, repetitions and chains come to more than any memory has: refused before anything is made of them.

use super::workbooks::{TITLES, book, failure, package, rows};
use super::{options, read};
use jrp_intake::FeedError;

const ROW: [&str; 7] = [
    "BK-ZFCGSX",
    "org",
    "澄湾市岚河蓼屿建材有限公司",
    "岚河区财政局",
    "2026-10-10",
    "2028-10-09",
    "active",
];

fn is_refused(file: &[u8]) -> bool {
    matches!(
        failure(file),
        FeedError::TooLarge { .. } | FeedError::Malformed { .. }
    )
}

fn sheet() -> String {
    format!("<sheetData>{}</sheetData>", rows(1, &[&TITLES, &ROW]))
}

/// A workbook with shared strings of which its part says there are so many.
fn shared(count: &str) -> Vec<u8> {
    let plain = book(&[("a", "", sheet())]);
    let mut parts = Vec::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(plain)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let text = std::io::read_to_string(&mut part).unwrap();
        let link = "<Relationship Id=\"t\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
        let text = match name.ends_with("workbook.xml.rels") {
            true => text.replace("</Relationships>", link),
            false => text,
        };
        parts.push((name, text));
    }
    parts.push((
        "xl/sharedStrings.xml".to_owned(),
        format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" {count}><si><t>x</t></si></sst>"),
    ));
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    package(&parts)
}

#[test]
fn no_room_is_made_for_strings_that_a_part_only_says_it_has() {
    for count in [
        "count=\"1\" uniqueCount=\"1\"",
        "uniqueCount=\"4294967295\"",
        "uniqueCount = '4294967295'",
        "x=\">\" uniqueCount=\"4294967295\"",
    ] {
        // What the part says is of no interest.
        let (records, _) = read(&shared(count), &options()).unwrap();
        assert_eq!(records.len(), 1, "{count}");
    }
}

#[test]
fn sheets_are_few_and_each_is_a_part_of_its_own() {
    let many: Vec<_> = (0..300).map(|at| (format!("s{at}"), rows(1, &[]))).collect();
    let many: Vec<_> = many
        .iter()
        .map(|(name, rows)| (name.as_str(), "", rows.clone()))
        .collect();
    assert!(is_refused(&book(&many)));
    let twice = book(&[("a", "", sheet()), ("b", "", sheet())]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(twice)).unwrap();
    let parts: Vec<(String, String)> = (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            let text = std::io::read_to_string(&mut part).unwrap();
            (
                name,
                text.replace("worksheets/sheet2.xml", "/xl/Worksheets/sheet1.xml"),
            )
        })
        .collect();
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    assert!(is_refused(&package(&parts)));
}

/// Some readers take the first, others the last.
#[test]
fn two_parts_of_one_name_are_refused_whatever_its_case() {
    let renamed = |file: &[u8], from: &str, to: &str| -> Vec<u8> {
        let mut bytes = file.to_vec();
        let found: Vec<usize> = (0..bytes.len() - from.len())
            .filter(|at| bytes[*at..].starts_with(from.as_bytes()))
            .collect();
        for at in found {
            bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        }
        bytes
    };
    let two = book(&[("a", "", sheet()), ("b", "", String::new())]);
    assert_eq!(read(&two, &options()).unwrap().0.len(), 1);
    let table = ods_row(&TITLES, "") + &ods_row(&ROW, "");
    let plain = ods(&table);
    assert_eq!(read(&plain, &options()).unwrap().0.len(), 1);
    for (file, from, to) in [
        (&two, "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml"),
        (&two, "xl/worksheets/sheet2.xml", "xl/worksheets/SHEET1.xml"),
        (&two, "xl/worksheets/sheet2.xml", "xl\\worksheets/sheet1.xml"),
        (&with_part(&plain, "Content.xm_"), "Content.xm_", "Content.xml"),
        (&with_part(&plain, "content.xm_"), "content.xm_", "content.xml"),
    ] {
        let FeedError::Malformed { what, .. } = failure(&renamed(file, from, to)) else {
            panic!("{to}");
        };
        assert!(
            what.contains("one name") && what.contains("save it again"),
            "{to}: {what}"
        );
    }
}

/// The same package with one more part.
fn with_part(package: &[u8], name: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new_append(std::io::Cursor::new(package.to_vec())).unwrap();
    writer
        .start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    writer.finish().unwrap().into_inner()
}

/// An ODS whose only table has these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest =
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

fn ods_row(cells: &[&str], more: &str) -> String {
    let cells: String = { cells.iter() }
        .map(|text| format!("<table:table-cell office:value-type=\"string\"{more}><text:p>{text}</text:p></table:table-cell>"))
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn repetitions_of_cells_are_not_written_out_beyond_a_table() {
    let good = ods_row(&TITLES, "") + &ods_row(&ROW, "");
    let blank = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    assert_eq!(
        read(&ods(&(good.clone() + blank)), &options()).unwrap().0.len(),
        1
    );
    let many = " table:number-columns-repeated=\"16384\"";
    for hostile in [
        ods_row(&[&"甲".repeat(10_000)], many),
        ods_row(&["甲"], many).repeat(600),
        ods_row(&["甲"], "").replace(
            "<table:table-row>",
            "<table:table-row table:number-rows-repeated=\"1048576\">",
        ) + &ods_row(&["甲"], many),
        ods_row(&["<text:s text:c=\"18446744073709551615\"/>"], ""),
    ] {
        assert!(is_refused(&ods(&(good.clone() + &hostile))));
    }
}

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn string(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [
        &(text.encode_utf16().count() as u16).to_le_bytes()[..],
        &[1],
        &units,
    ]
    .concat()
}

/// The cell at a place, which holds the shared string of this number.
fn label(row: u16, column: u16, at: u32) -> Vec<u8> {
    let places = [row, column, 0].map(u16::to_le_bytes).concat();
    record(0x00FD, &[&places[..], &at.to_le_bytes()].concat())
}

/// An old workbook of one sheet with these records; `sheets` says how many names the sheet has.
fn stream(strings: &[&str], cells: &[Vec<u8>], sheets: usize) -> Vec<u8> {
    let begin = |kind: u16| {
        record(
            0x0809,
            &[0x0600, kind, 0, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat(),
        )
    };
    let (end, count) = (record(0x000A, &[]), strings.len() as u32);
    let counts = [count.to_le_bytes(), count.to_le_bytes()].concat();
    let texts: Vec<u8> = strings.iter().flat_map(|text| string(text)).collect();
    let shared = record(0x00FC, &[counts, texts].concat());
    let named = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    let length = begin(5).len() + sheets * named(0).len() + shared.len() + end.len();
    let sheet: Vec<u8> = [begin(0x10), cells.concat(), end.clone()].concat();
    [begin(5), named(length as u32).repeat(sheets), shared, end, sheet].concat()
}

/// The compound file around a stream; `chain` says which sector follows the last one of it.
fn compound(stream: &[u8], chain: u32) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let count = stream.len() / SECTOR;
    let tables = (count + 2).div_ceil(120).max(1);
    let mut next: Vec<u32> = vec![0xFFFF_FFFD; tables];
    next.push(END);
    let first = next.len() as u32;
    next.extend((1..count as u32).map(|at| first + at));
    next.push(chain);
    next.resize(tables * SECTOR / 4, 0xFFFF_FFFF);
    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let words = [
        (44, tables as u32),
        (48, tables as u32),
        (56, 4096),
        (60, END),
        (64, 0),
        (68, END),
        (72, 0),
    ];
    let places = (0..109).map(|at| (76 + 4 * at, if at < tables { at as u32 } else { 0xFFFF_FFFF }));
    for (at, value) in words.into_iter().chain(places) {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(((name.len() * 2 + 2) as u16).to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([0xFF; 12]);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((length as u64).to_le_bytes());
        entry
    };
    let mut directory = [
        entry("Root Entry", 5, END, 0),
        entry("Workbook", 2, first, stream.len()),
    ]
    .concat();
    directory.resize(SECTOR, 0);
    let table: Vec<u8> = next.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, directory, stream].concat()
}

const END: u32 = 0xFFFF_FFFE;

fn old(strings: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    compound(&stream(strings, cells, 1), END)
}

#[test]
fn an_old_workbook_is_laid_out_no_larger_than_a_table_may_be() {
    let strings = [TITLES, ROW].concat();
    let cells: Vec<_> = (0..14).map(|at| label(at / 7, at % 7, u32::from(at))).collect();
    assert_eq!(read(&old(&strings, &cells), &options()).unwrap().0.len(), 1);
    let dimensions = |rows: u32, columns: u16| {
        let data = [
            &0_u32.to_le_bytes()[..],
            &rows.to_le_bytes(),
            &[0, 0],
            &columns.to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        record(0x0200, &data)
    };
    let with = |more: Vec<Vec<u8>>| [cells.clone(), more].concat();
    assert_eq!(
        read(&old(&strings, &with(vec![dimensions(2, 7)])), &options())
            .unwrap()
            .0
            .len(),
        1
    );
    for hostile in [
        with(vec![dimensions(u32::MAX, u16::MAX)]),
        with(vec![label(65_535, 65_535, 0)]),
        with(vec![label(65_535, 255, 0)]),
    ] {
        assert!(is_refused(&old(&strings, &hostile)));
    }
    // A long text in many cells, and a wide sheet under many names.
    let long = "甲".repeat(4000);
    let copies: Vec<_> = (0..60_000).map(|row| label(row, 0, 0)).collect();
    assert!(is_refused(&old(&[&long], &copies)));
    let wide = [label(0, 0, 0), label(20_000, 250, 0)];
    assert!(is_refused(&compound(&stream(&["a"], &wide, 200), END)));
}

#[test]
fn chains_without_an_end_are_not_followed() {
    let strings = [TITLES, ROW].concat();
    let cells: Vec<_> = (0..14).map(|at| label(at / 7, at % 7, u32::from(at))).collect();
    let mut looped = compound(&stream(&strings, &cells, 1), 2);
    // The directory says that the stream is longer than anything.
    let entry = looped.len() - 4096 - 512 + 128;
    looped[entry + 120..entry + 124].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(is_refused(&looped));
}

#[test]
fn no_altered_workbook_ends_the_process() {
    let strings = [TITLES, ROW].concat();
    let cells: Vec<_> = (0..14).map(|at| label(at / 7, at % 7, u32::from(at))).collect();
    let good = old(&strings, &cells);
    let words = [0_u32, 1, 2, 0x7FFF_FFFF, 0xFFFF_FFFC, 0xFFFF_FFFE, 0xFFFF_FFFF];
    for at in (0..good.len()).step_by(2) {
        for word in words {
            let mut altered = good.clone();
            let end = (at + 4).min(good.len());
            altered[at..end].copy_from_slice(&word.to_le_bytes()[..end - at]);
            let _ = read(&altered, &options());
        }
        let _ = read(&good[..at], &options());
    }
}

#[test]
fn a_part_that_does_not_end_is_not_read_for_ever() {
    let good = ods_row(&TITLES, "") + &ods_row(&ROW, "");
    for open in [
        "<table:table table:name=\"b\">",
        "<table:table-row>",
        "<office:annotation>",
    ] {
        let content = ods(&(good.clone() + open));
        assert!(is_refused(&content), "{open}");
    }
    let closed_otherwise = good.clone() + "<table:table table:name=\"b\"></table:tablX>";
    assert!(is_refused(&ods(&closed_otherwise)));
}
