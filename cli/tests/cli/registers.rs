//! Registers as institutions have them: whatever the titles and the cells look like, nobody listed passes as clear.

use super::Folder;
use super::screen::{SCREEN, column, screened};

/// Prohibited in the scenario ZFCG.
const LISTED: &str = "91329902MA9BATDJ57";
/// On no list.
const FREE: &str = "91329902MAD4887N25";
/// A name nobody has.
const NOBODY: &str = "江州市云澜汀渚雁声科技有限公司";

#[test]
fn the_code_column_is_known_however_its_title_is_dressed() {
    let folder = Folder::with_district();
    for title in [
        "统一社会信用代码/组织机构代码",
        "统一社会信用代码（或组织机构代码）",
        "统一社会信用代码*",
        "＊统一社会信用代码（必填）",
        "社会信用代码",
        "纳税人识别号",
        "税号",
        "统一社会信用代码(三证合一)",
        "信用代码",
        "\"统一社会\n信用代码\"",
        "\"统一社会信用\r\n代码*\"",
        "供应商统一社会信用代码",
        "營業執照號",
        "机构代码",
        "注册号",
        "证照号码",
        "证件号码",
        "统一社会信用代码或身份证号",
        "Credit Code",
        "USCC",
        "Unified Social Credit Code",
        "Tax ID",
        "供应商代码",
    ] {
        let register = format!("供应商名称,{title}\r\n{NOBODY},{LISTED}\r\n{NOBODY},{FREE}\r\n");
        let out = screened(&folder, 12, &register, "");
        assert_eq!(column(&out, 2), ["prohibited", "clear"], "{title}");
    }
}

#[test]
fn the_name_column_is_known_too() {
    let folder = Folder::with_district();
    for title in [
        "供应商",
        "投标人",
        "投标人名称（全称）",
        "单位",
        "公司名称*",
        "申请人",
        "第一中标候选人",
        "\"中标（成交）\n供应商\"",
        "企業名稱",
        "Supplier Name",
    ] {
        let register = format!("序号,{title}\n1,江州市云澜旧帆商贸有限公司\n2,{NOBODY}\n");
        let out = screened(&folder, 10, &register, "");
        assert_eq!(column(&out, 2), ["review", "clear"], "{title}");
    }
}

#[test]
fn the_summary_says_which_column_was_read_as_what() {
    let folder = Folder::with_district();
    let register = format!(
        "序号,供应商编码,供应商名称,统一社会信用代码/组织机构代码,法定代表人身份证号,开户行账号\n\
         1,GYS0001,{NOBODY},{FREE},329902199001132159,622202100112233445\n"
    );
    folder.write("in.csv", &register);
    let done = folder.run(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out out.csv --summary s.json"
    ));
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    for line in [
        "读取的列",
        "  3  供应商名称 → 名称",
        "  4  统一社会信用代码/组织机构代码 → 统一社会信用代码",
        "  5  法定代表人身份证号",
        "  6  开户行账号",
        "不代替官方查询",
        "23 类名单",
    ] {
        assert!(done.out.contains(line), "{line}\n{}", done.out);
    }
    let summary: serde_json::Value = serde_json::from_slice(&folder.read("s.json")).unwrap();
    assert_eq!(summary["outcomes"], serde_json::json!({"clear": 1}));
    assert_eq!(
        summary["columns"],
        serde_json::json!([
            {"column": 3, "title": "供应商名称", "readAs": "name"},
            {"column": 4, "title": "统一社会信用代码/组织机构代码", "readAs": "credit_code"},
        ])
    );
    assert_eq!(summary["compared"]["lists"].as_array().unwrap().len(), 23);
    let mut prompts = summary["prompts"].as_array().unwrap().iter();
    assert!(prompts.any(|prompt| prompt["code"] == "official"));
    folder.succeeds(&format!(
        "{SCREEN} --scenario ZFCG --in in.csv --out out.csv --summary s.txt"
    ));
    let text = String::from_utf8(folder.read("s.txt")).unwrap();
    assert!(
        text.contains("供应商名称 → 名称") && !text.contains('\u{1b}'),
        "{text}"
    );
    folder.fails(
        2,
        &format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv --summary out.csv"),
        &["out.csv"],
    );
}

