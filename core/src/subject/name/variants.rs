//! Other names under which the subject of a name may be listed: without what is glued to it, with another form of
//! partnership, with its numbers in other figures; and the company to which the body of a name belongs.
//!
//! All of them are found by looking, so that nobody has to foresee which words people put in front of a name. Each costs a
//! look into the filter.

use super::branch_parent;
use super::contained::{BODY, contained, ends_body};
use super::endings::{BRANCH, FORM, Words, count, of_kind};
use super::figures::figures;
use super::forms::{english_owners, is_english_branch, limited, other_forms};

const TEXT: &str = include_str!("bodies.txt");
static TRADE: Words<{ count(TEXT, "trade ") }> = Words::by_front(of_kind(TEXT, "trade "));
static DEPARTMENT: Words<{ count(TEXT, "department ") }> = Words::by_end(of_kind(TEXT, "department "));

/// What a variant of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// What is left of the name, or the name in other figures
    Part,
    /// The name with another legal form
    Form,
    /// The company that the body belongs to
    Owner,
    /// The body of which it is a branch, which has a code of its own
    Parent,
}

/// The characters that a name has at least which is found inside another, unless it ends as names of bodies do.
const SHORTEST: usize = 6;

fn shortest(name: &str) -> usize {
    if name.ends_with(ends_body) { BODY } else { SHORTEST }
}

/// The most characters in front of it.
const MOST_IN_FRONT: usize = 24;

/// Forms that stand behind a name in brackets.
pub(super) const FORMS: [&str; 6] = [
    "有限合伙",
    "特殊普通合伙",
    "普通合伙",
    "合伙企业",
    "个人独资",
    "个体工商户",
];

/// Endings of bodies that may be partnerships.
const PARTNERS: [&str; 3] = ["中心", "企业", "事务所"];

const COMPANY: &str = "公司";

/// The party, and how its organisations within a body are called, the longer first.
const PARTY: [&str; 2] = ["中国共产党", "中共"];
const COMMITTEES: [&str; 6] = ["总支部委员会", "支部委员会", "委员会", "总支部", "支部", "党组"];

/// A trade union is a body of its own by law.
const UNION: &str = "工会";

/// Gives the keys of a name's variants, of which the key is given; those in other figures where the text is given too.
pub(crate) fn variants(name: &str, text: Option<&str>, add: &mut dyn FnMut(&str, Variant)) {
    behind(name, Variant::Part, add);
    limited_otherwise(name, Variant::Form, add);
    if name.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        let letters: String = name.chars().filter(|c| !c.is_ascii_alphanumeric()).collect();
        if letters.chars().count() >= shortest(&letters) && !is_trade(&letters) {
            whole(&letters, Variant::Part, add);
            owner(&letters, add);
        }
    }
    forms(name, add);
    other_forms(name, &mut |other| add(other, Variant::Form));
    if let Some(text) = text {
        figures(text, &mut |other| add(other, Variant::Part));
    }
    owner(name, add);
    english_owners(name, &mut |company| add(company, Variant::Parent));
    shop(name, add);
    // A branch is another than the body to which it belongs.
    let of_body = match BRANCH.end(name) || is_english_branch(name) {
        true => Variant::Owner,
        false => Variant::Part,
    };
    contained(name, &mut |body| add(body, of_body));
}

/// The names that a name ends with.
fn behind(name: &str, variant: Variant, add: &mut dyn FnMut(&str, Variant)) {
    let length = name.chars().count();
    let bare = without_form(name).len();
    let starts = name.char_indices().skip(1).take(MOST_IN_FRONT);
    for ((at, _), left) in starts.zip((shortest(name)..length).rev()) {
        let is_trade = || name.get(at..bare).is_none_or(is_all_trade);
        if let Some(rest) = name.get(at..)
            && (left > LONGEST_TRADE || !is_trade())
        {
            add(rest, variant);
        }
    }
}

/// The characters in front of the form of a company's name that is looked for with its form spelt otherwise.
const BARE: usize = 4;

