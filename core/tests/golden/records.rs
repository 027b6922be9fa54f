//! The records of the golden snapshots. Subjects are invented. A change here changes committed bytes.

use jrp_core::date::Date;
use jrp_core::record::{Particulars, Record, Severity, Status, SubjectKind, UnreadRow};
use jrp_core::subject::{IdKind, Identifier, inner_check, outer_check};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn credit_code(pair: &str, region: &str, body: &str) -> String {
    let mut text = format!("{pair}{region}{body}");
    text.push(char::from(inner_check(body.as_bytes()).unwrap()));
    text.push(char::from(outer_check(text.as_bytes()).unwrap()));
    text
}

fn id(kind: IdKind, value: &str) -> Option<Identifier> {
    Some(Identifier::parse(kind, value).unwrap())
}

fn org(list: &str, name: &str, id: Option<Identifier>) -> Record {
    let mut record = Record::new(
        list,
        SubjectKind::Org,
        "苏州市财政局",
        date("2025-03-01"),
        Status::Active,
    );
    record.id = id;
    record.name = Some(name.into());
    record.publish_until = Some(date("2028-02-29"));
    record.effective_until = Some(date("2027-02-28"));
    record.legal_basis = Some("政府采购法第77条".into());
    record.region = Some("320500".into());
    record
}

fn person(name: &str, kind: IdKind, value: &str) -> Record {
    let mut record = org("BK-SXBZXR", name, id(kind, value));
    record.subject_kind = SubjectKind::Person;
    record.document_no = Some("（2025）苏0507执1234号".into());
    record.cause = Some("有履行能力而拒不履行生效法律文书确定义务".into());
    record.authority = "苏州市相城区人民法院".into();
    record.legal_basis = None;
    record
}

/// Two organisations: one with a credit code, one with a name alone.
pub(crate) fn tiny() -> Vec<Record> {
    let code = credit_code("91", "320507", "MA1QF7RX");
    let mut nameless = org("WT-JYYC", "无码企业", None);
    nameless.publish_until = None;
    vec![
        {
            let mut record = org("BK-ZFCGSX", "甲乙公司", id(IdKind::Uscc, &code));
            record.document_no = Some("苏财购罚〔2025〕3号".into());
            record.decided_on = Some(date("2025-02-20"));
            record
        },
        nameless,
    ]
}