#[test]
fn codes_in_a_column_that_nobody_knows_are_refused_by_name() {
    let folder = Folder::with_district();
    let screen = format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv");
    let unknown = format!("供应商名称,主体识别串\n{NOBODY},{LISTED}\n{NOBODY},{FREE}\n{NOBODY},\n");
    folder.write("in.csv", &unknown);
    folder.fails(
        1,
        &screen,
        &["in.csv", "column 2", "主体识别串", "--code-column", "--name-only"],
    );
    let out = screened(&folder, 12, &unknown, "--code-column 主体识别串");
    assert_eq!(column(&out, 2), ["prohibited", "clear", "clear"]);
    let out = screened(&folder, 0, &unknown, "--name-only");
    assert_eq!(column(&out, 2), ["clear", "clear", "clear"]);
    folder.write("in.csv", &unknown);
    folder.fails(
        1,
        &format!("{screen} --code-column 信用代码"),
        &["\"信用代码\"", "主体识别串"],
    );
    folder.fails(
        1,
        &format!("{screen} --name-column 代码"),
        &["\"代码\"", "供应商名称"],
    );
    folder.fails(
        2,
        &format!("{screen} --name-only --code-column 主体识别串"),
        &["--name-only"],
    );
    // The column that is known is empty, and another has the codes.
    folder.write(
        "in.csv",
        unknown
            .replace("供应商名称", "信用代码,供应商名称")
            .replace(NOBODY, ",甲有限公司"),
    );
    folder.fails(1, &screen, &["column 3", "主体识别串"]);
    // They begin far behind the first rows.
    let blank = format!("{NOBODY},\n").repeat(1500);
    folder.write(
        "in.csv",
        format!("供应商名称,主体识别串\n{blank}{NOBODY},{LISTED}\n"),
    );
    folder.fails(1, &screen, &["column 2", "主体识别串"]);
    // A representative's id is not a code of the subject.
    let ids = format!("供应商名称,法定代表人,身份证号\n{NOBODY},芦某,329902199001132159\n");
    screened(&folder, 0, &ids, "");
}

#[test]
fn every_column_of_codes_is_compared() {
    let folder = Folder::with_district();
    let register = format!(
        "单位名称,统一社会信用代码,纳税人识别号\n\
         {NOBODY},{FREE},{LISTED}\n{NOBODY},,{LISTED}\n{NOBODY},{LISTED},\n{NOBODY},{FREE},{FREE}\n\
         {NOBODY},{LISTED},{FREE}\n{NOBODY},{FREE},MAD4887N2\n"
    );
    let out = screened(&folder, 12, &register, "");
    let listed = "prohibited";
    assert_eq!(
        column(&out, 3),
        [listed, listed, listed, "clear", listed, "clear"]
    );
    let register = format!("单位名称,信用代码\n{NOBODY},{FREE}/{LISTED}\n{NOBODY},\"{FREE}\n{LISTED}\"\n");
    let out = screened(&folder, 12, &register, "");
    assert_eq!(column(&out, 2), [listed, listed]);
    for cell in ["统一社会信用代码：CODE", "CODE（三证合一）", "CODE；税号同上"] {
        let cell = cell.replace("CODE", LISTED);
        let out = screened(&folder, 12, &format!("单位名称,信用代码\n{NOBODY},{cell}\n"), "");
        assert_eq!(column(&out, 2), [listed], "{cell}");
    }
}

#[test]
fn rows_without_a_code_are_compared_by_the_other_numbers_that_they_have() {
    let folder = Folder::with_district();
    let (person, id) = ("璩濯珩", "329902199001132159");
    // Persons among companies: their ids stand beside the codes of others.
    let register = format!(
        "供应商名称,统一社会信用代码,身份证号\n{person},,{id}\n{NOBODY},{FREE},\n{NOBODY},{FREE},{id}\n"
    );
    let asked = screened(&folder, 12, &register, "");
    // Beside a code the id is compared too: of an organisation's row it leads to a review at most.
    assert_eq!(column(&asked, 3)[1..], ["clear", "review"]);
    assert_ne!(column(&asked, 3)[0], "clear");
    // Beside a representative the id is the representative's, unless the row names a person.
    let register = format!(
        "供应商名称,统一社会信用代码,法定代表人,身份证号\n{NOBODY},,{person},{id}\n{person},,{person},{id}\n{NOBODY},{LISTED},,\n"
    );
    let asked = screened(&folder, 12, &register, "");
    assert_eq!(column(&asked, 4)[0], "clear");
    assert_ne!(column(&asked, 4)[1], "clear");
    // Own numbers, few of which are codes.
    let register = format!(
        "供应商名称,统一社会信用代码,编号\n{NOBODY},{FREE},1\n{NOBODY},{FREE},2\n{NOBODY},{FREE},3\n{NOBODY},,{LISTED}\n"
    );
    let asked = screened(&folder, 12, &register, "");
    assert_eq!(column(&asked, 3), ["clear", "clear", "clear", "prohibited"]);
}

