//! A person's name in what people write around it, and names of shops beside other names.

use super::{CODE, Lists, NAME, OTHER_CODE, Row, listed, of};
use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;

const KINDS: [Option<SubjectKind>; 3] = [None, Some(SubjectKind::Org), Some(SubjectKind::SoleTrader)];

fn persons() -> Lists {
    let row = |name: &str| {
        Row::of(name, "3299**********3311")
            .with("list_kind", "BK-SXBZXR")
            .with("subject_kind", "person")
            .with("id_kind", "citizen-id")
    };
    Lists::of_rows(&[listed(), row("苇间渡"), row("欧阳示例"), row("买买提·样本")])
}

fn asked(lists: &Lists, kind: Option<SubjectKind>, name: &str) -> String {
    lists.outcome(&SubjectQuery { kind, ..of("", name) })
}

#[test]
fn a_person_asked_for_by_a_dressed_name_alone_leaves_no_silence() {
    let lists = persons();
    for name in [
        "苇间渡（个体工商户）",
        "苇间渡【个体工商户】",
        "苇间渡[个体工商户]",
        "苇间渡〔个体工商户〕",
        "苇间渡-个体工商户",
        "苇间渡，个体工商户",
        "（个体工商户）苇间渡",
        "个体工商户苇间渡",
        "个体工商户：苇间渡",
        "个体户苇间渡",
        "业主苇间渡",
        "农户苇间渡",
        "村民苇间渡",
        "包工头苇间渡",
        "实际施工人苇间渡",
        "实际施工人：苇间渡",
        "Mr. 苇间渡",
        "苇间渡个人",
        "苇间渡班组",
        "欧阳示例总",
        "欧阳示例 男",
        "苇 间 渡",
        "苇间渡 男",
        "苇间渡，男，汉族",
        "苇间渡（身份证号：略）",
        "苇间渡 Wei Jiandu",
        "买买提艾力沙",
        "买买提-艾力沙",
        "买买提·样本",
    ] {
        for kind in KINDS {
            assert_eq!(asked(&lists, kind, name), "indeterminate", "{name} {kind:?}");
        }
        assert_eq!(lists.word(OTHER_CODE, name), "clear", "{name}");
    }
    for kind in [None, Some(SubjectKind::SoleTrader)] {
        assert_eq!(asked(&lists, kind, "SMITH JOHN（个体工商户）"), "indeterminate");
    }
}

#[test]
fn words_that_stand_around_persons_are_parts_of_names_too() {
    let lists = persons();
    for name in [
        "江州市业主商务服务有限公司",
        "业主委员会",
        "江州市云澜区村民委员会",
        "江州汀兰个人护理用品有限公司",
        "农户之家农资专业合作社",
        "江州市云澜劳务班组管理有限公司",
        "江州汀兰男装店",
        "云澜区汀兰烧烤（个体工商户）",
        "个体工商户云澜区汀兰烧烤",
        "江州市家庭农场汀兰家庭",
    ] {
        for kind in KINDS {
            assert_eq!(asked(&lists, kind, name), "clear", "{name} {kind:?}");
        }
    }
}

#[test]
fn a_shop_beside_another_name_needs_its_code_where_names_of_shops_are_not_published() {
    let shop = Row::of("江州市云澜区汀兰烧烤", "92329902MA1R0002XD")
        .with("list_kind", "WT-XZCF")
        .with("subject_kind", "sole-trader");
    let lists = Lists::for_the_public(&[listed(), shop]);
    for name in ["江州市云澜区汀兰烧烤", "江州市云澜区汀兰杂货店（个体工商户）"] {
        for around in [
            "~",
            "~（小微企业）",
            "~（现江州新名有限公司）",
            "~，江州新名有限公司",
            "~+江州新名有限公司",
            "~更名为江州新名有限公司",
            "~→江州新名有限公司",
            "江州新名有限公司、~",
            "江州新名有限公司（原名：~）",
            "供应商名称：~（盖章）",
        ] {
            let name = around.replace('~', name);
            assert_eq!(lists.word("", &name), "indeterminate", "{name}");
            assert_eq!(lists.word(OTHER_CODE, &name), "clear", "{name}");
        }
    }
    // What stands around the name of a company is not a shop.
    for name in [
        "江州市汀兰建材有限公司",
        "供应商名称：江州市汀兰建材有限公司（盖章）",
        "投标人：江州市汀兰建材有限公司（联合体牵头人）",
        "1、江州市汀兰建材有限公司",
        "江州市汀兰建材有限公司（小微企业）",
        "江州市汀兰建材有限公司（已注销）",
        "江州市汀兰建材有限公司、江州新名有限公司",
        "江州市汀兰建材（上海）有限公司",
        "江州市汀兰建材有限公司（原江州市旧名建材有限公司）",
    ] {
        assert_eq!(lists.word("", name), "clear", "{name}");
    }
    assert_eq!(lists.word(CODE, NAME), "prohibited");
}
