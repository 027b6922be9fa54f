//! Numbers as spreadsheets leave them: mended where nothing is lost, else refused by Excel's name.

use super::{options, read, row};
use jrp_core::subject::IdKind;

/// What one row with this number becomes: the number stored, or the refusal.
fn stored(id_kind: &str, id: &str) -> Result<(IdKind, String), (&'static str, String)> {
    let quoted = format!("\"{}\"", id.replace('"', "\"\""));
    let feed = row(&[("id_kind", id_kind), ("id", "ID")]);
    let feed = String::from_utf8(feed).unwrap().replace("ID", &quoted);
    let (records, report) = read(feed.as_bytes(), &options()).unwrap();
    match records.first().and_then(|record| record.id.as_ref()) {
        Some(id) => Ok((id.kind(), id.value().to_owned())),
        None => {
            let (_, _, refusal) = report.refusals().next().unwrap();
            Err((refusal.code(), refusal.to_string()))
        }
    }
}

#[test]
fn traces_around_a_whole_number_are_mended() {
    let whole = Ok((IdKind::Uscc, "91329902MA9BATDJ57".to_owned()));
    for cell in [
        "'91329902MA9BATDJ57",
        "\u{2018}91329902MA9BATDJ57",
        "=\"91329902MA9BATDJ57\"",
        "=91329902MA9BATDJ57",
        "\"91329902MA9BATDJ57\"",
        "91329902MA9BATDJ57\t",
        "\t91329902MA9BATDJ57",
        "\u{A0}91329902MA9BATDJ57\u{A0}",
        "91329902MA9BATDJ57.0",
        "91329902MA9BATDJ57.00",
        "91329902\nMA9BATDJ57",
        "91329902\r\nMA9BATDJ57",
        "9132 9902 MA9B ATDJ 57",
        "9132\u{A0}9902MA9BATDJ57",
        "\u{200B}91329902MA9BATDJ57",
        "９１３２９９０２ＭＡ９ＢＡＴＤＪ５７",
        "'91329902ma9batdj57.0\t",
    ] {
        assert_eq!(stored("uscc", cell), whole, "{cell:?}");
    }
    let digits = Ok((IdKind::Uscc, "913299025581230181".to_owned()));
    assert_eq!(stored("uscc", "913299025581230181.0"), digits);
    let number = Ok((IdKind::RegNo, "329902000012345".to_owned()));
    assert_eq!(stored("reg-no", "3.29902000012345E+14"), number);
}

#[test]
fn lost_digits_are_refused_and_excel_is_named() {
    for (id_kind, cell) in [
        ("uscc", "9.13299E+17"),
        ("uscc", "9.133E+17"),
        ("uscc", "9.13299E17"),
        ("uscc", "'9.13299e+17"),
        ("uscc", "９．１３３Ｅ＋１７"),
        ("uscc", "913299025581230000"),
        ("uscc", "913299025581230000.0"),
        ("tax-no", "9.13299E+17"),
        ("reg-no", "3.29902E+14"),
        ("org-code", "1234562"),
        ("org-code", "12345.62E+02"),
    ] {
        let (code, reason) = stored(id_kind, cell).unwrap_err();
        assert_eq!(code, "digits-lost", "{cell}");
        assert!(
            reason.starts_with("id 证件号码: ") && reason.contains("Excel"),
            "{reason}"
        );
    }
    // No spreadsheet did this.
    assert_eq!(
        stored("uscc", "913299O2MA9BATDJ57").unwrap_err().0,
        "id-characters"
    );
    assert_eq!(stored("uscc", "91329902MA9BATDJ5").unwrap_err().0, "id-length");
}

#[test]
fn a_credit_code_is_stored_as_one_whatever_it_is_called() {
    let code = Ok((IdKind::Uscc, "91329902MA9BATDJ57".to_owned()));
    for id_kind in ["纳税人识别号", "tax-no", "税务登记号", "注册号", "org-code"] {
        assert_eq!(stored(id_kind, "91329902MA9BATDJ57"), code, "{id_kind}");
    }
    let old = Ok((IdKind::TaxNo, "329902MA9BATDJ5".to_owned()));
    assert_eq!(stored("纳税人识别号", "329902MA9BATDJ5"), old);
}

#[test]
fn the_report_names_the_rows_of_warnings() {
    let first = String::from_utf8(row(&[("id", "91329902MA9BATDJ58")])).unwrap();
    let second = String::from_utf8(row(&[("id_kind", "tax-no"), ("id", "91329902MA9BATDJ37")])).unwrap();
    let feed = format!("{first}{}", second.split_once('\n').unwrap().1);
    let (_, report) = read(feed.as_bytes(), &options()).unwrap();
    assert_eq!(
        report.warned().collect::<Vec<_>>(),
        [
            ("f.csv", 2, "credit-code-check"),
            ("f.csv", 3, "credit-code-check"),
            ("f.csv", 3, "org-code-check"),
        ]
    );
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        json["warned"][0],
        serde_json::json!({"file": "f.csv", "row": 2, "column": "id", "code": "credit-code-check"})
    );
}
