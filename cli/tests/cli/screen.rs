//! `jrp screen`: registers, row by row.

use super::{ASK, Folder, PUBLISH};
use std::fmt::Write as _;

/// Screens with the district's lists, but for `--scenario`, `--in` and `--out`.
pub(super) const SCREEN: &str = "screen --snapshot d.jrp --trust keys/jrp.pub --person-key keys/person.key --now 2026-11-21T10:00:00+08:00";

const ADDED: [&str; 5] = ["outcome", "lists", "match", "warnings", "prompt"];

/// The rows of a CSV file.
pub(super) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let rows = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// Screens a register and gives the rows written.
#[track_caller]
pub(super) fn screened(folder: &Folder, code: i32, register: &str, options: &str) -> Vec<Vec<String>> {
    folder.write("in.csv", register);
    let done = folder.run(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out out.csv {options}"
    ));
    assert_eq!((done.code, done.err.as_str()), (code, ""), "{register}");
    rows(&folder.read("out.csv"))
}

/// What a row says of an answer: what concerns every row stands in the summary, and a clear one names no lists.
fn of_the_row(prompts: &serde_json::Value, lang: &str) -> Vec<String> {
    let [clear, besides] = match lang {
        "en" => [
            "No effective record; see the summary.",
            "No other effective record; see the summary.",
        ],
        _ => [
            "未发现有效记录，比对范围见汇总。",
            "除上述记录外未发现其他有效记录，比对范围见汇总。",
        ],
    };
    let prompts = prompts.as_array().unwrap().iter();
    let texts = prompts.filter_map(|prompt| match prompt["code"].as_str().unwrap() {
        "official" | "on-before-data" | "list-incomplete" => None,
        "none-found" => Some(clear.to_owned()),
        "none-besides" => Some(besides.to_owned()),
        _ => Some(prompt["text"].as_str().unwrap().to_owned()),
    });
    texts.collect()
}

/// The column `at` behind the header.
pub(super) fn column(rows: &[Vec<String>], at: usize) -> Vec<&str> {
    rows.iter().skip(1).map(|row| row[at].as_str()).collect()
}

#[test]
fn a_screen_says_row_by_row_what_check_says() {
    let folder = Folder::with_district();
    let register = "no,name,credit_code,note,id_kind,id,subject_kind\n\
                    1,,91329902MA9BATDJ57,=1+1,,,\n\
                    2,江州市云澜旧帆商贸有限公司,,\"a, \"\"b\"\"\",,,\n\
                    3,,91329902MAD4887N25,,uscc,,\n\
                    4,璩濯珩,,,citizen-id,329902199001132159,\n\
                    5,璩濯珩,,,,,person\n\
                    6,,91329902MA2HLPMF11,,,,org\n\
                    7,,91329902MA2ARJELXN,,,,\n\
                    8,,91329902MAGPM1QY5W,,,,法人\n\
                    9,,12345,,,,\n";
    for lang in ["zh-CN", "en"] {
        let out = screened(&folder, 12, register, &format!("--lang {lang} --on 2026-11-20"));
        let input = rows(register.as_bytes());
        assert_eq!(out.len(), input.len());
        assert_eq!(out[0][..7], input[0]);
        assert_eq!(out[0][7..], ADDED);
        for (row, asked) in out.iter().zip(&input).skip(1) {
            assert_eq!(row[..7], *asked, "the register's own cells");
            let mut question = format!("{ASK} --scenario ZFCG --json --lang {lang} --on 2026-11-20");
            for (flag, at) in [("name", 1), ("credit-code", 2), ("id", 5)] {
                if !asked[at].is_empty() {
                    write!(question, " --{flag} {}", asked[at]).unwrap();
                }
            }
            if !asked[5].is_empty() {
                write!(question, " --id-kind {}", asked[4]).unwrap();
            }
            if !asked[6].is_empty() {
                question.push_str(if asked[6] == "person" {
                    " --subject-kind person"
                } else {
                    " --subject-kind org"
                });
            }
            let answer: serde_json::Value = serde_json::from_str(&folder.run(&question).out).unwrap();
            let all = |array: &str, key: &str| -> Vec<String> {
                let texts = answer[array].as_array().unwrap().iter();
                let texts = texts.map(|value| value.pointer(key).unwrap().as_str().unwrap().to_owned());
                texts.collect()
            };
            let mut lists = all("findings", "/list/code");
            lists.dedup();
            let expected = [
                answer["outcome"].as_str().unwrap().to_owned(),
                lists.join(";"),
                all("findings", "/match").first().cloned().unwrap_or_default(),
                all("warnings", "/code").join(";"),
                of_the_row(&answer["prompts"], lang).join(" "),
            ];
            assert_eq!(row[7..], expected, "{asked:?}");
        }
        assert_eq!(
            column(&out, 7),
            [
                "prohibited",
                "review",
                "clear",
                "prohibited",
                "indeterminate",
                "clear",
                "prohibited",
                "prohibited",
                "indeterminate"
            ]
        );
    }
}

