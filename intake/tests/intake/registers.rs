//! Registers whose columns say less than they should.

use jrp_core::subject::IdKind;
use jrp_intake::{Reading, Register, RegisterColumn, RegisterOptions, Subjects};

const CODE: &str = "91329902MA9BATDJ57";

fn read(table: &str, options: &RegisterOptions) -> (Subjects, Vec<Reading>) {
    let mut register = Register::open_with("suppliers.csv", table.as_bytes(), options).unwrap();
    let subjects = register.subjects().clone();
    let mut rows = Vec::new();
    while let Some(row) = register.next_row().unwrap() {
        rows.push(subjects.read(&row));
    }
    (subjects, rows)
}

fn titles(columns: &[jrp_intake::TitledColumn]) -> Vec<&str> {
    columns.iter().map(|column| column.title.as_str()).collect()
}

#[test]
fn old_names_and_members_are_read_as_names() {
    let table = format!(
        "供应商名称,原企业名称,联合体成员1,统一社会信用代码\n甲有限公司,乙有限公司,丙有限公司,{CODE}\n"
    );
    let (subjects, rows) = read(&table, &RegisterOptions::default());
    let read_as: Vec<_> = subjects.used().iter().map(|(_, read_as)| *read_as).collect();
    assert_eq!(
        read_as,
        [
            RegisterColumn::Name,
            RegisterColumn::FormerName,
            RegisterColumn::Name,
            RegisterColumn::CreditCode
        ]
    );
    let names: Vec<_> = rows[0]
        .subjects
        .iter()
        .filter_map(|subject| subject.name.as_deref())
        .collect();
    assert_eq!(names, ["甲有限公司", "丙有限公司", "乙有限公司"]);
}

#[test]
fn other_members_of_a_consortium_are_read_however_they_are_titled() {
    for title in [
        "联合体其他成员名称",
        "联合体其他成员",
        "其他成员单位",
        "成员单位名称",
        "其它联合体成员",
        "联合体单位名称",
        "联合体各方",
        "共同投标人名称",
    ] {
        let table = format!("供应商名称,统一社会信用代码,{title}\n甲有限公司,{CODE},乙有限公司\n");
        let (_, rows) = read(&table, &RegisterOptions::default());
        let mut names = rows[0]
            .subjects
            .iter()
            .filter_map(|subject| subject.name.as_deref());
        assert!(names.any(|name| name == "乙有限公司"), "{title}");
    }
}

#[test]
fn members_within_a_row_of_json_are_read() {
    for (key, is_read) in [("联合体", true), ("members", true), ("采购人", false)] {
        let table = format!(
            "[{{\"供应商名称\":\"甲有限公司\",\"统一社会信用代码\":\"91329902MA7QK2R18G\",\"{key}\":[{{\"名称\":\"江州乙建材有限公司\",\"统一社会信用代码\":\"{CODE}\"}}]}}]"
        );
        let (subjects, rows) = read(&table, &RegisterOptions::default());
        let names = rows[0]
            .subjects
            .iter()
            .filter_map(|subject| subject.name.as_deref());
        let is_within = names.filter(|name| name.contains("江州乙建材有限公司") && name.contains(CODE));
        assert_eq!(is_within.count() > 0, is_read, "{key}");
        assert_eq!(titles(subjects.unused_names()).contains(&key), !is_read, "{key}");
    }
}

#[test]
fn who_stands_above_the_header_is_not_passed_over() {
    let header = "供应商名称,统一社会信用代码\n甲有限公司,91329902MA7QK2R18G\n";
    for above in [
        format!("江州乙建材有限公司 {CODE}"),
        format!("江州乙建材有限公司（{CODE}）,"),
        format!("供应商：江州乙建材有限公司,代码：{CODE}"),
        format!("江州乙建材有限公司,{CODE}"),
    ] {
        let table = format!("{above}\n{header}");
        let error = Register::open("suppliers.csv", table.as_bytes()).err().unwrap();
        assert!(error.to_string().contains("row 2"), "{above}: {error}");
    }
    for above in [
        "江州乙建材有限公司供应商名单".to_owned(),
        format!("采购人：江州区财政局 {CODE}"),
    ] {
        let table = format!("{above}\n{header}");
        assert!(
            Register::open("suppliers.csv", table.as_bytes()).is_ok(),
            "{above}"
        );
    }
}

