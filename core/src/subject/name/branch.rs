//! Branches and their parents. A branch is never equated with its parent; the two are told of each other.

use super::endings::{BRANCH, COMPANY, OTHER};

/// For the key of a branch's name (one that ends as branches do) the key of its parent's, where one can be cut off.
///
/// The parent is the longest beginning that ends in the legal form of a company or partnership, else in another word that
/// ends names of organisations, and is not a branch itself.
pub fn branch_parent(key: &str) -> Option<String> {
    let beginning = without_branch_ending(key)?;
    [&COMPANY[..], &OTHER].into_iter().find_map(|endings| {
        bodies(beginning, endings)
            .filter(|parent| !is_branch(parent))
            .max_by_key(|parent| parent.len())
            .map(str::to_owned)
    })
}

/// The beginnings of a name that end in one of these, and in more than that.
fn bodies<'a>(name: &'a str, endings: &'static [&'static str]) -> impl Iterator<Item = &'a str> {
    let found = endings.iter().flat_map(|ending| name.match_indices(ending));
    found.filter_map(|(at, form)| name.get(..at + form.len()).filter(|_| at > 0))
}

/// Without what it ends with as branches do, one in preparation as well.
fn without_branch_ending(key: &str) -> Option<&str> {
    let key = key.strip_suffix(PREPARING).unwrap_or(key);
    BRANCH.in_front(key).next()
}

/// Whether a body whose name ends as branches' do is one. Many things end in the word for a subsidiary, such as companies for
/// electronics or seeds: those are branches only behind a company.
fn is_branch(name: &str) -> bool {
    without_branch_ending(name)
        .is_some_and(|beginning| !name.ends_with(SUBSIDIARY) || bodies(beginning, &COMPANY).next().is_some())
}

/// In preparation, behind the name of a branch.
const PREPARING: &str = "\u{7b79}";

/// The word for a subsidiary.
const SUBSIDIARY: &str = "\u{5b50}\u{516c}\u{53f8}";

#[cfg(test)]
mod tests {
    use super::super::{fold, key};
    use super::*;

    #[test]
    fn parents_are_cut_off() {
        for (branch, parent) in [
            ("苏州甲乙科技有限公司昆山分公司", "苏州甲乙科技有限公司"),
            ("苏州甲乙科技有限责任公司分公司", "苏州甲乙科技有限责任公司"),
            ("甲乙上海有限公司第一项目部", "甲乙上海有限公司"),
            ("甲乙银行股份有限公司苏州分行昆山支行", "甲乙银行股份有限公司"),
            ("甲乙银行苏州分行", "甲乙银行"),
            ("甲乙证券股份有限公司苏州营业部", "甲乙证券股份有限公司"),
            ("甲乙科技有限公司苏州分公司昆山办事处", "甲乙科技有限公司"),
            (
                "甲乙会计师事务所特殊普通合伙江苏分所",
                "甲乙会计师事务所特殊普通合伙",
            ),
            ("甲乙律师事务所苏州分所", "甲乙律师事务所"),
            ("甲乙药房连锁有限公司银行街分店", "甲乙药房连锁有限公司"),
            ("甲乙旅行社苏州分社", "甲乙旅行社"),
            ("甲乙医院东区分院", "甲乙医院"),
            ("甲乙建设有限公司第三工程处", "甲乙建设有限公司"),
            ("甲乙建设有限公司苏州子公司", "甲乙建设有限公司"),
            ("甲乙建设有限公司环保事业部", "甲乙建设有限公司"),
            ("甲乙建设有限公司苏州项目经理部", "甲乙建设有限公司"),
            ("甲乙电器有限公司售后服务部", "甲乙电器有限公司"),
            ("甲乙电器有限公司苏州工作站", "甲乙电器有限公司"),
            ("甲乙电器有限公司苏州分公司筹", "甲乙电器有限公司"),
            ("甲乙石油有限公司城东加油站", "甲乙石油有限公司"),
            ("甲乙电子公司苏州分公司", "甲乙电子公司"),
            ("甲乙种子公司服务部", "甲乙种子公司"),
        ] {
            assert_eq!(branch_parent(branch).as_deref(), Some(parent), "{branch}");
        }
    }

    #[test]
    fn other_names_have_no_parent() {
        for name in [
            "",
            "分公司",
            "公司分公司",
            "苏州甲乙科技有限公司",
            "甲乙街道办事处",
            "苏州分公司",
            "国务院",
            "甲乙工程项目部",
            "甲乙电子公司",
            "甲乙服务部",
            "甲乙加油站",
        ] {
            assert_eq!(branch_parent(name), None, "{name}");
        }
    }

    #[test]
    fn traditional_characters_make_no_difference() {
        let parent = branch_parent(&key("甲乙銀行股份有限公司　蘇州分行"));
        assert_eq!(parent.as_deref(), Some("甲乙银行股份有限公司"));
        assert_eq!(fold("銀行"), "銀行");
    }
}
