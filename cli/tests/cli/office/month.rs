//! The month of docs/OPERATIONS.md, lived as it is printed: every command of the page, on the day that the page says. It ends
//! with the reports, whose numbers are counted by hand here.

use super::{CODES, HEADER};
use crate::Folder;
use serde_json::Value;
use std::fs;

const PAGE: &str = include_str!("../../../../docs/OPERATIONS.md");

/// The chapter of the month.
fn chapter() -> &'static str {
    let from = PAGE.split_once("## The month\n").unwrap().1;
    from.split_once("\n## ").unwrap().0
}

/// The blocks of the chapter that are called so.
fn blocks(kind: &str) -> Vec<&'static str> {
    let blocks = chapter().split("```").skip(1).step_by(2);
    blocks
        .filter_map(|block| block.strip_prefix(kind)?.strip_prefix('\n'))
        .collect()
}

/// The commands of the chapter, each with its day.
fn commands() -> Vec<(&'static str, &'static str)> {
    let mut day = "";
    let mut commands = Vec::new();
    for line in blocks("sh").into_iter().flat_map(str::lines) {
        match line.strip_prefix("# ") {
            Some(told) => day = told,
            None => commands.push((day, line.strip_prefix("jrp ").unwrap())),
        }
    }
    commands
}

fn on_list(list: &str, name: &str, code: &str, number: &str, day: &str, until: &str) -> String {
    format!("{list},法人,{name},统一社会信用代码,{code},{number},认定机关,{day},{day},{until},有效\n")
}