/// One record of every sort, then 240 plain ones, so that columns span several starts, blocks and pages.
pub(crate) fn small() -> Vec<Record> {
    let first = credit_code("91", "320507", "MA1QF7RX");
    let uscc = |text: &str| id(IdKind::Uscc, text);
    let plain = |list, name| org(list, name, None);
    let mut records = vec![
        // Everything filled in.
        {
            let mut record = org("BK-ZFCGSX", "苏州甲乙科技有限公司", uscc(&first));
            record.former_names = vec!["苏州甲乙贸易有限公司".into(), "蘇州甲乙商行".into()];
            record.document_no = Some("苏财购罚〔2025〕3号".into());
            record.cause = Some("提供虚假材料谋取中标".into());
            record.severity = Some(Severity::Serious);
            record.source_unit = Some("苏州市公共资源交易中心".into());
            record.decided_on = Some(date("2025-02-20"));
            record.effective_from = Some(date("2025-03-02"));
            record.domain = Some("政府采购".into());
            record.record_id = Some("ZFCG-2025-0001".into());
            record
        },
        // The same subject on other lists; three days more and less than whole years.
        {
            let mut record = org("BK-ZDSSWF", "苏州甲乙科技有限公司", uscc(&first));
            record.authority = "国家税务总局苏州市税务局".into();
            record.publish_until = Some(date("2028-03-04"));
            record
        },
        {
            let mut record = org("WT-XZCF", "苏州甲乙科技有限公司", uscc(&first));
            record.publish_until = Some(date("2026-02-26"));
            record.severity = Some(Severity::Minor);
            record
        },
        // The organisation code of the same subject, and a subject with the same body under another pair and region.
        org(
            "BK-ZFCGSX",
            "苏州甲乙科技有限公司",
            id(IdKind::OrgCode, &first[8..17]),
        ),
        org(
            "BK-ZFCGSX",
            "甲乙协会",
            uscc(&credit_code("51", "110000", "MA1QF7RX")),
        ),
        // Wrong check digits: position 18, position 17, both; of an organisation code.
        org("BK-ZFCGSX", "外校验不符有限公司", uscc("914403001922038217")),
        org("BK-ZFCGSX", "校验不符有限公司", uscc("91320507MA1WWWWW00")),
        org("BK-ZFCGSX", "码校验不符厂", id(IdKind::OrgCode, "715267261")),
        // A region that is not six digits, letters that no credit code has, letters up front.
        org(
            "BK-ZFCGSX",
            "境外甲乙公司",
            uscc(&credit_code("91", "32A5B7", "MA1QF7RY")),
        ),
        org("BK-ZFCGSX", "老机构", id(IdKind::OrgCode, "71526726-X")),
        org(
            "BK-ZFCGSX",
            "甲乙镇人民政府",
            uscc(&credit_code("N2", "000000", "MF000001")),
        ),
        // Other identifiers.
        org("BK-ZFCGSX", "注册号企业", id(IdKind::RegNo, "110108000000016")),
        org("BK-ZFCGSX", "税号企业", id(IdKind::TaxNo, "32050799999999123X20")),
        org("BK-ZFCGSX", "许可证企业", id(IdKind::Permit, "JY1-3205(2025)07")),
        // Masked and missing identifiers, a missing name.
        org("BK-ZFCGSX", "遮蔽企业有限公司", uscc("9132**********7RX8")),
        {
            let mut record = plain("WT-JYYC", "无码企业");
            record.publish_until = None;
            record.cause = Some("通过登记的住所或者经营场所无法联系".into());
            record
        },
        {
            let mut record = org("RD-AEO", "", uscc(&credit_code("91", "310000", "71526726")));
            record.name = None;
            record
        },
        // Names that fold: traditional, full-width, brackets and dots; a branch.
        plain("BK-ZFCGSX", "鍾錶國際（中國）有限公司"),
        {
            let mut record = plain("BK-ZFCGSX", "𠮷野家甲乙餐飲公司");
            record.former_names = vec!["ＡＢＣ·甲．乙【苏州】公司".into(), "ABC·甲·乙(苏州)公司".into()];
            record
        },
        plain("BK-ZFCGSX", "丙丁建设股份有限公司昆山分公司"),
        // Sole traders: with a code, with a name alone.
        {
            let mut record = org(
                "WT-GTYC",
                "相城区甲乙小吃店",
                uscc(&credit_code("92", "320507", "MA1ABCDE")),
            );
            record.subject_kind = SubjectKind::SoleTrader;
            record.publish_until = None;
            record
        },
        {
            let mut record = plain("WT-GTYC", "相城区丙丁杂货店");
            record.subject_kind = SubjectKind::SoleTrader;
            record.publish_until = None;
            record.status = Status::Objection;
            record
        },
        // Terms: from a leap day, one day only, beyond a hundred years, before 1970.
        {
            let mut record = org(
                "BK-ZFCGSX",
                "闰日公司",
                uscc(&credit_code("91", "320500", "MA1LEAP1")),
            );
            record.listed_on = date("2024-02-29");
            record.publish_until = Some(date("2027-02-28"));
            record.status = Status::Suspended;
            record
        },
        {
            let mut record = plain("WT-XZCF", "一日公司");
            record.publish_until = Some(date("2025-03-01"));
            record
        },
        {
            let mut record = plain("WT-XZCF", "百年公司");
            record.publish_until = Some(date("2125-03-01"));
            record
        },
        {
            let mut record = plain("WT-XZCF", "旧案公司");
            record.listed_on = date("1969-12-31");
            record.decided_on = Some(date("1969-01-01"));
            record.severity = Some(Severity::General);
            record.publish_until = Some(date("2030-07-15"));
            record
        },
        // Long texts.
        {
            let mut record = plain("WT-XZCF", "长文公司");
            record.cause = Some("甲乙丙丁戊己庚辛壬癸，".repeat(100));
            record.document_no = Some("a".repeat(1500));
            record
        },
        // Persons: full identifiers, masked in two shapes, a former name, a passport.
        person("欧阳无名", IdKind::CitizenId, "320507199001011234"),
        {
            let mut record = person("司马无名", IdKind::CitizenId, "3205**********2345");
            record.former_names = vec!["司马有名".into()];
            record
        },
        person("諸葛無名", IdKind::CitizenId, "320507********345X"),
        {
            let mut record = person("Jean Dupont", IdKind::Passport, "E12345678");
            record.status = Status::Objection;
            record
        },
        {
            let mut record = person("上官无名", IdKind::CitizenId, "110105491231002");
            record.publish_until = None;
            record.record_id = Some("(2025)苏0507执77号-1".into());
            record
        },
    ];
    records[1].decided_on = Some(date("2025-02-25"));
    // The first record again, and the second with another cause: both are dropped.
    records.push(records[0].clone());
    records.push({
        let mut record = records[1].clone();
        record.cause = Some("另一事由".into());
        record
    });
    records.extend((0..240).map(plain_one));
    records
}

