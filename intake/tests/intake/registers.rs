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
fn names_that_are_not_read_are_named() {
    let table =
        format!("供应商名称,投标人,甲列,统一社会信用代码\n甲有限公司,乙建材厂,丙科技有限公司,{CODE}\n");
    let options = RegisterOptions {
        name_columns: vec!["投标人".into()],
        ..RegisterOptions::default()
    };
    let (subjects, _) = read(&table, &options);
    assert_eq!(titles(subjects.unused_names()), ["供应商名称", "甲列"]);
    let (subjects, _) = read(&table, &RegisterOptions::default());
    assert_eq!(titles(subjects.unused_names()), ["甲列"]);
}

#[test]
fn a_row_without_a_code_is_compared_by_one_in_another_column() {
    let table = format!(
        "供应商名称,统一社会信用代码,甲列,采购人代码\n甲有限公司,91329902MA7QK2R18G,,\n乙有限公司,,{CODE},\n丙有限公司,,,{CODE}\n"
    );
    let (_, rows) = read(&table, &RegisterOptions::default());
    let ids: Vec<_> = rows
        .iter()
        .map(|row| row.subjects.iter().find_map(|subject| subject.id.clone()))
        .collect();
    // What is about somebody else stays out.
    assert_eq!(ids, [None, Some((IdKind::Permit, CODE.to_owned())), None]);
}
