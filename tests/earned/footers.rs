//! Rows below a table that say more than that it ends.

use super::{CODE, COLUMNS, Lists, NAME, OTHER_CODE, OTHER_NAME, Row, listed};

/// A row of these cells, from the first column on.
fn row(cells: &[(usize, &str)]) -> Row {
    let mut row = Row([""; COLUMNS.len()].map(str::to_owned));
    for (at, cell) in cells {
        row.0[*at] = (*cell).to_owned();
    }
    row
}

fn below_another(footer: Row) -> Lists {
    Lists::of_rows(&[Row::of(OTHER_NAME, OTHER_CODE), footer])
}

#[test]
fn a_footer_that_names_a_subject_is_told() {
    for footer in [
        row(&[(0, "合计"), (2, NAME)]),
        row(&[(0, &format!("合计：{NAME}"))]),
        row(&[(0, &format!("备注：本表含{NAME}等3家"))]),
        row(&[(0, &format!("注：{NAME}、{OTHER_NAME}另行公示"))]),
        row(&[(0, "说明"), (3, &format!("（{NAME}）于10月移出"))]),
        row(&[(0, &format!("备注：{CODE}"))]),
        row(&[(0, &format!("备注：{NAME}"))]),
        row(&[(0, &format!("备注：代码{CODE}的单位"))]),
        row(&[(0, "总计"), (1, "1"), (5, CODE)]),
        row(&[(0, "审核人"), (2, "某某"), (6, "另有 9132 9902 MA7Q K2R1 8G")]),
        row(&[(0, "备注：组织机构代码 MA7QK2R1-8")]),
        row(&[(0, "备注：329902199003071230")]),
    ] {
        let lists = below_another(footer.clone());
        for (code, name) in [(CODE, ""), ("", NAME), (CODE, NAME)] {
            let word = lists.word(code, name);
            assert!(
                ["clear, incomplete", "indeterminate"].contains(&word.as_str()),
                "{word}: {footer:?}"
            );
        }
    }
}

#[test]
fn a_footer_that_names_its_list_speaks_of_its_subject() {
    for footer in [
        row(&[(0, "合计"), (1, "BK-ZFCGSX"), (2, NAME), (5, CODE)]),
        row(&[(0, "备注"), (4, "政府采购严重违法失信行为记录名单"), (6, CODE)]),
    ] {
        assert_eq!(
            below_another(footer.clone()).word(CODE, ""),
            "indeterminate",
            "{footer:?}"
        );
    }
}

#[test]
fn a_footer_that_names_nobody_is_silent() {
    for footer in [
        row(&[(0, "合计"), (2, "12")]),
        row(&[(0, "合计"), (2, "12 家"), (5, "3,456.00")]),
        row(&[(0, "填报单位：江州市云澜区财政局"), (4, "填报人：丙某某")]),
        row(&[(0, "填报单位"), (1, "江州市云澜大数据有限公司")]),
        row(&[(0, "制表单位：江州市云澜大数据有限公司")]),
        row(&[
            (0, "填报人：丙某某"),
            (4, "联系电话：0512-66660000"),
            (6, "填报日期：2026年11月5日"),
        ]),
        row(&[(0, "备注：以上公司均已公示")]),
        row(&[(0, "注：1.数据截至2026年10月31日；2.各有限公司以信用代码为准。")]),
        row(&[(0, "联系人：丁某"), (2, "13800001234")]),
    ] {
        let lists = Lists::of_rows(&[listed(), footer.clone()]);
        assert_eq!(lists.word(OTHER_CODE, OTHER_NAME), "clear", "{footer:?}");
    }
}
