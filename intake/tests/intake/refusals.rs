//! One refused row for every reason.

use super::{options, public, read, row};
use expect_test::expect;
use jrp_intake::Options;

fn refusal(changes: &[(&str, &str)], options: &Options) -> String {
    let (records, report) = read(&row(changes), options).unwrap();
    assert_eq!(
        (records.len(), report.read(), report.refused()),
        (0, 1, 1),
        "{changes:?}"
    );
    let (file, row, refusal) = report.refusals().next().unwrap();
    assert_eq!((file, row), ("f.csv", 2));
    let reason = refusal.to_string();
    assert!(
        !reason.contains('\n') && !reason.contains("329902199003071230"),
        "{reason}"
    );
    format!("{} | {reason}\n", refusal.code())
}

fn all(rows: &[&[(&str, &str)]], options: &Options) -> String {
    rows.iter().map(|changes| refusal(changes, options)).collect()
}

#[test]
fn words_and_lists() {
    let found = all(
        &[
            &[("list_kind", "BK-ZFCGXX")],
            &[("list_kind", "暂无")],
            &[("subject_kind", "外星人")],
            &[("subject_kind", "")],
            &[("list_kind", "WT-JYYC"), ("subject_kind", "个体工商户")],
            &[("status", "冻结")],
            &[("status", "—")],
            &[("severity", "特别严重")],
            &[("region", "云澜区")],
            &[("authority", "无")],
        ],
        &options(),
    );
    expect![[r#"
        list-kind-unknown | list_kind 名单类型: "BK-ZFCGXX" is not a list of the policy pack; use a code such as BK-ZFCGSX, or the list's full name
        cell-missing | list_kind 名单类型: blank, and every row needs it; fill it in
        subject-kind-unknown | subject_kind 主体类别: "外星人" is none of org 法人及非法人组织, person 自然人, sole-trader 个体工商户; use one of them
        cell-missing | subject_kind 主体类别: blank, and every row needs it; fill it in
        subject-kind-unfit | subject_kind 主体类别: the list WT-JYYC does not name subjects of the kind sole-trader; correct the kind or the list
        status-unknown | status 状态: "冻结" is none of active 有效, pending 待生效, deferred 暂缓, objection 异议, suspended 暂停, repaired 已修复, revoked 已撤销 (撤销, 移出, 解除, 退出); use one of them
        cell-missing | status 状态: blank, and every row needs it; fill it in
        severity-unknown | severity 失信等级: "特别严重" is none of minor 轻微, general 一般, serious 严重; use one of them
        region-malformed | region 行政区划: "云澜区" is not an administrative division; write six digits of GB/T 2260, or leave it blank
        cell-missing | authority 认定单位: blank, and every row needs it; fill it in
    "#]].assert_eq(&found);
}

#[test]
fn subjects() {
    let person: &[(&str, &str)] = &[("subject_kind", "person"), ("name", "璩棠濯")];
    let with = |more: &[(&'static str, &'static str)]| [person, more].concat();
    let found = all(
        &[
            &[("name", "暂无"), ("id", "NULL"), ("id_kind", "")],
            &[("id_kind", "")],
            &[("id_kind", "居住证明")],
            &[("id_kind", "身份证"), ("id", "329902199003071230")],
            &with(&[("id_kind", "uscc")]),
            &with(&[("id_kind", ""), ("id", "")]),
            &with(&[("id_kind", "citizen-id"), ("id", "32990219900307123")]),
            &[("id", "91329902MA9BATDJ5")],
            &[("id", "91329902MA9BATDJ5O")],
            &[("id", "913299**********57"), ("name", "")],
            &[("id_kind", "tax-no"), ("id", "32990219900307123001")],
            &[("id", "329902199003071230")],
        ],
        &options(),
    );
    expect![[r#"
        subject-missing | name 主体名称: name and identifier are both blank; fill in at least one
        id-kind-missing | id_kind 证件类型: blank, though the row has an identifier; say which kind it is (nothing is guessed)
        id-kind-unknown | id_kind 证件类型: "居住证明" is none of uscc 统一社会信用代码, org-code 组织机构代码, reg-no 注册号, tax-no 税务登记号, citizen-id 居民身份证, passport 护照, permit 其他; use one of them
        id-kind-unfit | id_kind 证件类型: citizen-id is not an identifier of a subject of the kind org; correct one of them
        id-kind-unfit | id_kind 证件类型: uscc is not an identifier of a subject of the kind person; correct one of them
        person-id-missing | id 证件号码: blank, and a person is never listed by name alone; fill in the identifier, masked or in full
        id-length | id 证件号码: not a citizen-id: 17 characters found, which is not a length of such an identifier; correct the number, or the id_kind
        id-length | id 证件号码: not a uscc: 17 characters found, which is not a length of such an identifier; correct the number, or the id_kind
        id-characters | id 证件号码: not a uscc: character 'O' cannot stand at position 18; correct the number, or the id_kind
        masked-without-name | name 主体名称: blank, and a masked identifier is looked up together with the name; fill in the name
        citizen-id-as-number | id 证件号码: looks like a citizen id, which is never stored as the tax-no of an organisation or sole trader; write its credit code, or list the person as such
        citizen-id-as-number | id 证件号码: looks like a citizen id, which is never stored as the uscc of an organisation or sole trader; write its credit code, or list the person as such
    "#]].assert_eq(&found);
}

#[test]
fn dates() {
    let found = all(
        &[
            &[("listed_on", "")],
            &[("listed_on", "1900-1-1")],
            &[("listed_on", "2025-02-30")],
            &[("decided_on", "45717")],
            &[("decided_on", "2025-02-28 16:00:00")],
            &[("effective_from", "329902199003071230")],
            &[("publish_until", "")],
            &[("publish_until", "9999-12-31")],
            &[("publish_until", "长期")],
            &[("publish_until", "27年10月")],
            &[("list_kind", "BK-KYSX"), ("publish_until", "3年")],
            &[("publish_until", "2025-06-02")],
            &[("effective_from", "2027-06-03")],
        ],
        &options(),
    );
    expect![[r#"
        cell-missing | listed_on 列入日期: blank, and every row needs it; fill it in
        cell-missing | listed_on 列入日期: blank, and every row needs it; fill it in
        date-unreadable | listed_on 列入日期: "2025-02-30" is not a date; write it as 2025-03-01
        date-serial | decided_on 决定日期: "45717" looks like a spreadsheet's day number; format the column as text or date (2025-03-01) and export again
        date-with-time | decided_on 决定日期: "2025-02-28 16:00:00" has a time of day, which may mean another day in Beijing; write the date alone, as 2025-03-01
        date-unreadable | effective_from 生效日期: (a text of 18 characters with a long number) is not a date; write it as 2025-03-01
        end-date-missing | publish_until 公示截止日期: blank, but entries of BK-ZFCGSX have a fixed term; fill in the last day of publication
        end-date-missing | publish_until 公示截止日期: blank, but entries of BK-ZFCGSX have a fixed term; fill in the last day of publication
        end-date-open | publish_until 公示截止日期: "长期" says that it never ends, but entries of BK-ZFCGSX have a fixed term; fill in the last day of publication
        end-date-length | publish_until 公示截止日期: "27年10月" is a length of time, and the law of BK-ZFCGSX gives none as long, or does not tell from which day; fill in the last day of publication
        end-date-length | publish_until 公示截止日期: "3年" is a length of time, and the law of BK-KYSX gives none as long, or does not tell from which day; fill in the last day of publication
        end-date-too-early | publish_until 公示截止日期: 2025-06-02 lies before 2025-06-03, the day of listed_on 列入日期; correct one of them
        end-date-too-early | publish_until 公示截止日期: 2027-06-02 lies before 2027-06-03, the day of effective_from 生效日期; correct one of them
    "#]].assert_eq(&found);
}

#[test]
fn texts() {
    let long = "长".repeat(4001);
    let id = "（329902199003071230）";
    let found = all(
        &[
            &[("cause", &long)],
            &[("cause", id)],
            &[("document_no", id)],
            &[("legal_basis", id)],
            &[("source_unit", id)],
            &[("authority", id)],
            &[("name", id)],
            &[("former_names", id)],
            &[("domain", id)],
            &[("record_id", "R-329902900307123")],
        ],
        &options(),
    );
    expect![[r#"
        text-too-long | cause 列入事由: 4001 characters, and 4000 is the most; shorten the text
        citizen-id-in-text | cause 列入事由: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | document_no 文书号: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | legal_basis 法律依据: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | source_unit 信源单位: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | authority 认定单位: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | name 主体名称: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | former_names 曾用名: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | domain 重点领域: holds a citizen id; remove it from the text (an identifier belongs in the id column)
        citizen-id-in-text | record_id 记录编号: holds a citizen id; remove it from the text (an identifier belongs in the id column)
    "#]].assert_eq(&found);
}

#[test]
fn audience() {
    let found = all(
        &[
            &[("list_kind", "RD-QHMD")],
            &[
                ("subject_kind", "person"),
                ("id_kind", "passport"),
                ("id", "E12345678"),
            ],
            &[
                ("list_kind", "WT-XZCF"),
                ("subject_kind", "sole-trader"),
                ("id_kind", "reg-no"),
                ("id", "329902600012345"),
            ],
        ],
        &public(),
    );
    expect![[r#"
        audience | list_kind 名单类型: the list RD-QHMD is not for the public (government); leave it out, or build for the government audience
        audience | subject_kind 主体类别: natural persons never enter a file for the public; leave the row out, or build for the government audience
        audience | id 证件号码: a sole trader enters a file for the public by a full credit code only; fill in id_kind uscc and the code
    "#]].assert_eq(&found);
}

#[test]
fn ragged_rows() {
    let feed = "list_kind,subject_kind,name,authority,listed_on,status\n\
                WT-JYYC,org,甲,乙,2025-03-01\n\
                WT-JYYC,org,甲,乙,2025-03-01,active,x\n\
                WT-JYYC,org,甲,乙,2025-03-01,active,, \n";
    let (records, report) = read(feed.as_bytes(), &options()).unwrap();
    assert_eq!(records.len(), 1);
    let found: String = report
        .refusals()
        .map(|(_, row, refusal)| format!("{row} {} | {refusal}\n", refusal.code()))
        .collect();
    expect![[r#"
        2 ragged-row | status 状态: the row has 5 cells where the header has 6; quote cells that hold commas or line breaks
        3 ragged-row | status 状态: the row has 7 cells where the header has 6; quote cells that hold commas or line breaks
    "#]].assert_eq(&found);
}

/// Codes and columns of everything that is wrong with a row, in order.
fn faults(changes: &[(&str, &str)], options: &Options) -> String {
    let (_, report) = read(&row(changes), options).unwrap();
    let (_, _, faults) = report.faults().next().unwrap();
    let first = report.refusals().next().unwrap().2;
    assert_eq!(faults.first(), first);
    assert_eq!(faults.iter().count(), 1 + faults.others().len());
    let told = faults
        .iter()
        .map(|fault| format!("{} {}", fault.column.code(), fault.code()));
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn every_fault_of_a_row_is_told_at_once() {
    let everything: &[(&str, &str)] = &[
        ("subject_kind", "团伙"),
        ("name", "甲 329902199003071230"),
        ("id_kind", "证"),
        ("severity", "极重"),
        ("listed_on", "昨天"),
        ("effective_from", "前天"),
        ("publish_until", "明年"),
        ("cause", "329902199003071230"),
        ("authority", ""),
        ("decided_on", "去年"),
        ("status", "好"),
        ("region", "云澜"),
        ("record_id", "a\u{202e}b"),
    ];
    let mut unlisted = everything.to_vec();
    unlisted.insert(0, ("list_kind", "BK-NONE"));
    let found = [
        faults(everything, &options()),
        faults(&unlisted, &options()),
        // One cell that cannot be read says nothing of others that depend on it.
        faults(&[("listed_on", "昨天"), ("publish_until", "3年")], &options()),
        faults(&[("listed_on", "昨天"), ("publish_until", "长期")], &options()),
        faults(
            &[("listed_on", "2025-06-03"), ("publish_until", ""), ("id", "9132")],
            &options(),
        ),
        faults(&[("list_kind", "BK-NONE"), ("publish_until", "")], &options()),
        // Both days are wrong by themselves and beside each other.
        faults(
            &[
                ("listed_on", "2030-01-01"),
                ("decided_on", "2031-01-01"),
                ("publish_until", "2029-01-01"),
            ],
            &options(),
        ),
        faults(
            &[
                ("subject_kind", "person"),
                ("id", ""),
                ("id_kind", ""),
                ("authority", ""),
            ],
            &options(),
        ),
    ]
    .join("\n");
    expect![[r#"
        subject_kind subject-kind-unknown, status status-unknown, name citizen-id-in-text, id_kind id-kind-unknown, severity severity-unknown, listed_on date-unreadable, effective_from date-unreadable, publish_until date-unreadable, cause citizen-id-in-text, authority cell-missing, decided_on date-unreadable, region region-malformed, record_id invisible-character
        list_kind list-kind-unknown, subject_kind subject-kind-unknown, status status-unknown, name citizen-id-in-text, id_kind id-kind-unknown, severity severity-unknown, listed_on date-unreadable, effective_from date-unreadable, publish_until date-unreadable, cause citizen-id-in-text, authority cell-missing, decided_on date-unreadable, region region-malformed, record_id invisible-character
        listed_on date-unreadable
        listed_on date-unreadable, publish_until end-date-open
        id id-length, publish_until end-date-missing
        list_kind list-kind-unknown
        publish_until end-date-too-early, listed_on date-in-future, decided_on date-in-future
        id person-id-missing, authority cell-missing"#]].assert_eq(&found);
}

#[test]
fn a_row_that_is_over_is_not_asked_for_more_and_each_fault_stands_in_the_report() {
    let (_, report) = read(
        &row(&[("status", "已修复"), ("publish_until", "明年"), ("authority", "")]),
        &options(),
    )
    .unwrap();
    assert_eq!((report.refused(), report.left_out().count()), (0, 1));
    let changes = [("publish_until", "明年"), ("authority", ""), ("region", "云澜")];
    let (_, report) = read(&row(&changes), &options()).unwrap();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["refusedByReason"], serde_json::json!({"date-unreadable": 1}));
    let told = &json["refused"][0];
    assert_eq!(told["column"], "publish_until");
    let further = told["further"].as_array().unwrap();
    let columns: Vec<_> = further
        .iter()
        .map(|fault| fault["column"].as_str().unwrap())
        .collect();
    assert_eq!(columns, ["authority", "region"]);
    assert!(
        further
            .iter()
            .all(|fault| fault["reason"].is_string() && fault["code"].is_string())
    );
}
