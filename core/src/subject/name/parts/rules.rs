//! The rules that take something off a text, or take it apart. Each hands over what is left and whether that may stand for
//! the subject by itself.

use super::plain::is_mark;
use super::words::{INSIDE, JOINT, JOINT_BY_FRONT, LABEL, LEGAL, TAIL};
use super::{PAIRS, trimmed};
use crate::subject::digits::numeral;
use crate::subject::name::guesses::Add;
use crate::subject::name::person::has_name_dot;
use crate::subject::name::similar::is_region;
use crate::subject::name::trader::ORG;
use crate::subject::name::{branch_parent, is_unified_han, key};

/// `1.`, `(1)`, `(一)`, `一、`, `1)` in front.
pub(super) fn numbering(text: &str, add: Add<'_>) {
    let is_number = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix('(').unwrap_or(text);
    let behind = inner.trim_start_matches(is_number);
    let length = inner.chars().count() - behind.chars().count();
    if (1..=3).contains(&length)
        && let Some(rest) = behind.strip_prefix(['.', ')', ':', '\u{3001}', '\u{3002}', ',', '-', ' '])
    {
        add(rest, true);
    }
}

/// A label in front, with or without a colon.
pub(super) fn label(text: &str, add: Add<'_>) {
    for (at, _) in text.match_indices(':') {
        if let Some(rest) = text.get(at + 1..) {
            add(rest, true);
        }
        if let Some(first) = text.get(..at) {
            add(first, false);
        }
    }
    for rest in LABEL.behind(text) {
        add(rest, true);
    }
}

/// Brackets around a name, in front of it, behind it, and those inside that hold no part of it.
pub(super) fn brackets(text: &str, add: Add<'_>) {
    let pairs = bracket_pairs(text);
    for (from, to) in pairs.iter().take(PAIRS) {
        let (Some(before), Some(inside), Some(behind)) =
            (text.get(..*from), text.get(from + 1..*to), text.get(to + 1..))
        else {
            continue;
        };
        let around = trimmed(before).is_empty() && trimmed(behind).is_empty();
        let at_end = trimmed(before).is_empty() || trimmed(behind).is_empty();
        // A branch of another company is none of this one.
        let is_branch = || {
            branch_parent(&key(&format!("{before}{inside}"))).is_some()
                && branch_parent(&key(inside)).is_none()
        };
        let is_legal = LEGAL
            .iter()
            .any(|legal| legal.get(1..legal.len() - 1) == Some(inside));
        let is_noise = INSIDE.begin(inside) || is_mark(inside);
        if is_noise || at_end && !is_legal && !is_branch() {
            add(&[before, behind].concat(), true);
            if around || inside.chars().count() > 3 {
                add(inside, around || is_noise && has_name_dot(inside));
            }
            if let Some(old) = inside.strip_prefix('原') {
                add(old, true);
            }
        }
    }
    // One without its partner.
    if pairs.is_empty() && text.contains(['(', ')']) {
        for piece in text.split(['(', ')']).filter(|piece| piece.chars().count() > 3) {
            add(piece, true);
        }
        add(&text.replace(['(', ')'], ""), true);
    }
}