/// A workbook: a title over all columns, and these lines below it.
fn workbook(title: &str, lines: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let width = lines.lines().next().map_or(1, |line| line.split(',').count());
    let format = rust_xlsxwriter::Format::new();
    sheet
        .merge_range(0, 0, 0, width as u16 - 1, title, &format)
        .unwrap();
    for (row, line) in (1..).zip(lines.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What the units deliver, dirty as such files are.
fn write_files(folder: &Folder) {
    let jia = on_list(
        "BK-ZFCGSX",
        "云澜甲纺织有限公司",
        "91329902MA9BATDJ57",
        "云财〔2026〕1号",
        "2026-10-12",
        "2028-10-11",
    );
    let bing = on_list(
        "BK-ZFCGSX",
        "云澜丙纺织有限公司",
        CODES[1],
        "云财〔2026〕2号",
        "2026-01-12",
        "2026-12-20",
    );
    let ding = on_list(
        "BK-ZFCGSX",
        "云澜丁纺织有限公司",
        CODES[2],
        "云财〔2026〕3号",
        "2026-10-12",
        "明年",
    );
    // A workbook with a title; 丁's last day of publication is not a date.
    folder.write(
        "财政.xlsx",
        workbook(
            "云澜区财政局失信名单（2026年10月）",
            &[HEADER, &jia, &bing, &ding].concat(),
        ),
    );
    let ding = ding.replace("明年", "2028-10-11");
    // A page with a table, as web systems export it.
    let cells = |line: &str| {
        line.split(',')
            .map(|cell| format!("<td>{cell}</td>"))
            .collect::<String>()
    };
    let mended = [HEADER, &jia, &bing, &ding].concat();
    let rows: String = mended
        .lines()
        .map(|line| format!("<tr>{}</tr>", cells(line)))
        .collect();
    folder.write(
        "财政-改.xls",
        format!("<html><body><table>{rows}</table></body></html>"),
    );
    let person = "BK-SXBZXR,自然人,璩濯珩,居民身份证,329902199001132159,（2026）苏9902执113号,云澜区人民法院,2026-05-18,2026-05-18,2028-05-18,有效\n";
    let debtor = on_list(
        "BK-SXBZXR",
        "云澜己纺织有限公司",
        "91329902MAGPM1QY5W",
        "（2026）苏9902执7号",
        "2026-10-20",
        "2028-10-19",
    );
    // In the encoding of Chinese spreadsheets.
    let court = [HEADER, person, &debtor].concat();
    folder.write("法院.csv", encoding_rs::GB18030.encode(&court).0);
    // Seven days before the 4th, eight days before it, and a subject of no kind.
    let penalty = |name: &str, code: &str, number: &str, day: &str| {
        on_list("WT-XZCF", name, code, number, day, "2027-10-01")
    };
    let bad = penalty("云澜辛纺织有限公司", CODES[4], "罚3", "2026-10-29").replace(",法人,", ",团伙,");
    let penalties = [
        penalty("云澜庚纺织有限公司", CODES[3], "罚1", "2026-10-28"),
        penalty("云澜庚纺织有限公司", CODES[3], "罚2", "2026-10-27"),
        bad,
    ];
    // What Excel calls Unicode text.
    let tabs = [HEADER, &penalties.concat()].concat().replace(',', "\t");
    let units: Vec<u8> = format!("\u{feff}{tabs}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("市监.txt", units);
    // Columns of its own, a term in words, a total below.
    let wu = "单位全称,社会信用代码,主要事实,认定机关名称,公示开始日期,公示截止时间\n\
              云澜戊纺织有限公司,91329902MAH4533P0N,擅自经营,云澜区文旅局,2026年10月12日,2年\n合计,1,,,,\n";
    folder.write("文旅.xlsx", workbook("文化和旅游市场严重失信主体名单", wu));
    // Five working days before the 12th, and eight.
    let grade = |name: &str, code: &str, day: &str| on_list("RD-ANSR", name, code, "", day, "2027-11-01");
    let grades = [
        grade("云澜壬检测有限公司", "91329902MA9JA1CY22", "2026-11-05"),
        grade("云澜癸商贸有限公司", "91329902MA2HLPMF11", "2026-11-02"),
    ];
    // As web services write it.
    let titles: Vec<&str> = HEADER.trim().split(',').collect();
    let object = |line: &str| {
        let pairs = titles.iter().zip(line.split(','));
        let pairs: Vec<String> = pairs
            .map(|(title, cell)| format!("\"{title}\": \"{cell}\""))
            .collect();
        format!("{{{}}}\n", pairs.join(", "))
    };
    folder.write(
        "税务.jsonl",
        grades.concat().lines().map(object).collect::<String>(),
    );
    // Seven days before the 13th, eight, and a permit without a day.
    let permits = "行政相对人名称,统一社会信用代码,许可决定日期\n云澜庚纺织有限公司,91329902MA9DDDDD01,2026-11-06\n\
                   云澜庚纺织有限公司,91329902MA9DDDDD01,2026-11-05\n云澜庚纺织有限公司,91329902MA9DDDDD01,\n";
    folder.write("许可.xlsx", workbook("许可台账", permits));
    // Seven working days before the 13th, and eight.
    let prizes = "名称,决定日期\n云澜庚纺织有限公司,2026-11-04\n云澜庚纺织有限公司,2026年11月3日\n";
    folder.write("奖励.csv", prizes);
}

fn report(folder: &Folder, time: &str) -> Value {
    let out = folder.succeeds(&format!(
        "office report credit {time} --json --now 2026-11-30T18:00:00+08:00"
    ));
    serde_json::from_str(&out).unwrap()
}

/// `count`, `of` and what was asked for, of a number.
fn number(report: &Value, code: &str) -> (u64, Option<u64>, Option<u64>) {
    let numbers = report["numbers"].as_array().unwrap();
    let number = numbers.iter().find(|number| number["code"] == code).unwrap();
    (
        number["count"].as_u64().unwrap(),
        number["of"].as_u64(),
        number["atLeast"].as_u64(),
    )
}

#[test]
fn the_month_of_the_page_is_lived_and_its_numbers_are_those_counted_by_hand() {
    let folder = Folder::new();
    write_files(&folder);
    let ask = |day: &str, code: &str| {
        let line = format!(
            "check --snapshot credit/published/public --trust credit/keys/jrp.pub --scenario ZFCG --credit-code {code} --now {day}T10:00:00+08:00"
        );
        folder.run(&line).code
    };
    let mut days = Vec::new();
    for (day, line) in commands() {
        if days.last() != Some(&day) {
            days.push(day);
        }
        if line == "office rebuild credit" {
            // The disk is lost but for what the page says to copy.
            for lost in ["records", "returns", "published"] {
                fs::remove_dir_all(folder.path(&format!("credit/{lost}"))).unwrap();
            }
        }
        let now = match line.starts_with("office") {
            true => format!(" --now {day}T09:00:00+08:00"),
            false => String::new(),
        };
        folder.succeeds(&format!("{line}{now}"));
        if line.starts_with("keygen --out credit/keys") {
            folder.write("credit/office.toml", blocks("toml")[0]);
        }
        if line.starts_with("keygen --out credit/new") {
            let both = "signing = [\"keys/jrp.key\", \"new/jrp.key\"]";
            let text = blocks("toml")[0].replace("signing = [\"keys/jrp.key\"]", both);
            assert!(chapter().contains(both) && text.contains(both));
            folder.write("credit/office.toml", text);
        }
        if line.starts_with("office publish") {
            let listed = |code: &str| ask(day, code) == 12;
            // 甲 until its repair, 丙 but while it is under objection, 丁 from its mending to the court's proof.
            assert_eq!(listed("91329902MA9BATDJ57"), day < "2026-11-10", "{day}");
            assert_eq!(
                listed(CODES[1]),
                !("2026-11-18".."2026-11-20").contains(&day),
                "{day}"
            );
            assert_eq!(listed(CODES[2]), day < "2026-11-18", "{day}");
        }
    }
    assert_eq!(
        (days.first(), days.last()),
        (Some(&"2026-11-02"), Some(&"2026-11-30"))
    );
    let returned = folder.names("credit");
    assert!(returned.contains(&"ledger.jsonl".to_owned()), "{returned:?}");

    let month = report(&folder, "--month 2026-11");
    for (code, counted) in [
        // 财政局 3rd, 法院 3rd, 市监局 4th, 人社局 5th; 文旅局 6th.
        ("black-in-time", (4, Some(5), Some(1000))),
        // Decided on the 5th; decided on the 2nd, due on the 9th.
        ("red-in-time", (1, Some(2), Some(1000))),
        ("zero-reports", (1, None, None)),
        // Of two penalties one, of two permits one.
        ("double-in-time", (2, Some(4), Some(950))),
        // Of three penalties two could be read, of three permits two.
        ("double-valid", (4, Some(6), Some(980))),
        // Decided on the 4th; decided on the 3rd, due on the 12th.
        ("other-acts-in-time", (1, Some(2), Some(1000))),
        // 丁's date, the penalty of no kind, the permit without a day.
        ("refused-rows", (3, None, None)),
        // 甲 noticed on the 9th, out on the 10th; 戊 noticed on the 12th, out on the 16th; 丁 noticed and out on the 20th.
        ("repairs-in-time", (2, Some(3), Some(1000))),
        ("reward-cases", (1, None, None)),
        ("punish-cases", (1, None, None)),
        ("work-items", (1, None, None)),
    ] {
        assert_eq!(number(&month, code), counted, "{code}");
    }
    // 丙's publication ends on 20 December.
    let ending = month["ending"].as_array().unwrap();
    assert_eq!(ending.len(), 1, "{ending:?}");
    assert_eq!(ending[0]["publishUntil"], "2026-12-20");
    let units = month["units"].as_array().unwrap();
    let unit = |name: &str| units.iter().find(|unit| unit["unit"] == name).unwrap();
    let counts = |name: &str| {
        ["owed", "inTime", "missing", "rows", "refused", "cases"].map(|key| unit(name)[key].as_u64().unwrap())
    };
    assert_eq!(counts("财政局"), [1, 1, 0, 6, 1, 1]);
    assert_eq!(counts("文旅局"), [1, 0, 0, 3, 0, 0]);
    assert_eq!(counts("人社局"), [1, 1, 0, 0, 0, 0]);
    assert_eq!(counts("市监局"), [1, 1, 0, 6, 2, 1]);

    // The half-year asks for its quotas. In the months before the office nobody owed it anything.
    let half = report(&folder, "--half 2026-2");
    assert_eq!(number(&half, "work-items"), (1, None, Some(2)));
    assert_eq!(number(&half, "punish-cases"), (1, None, Some(1)));
    assert_eq!(number(&half, "black-in-time"), (4, Some(5), Some(1000)));

    // Every number is traced to lines that are there.
    let ledger = String::from_utf8(folder.read("credit/ledger.jsonl")).unwrap();
    let count = ledger.lines().count() as u64;
    for number in month["numbers"].as_array().unwrap() {
        let lines: Vec<u64> = number["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line.as_u64().unwrap())
            .collect();
        assert_eq!(
            lines.is_empty(),
            number["count"] == 0 && number["of"].as_u64().unwrap_or(0) == 0,
            "{number}"
        );
        assert!(lines.iter().all(|line| (1..=count).contains(line)), "{number}");
    }
    let page = String::from_utf8(folder.read("十一月.html")).unwrap();
    assert!(
        page.contains("<td>4 / 5 (80.0 %)</td>") && page.matches("<svg").count() == 2,
        "{page}"
    );
    assert!(!page.contains("http"), "nothing is fetched");
    assert!(folder.read("下半年.xlsx").starts_with(b"PK"));

    // The new key alone opens what was published since the rotation, and no number of a person is in the ledger.
    let line = format!(
        "check --snapshot credit/published/public --trust credit/new/jrp.pub --scenario ZFCG --credit-code {} --now 2026-11-25T10:00:00+08:00",
        CODES[1]
    );
    assert_eq!(folder.run(&line).code, 12);
    assert!(!ledger.contains("329902199001132159"));
    let person = "check --snapshot credit/published/government --trust credit/keys/jrp.pub --person-key credit/keys/person.key \
                  --scenario ZFCG --subject-kind person --name 璩濯珩 --id-kind citizen-id --id 329902199001132159 --now 2026-11-25T10:00:00+08:00";
    assert!([10, 11, 12].contains(&folder.run(person).code));
}