#[test]
fn a_control_that_turns_letters_around_reaches_the_question() {
    let table = format!(
        "供应商名称,统一社会信用代码\n\u{202E}司公限有乙州江\u{202C},{CODE}\n甲\u{200B}有限公司,{CODE}\n"
    );
    let (_, rows) = read(&table, &RegisterOptions::default());
    let names: Vec<_> = rows.iter().map(|row| row.subjects[0].name.as_deref()).collect();
    assert_eq!(
        names,
        [Some("\u{202E}司公限有乙州江\u{202C}"), Some("甲有限公司")]
    );
}

#[test]
fn names_that_are_not_read_are_named() {
    let table =
        format!("供应商名称,投标人,甲列,统一社会信用代码\n甲有限公司,乙建材厂,丙科技有限公司,{CODE}\n");
    let mut options = RegisterOptions::default();
    options.name_columns = vec!["投标人".into()];
    let (subjects, _) = read(&table, &options);
    assert_eq!(titles(subjects.unused_names()), ["供应商名称", "甲列"]);
    let (subjects, _) = read(&table, &RegisterOptions::default());
    assert_eq!(titles(subjects.unused_names()), ["甲列"]);
}

#[test]
fn a_row_without_a_code_is_compared_by_one_in_another_column() {
    let table = format!(
        "供应商名称,统一社会信用代码,甲列,采购人代码\n甲有限公司,91329902MA7QK2R18G,,\n乙有限公司,,{CODE},\n丙有限公司,,,{CODE}\n丁有限公司,,代码：{CODE}（新）,\n"
    );
    let (_, rows) = read(&table, &RegisterOptions::default());
    let ids: Vec<_> = rows
        .iter()
        .map(|row| row.subjects.iter().find_map(|subject| subject.id.clone()))
        .collect();
    // What is about somebody else stays out.
    let other = Some((IdKind::Permit, CODE.to_owned()));
    assert_eq!(ids, [None, other.clone(), None, other]);
}

#[test]
fn a_citizen_id_beside_a_code_is_compared() {
    const OWN: &str = "329902199003071230";
    let table = format!(
        "统一社会信用代码,姓名,身份证号\n{CODE},钱逢吉,{OWN}\n91329902MA7QK2R18G,甲建材有限公司,{OWN}\n"
    );
    let (_, rows) = read(&table, &RegisterOptions::default());
    let ids: Vec<_> = rows.iter().map(|row| row.subjects[0].id.clone()).collect();
    // Of an organisation nobody knows whose it is.
    let expected = [IdKind::CitizenId, IdKind::Permit].map(|kind| Some((kind, OWN.to_owned())));
    assert_eq!(ids, expected);
    let table = format!("姓名,身份证号\n钱逢吉,{CODE}\n");
    let (_, rows) = read(&table, &RegisterOptions::default());
    assert_eq!(rows[0].subjects[0].credit_code.as_deref(), Some(CODE));
    // A representative's is not the company's.
    let table =
        format!("统一社会信用代码,企业名称,法定代表人,身份证号\n{CODE},甲建材有限公司,钱逢吉,{OWN}\n");
    let (_, rows) = read(&table, &RegisterOptions::default());
    assert!(rows[0].subjects.iter().all(|subject| subject.id.is_none()));
}

#[test]
fn names_below_unknown_titles_are_compared() {
    for (title, name) in [
        ("客商", "甲乙丙科技有限公司"),
        ("劳务公司", "甲乙"),
        ("医院名称", "云澜第一医院"),
        ("参评对象", "钱逢吉"),
        ("收款单位", "甲乙丙石料厂"),
    ] {
        let (subjects, rows) = read(
            &format!("{title},统一社会信用代码\n{name},{CODE}\n"),
            &RegisterOptions::default(),
        );
        assert_eq!(
            rows[0].subjects[0].name.as_deref(),
            Some(name),
            "{title}: {:?}",
            subjects.used()
        );
    }
}