#[test]
fn traces_of_spreadsheets_are_mended_or_said() {
    let folder = Folder::with_district();
    for cell in [
        "'CODE",
        "CODE\t",
        "\"=\"\"CODE\"\"\"",
        "=CODE",
        "CODE.0",
        "\u{a0}CODE\u{a0}",
        "9132 9902 MA9B ATDJ 57",
        "\"91329902\nMA9BATDJ57\"",
        "９１３２９９０２ＭＡ９ＢＡＴＤＪ５７",
        "91329902ma9batdj57",
    ] {
        let cell = cell.replace("CODE", LISTED);
        let out = screened(
            &folder,
            12,
            &format!("供应商名称,统一社会信用代码\n{NOBODY},{cell}\n"),
            "",
        );
        assert_eq!(column(&out, 2), ["prohibited"], "{cell:?}");
    }
    for cell in [
        "9.13299E+17",
        "9.133e+17",
        "913299025581230000",
        "９．１３３Ｅ＋１７",
    ] {
        let out = screened(
            &folder,
            20,
            &format!("供应商名称,统一社会信用代码\n{NOBODY},{cell}\n"),
            "",
        );
        assert_eq!(column(&out, 2), ["indeterminate"], "{cell}");
        assert!(column(&out, 6)[0].contains("Excel"), "{:?}", out[1]);
    }
    // The name of the row speaks all the same.
    let register = "供应商名称,信用代码\n江州市云澜旧帆商贸有限公司,9.13299E+17\n";
    let out = screened(&folder, 10, register, "--lang en");
    assert_eq!(column(&out, 2), ["review"]);
    assert!(column(&out, 6)[0].contains("Excel"), "{:?}", out[1]);
}

#[test]
fn rows_in_the_text_of_a_cell_are_not_lost_in_silence() {
    let folder = Folder::with_district();
    let register = format!(
        "序号,供应商名称,统一社会信用代码,备注\n1,{NOBODY},{FREE},\n2,\"甲公司,{FREE},\n3,乙公司,{LISTED},\n\
         4,丙\"公司,{FREE},\n5,丁公司,{FREE},\"第一行，\n第二行\"\n"
    );
    let out = screened(&folder, 20, &register, "");
    assert_eq!(column(&out, 4), ["clear", "indeterminate", "clear"]);
    assert!(column(&out, 8)[1].contains("第3至5行"), "{:?}", out[2]);
    let out = screened(&folder, 20, &register, "--lang en");
    assert!(column(&out, 8)[1].contains("lines 3 to 5"), "{:?}", out[2]);
}

#[test]
fn titles_above_the_header_are_no_rows() {
    let folder = Folder::with_district();
    for title in [
        "供应商注册信息导出,,",
        "供应商,,",
        "供应商",
        "2026年供应商名单,,",
        ",,供应商名称",
        "\n某某市供应商名单,,\n单位：家,,2026年",
    ] {
        let register = format!("{title}\n序号,供应商名称,统一社会信用代码\n1,{NOBODY},{LISTED}\n");
        let out = screened(&folder, 12, &register, "");
        assert_eq!(out.last().unwrap()[3], "prohibited", "{title}");
        assert_eq!(out[out.len() - 2][3], "比对结果", "{title}");
    }
}

