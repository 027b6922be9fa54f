//! The records of the golden snapshots. Subjects are invented. A change here changes committed bytes.

use jrp_core::date::Date;
use jrp_core::record::{Record, Severity, Status, SubjectKind, Told, UnreadRow};
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
    Record {
        list_kind: list.into(),
        subject_kind: SubjectKind::Org,
        id,
        name: Some(name.into()),
        former_names: vec![],
        document_no: None,
        cause: None,
        severity: None,
        authority: "苏州市财政局".into(),
        source_unit: None,
        decided_on: None,
        listed_on: date("2025-03-01"),
        effective_from: None,
        publish_until: Some(date("2028-02-29")),
        effective_until: Some(date("2027-02-28")),
        status: Status::Active,
        legal_basis: Some("政府采购法第77条".into()),
        domain: None,
        region: Some("320500".into()),
        record_id: None,
    }
}

fn person(name: &str, kind: IdKind, value: &str) -> Record {
    Record {
        subject_kind: SubjectKind::Person,
        document_no: Some("（2025）苏0507执1234号".into()),
        cause: Some("有履行能力而拒不履行生效法律文书确定义务".into()),
        authority: "苏州市相城区人民法院".into(),
        legal_basis: None,
        ..org("BK-SXBZXR", name, id(kind, value))
    }
}

/// Two organisations: one with a credit code, one with a name alone.
pub(crate) fn tiny() -> Vec<Record> {
    let code = credit_code("91", "320507", "MA1QF7RX");
    let mut nameless = org("WT-JYYC", "无码企业", None);
    nameless.publish_until = None;
    vec![
        Record {
            document_no: Some("苏财购罚〔2025〕3号".into()),
            decided_on: Some(date("2025-02-20")),
            ..org("BK-ZFCGSX", "甲乙公司", id(IdKind::Uscc, &code))
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
        Record {
            former_names: vec!["苏州甲乙贸易有限公司".into(), "蘇州甲乙商行".into()],
            document_no: Some("苏财购罚〔2025〕3号".into()),
            cause: Some("提供虚假材料谋取中标".into()),
            severity: Some(Severity::Serious),
            source_unit: Some("苏州市公共资源交易中心".into()),
            decided_on: Some(date("2025-02-20")),
            effective_from: Some(date("2025-03-02")),
            domain: Some("政府采购".into()),
            record_id: Some("ZFCG-2025-0001".into()),
            ..org("BK-ZFCGSX", "苏州甲乙科技有限公司", uscc(&first))
        },
        // The same subject on other lists; three days more and less than whole years.
        Record {
            authority: "国家税务总局苏州市税务局".into(),
            publish_until: Some(date("2028-03-04")),
            ..org("BK-ZDSSWF", "苏州甲乙科技有限公司", uscc(&first))
        },
        Record {
            publish_until: Some(date("2026-02-26")),
            severity: Some(Severity::Minor),
            ..org("WT-XZCF", "苏州甲乙科技有限公司", uscc(&first))
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
        Record {
            publish_until: None,
            cause: Some("通过登记的住所或者经营场所无法联系".into()),
            ..plain("WT-JYYC", "无码企业")
        },
        Record {
            name: None,
            ..org("RD-AEO", "", uscc(&credit_code("91", "310000", "71526726")))
        },
        // Names that fold: traditional, full-width, brackets and dots; a branch.
        plain("BK-ZFCGSX", "鍾錶國際（中國）有限公司"),
        Record {
            former_names: vec!["ＡＢＣ·甲．乙【苏州】公司".into(), "ABC·甲·乙(苏州)公司".into()],
            ..plain("BK-ZFCGSX", "𠮷野家甲乙餐飲公司")
        },
        plain("BK-ZFCGSX", "丙丁建设股份有限公司昆山分公司"),
        // Sole traders: with a code, with a name alone.
        Record {
            subject_kind: SubjectKind::SoleTrader,
            publish_until: None,
            ..org(
                "WT-GTYC",
                "相城区甲乙小吃店",
                uscc(&credit_code("92", "320507", "MA1ABCDE")),
            )
        },
        Record {
            subject_kind: SubjectKind::SoleTrader,
            publish_until: None,
            status: Status::Objection,
            ..plain("WT-GTYC", "相城区丙丁杂货店")
        },
        // Terms: from a leap day, one day only, beyond a hundred years, before 1970.
        Record {
            listed_on: date("2024-02-29"),
            publish_until: Some(date("2027-02-28")),
            status: Status::Suspended,
            ..org(
                "BK-ZFCGSX",
                "闰日公司",
                uscc(&credit_code("91", "320500", "MA1LEAP1")),
            )
        },
        Record {
            publish_until: Some(date("2025-03-01")),
            ..plain("WT-XZCF", "一日公司")
        },
        Record {
            publish_until: Some(date("2125-03-01")),
            ..plain("WT-XZCF", "百年公司")
        },
        Record {
            listed_on: date("1969-12-31"),
            decided_on: Some(date("1969-01-01")),
            severity: Some(Severity::General),
            publish_until: Some(date("2030-07-15")),
            ..plain("WT-XZCF", "旧案公司")
        },
        // Long texts.
        Record {
            cause: Some("甲乙丙丁戊己庚辛壬癸，".repeat(100)),
            document_no: Some("a".repeat(1500)),
            ..plain("WT-XZCF", "长文公司")
        },
        // Persons: full identifiers, masked in two shapes, a former name, a passport.
        person("欧阳无名", IdKind::CitizenId, "320507199001011234"),
        Record {
            former_names: vec!["司马有名".into()],
            ..person("司马无名", IdKind::CitizenId, "3205**********2345")
        },
        person("諸葛無名", IdKind::CitizenId, "320507********345X"),
        Record {
            status: Status::Objection,
            ..person("Jean Dupont", IdKind::Passport, "E12345678")
        },
        Record {
            publish_until: None,
            record_id: Some("(2025)苏0507执77号-1".into()),
            ..person("上官无名", IdKind::CitizenId, "110105491231002")
        },
    ];
    // The first record again, and the second with another cause and an earlier decision: both are dropped.
    records.push(records[0].clone());
    records.push(Record {
        cause: Some("另一事由".into()),
        ..records[1].clone()
    });
    records[1].decided_on = Some(date("2025-02-25"));
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
        told: Told::default(),
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
    Record {
        listed_on,
        publish_until: Date::from_days(day + 1095),
        document_no: Some(format!("苏财购罚〔{}〕{}号", listed_on.ymd().0, number + 1)),
        region: Some(region.into()),
        record_id: number.is_multiple_of(3).then(|| format!("GX-{number:04}")),
        ..org(
            "BK-ZFCGSX",
            &format!("苏州{brand}科技有限公司"),
            id(IdKind::Uscc, &credit_code("91", region, &format!("MA{body}"))),
        )
    }
}