/// The name of a limited company or of its branch, the form spelt the other way, and the names that it ends with.
fn limited_otherwise(name: &str, variant: Variant, add: &mut dyn FnMut(&str, Variant)) {
    let parent = BRANCH.end(name).then(|| branch_parent(name)).flatten();
    let company = parent.as_deref().unwrap_or(name);
    let branch = name.get(company.len()..).unwrap_or_default();
    limited(company, &mut |other| {
        let whole = [other, branch].concat();
        add(&whole, variant);
        let bare = without_form(other);
        let starts = bare.chars().count().saturating_sub(BARE).min(MOST_IN_FRONT);
        for (at, _) in bare.char_indices().skip(1).take(starts) {
            if bare.get(at..).is_some_and(|bare| !is_all_trade(bare))
                && let Some(rest) = whole.get(at..)
            {
                add(rest, variant);
            }
        }
    });
}

/// A name behind which another form stands, or none.
fn forms(name: &str, add: &mut dyn FnMut(&str, Variant)) {
    let own = FORMS.iter().find(|form| name.ends_with(*form));
    let bare = own.and_then(|form| name.strip_suffix(form)).unwrap_or(name);
    if own.is_none() && !PARTNERS.iter().any(|ending| name.ends_with(ending)) {
        return;
    }
    if own.is_some() {
        add(bare, Variant::Form);
        behind(bare, Variant::Part, add);
    }
    if !bare.ends_with(COMPANY) {
        for other in FORMS.iter().filter(|form| Some(form) != own.as_ref()) {
            add(&[bare, other].concat(), Variant::Form);
        }
    }
}

/// A name, and the names that it ends with.
fn whole(name: &str, variant: Variant, add: &mut dyn FnMut(&str, Variant)) {
    add(name, variant);
    behind(name, variant, add);
}

/// A body within a name, and what it may be called besides.
fn body_within(name: &str, variant: Variant, add: &mut dyn FnMut(&str, Variant)) {
    let of_other_form = match variant {
        Variant::Part => Variant::Form,
        variant => variant,
    };
    whole(name, variant, add);
    limited_otherwise(name, of_other_form, add);
}

/// The body whose organisation of the party a name is, as `中共江州医院委员会`.
fn of_party(name: &str) -> Option<&str> {
    let body = PARTY.iter().find_map(|party| name.strip_prefix(party))?;
    COMMITTEES
        .iter()
        .find_map(|committee| body.strip_suffix(committee))
}

/// The body whose department a name is, and the companies to which a body belongs.
fn owner(name: &str, add: &mut dyn FnMut(&str, Variant)) {
    let department = DEPARTMENT.in_front(name).next();
    if let Some(body) = department.filter(|body| body.chars().count() >= BODY && !is_trade(body)) {
        body_within(body, Variant::Part, add);
    }
    if let Some(body) = of_party(name).filter(|body| body.chars().count() >= BODY && !is_trade(body)) {
        body_within(body, Variant::Part, add);
    }
    // A company of which the name says no more than that it belongs to nobody.
    let is_company = name.ends_with(COMPANY) && branch_parent(name).is_none();
    if is_company || name.ends_with(UNION) {
        return;
    }
    for (at, _) in name.match_indices(COMPANY) {
        let company = name.get(..at + COMPANY.len()).filter(|company| *company != name);
        if let Some(company) = company.filter(|company| company.chars().count() >= SHORTEST) {
            match department {
                Some(body) if body == company => {}
                Some(_) => body_within(company, Variant::Part, add),
                None => body_within(company, Variant::Owner, add),
            }
        }
    }
}

/// The bodies of which a name may be the branch, but for the one that its beginning says: those whose form is spelt otherwise, and
/// those called otherwise than companies are, as in `江州印刷厂一分厂`.
fn shop(name: &str, add: &mut dyn FnMut(&str, Variant)) {
    let Some(body) = BRANCH.in_front(name).next() else {
        return;
    };
    let parent = branch_parent(name);
    if let Some(parent) = &parent {
        limited(parent, &mut |other| add(other, Variant::Parent));
        if parent.ends_with(COMPANY) {
            return;
        }
    }
    let shortest = parent.map_or(0, |parent| parent.len() + 1);
    for (count, (at, c)) in (1..).zip(body.char_indices()) {
        let at = at + c.len_utf8();
        let least = if ends_body(c) { BODY } else { SHORTEST };
        if count >= least
            && at >= shortest
            && let Some(body) = body.get(..at).filter(|body| !is_trade(body))
        {
            add(body, Variant::Parent);
        }
    }
}

