//! Names that are nearly the same: one character added, dropped, replaced or swapped with its neighbour, or the legal
//! form of the company changed or dropped. All names here are keys.

use super::endings::FORM;
use crate::order;

/// A name without its legal form: what is left of it, for every form it ends with. The shortest rest comes last, so
/// that a name as a whole (which ends with no form at all) is the first.
pub(crate) fn cores(key: &str) -> Vec<&str> {
    let mut cores: Vec<&str> = FORM.iter().filter_map(|form| key.strip_suffix(form)).collect();
    cores.push(key);
    cores.retain(|core| !core.is_empty());
    order::sort_by(&mut cores, |a, b| b.len().cmp(&a.len()));
    cores
}

/// The name without the longest legal form it ends with.
pub(crate) fn core(key: &str) -> &str {
    cores(key).last().copied().unwrap_or(key)
}

/// What is left of a name whose ending is a legal form but for one edit, which may reach across its beginning.
pub(crate) fn cores_behind_misspelt_forms(key: &str) -> Vec<String> {
    let letters: Vec<char> = key.chars().collect();
    let mut cores = Vec::new();
    for form in FORM {
        let wanted: Vec<char> = form.chars().collect();
        for take in wanted.len().saturating_sub(1)..=wanted.len() + 1 {
            let parts = letters
                .len()
                .checked_sub(take)
                .and_then(|at| letters.split_at_checked(at));
            if let Some((core, ending)) = parts
                && is_one_edit(ending, &wanted)
            {
                cores.push(core.iter().collect());
            }
        }
        let mut swapped = letters.clone();
        if let Some(at) = letters.len().checked_sub(wanted.len()).filter(|at| *at > 0) {
            swapped.swap(at - 1, at);
            if swapped != letters && swapped.ends_with(&wanted) {
                cores.push(core(&swapped.iter().collect::<String>()).to_owned());
            }
        }
    }
    cores.retain(|core: &String| !core.is_empty());
    order::sort(&mut cores);
    cores.dedup();
    cores
}

/// Whether two different names are nearly the same.
pub(crate) fn is_similar(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let (core_a, core_b) = (core(a), core(b));
    if core_a == core_b && core_a.chars().nth(1).is_some() {
        return true;
    }
    is_one_edit(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
}

/// Whether one insertion, deletion, replacement or swap of neighbours turns one into the other.
fn is_one_edit(a: &[char], b: &[char]) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same_head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (
        a.get(same_head..).unwrap_or_default(),
        b.get(same_head..).unwrap_or_default(),
    );
    match (a, b) {
        ([], [_]) => true,
        ([_, rest_a @ ..], [_, rest_b @ ..]) if a.len() == b.len() => {
            let swapped = match (a, b) {
                ([a1, a2, rest_a @ ..], [b1, b2, rest_b @ ..]) => a1 == b2 && a2 == b1 && rest_a == rest_b,
                _ => false,
            };
            rest_a == rest_b || swapped
        }
        (_, [_, rest_b @ ..]) => a.len() + 1 == b.len() && a == rest_b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_and_no_more() {
        let name = "苏州甲乙丙科技有限公司";
        for other in [
            "苏州甲乙科技有限公司",
            "苏州甲乙丙丁科技有限公司",
            "苏州甲丁丙科技有限公司",
            "苏州乙甲丙科技有限公司",
            "苏州甲乙丙科技有限公",
            "州甲乙丙科技有限公司",
            "苏州甲乙丙科技有公限司",
        ] {
            assert!(is_similar(name, other) && is_similar(other, name), "{other}");
        }
        for other in [
            name,
            "苏州丙乙甲科技有限公司",
            "苏州甲丁戊科技有限公司",
            "苏州甲乙丙科技有限公司昆山分公司",
        ] {
            assert!(!is_similar(name, other), "{other}");
        }
    }

    #[test]
    fn another_legal_form_or_none() {
        let name = "苏州甲乙科技有限公司";
        for other in [
            "苏州甲乙科技股份有限公司",
            "苏州甲乙科技有限责任公司",
            "苏州甲乙科技",
            "苏州甲乙科技集团有限公司",
        ] {
            assert!(is_similar(name, other) && is_similar(other, name), "{other}");
        }
        assert!(!is_similar(
            "苏州甲乙科技有限责任公司",
            "苏州甲丙科技股份有限公司"
        ));
    }

    #[test]
    fn cores_of_a_misspelt_form() {
        assert!(cores_behind_misspelt_forms("苏州甲乙有限公可").contains(&"苏州甲乙".into()));
        assert!(cores_behind_misspelt_forms("苏州甲乙有公限司").contains(&"苏州甲乙".into()));
        assert!(cores_behind_misspelt_forms("苏州甲股乙份有限公司").contains(&"苏州甲乙".into()));
        assert_eq!(
            cores("甲乙股份有限公司"),
            ["甲乙股份有限公司", "甲乙股份有限", "甲乙股份", "甲乙"]
        );
    }
}
