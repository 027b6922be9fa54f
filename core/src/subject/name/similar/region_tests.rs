use super::*;

fn front(text: &str) -> Vec<&str> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some((region, length)) = Region::at_front(&text[at..], &found) {
        found.push(region);
        at += length;
    }
    let mut words: Vec<&str> = found.iter().map(|region| region.stem).collect();
    words.push(&text[at..]);
    words
}

#[test]
fn rules_are_written_as_keys() {
    let rules = rules();
    let endings = rules
        .endings
        .iter()
        .map(|(_, before, behind)| [*before, *behind].concat());
    let words = rules
        .rules
        .iter()
        .chain(&rules.zones)
        .map(|word| (*word).to_owned());
    let words: Vec<String> = words
        .chain(endings)
        .chain([rules.own.0.into(), rules.own.1.into()])
        .collect();
    assert_eq!(words.len(), 6 + 8 + 4 + 2);
    assert!(words.iter().all(|word| key(word) == *word), "{words:?}");
    let words = &table().words;
    assert!(words.len() > 700 && words.iter().all(|word| key(&word.text) == word.text));
}

#[test]
fn regions_in_front_are_taken_off_one_by_one() {
    for (name, expected) in [
        ("江苏省苏州市甲乙科技", &["江苏", "苏州", "甲乙科技"][..]),
        ("苏州甲乙科技", &["苏州", "甲乙科技"]),
        ("苏州市相城区甲乙科技", &["苏州", "相城", "甲乙科技"]),
        ("苏州工业园区甲乙科技", &["苏州", "工业园区", "甲乙科技"]),
        ("苏州市市政工程", &["苏州", "市政工程"]),
        ("苏州市政工程", &["苏州", "市政工程"]),
        ("昆山甲乙科技", &["昆山", "甲乙科技"]),
        ("苏州永康科技", &["苏州", "永康科技"]),
        ("广西壮族自治区南宁市甲乙", &["广西", "南宁", "甲乙"]),
        ("内蒙古甲乙", &["内蒙古", "甲乙"]),
        ("中国江苏甲乙", &["中国", "江苏", "甲乙"]),
        ("澄湾市岚河甲乙", &["澄湾", "岚河甲乙"]),
        ("澄湾市岚河区甲乙", &["澄湾", "岚河", "甲乙"]),
        ("沛县甲乙", &["沛", "甲乙"]),
        ("华联超市", &["华联超市"]),
        ("甲乙社区服务", &["甲乙社区服务"]),
        ("甲乙科技", &["甲乙科技"]),
    ] {
        assert_eq!(front(name), expected, "{name}");
    }
}

#[test]
fn regions_that_go_together_and_others() {
    let of = |text: &str| -> Vec<Region<'static>> {
        let text: &'static str = format!("{text}\u{7532}\u{4e59}").leak();
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some((region, length)) = Region::at_front(&text[at..], &found) {
            found.push(region);
            at += length;
        }
        found
    };
    for (a, b, expected) in [
        ("苏州", "苏州市", Together::Same),
        ("江苏苏州", "苏州", Together::Compatible),
        ("江苏", "苏州", Together::Compatible),
        ("", "苏州", Together::Compatible),
        ("苏州市相城区", "苏州", Together::Compatible),
        ("苏州", "徐州", Together::Apart),
        ("江苏苏州", "江苏徐州", Together::Apart),
        ("苏州市相城区", "苏州市吴中区", Together::Unsure),
        ("昆山", "苏州", Together::Compatible),
        ("浙江", "苏州", Together::Apart),
    ] {
        assert_eq!(together(&of(a), &of(b)), expected, "{a} {b}");
        assert_eq!(together(&of(b), &of(a)), expected, "{b} {a}");
    }
}
