use super::super::key;
use super::*;

fn difference(a: &str, b: &str) -> Option<Difference> {
    let [a, b] = [key(a), key(b)];
    let there = Asked::new(&a).difference(&b);
    let back = Asked::new(&b).difference(&a);
    assert_eq!(there, back, "{a} {b}");
    there
}

#[test]
fn slips_and_what_differs() {
    use Difference::*;
    let name = "苏州凯信达科技有限公司";
    for (other, expected) in [
        ("凯信达科技有限公司", Region),
        ("江苏凯信达科技有限公司", Region),
        ("江苏省苏州市凯信达科技有限公司", Region),
        ("江苏苏州凯信达科技有限公司", Region),
        ("凯信达（苏州）科技有限公司", Order),
        ("凯信达科技（苏州）有限公司", Order),
        ("苏州市凯信达科技有限公司", Order),
        ("苏州凯信达科技有限责任公司", Form),
        ("苏州凯信达科技股份有限公司", Form),
        ("苏州凯信达科技（集团）有限公司", Form),
        ("苏州凯信达科技", Form),
        ("苏州凯鑫达科技有限公司", Sound),
        ("苏州恺信达科技有限公司", Sound),
        ("苏州凯倍达科技有限公司", Shape),
        ("苏州凯达信科技有限公司", Swap),
        ("苏州凯信科技有限公司", Count),
        ("苏州凯信达新科技有限公司", Count),
        ("苏洲凯信达科技有限公司", Sound),
        ("州苏凯信达科技有限公司", Swap),
        ("苏州凯信达科技有限公可", Character),
        ("苏州凯信达科技有公限司", Swap),
        ("苏州凯信达科技有限公", Count),
    ] {
        assert_eq!(difference(name, other), Some(expected), "{other}");
    }
}

#[test]
fn other_companies() {
    let name = "苏州凯信达科技有限公司";
    for other in [
        name,
        "苏州凯信利科技有限公司",
        "苏州凯利达科技有限公司",
        "苏州德信达科技有限公司",
        "徐州凯信达科技有限公司",
        "南京市凯信达科技有限公司",
        "苏州凯信达贸易有限公司",
        "苏州凯信达科技有限公司昆山分公司",
        "苏州凯达新科技有限公司",
    ] {
        assert_eq!(difference(name, other), None, "{other}");
    }
    assert_eq!(
        difference("天津凯信达科技有限公司", "天津凯信利科技有限公司"),
        None
    );
    assert_eq!(difference("苏州市第一中学", "苏州市第三中学"), None);
    assert_eq!(difference("苏州市第一中学", "苏州市第十一中学"), None);
    assert_eq!(difference("苏州市相城区人民医院", "苏州市吴中区人民医院"), None);
}

#[test]
fn regions_that_no_table_knows() {
    for (a, b) in [
        ("江州闻笙科技有限公司", "闻笙科技有限公司"),
        (
            "澄湾市岚河芷塘电子（澄湾）有限公司",
            "岚河芷塘电子（澄湾）有限公司",
        ),
        ("澄湾市岚河芷塘电子（澄湾）有限公司", "澄湾市岚河芷塘电子有限公司"),
        ("永康科技有限公司", "苏州永康科技有限公司"),
    ] {
        assert!(difference(a, b).is_some(), "{a} {b}");
    }
}

#[test]
fn a_district_without_its_word_is_that_district() {
    for (a, b) in [
        ("苏州市相城区蓼屿建材有限公司", "苏州相城蓼屿建材有限公司"),
        ("苏州市相城区蓼屿建材有限公司", "相城蓼屿建材有限公司"),
        ("苏州市相城区蓼屿建材有限公司", "江苏苏州相城蓼屿建材有限公司"),
        ("新疆喀什地区莎车县蓼屿建材有限公司", "新疆莎车蓼屿建材有限公司"),
        ("苏州工业园区蓼屿建材有限公司", "苏州园区蓼屿建材有限公司"),
        ("上海浦东新区蓼屿建材有限公司", "浦东蓼屿建材有限公司"),
        ("上海浦东新区蓼屿建材有限公司", "上海浦东蓼屿建材有限公司"),
        ("姑苏区蓼屿水果店", "苏州姑苏蓼屿水果店"),
        ("姑苏区蓼屿水果店", "江苏苏州姑苏蓼屿水果店"),
    ] {
        assert!(difference(a, b).is_some(), "{a} {b}");
    }
    for (a, b) in [
        ("苏州市相城区蓼屿建材有限公司", "徐州相城蓼屿建材有限公司"),
        ("苏州市相城区蓼屿建材有限公司", "苏州吴中蓼屿建材有限公司"),
    ] {
        assert_eq!(difference(a, b), None, "{a} {b}");
    }
}

#[test]
fn one_letter_of_a_word_is_a_slip() {
    for other in [
        "Liaoyu Precison Machinery Co., Ltd.",
        "Liaoyu Precision Machinary Co., Ltd.",
        "Liaoyu Preciision Machinery Co., Ltd.",
    ] {
        assert!(
            difference("Liaoyu Precision Machinery Co., Ltd.", other).is_some(),
            "{other}"
        );
    }
    for (a, b) in [
        ("江州A1蓼屿有限公司", "江州A2蓼屿有限公司"),
        ("ABC有限公司", "ABD有限公司"),
    ] {
        assert_eq!(difference(a, b), None, "{a} {b}");
    }
}
