//! What a roster says of itself.

use crate::common;
use jrp_core::policy::Topic;

#[test]
fn the_links_are_the_packs_own_for_the_region_and_every_list_names_its_topic() {
    let roster = common::roster(&[]);
    let info = roster.info();
    let of = |topic: Topic| {
        let mut links = info.links.iter().filter(|link| link.topic == topic.code());
        let link = links.next().expect("every topic has a link");
        assert!(links.next().is_none(), "one a topic");
        (link.name, link.url)
    };
    assert_eq!(
        of(Topic::OfficialQuery),
        ("信用江苏", "https://credit.jiangsu.gov.cn")
    );
    assert_eq!(
        of(Topic::CourtQuery),
        ("中国执行信息公开网", "http://zxgk.court.gov.cn")
    );
    assert_eq!(info.links.len(), Topic::ALL.len());
    let procurement = info.lists.iter().find(|list| list.code == "BK-ZFCGSX");
    assert_eq!(procurement.expect("covered").channel, "procurement-query");
    for list in &info.lists {
        assert!(
            !list.name_en.is_empty() && list.name_en.is_ascii(),
            "{}",
            list.code
        );
        assert!(
            info.links.iter().any(|link| link.topic == list.channel),
            "{}",
            list.code
        );
    }
}
