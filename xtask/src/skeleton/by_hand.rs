//! `by-hand.txt`: what no published table says. A line is a character and what it is taken for.

use std::collections::BTreeMap;

pub(super) fn table() -> BTreeMap<char, Vec<char>> {
    let lines = include_str!("by-hand.txt").lines();
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs = rows.flat_map(str::split_whitespace).filter_map(|pair| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.collect()))
    });
    pairs.collect()
}