#[test]
fn columns_may_be_parted_by_tabs_or_semicolons() {
    let folder = Folder::with_district();
    for sign in ['\t', ';'] {
        folder.write(
            "in.csv",
            format!("供应商名称{sign}统一社会信用代码\n{NOBODY}{sign}{LISTED}\n"),
        );
        let done = folder.run(&format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv"));
        assert_eq!(done.code, 12, "{}", done.err);
    }
}

#[test]
fn the_added_columns_can_be_chosen() {
    let folder = Folder::with_district();
    let register = format!("credit_code\n{LISTED}\n{FREE}\n");
    let out = screened(&folder, 12, &register, "--columns prompt,outcome");
    assert_eq!(out[0], ["credit_code", "prompt", "outcome"]);
    assert_eq!(out[2][1..], ["未发现有效记录，比对范围见汇总。", "clear"]);
    let out = screened(&folder, 12, &register, "--columns outcome");
    assert_eq!(out[1], [LISTED, "prohibited"]);
    let screen = format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv --columns");
    folder.fails(2, &format!("{screen} outcome,verdict"), &["verdict", "warnings"]);
    folder.fails(2, &format!("{screen} outcome,outcome"), &["outcome", "twice"]);
    // A title that is not added may stand there already.
    screened(
        &folder,
        12,
        &format!("credit_code,prompt\n{LISTED},\n"),
        "--columns outcome",
    );
}
#[test]
fn numbers_of_every_kind_are_compared_or_said() {
    let folder = Folder::with_district();
    let register = format!(
        "供应商名称,统一社会信用代码\n\
         {NOBODY},MA9BATDJ5\n{NOBODY},MA9BATDJ-5\n{NOBODY},329902MA9BATDJ5\n{NOBODY},329902000012345\n\
         {NOBODY},329902199001132159\n{NOBODY},9132**********DJ57\n{NOBODY},12345\n"
    );
    let out = screened(&folder, 10, &register, "");
    for (row, outcome) in out.iter().skip(1).zip(column(&out, 2)) {
        assert_ne!(outcome, "clear", "{row:?}");
    }
    let register = format!(
        "名称,证件类型,证件号码\n\
         {NOBODY},组织机构代码,MA9BATDJ-5\n{NOBODY},纳税人识别号,{LISTED}\n{NOBODY},税务登记号,329902MA9BATDJ5\n\
         {NOBODY},其他,{LISTED}\n{NOBODY},注册号,{LISTED}\n{NOBODY},营业执照,{LISTED}\n{NOBODY},,{LISTED}\n\
         {NOBODY},某种证,{LISTED}\n"
    );
    let out = screened(&folder, 12, &register, "");
    for (row, outcome) in out.iter().skip(1).zip(column(&out, 3)) {
        assert_ne!(outcome, "clear", "{row:?}");
    }
}

/// Words for totals, as the last row of a table has them.
const TOTALS: [&str; 6] = ["合计", "总计", "小计", "合 计", "共3家", "合计3家"];

#[test]
fn a_row_called_a_total_is_compared_by_what_stands_beside_the_word() {
    let folder = Folder::with_district();
    let spaced = format!("{} {}", &LISTED[..8], &LISTED[8..]);
    let masked = format!("{}******{}", &LISTED[..8], &LISTED[14..]);
    let (short, lost) = (&LISTED[..17], "9.1329902E+17");
    for total in TOTALS {
        for (code, right) in [
            (LISTED, "prohibited"),
            (spaced.as_str(), "prohibited"),
            (&LISTED.to_lowercase(), "prohibited"),
            (masked.as_str(), "indeterminate"),
            (short, "indeterminate"),
            (lost, "indeterminate"),
        ] {
            let exit = if right == "prohibited" { 12 } else { 20 };
            for register in [
                format!("供应商名称,统一社会信用代码\n{NOBODY},{FREE}\n{total},{code}\n"),
                format!("统一社会信用代码,供应商名称\n{FREE},{NOBODY}\n{code},{total}\n"),
                format!("统一社会信用代码,序号\n{FREE},1\n{code},{total}\n"),
            ] {
                let out = screened(&folder, exit, &register, "");
                assert_eq!(column(&out, 2), ["clear", right], "{register}");
            }
            let register = format!("序号,供应商名称,统一社会信用代码\n1,{NOBODY},{FREE}\n{total},,{code}\n");
            let out = screened(&folder, exit, &register, "");
            assert_eq!(column(&out, 3), ["clear", right], "{register}");
        }
    }
}

#[test]
fn a_word_for_a_total_swallows_no_name() {
    let folder = Folder::with_district();
    for total in TOTALS.into_iter().chain(["审核", "备注"]) {
        let is_signed = ["审核", "备注"].contains(&total);
        for name in [
            if is_signed {
                "江州蓼屿集团"
            } else {
                "蓼屿集团"
            },
            "云澜汀渚联合体",
            "苇桥数据服务",
            "江州市云澜旧帆商贸有限公司",
        ] {
            let register = format!("类别,供应商名称,统一社会信用代码\n1,{NOBODY},{FREE}\n{total},{name},\n");
            folder.write("in.csv", &register);
            folder.run(&format!("{SCREEN} --scenario ZFCG --in in.csv --out out.csv"));
            let out = super::screen::rows(&folder.read("out.csv"));
            assert!(!column(&out, 3)[1].is_empty(), "{register}");
        }
    }
    // A total is none of the suppliers, and whoever stands below it is.
    for total in TOTALS {
        let register =
            format!("供应商名称,统一社会信用代码\n{NOBODY},{FREE}\n{total},3\n{NOBODY},{LISTED}\n");
        let out = screened(&folder, 12, &register, "");
        assert_eq!(column(&out, 2), ["clear", "", "prohibited"], "{register}");
        let register =
            format!("序号,供应商名称,统一社会信用代码,金额\n1,{NOBODY},{FREE},5\n{total},,,\"3,456.00\"\n");
        let out = screened(&folder, 0, &register, "");
        assert_eq!(column(&out, 4), ["clear", ""], "{register}");
    }
    for signature in [
        "制表人,张三,",
        "审核：李四,复核：王五,",
        "填报时间,2026年11月5日,",
        "备注,以上均已核实,",
        "制表单位,云澜区财政局,",
    ] {
        let register = format!("类别,供应商名称,统一社会信用代码\n1,{NOBODY},{FREE}\n{signature}\n");
        let out = screened(&folder, 0, &register, "");
        assert_eq!(column(&out, 3), ["clear", ""], "{register}");
    }
}
