//! Ordinary names, made by a grammar, of bodies that are not listed, against listed ones of the same cities: what reads names
//! boldly must not take them for each other.

use super::{CODE, Lists, OTHER_CODE, Row};

const CITIES: [&str; 10] = [
    "江州市",
    "江州",
    "临淮市",
    "云澜区",
    "澄湾县",
    "苏州市",
    "天津",
    "徐州市",
    "上海",
    "杭州市余杭区",
];

const BRANDS: [&str; 14] = [
    "汀兰",
    "榆汀",
    "芷塘",
    "瑞丰",
    "华强",
    "第三",
    "实验",
    "新世纪",
    "金桥",
    "东方红",
    "康宁",
    "育才",
    "永兴",
    "八一",
];

const BODIES: [&str; 20] = [
    "小学",
    "初级中学",
    "幼儿园",
    "医院",
    "社区卫生服务中心",
    "口腔门诊部",
    "街道办事处",
    "村民委员会",
    "农民专业合作社",
    "律师事务所",
    "便利店",
    "建材经营部",
    "养老服务中心",
    "贸易有限公司",
    "建设工程有限责任公司",
    "投资中心（有限合伙）",
    "物业服务有限公司上海分公司",
    "农村商业银行股份有限公司云澜支行",
    "国际（新加坡）私人有限公司北京代表处",
    "机械制造厂驻京办事处",
];

/// Listed bodies of the same cities.
const LISTED: [&str; 20] = [
    "江州蓼屿建材有限公司",
    "江州市蓼屿小学",
    "江州市第二中学",
    "云澜区蓼屿幼儿园",
    "江州市人民医院",
    "临淮市蓼屿社区卫生服务中心",
    "云澜区蓼屿村民委员会",
    "江州蓼屿律师事务所",
    "江州大学",
    "苏州市蓼屿贸易有限公司",
    "天津蓼屿建设工程有限公司",
    "徐州市蓼屿农民专业合作社",
    "上海蓼屿物业服务有限公司",
    "江州市云澜印刷厂",
    "杭州市余杭区蓼屿便利店",
    "江州蓼屿投资中心（有限合伙）",
    "蓼屿国际（新加坡）私人有限公司",
    "云澜区教育局",
    "江州蓼屿银行股份有限公司",
    "澄湾县蓼屿养老服务中心",
];

#[test]
fn ordinary_bodies_are_not_taken_for_listed_ones() {
    let rows: Vec<Row> = LISTED.iter().map(|name| Row::of(name, "")).collect();
    let lists = Lists::of_rows(&rows);
    let mut reviewed = Vec::new();
    let mut asked = 0;
    for (city, brand, body) in CITIES
        .iter()
        .flat_map(|city| BRANDS.iter().map(move |brand| (city, brand)))
        .flat_map(|(city, brand)| BODIES.iter().map(move |body| (city, brand, body)))
    {
        let name = [*city, brand, body].concat();
        for code in ["", OTHER_CODE] {
            asked += 1;
            let word = lists.word(code, &name);
            if word != "clear" {
                reviewed.push(format!("{name} {code}: {word}"));
            }
        }
    }
    assert_eq!(asked, 5_600);
    assert!(
        reviewed.len() <= asked / 1000,
        "{}: {reviewed:#?}",
        reviewed.len()
    );
    // The listed ones are found all the same.
    for name in LISTED {
        assert_eq!(lists.word("", name), "review", "{name}");
    }
    assert_eq!(lists.word(CODE, "江州市汀兰小学"), "clear");
}
