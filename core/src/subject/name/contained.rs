//! Names of bodies inside of a longer text, whatever stands behind them: `江州印刷厂授权代表某人`. What stands behind a company
//! is told by its last word; other bodies are found by looking for every name that a text begins with.

use super::variants::is_trade;

/// The characters that a text has at least to be a name, where nothing says so but that a listed one is called so.
const SHORTEST: usize = 6;

/// The same where it ends as names of bodies do.
pub(super) const BODY: usize = 4;

/// The most characters of a name that is looked for inside of a text.
const LONGEST: usize = 30;

/// The same of one in Latin letters.
const LONGEST_LATIN: usize = 80;

/// The most names that are looked for in the middle of a name, and of a text that is none: so many that end as bodies do, and
/// in a text as many that end otherwise.
const MOST_INSIDE: usize = 24;
const MOST_IN_TEXT: usize = 256;

/// What is behind it does not change whose it is: a company and what belongs to it are looked at elsewhere, and a trade union
/// is a body of its own.
const COMPANY: &str = "公司";
const UNION: &str = "工会";
const SOLE_TRADER: &str = "个体工商户";

/// The last character of what bodies are called that are not companies.
pub(super) fn ends_body(c: char) -> bool {
    matches!(
        c,
        '厂' | '店'
            | '社'
            | '心'
            | '院'
            | '所'
            | '部'
            | '行'
            | '校'
            | '会'
            | '局'
            | '馆'
            | '站'
            | '园'
            | '场'
            | '室'
            | '队'
            | '组'
            | '团'
            | '处'
            | '库'
            | '堂'
            | '坊'
            | '铺'
            | '庄'
            | '楼'
            | '城'
            | '吧'
            | '点'
            | '圃'
            | '矿'
            | '窑'
            | '寺'
            | '府'
            | '伙'
            | '学'
            | '业'
            | '影'
            | '屋'
            | '摊'
            | '档'
            | '市'
            | '集'
            | '户'
            | '房'
            | '栈'
            | '宿'
            | '寓'
    )
}

/// Gives the names that a text in key form begins with, and those in the middle of it that end as bodies do; in a text that
/// ends as no body does, such as `关于某某烧烤的函`, those that end otherwise too.
pub(super) fn contained(text: &str, add: &mut dyn FnMut(&str)) {
    // With the kind of a sole trader added a name is asked for as well as without.
    let is_asked_without = text.ends_with(SOLE_TRADER) && !text.contains(COMPANY);
    if text.ends_with(UNION) || is_asked_without {
        return;
    }
    // In the name of a company nearly every beginning is nobody's.
    let is_company = text.ends_with(COMPANY);
    let is_name = is_company || text.ends_with(ends_body);
    let (shortest, most) = match (is_company, is_name) {
        (true, _) => (SHORTEST, MOST_INSIDE),
        // Where words begin is not known here.
        _ if text.is_ascii() => (SHORTEST, MOST_INSIDE),
        (false, true) => (BODY, MOST_INSIDE),
        (false, false) => (BODY, MOST_IN_TEXT),
    };
    let (mut inside, mut others, mut before) = (0, 0, ' ');
    let reach = if text.is_ascii() { LONGEST_LATIN } else { LONGEST };
    for (count, (at, c)) in text.char_indices().enumerate() {
        let end = at + c.len_utf8();
        let is_of_company = before == '公' && c == '司';
        before = c;
        if end == text.len() || is_of_company {
            continue;
        }
        let count = count + 1;
        let ends_body = ends_body(c);
        let least = if ends_body { BODY } else { SHORTEST };
        // What a text begins with has no part in what may be tried in its middle.
        if count >= least
            && count <= reach
            && (ends_body || !is_company)
            && let Some(front) = text.get(..end).filter(|front| !is_trade(front))
        {
            add(front);
        }
        let tried = if ends_body { &mut inside } else { &mut others };
        if !ends_body && is_name || *tried == most {
            continue;
        }
        let shortest = if ends_body { shortest } else { SHORTEST };
        let starts = text.char_indices().take(count.saturating_sub(shortest - 1));
        for (start, _) in starts.skip(1.max(count.saturating_sub(LONGEST))) {
            if *tried == most {
                break;
            }
            if let Some(name) = text.get(start..end).filter(|name| !is_trade(name)) {
                *tried += 1;
                add(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        contained(text, &mut |name| all.push(name.to_owned()));
        all
    }

    #[test]
    fn bodies_are_found_whatever_stands_around_them() {
        for body in [
            "江州蓼屿石料厂",
            "蓼屿医院",
            "江州蓼屿小学",
            "江州蓼屿摄影",
            "蓼屿便利店",
            "江州蓼屿药房",
            "江州蓼屿投资合伙企业有限合伙",
            "云澜区蓼屿村民委员会",
        ] {
            for behind in ["甲乙", "2026年", "承建", "江州新名有限公司", "财务专用章"] {
                assert!(
                    of(&[body, behind].concat()).contains(&body.to_owned()),
                    "{body}{behind}"
                );
            }
        }
        for (text, body) in [
            ("由江州蓼屿石料厂承建", "江州蓼屿石料厂"),
            ("江州新名有限公司由江州蓼屿石料厂更名", "江州蓼屿石料厂"),
            ("受蓼屿中学委托", "蓼屿中学"),
            ("关于江州蓼屿烧烤的函", "江州蓼屿烧烤"),
            (
                "兹证明江苏省苏州市相城区蓼屿镇澄湾农业科学研究所为合格供应商",
                "江苏省苏州市相城区蓼屿镇澄湾农业科学研究所",
            ),
            (
                "我公司江苏省苏州市相城区蓼屿镇澄湾农牧科学普及中心小学郑重承诺",
                "江苏省苏州市相城区蓼屿镇澄湾农牧科学普及中心小学",
            ),
        ] {
            assert!(of(text).contains(&body.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_plain_name_costs_little_and_no_name_costs_much() {
        for name in [
            "江州蓼屿建材有限公司",
            "江州蓼屿教育咨询有限公司",
            "江州蓼屿医院工会",
            "江州蓼屿建材有限公司澄湾分公司",
        ] {
            assert!(of(name).is_empty(), "{name}");
        }
        let most = LONGEST + 2 * MOST_IN_TEXT;
        for text in ["厂".repeat(2000), "蓼屿厂".repeat(500), "蓼".repeat(2000)] {
            assert!(of(&text).len() <= most, "{text}");
        }
    }

    #[test]
    fn trades_are_nobodys_name() {
        assert!(of("建材批发部甲乙").iter().all(|name| name != "建材批发部"));
    }
}
