use super::*;
use csv::ByteRecord;
use proptest::prelude::*;

fn rows(text: &str) -> Vec<(u64, String)> {
    let mut found = Vec::new();
    for table in read(text).unwrap() {
        let mut rows = table.into_rows();
        let mut record = ByteRecord::new();
        while let Some(number) = rows.next(&mut record) {
            let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
            found.push((number, cells.join("|")));
        }
    }
    found
}

#[test]
fn a_page_is_read_as_it_is_seen() {
    let page = "<html><head><style>td{a>b}</style></head><body>\n<TABLE border=1>\
                <tr><th colspan=\"3\">标题</th></tr><tr><td rowspan=2>甲&nbsp;乙<td>1 &amp;\n 2</td><td x=\"a>b\">3<br/>4</tr>\
                <tr><td>&#20013;&#x56fd;</td><td><!-- <td>no</td> --><b>粗</b>体<table><tr><td>内</td></tr></table></td></tr></table>";
    let expected = [
        (1, "标题"),
        (2, "甲\u{a0}乙|1 & 2|3\n4"),
        (3, "甲\u{a0}乙|中国|粗体\n内"),
    ];
    assert_eq!(rows(page), expected.map(|(row, text)| (row, text.to_owned())));
}

#[test]
fn a_workbook_in_xml_is_one() {
    let book = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
                <Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"名单\"><Table>\n\
                <Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">标题</Data></Cell></Row>\n\
                <Row ss:Index=\"4\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">乙&amp;丙</Data></Cell> <ss:Cell><ss:Data ss:Type=\"Number\">1</ss:Data></ss:Cell></Row>\n\
                </Table></Worksheet></Workbook>";
    let expected = [(1, "标题"), (4, "|乙&丙|1")];
    assert_eq!(rows(book), expected.map(|(row, text)| (row, text.to_owned())));
    assert_eq!(read(book).unwrap()[0].name.as_deref(), Some("名单"));
}

#[test]
fn a_comment_is_no_part_of_its_cell() {
    let book = |comment: &str| {
        format!(
            "<Workbook><Table><Row><Cell>{comment}<Data>甲</Data>{comment}</Cell><Cell><Data>乙</Data></Cell></Row></Table></Workbook>"
        )
    };
    for comment in [
        "<Comment ss:Author=\"x\"><ss:Data xmlns=\"y\"><B>注</B>意</ss:Data></Comment>",
        "<ss:Comment><Data>注意</Data></ss:Comment>",
        "<Comment/>",
    ] {
        assert_eq!(rows(&book(comment)), [(1, "甲|乙".to_owned())], "{comment}");
    }
}

#[test]
fn what_never_ends_swallows_no_table() {
    let table = "<table><tr><td>甲</td></tr></table>";
    for opens in ["<!-- x", "<![CDATA[ x", "<script>", "<STYLE>", "<td x=\"", "<p"] {
        let page = format!("{table}\n{opens} {table}");
        let page = if opens == "<p" {
            format!("{table}\n<p")
        } else {
            page
        };
        assert!(
            matches!(read(&page), Err(Fault::Unclosed { line: 2, .. })),
            "{opens}"
        );
    }
}

#[test]
fn tables_without_end_fill_no_memory() {
    let row = "<tr><td>x<td colspan=16380><td>y</tr>".repeat(100);
    let page = format!("<table>{row}</table>").repeat(100);
    assert_eq!(read(&page).err(), Some(Fault::TooLarge));
}

#[test]
fn spans_without_end_fill_no_memory() {
    let page = "<table><tr><td colspan=999999999 rowspan=999999999>x</td><td>y</td></tr></table>";
    assert!(read(page).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_tags_never_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan='2'", ">", "</td>", "&#x", ";", "&amp;", "甲", "<!--", "-->",
        "<![CDATA[", "]]>", "<script>", "</SCRIPT", "<Cell ss:Index=\"9\"/>", "<Row ss:Index=\"0\">", "=", "\"", " ", "<", "/",
    ]), 0..60)) {
        let _ = read(&parts.concat());
    }
}
