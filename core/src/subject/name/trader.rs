//! Sole traders: how their kind is written, and which names may be a shop's.

use super::super::clean::is_mask_sign;
use super::contained::ends_body;
use super::endings::{Words, count, of_kind};
use super::parts::{TAIL, is_wrapping, trimmed};
use super::similar::begins_with_region;
use super::{is_unified_han, key};

const TEXT: &str = include_str!("parts/wrapping.txt");
/// Words that no sole trader's name holds
pub(super) static ORG: Words<{ count(TEXT, "org ") }> = Words::by_front(of_kind(TEXT, "org "));

/// How a sole trader's kind is written behind its name, mostly in brackets.
const SOLE_TRADER: &str = "个体工商户";

/// The name without the kind of a sole trader behind it or in front, where it says so, whatever signs stand between.
pub(crate) fn without_sole_trader(text: &str) -> Option<&str> {
    let is_around = |c: char| !(is_unified_han(c) || c.is_alphanumeric() || is_mask_sign(c));
    let text = text.trim_matches(is_around);
    let name = text
        .strip_suffix(SOLE_TRADER)
        .or_else(|| text.strip_prefix(SOLE_TRADER).filter(|name| !is_body(name)))?;
    Some(name.trim_matches(is_around))
}

/// Whether what follows the word is a body for sole traders, such as 个体工商户协会 or 个体工商户服务中心.
fn is_body(name: &str) -> bool {
    ORG.stand_in(name) || name.ends_with(['会', '心', '所', '站'])
}

/// The key of the name with the kind of a sole trader added or taken off, as lists have it either way. Takes the name and
/// its key.
pub(crate) fn other_sole_trader_key(text: &str, own: &str) -> String {
    match without_sole_trader(text) {
        Some(name) => key(name),
        None => [own, SOLE_TRADER].concat(),
    }
}

/// Whether a text says somewhere that a sole trader is meant.
pub(crate) fn says_sole_trader(text: &str) -> bool {
    text.contains(SOLE_TRADER)
}

/// The fewest ideographs of a shop's name beside another name.
const SHOP: usize = 3;

/// Whether a text beside another name may be called as a sole trader's shop is. What stands in brackets is often no name:
/// it must begin with a region or end as a body does.
pub(crate) fn may_be_shop(text: &str, key: &str, is_own: bool) -> bool {
    let text = trimmed(text);
    key.chars().filter(|c| is_unified_han(*c)).count() >= SHOP
        && may_be_sole_trader(key)
        && !is_wrapping(text)
        && !text.contains([':', '(', ')'])
        && !TAIL.end(text)
        && (is_own || begins_with_region(text) || text.ends_with(ends_body))
}

/// Whether a sole trader may be called so.
pub(crate) fn may_be_sole_trader(key: &str) -> bool {
    !ORG.stand_in(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sole_traders_are_known_by_their_ending() {
        let (with, without) = ("江州汀兰杂货店（个体工商户）", "江州汀兰杂货店");
        assert_eq!(without_sole_trader(with), Some(without));
        for text in [
            "江州汀兰杂货店-个体工商户",
            "个体工商户江州汀兰杂货店",
            "【个体工商户】江州汀兰杂货店",
        ] {
            assert_eq!(without_sole_trader(text), Some(without), "{text}");
        }
        for text in [without, "个体工商户协会", "个体工商户服务中心"] {
            assert_eq!(without_sole_trader(text), None, "{text}");
        }
        assert_eq!(other_sole_trader_key(with, &key(with)), key(without));
        assert_eq!(other_sole_trader_key(without, &key(without)), key(with));
        assert!(may_be_sole_trader(&key(without)) && !may_be_sole_trader(&key("江州蓼屿建材有限公司")));
    }
}