/// The longest name, in characters, that may consist of trade and form alone.
const LONGEST_TRADE: usize = 16;

/// Whether a name says only what somebody does, as `教育咨询有限公司`, and so is nobody's.
pub(crate) fn is_trade(name: &str) -> bool {
    is_all_trade(without_form(name))
}

/// The name without the longest form with which it ends, of a company or a branch.
fn without_form(name: &str) -> &str {
    let forms = FORM.iter().filter_map(|form| name.strip_suffix(form));
    let rests = forms.chain(BRANCH.in_front(name));
    rests.min_by_key(|rest| rest.len()).unwrap_or(name)
}

/// Whether a text consists of words for trades.
fn is_all_trade(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let Some(behind) = TRADE.behind(rest).next() else {
            return false;
        };
        rest = behind;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    fn of(name: &str) -> Vec<(String, Variant)> {
        let mut all = Vec::new();
        variants(&key(name), Some(name), &mut |key, variant| {
            all.push((key.to_owned(), variant))
        });
        all
    }

    fn leads_to(name: &str, other: &str, variant: Variant) -> bool {
        of(name).contains(&(key(other), variant))
    }

    #[test]
    fn names_are_found_behind_whatever_is_glued_to_them() {
        const NAME: &str = "江州蓼屿建材有限公司";
        for front in [
            "拟中标人",
            "第一包",
            "B包",
            "a)",
            "代",
            "江州新名研究院转",
            "推荐第一中标候选单位",
        ] {
            assert!(leads_to(&[front, NAME].concat(), NAME, Variant::Part), "{front}");
        }
        for body in ["蓼屿中学", "蓼屿便利店", "江州蓼屿寺"] {
            for front in ["第一标段", "被告", "苇间渡"] {
                assert!(leads_to(&[front, body].concat(), body, Variant::Part), "{body}");
            }
        }
        for name in [
            "江州蓼屿1建材有限公司",
            "江州蓼屿建材（2024）有限公司",
            "江州ab蓼屿建材有4567限公司",
        ] {
            assert!(leads_to(name, NAME, Variant::Part), "{name}");
        }
        for tail in ["清算组", "采购部", "董事会办公室"] {
            assert!(leads_to(&[NAME, tail].concat(), NAME, Variant::Part), "{tail}");
        }
        for (name, body) in [
            ("云澜区汀兰杂货店分店", "云澜区汀兰杂货店"),
            ("江州蓼屿印刷厂一分厂", "江州蓼屿印刷厂"),
            ("江州蓼屿印刷厂澄湾门市部", "江州蓼屿印刷厂"),
            ("蓼屿银行（新加坡）上海代表处", "蓼屿银行（新加坡）"),
            ("蓼屿株式会社驻上海代表处", "蓼屿株式会社"),
            ("江州蓼屿建材有限责任公司江州分公司", "江州蓼屿建材有限公司"),
            ("江州蓼屿建材有限公司江州分公司", "江州蓼屿建材有限责任公司"),
            ("Liaoyu Pte. Ltd. 上海代表处", "Liaoyu Pte. Ltd."),
            (
                "Liaoyu Pte. Ltd. Shanghai Representative Office",
                "Liaoyu Pte. Ltd.",
            ),
            ("Liaoyu Inc. (Shanghai Branch)", "Liaoyu Inc."),
        ] {
            let leads = |variant| leads_to(name, body, variant);
            assert!(leads(Variant::Owner) || leads(Variant::Parent), "{name}");
        }
        for (name, body) in [
            ("标段1江州蓼屿石料厂全资子公司", "江州蓼屿石料厂"),
            ("江州新名有限公司江州蓼屿石料厂第三项目部", "江州蓼屿石料厂"),
        ] {
            assert!(leads_to(name, body, Variant::Owner), "{name}");
            assert!(!leads_to(name, body, Variant::Part), "{name}");
        }
        for tail in ["职工医院", "研发中心"] {
            assert!(leads_to(&[NAME, tail].concat(), NAME, Variant::Owner), "{tail}");
        }
        assert!(leads_to(
            &["拟中标人", NAME, "采购部"].concat(),
            NAME,
            Variant::Part
        ));
        for name in ["中共江州蓼屿医院委员会", "中国共产党江州蓼屿医院支部委员会"]
        {
            assert!(leads_to(name, "江州蓼屿医院", Variant::Part), "{name}");
        }
        for name in ["江州蓼屿医院采购科", "蓼屿医院采购科", "江州蓼屿印刷厂财务科"]
        {
            let (body, _) = name.split_at(name.len() - 9);
            assert!(leads_to(name, body, Variant::Part), "{name}");
        }
        for name in [
            "江州蓼屿建材有限公司澄湾分公司",
            "拟中标人江州蓼屿建材有限公司澄湾分公司",
            "江州蓼屿建材有限公司江州新名有限公司全资子公司",
            "江州新名有限公司代江州蓼屿建材有限公司澄湾分公司",
        ] {
            assert!(leads_to(name, NAME, Variant::Owner), "{name}");
            assert!(!leads_to(name, NAME, Variant::Part), "{name}");
        }
    }

    #[test]
    fn words_are_written_as_keys() {
        for word in TRADE
            .all
            .iter()
            .chain(&DEPARTMENT.all)
            .chain(&FORMS)
            .chain(&PARTY)
            .chain(&COMMITTEES)
        {
            assert_eq!(key(word), *word);
        }
    }

    #[test]
    fn forms_and_figures_are_exchanged() {
        for (name, other) in [
            ("江州蓼屿建材有限公司（有限合伙）", "江州蓼屿建材有限公司"),
            ("江州蓼屿投资中心", "江州蓼屿投资中心（有限合伙）"),
            (
                "江州蓼屿建材有限责任公司澄湾分公司",
                "江州蓼屿建材有限公司澄湾分公司",
            ),
            ("拟中标江州蓼屿建材有限公司", "江州蓼屿建材有限责任公司"),
            ("推荐江州蓼屿有限责任公司", "江州蓼屿有限公司"),
            ("江州蓼屿建材集团有限公司清算组", "江州蓼屿建材集团有限责任公司"),
            ("拟中标江州蓼屿有限公司采购部", "江州蓼屿有限责任公司"),
            ("江州蓼屿投资中心（普通合伙）", "江州蓼屿投资中心（有限合伙）"),
            ("江州蓼屿投资中心（有限合伙）", "江州蓼屿投资中心"),
        ] {
            assert!(leads_to(name, other, Variant::Form), "{name}");
        }
        for (one, other) in [
            ("江州第1建筑公司", "江州第一建筑公司"),
            ("江州第12建筑公司", "江州第十二建筑公司"),
            ("江州第20建筑公司", "江州第二十建筑公司"),
            ("江州一二三建筑公司", "江州123建筑公司"),
            ("江州第１建筑公司", "江州第一建筑公司"),
        ] {
            assert!(leads_to(one, other, Variant::Part), "{one}");
            assert!(leads_to(other, one, Variant::Part), "{other}");
        }
        assert!(leads_to("江州第壹建筑公司", "江州第一建筑公司", Variant::Part));
    }

    #[test]
    fn trade_and_form_are_nobodys_name() {
        for name in [
            "教育咨询有限公司",
            "建材有限公司",
            "信息技术服务有限责任公司",
            "商贸经营部",
        ] {
            assert!(is_trade(name), "{name}");
        }
        for name in ["蓼屿建材有限公司", "江州教育咨询有限公司", "教育蓼屿有限公司"]
        {
            assert!(!is_trade(name), "{name}");
        }
        assert!(!leads_to(
            "江州蓼屿教育咨询有限公司",
            "教育咨询有限公司",
            Variant::Part
        ));
    }
}
