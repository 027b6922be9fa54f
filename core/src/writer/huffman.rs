//! Code lengths of a Huffman code, at most [`MAX_CODE`] bits.

use crate::format::dictionary::MAX_CODE;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The code length of each symbol; 0 where it never occurs. Ties go to the earlier symbol, so the result is one.
pub(super) fn code_lengths(counts: &[u64]) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = unlimited(&counts);
        if lengths.iter().all(|length| usize::from(*length) <= MAX_CODE) {
            return lengths;
        }
        // Flatter counts give a flatter tree.
        for count in counts.iter_mut().filter(|count| **count > 0) {
            *count = *count / 4 + 1;
        }
    }
}

fn unlimited(counts: &[u64]) -> Vec<u8> {
    let mut lengths = vec![0u8; counts.len()];
    let symbols: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
    if let [only] = symbols.as_slice() {
        lengths[*only] = 1;
        return lengths;
    }
    // Nodes 0.. are the symbols, later ones the inner nodes in the order they are made.
    let mut parents = vec![0u32; symbols.len()];
    let mut heap: BinaryHeap<_> = symbols
        .iter()
        .enumerate()
        .map(|(node, symbol)| Reverse((counts[*symbol], node as u32)))
        .collect();
    while let (Some(Reverse((a, left))), Some(Reverse((b, right)))) = (heap.pop(), heap.pop()) {
        let node = parents.len() as u32;
        parents.push(node);
        parents[left as usize] = node;
        parents[right as usize] = node;
        heap.push(Reverse((a + b, node)));
        if heap.len() == 1 {
            break;
        }
    }
    let mut depths = vec![0u8; parents.len()];
    for node in (0..parents.len()).rev() {
        if parents[node] as usize != node {
            depths[node] = depths[parents[node] as usize].saturating_add(1);
        }
        if let Some(symbol) = symbols.get(node) {
            lengths[*symbol] = depths[node];
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_fill_the_code_space_and_follow_the_counts() {
        let counts: Vec<u64> = (0..500)
            .map(|n| if n % 7 == 0 { 0 } else { 1 << (n % 40) })
            .collect();
        let lengths = code_lengths(&counts);
        let space: u64 = lengths
            .iter()
            .filter(|l| **l > 0)
            .map(|l| 1 << (MAX_CODE - usize::from(*l)))
            .sum();
        assert_eq!(space, 1 << MAX_CODE);
        assert!(
            lengths
                .iter()
                .zip(&counts)
                .all(|(length, count)| (*length == 0) == (*count == 0))
        );
    }

    #[test]
    fn one_symbol_and_none_have_codes() {
        assert_eq!(code_lengths(&[0, 9]), [0, 1]);
        assert!(code_lengths(&[]).is_empty());
        assert_eq!(code_lengths(&[3, 3]), [1, 1]);
    }
}