#[test]
fn the_strictest_row_is_the_exit_code() {
    let folder = Folder::with_district();
    let clear = "91329902MAD4887N25\n";
    for (code, scenario, others) in [
        (0, "ZFCG", ""),
        (20, "ZFCG", "12345\n"),
        (10, "ZTB", "12345\n91329902MAGPM1QY5W\n"),
        (11, "ZTB --condition document", "12345\n91329902MAGPM1QY5W\n"),
        (12, "ZFCG", "12345\n91329902MA9BATDJ57\n"),
    ] {
        folder.write("in.csv", format!("credit_code\n{clear}{others}{clear}"));
        let done = folder.run(&format!(
            "{SCREEN} --scenario {scenario} --in in.csv --out out.csv --lang en"
        ));
        assert_eq!((done.code, done.err.as_str()), (code, ""), "{scenario} {others}");
    }
    let done = folder.run(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out out.csv --lang en"
    ));
    expect_test::expect![[r#"
        out.csv  4 rows
          prohibited             1   a prohibition is concerned; please verify
          indeterminate          1   no comparison is possible
          clear                  2   no effective record was found
        columns read
            1  credit_code → credit_code
        data
          as of 2026-11-21, 0 days ago, fresh; 云澜区信用办, no. 7
        scope
          23 lists, 346 live records: List of Serious Violations in Work Safety, Construction Market Sanction List, List of Serious Violations in Market Regulation, List of Judgment Debtors Subject to Enforcement for Non-performance, Enterprises with Serious Violations in Statistics, Joint Sanction List for Arrears of Migrant Workers' Wages, List of Serious Violations in the Culture and Tourism Market, Entities with Major Tax Violations, List of Serious Violations in Government Procurement, Customs Certified Enterprises (AEO), Tax Credit Grade A, Highway and Waterway Contractors Graded AA, District Commendation List for Trustworthiness, Social Organisations Graded 3A to 5A, Small-business Credit Loan Allow List, Provincial and Municipal Credit Management Model Enterprises, Records of Broken Credit Commitments, Abnormal Taxpayer Registrations, Abnormal Operation Mark of Individual Businesses, List of Enterprises with Abnormal Operations, Announcements of Tax Arrears, Published Administrative Penalties, Consumption Restriction Orders
        ▲ warn
          Some rows of these lists could not be read and do not show whom they are about: List of Serious Violations in Work Safety, Construction Market Sanction List, List of Serious Violations in Market Regulation, List of Judgment Debtors Subject to Enforcement for Non-performance, Enterprises with Serious Violations in Statistics, Joint Sanction List for Arrears of Migrant Workers' Wages, List of Serious Violations in the Culture and Tourism Market, Entities with Major Tax Violations, List of Serious Violations in Government Procurement, Customs Certified Enterprises (AEO), Tax Credit Grade A, Highway and Waterway Contractors Graded AA, District Commendation List for Trustworthiness, Social Organisations Graded 3A to 5A, Small-business Credit Loan Allow List, Provincial and Municipal Credit Management Model Enterprises, Records of Broken Credit Commitments, Abnormal Taxpayer Registrations, Abnormal Operation Mark of Individual Businesses, List of Enterprises with Abnormal Operations, Announcements of Tax Arrears, Published Administrative Penalties, Consumption Restriction Orders. The comparison may be incomplete; please verify on Credit Jiangsu (https://credit.jiangsu.gov.cn).
        · info
          This is an auxiliary pre-check and does not replace the official query. Please verify on Credit Jiangsu (https://credit.jiangsu.gov.cn); the officer in charge decides.
    "#]]
    .assert_eq(&done.out);
    assert_eq!(screened(&folder, 0, "credit_code\n", "").len(), 1);
}

#[test]
fn a_chinese_header_is_answered_in_chinese_and_a_byte_order_mark_stays() {
    let folder = Folder::with_district();
    for name in ["名称", "企业名称", "供应商名称"] {
        let register = format!(
            "\u{feff}序号,{name},统一社会信用代码,主体类别,证件类型,证件号码\r\n7,甲,91329902MA9BATDJ57,,,\r\n8,璩濯珩,,自然人,居民身份证,329902199001132159\r\n"
        );
        let out = screened(&folder, 12, &register, "");
        assert!(folder.read("out.csv").starts_with("\u{feff}序号,".as_bytes()));
        assert_eq!(
            out[0][6..],
            ["比对结果", "涉及名单", "比对方式", "输入提醒", "提示"]
        );
        assert_eq!(column(&out, 6), ["prohibited", "prohibited"]);
        assert!(out[2][10].contains("比对一致") && !out[2][10].contains("329902199001132159"));
    }
    screened(&folder, 0, "credit_code\n91329902MAD4887N25\n", "");
    assert!(folder.read("out.csv").starts_with(b"credit_code,outcome,"));
}

#[test]
fn rows_that_cannot_be_compared_stay_in_their_place_and_say_why() {
    let folder = Folder::with_district();
    let register = "credit_code,name,id_kind,id,subject_kind\n\
                    91329902MAD4887N25,,,,\n\
                    \n\
                    无, N/A ,passport,,\n\
                    91329902MA9BATDJ57,,ssn,1,\n\
                    91329902MAD4887N25,,,1,\n\
                    91329902MA9BATDJ57,,,,firm\n\
                    91329902MAD4887N25,,,,\n\
                    \n";
    let out = screened(&folder, 12, register, "--lang en");
    // What can be read of a row speaks, whatever else stands there.
    let outcomes = [
        "clear",
        "indeterminate",
        "indeterminate",
        "prohibited",
        "indeterminate",
        "prohibited",
        "clear",
        "indeterminate",
    ];
    assert_eq!(column(&out, 5), outcomes);
    let reasons = column(&out, 9);
    for (at, reason) in [
        (1, "names nobody"),
        (2, "names nobody"),
        (3, "\"ssn\""),
        (4, "the number entered has 1"),
        (5, "\"firm\""),
        (7, "names nobody"),
    ] {
        assert!(reasons[at].contains(reason), "{}", reasons[at]);
    }
    assert_eq!(out[2][..5], ["", "", "", "", ""]);
    assert_eq!(out[3][..2], ["无", " N/A "]);
    let out = screened(&folder, 12, register, "");
    assert!(column(&out, 9)[1].contains("请填写"), "{:?}", out[2]);
}

#[test]
fn what_is_no_register_is_refused_and_nothing_is_written() {
    let folder = Folder::with_district();
    let screen = format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv");
    for (register, places) in [
        ("", &["in.csv", "row 1", "header"][..]),
        (
            "编号,note\n1,2\n",
            &["in.csv", "row 1", "credit_code", "统一社会信用代码", "name", "id"],
        ),
        ("credit_code；name\n1；2\n", &["in.csv", "'；'", "commas"]),
        (
            "name,证件类型,id,证件种类\n1,2,3,4\n",
            &["in.csv", "id_kind 证件类型", "columns 2 and 4"],
        ),
        (
            "name,outcome\n1,2\n",
            &["in.csv", "column 2", "outcome", "rename"],
        ),
        ("名称,提示\n1,2\n", &["in.csv", "column 2", "提示"]),
        ("name\n\"1\n", &["in.csv", "row 2", "quoted cell"]),
    ] {
        folder.write("in.csv", register);
        folder.fails(1, &screen, places);
    }
    folder.write("in.csv", b"name\n\xD4\xC6\xFF\n");
    folder.fails(1, &screen, &["in.csv", "row 2", "GBK", "CSV UTF-8"]);
    folder.write("in.csv", "name\n");
    folder.fails(1, &screen.replace("ZFCG", "NONE"), &["d.jrp", "\"NONE\"", "ZFCG"]);
    folder.fails(
        1,
        &screen.replace("in.csv", "none.csv"),
        &["none.csv", "check the path"],
    );
    folder.fails(1, &format!("{screen} --min-sequence 8"), &["d.jrp", "sequence 7"]);
    folder.fails(2, &screen.replace("out.csv", "in.csv"), &["in.csv", "--out"]);
    folder.fails(2, &screen.replace("out.csv", "./in.csv"), &["in.csv", "--out"]);
    folder.fails(2, &screen.replace("out.csv", "d.jrp"), &["d.jrp", "--out"]);
    folder.fails(2, &format!("{screen} --threads 0"), &["--threads"]);
}

#[test]
fn rows_that_the_header_does_not_fit_stop_no_other() {
    let folder = Folder::with_district();
    let code = "91329902MA9BATDJ57";
    let register = format!("credit_code,note\n{code},x\n\n{code},a,b\n{code}\n,{code},,\n");
    let out = screened(&folder, 12, &register, "--lang en");
    assert_eq!(
        column(&out, 2),
        [
            "prohibited",
            "indeterminate",
            "indeterminate",
            "indeterminate",
            "indeterminate"
        ]
    );
    let own: Vec<&[String]> = out.iter().skip(3).map(|row| &row[..2]).collect();
    let joined = format!("{code},,");
    assert_eq!(own, [[code, "a,b"], [code, ""], ["", &joined]]);
    for (at, place) in [
        (3, "Row 4 of the register has 3 cells and the header 2"),
        (4, "Row 5"),
        (5, "has 4 cells"),
    ] {
        assert!(out[at][6].contains(place), "{:?}", out[at]);
    }
    let out = screened(&folder, 20, "名称,备注\n甲\n", "");
    assert!(out[1][6].contains("第2行有1个单元格，表头有2个"), "{:?}", out[1]);
}

#[test]
fn no_added_cell_is_a_formula() {
    let folder = Folder::with_district();
    let names = ["=1+1", "+1", "-甲公司", "@SUM(A1)", "\"甲\n乙\"", "＝甲乙丙公司"];
    let mut register = "name,subject_kind\n".to_owned();
    for name in names {
        writeln!(register, "{name},org\n{name},\"=org\n\"").unwrap();
    }
    let out = screened(&folder, 20, &register, "");
    assert_eq!(out.len(), 1 + 2 * names.len());
    for row in &out {
        for cell in &row[2..] {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '＝']) && !cell.contains(char::is_control),
                "{cell:?}"
            );
        }
    }
    assert_eq!(out[1][0], "=1+1", "the register's own cells stay");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::with_keys();
    folder.succeeds("synth --records 2000 --seed 5 --out feed.csv");
    folder.succeeds(&format!(
        "build --feed feed.csv --key keys/jrp.key --person-key keys/person.key {} --out d.jrp",
        PUBLISH.replace("2026-11-21T08", "2026-11-22T08")
    ));
    // More than two batches, and the last one not full.
    let feed = rows(&folder.read("feed.csv"));
    let at = |name: &str| feed[0].iter().position(|title| title == name).unwrap();
    let places = ["record_id", "name", "id_kind", "id", "subject_kind"].map(at);
    let mut register = csv::Writer::from_writer(Vec::new());
    register.write_record(places.map(|at| &feed[0][at])).unwrap();
    for row in feed[1..].iter().cycle().take(9000) {
        register.write_record(places.map(|at| &row[at])).unwrap();
    }
    folder.write("in.csv", register.into_inner().unwrap());
    let screen = |threads: &str, out: &str| {
        let now = SCREEN.replace("2026-11-21", "2026-11-22");
        let done = folder.run(&format!(
            "{now} --scenario ZFCG --in in.csv --out {out} {threads}"
        ));
        (done.code, done.out.replace(out, ""), done.err, folder.read(out))
    };
    let one = screen("--threads 1", "1.csv");
    assert_eq!(one.2, "");
    assert!(one.1.contains("9,000"), "{}", one.1);
    for (threads, out) in [
        ("--threads 2", "2.csv"),
        ("--threads 5", "5.csv"),
        ("", "all.csv"),
    ] {
        assert!(screen(threads, out) == one, "{threads}");
    }
    let written = rows(&one.3);
    assert_eq!(written.len(), 9001);
    for (row, other) in written[1..].iter().zip(&written[2001..]) {
        assert_eq!(row, other, "the same rows have the same answers");
    }
    for (row, asked) in written.iter().zip(rows(&folder.read("in.csv"))) {
        assert_eq!(row[..5], asked);
    }
}