/// Where brackets open and close, the outermost only.
fn bracket_pairs(text: &str) -> Vec<(usize, usize)> {
    let (mut pairs, mut open, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    pairs.push((open, at));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Signs between names, outside of brackets.
pub(super) fn separators(text: &str, add: Add<'_>) {
    let ends_firm = |text: &str| {
        let text = text.trim_end();
        [
            "公司",
            "院",
            "所",
            "厂",
            "店",
            "中心",
            "社",
            "部",
            "企业",
            "(有限合伙)",
            "(普通合伙)",
            "行",
            "馆",
            "校",
            "会",
        ]
        .iter()
        .any(|ending| text.ends_with(ending))
    };
    let han = |text: &str| text.chars().filter(|c| is_unified_han(*c)).count();
    let is_branch = core::cell::LazyCell::new(|| branch_parent(&key(text)).is_some());
    let (mut depth, mut start) = (0_usize, 0);
    let mut pieces = Vec::new();
    for (at, c) in text.char_indices() {
        let (Some(before), Some(behind)) = (text.get(start..at), text.get(at + c.len_utf8()..)) else {
            continue;
        };
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        let splits = match c {
            _ if depth > 0 => false,
            ';' | '\u{3001}' | '\u{3002}' | '|' | '+' | '\u{2215}' | '\u{2F}' | '\\' | ',' | '&' => {
                let beside_han = before.ends_with(is_unified_han) && behind.starts_with(is_unified_han);
                let is_sex = behind.starts_with(['男', '女']) && han(behind) == 1;
                matches!(c, ';' | '\u{3001}' | '|')
                    || han(before) > 1
                        && (han(behind) > 1 || is_sex)
                        && (c != '/' && c != '&'
                            || beside_han
                            || ends_firm(before)
                            || behind.starts_with(is_unified_han) && ends_firm(behind))
            }
            // An arrow leads from an old name to the new one.
            '\u{2190}'..='\u{21FF}' | '\u{27F0}'..='\u{27FF}' | '\u{2794}'..='\u{27BE}' => {
                han(before) > 1 && han(behind) > 1
            }
            ' ' | '-' | '~' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '和' | '及' | '与' | '暨' => {
                // Behind a blank may stand where a branch is, which belongs to the name.
                let is_other = || branch_parent(&key(behind)).is_some();
                ends_firm(before) && han(behind) > 3 && (c != ' ' || !*is_branch || is_other())
            }
            _ => false,
        };
        if splits {
            pieces.push(before);
            start = at + c.len_utf8();
        }
    }
    if !pieces.is_empty() {
        pieces.extend(text.get(start..));
        for piece in pieces {
            add(piece, true);
        }
    }
}

/// `旧名现更名为新名`, `新名曾用名旧名`: outside of brackets, where they are taken off first.
pub(super) fn joints(text: &str, add: Add<'_>) {
    let joints = match JOINT_BY_FRONT.stand_in(text) {
        true => &JOINT[..],
        false => &[],
    };
    for joint in joints {
        if let Some((before, behind)) = text.split_once(joint)
            && (joint.chars().count() > 2 || is_joint(before, behind))
        {
            add(before, true);
            add(behind, true);
            break;
        }
    }
    // The same without the new name: `由旧名更名而来`.
    let changed = [
        "更名",
        "改名",
        "变更",
        "改制",
        "更名而来",
        "变更而来",
        "改制而来",
        "更名为",
        "变更为",
    ];
    let old = text.strip_prefix(['由', '从']).and_then(|text| {
        let mut words = changed.iter().rev();
        words.find_map(|word| text.strip_suffix(word))
    });
    if let Some(old) = old {
        add(old, true);
    }
    // An old name in front of the new one, told by one character with which a label begins, too.
    if let Some(old) = text.strip_prefix('原')
        && !LABEL.begin(text)
    {
        add(old, true);
    }
    for sign in ["(原", " 原", ",原", ";原"] {
        if let Some((before, behind)) = text.split_once(sign) {
            add(before, true);
            add(behind, true);
        }
    }
}

/// Whether a joint of two characters parts two names: such a pair may stand inside of one, as in 中原名品有限公司.
fn is_joint(before: &str, behind: &str) -> bool {
    let short = |name: &str| (2..=4).contains(&name.chars().count());
    ORG.all.iter().any(|word| trimmed(before).ends_with(word))
        || trimmed(before).is_empty()
        || behind.starts_with([':', '：', '为', '是', '叫'])
        || short(before) && short(behind) && !ORG.all.iter().any(|word| behind.ends_with(word))
}

/// Words behind a name.
pub(super) fn tails(text: &str, add: Add<'_>) {
    for name in TAIL.in_front(text) {
        add(name, true);
    }
    // 等3家, 等3家公司, 等3人
    let is_number = |c: char| c.is_ascii_digit() || numeral(c).is_some();
    if let Some((name, number)) = text.rsplit_once('等')
        && (number.contains('家') || number.starts_with(is_number) && number.ends_with(['人', '名', '位']))
        && number.chars().count() < 8
    {
        add(name, true);
    }
}

/// A region behind a company, as most have it in brackets or in front.
pub(super) fn regions(text: &str, add: Add<'_>) {
    const COMPANY: &str = "公司";
    if let Some((name, region)) = text.rsplit_once(COMPANY)
        && let Some(company) = text.get(..name.len() + COMPANY.len())
        && !region.is_empty()
        && is_region(&key(region))
    {
        add(company, true);
    }
}

/// The same name twice, and names of companies without anything between them.
pub(super) fn repeated(text: &str, add: Add<'_>) {
    let is_sign = |c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')') || is_unified_han(c));
    let middle = text.char_indices().find(|(at, _)| 2 * at + 2 > text.len());
    if let Some((one, other)) = middle.and_then(|(at, _)| text.split_at_checked(at))
        && one.trim_end_matches(is_sign) == other.trim_start_matches(is_sign)
    {
        add(one, true);
    }
    let ends: Vec<usize> = text
        .match_indices("公司")
        .map(|(at, word)| at + word.len())
        .collect();
    let is_whole = ends.last() == Some(&text.len());
    if ends.len() < 2 || !is_whole || branch_parent(&key(text)).is_some() {
        return;
    }
    let starts = core::iter::once(0).chain(ends.iter().copied());
    for piece in starts.zip(&ends).filter_map(|(from, to)| text.get(from..*to)) {
        if piece.chars().count() > 4 {
            add(piece, true);
        }
    }
}