/// Rows that could not be read: of organisations with all keys and with few, and of persons by each sort of key.
pub(crate) fn unread() -> Vec<UnreadRow> {
    let row = |list: &str, subject_kind, id, name: Option<&str>, former: &[&str], row| UnreadRow {
        list_kind: list.into(),
        subject_kind,
        id,
        name: name.map(str::to_owned),
        former_names: former.iter().map(|name| name.to_string()).collect(),
        row,
        particulars: Particulars::default(),
    };
    let code = id(IdKind::Uscc, &credit_code("91", "320507", "MA1UNRD1"));
    let citizen = |text| id(IdKind::CitizenId, text);
    let (org, person) = (SubjectKind::Org, SubjectKind::Person);
    vec![
        row(
            "BK-ZFCGSX",
            org,
            code.clone(),
            Some("苏州未读科技有限公司"),
            &["苏州未读商行"],
            12,
        ),
        // The same keys in another row: the lower number stays.
        row(
            "BK-ZFCGSX",
            org,
            code,
            Some("苏州未读科技有限公司"),
            &["苏州未读商行"],
            9,
        ),
        row(
            "BK-ZFCGSX",
            org,
            id(IdKind::Uscc, "9132**********7RX8"),
            None,
            &[],
            13,
        ),
        row(
            "WT-GTYC",
            SubjectKind::SoleTrader,
            None,
            Some("相城区未读小吃店"),
            &[],
            14,
        ),
        row("RD-AEO", org, None, Some("苏州未读贸易有限公司"), &[], 15),
        row(
            "BK-SXBZXR",
            person,
            citizen("320507199001015678"),
            Some("东方无名"),
            &[],
            16,
        ),
        row(
            "BK-SXBZXR",
            person,
            citizen("3205**********9012"),
            Some("南宫无名"),
            &["北宫无名"],
            17,
        ),
        row("BK-SXBZXR", person, None, Some("西门无名"), &[], 18),
    ]
}

fn plain_one(number: u32) -> Record {
    const HAN: [char; 16] = [
        '江', '河', '湖', '海', '山', '川', '金', '木', '水', '火', '土', '日', '月', '星', '云', '风',
    ];
    const DIGITS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut draw = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    let brand: String = (0..3).map(|_| HAN[draw(16)]).collect();
    let body: String = (0..6).map(|_| char::from(DIGITS[draw(31)])).collect();
    let region = ["320505", "320506", "320507", "320509", "320581", "320583"][draw(6)];
    let day = date("2024-01-01").days() + draw(600) as i32;
    let listed_on = Date::from_days(day).unwrap();
    let mut record = org(
        "BK-ZFCGSX",
        &format!("苏州{brand}科技有限公司"),
        id(IdKind::Uscc, &credit_code("91", region, &format!("MA{body}"))),
    );
    record.listed_on = listed_on;
    record.publish_until = Date::from_days(day + 1095);
    record.document_no = Some(format!("苏财购罚〔{}〕{}号", listed_on.ymd().0, number + 1));
    record.region = Some(region.into());
    record.record_id = number.is_multiple_of(3).then(|| format!("GX-{number:04}"));
    record
}
