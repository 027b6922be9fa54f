//! A tree of digests over the lines of a register's evidence, as RFC 9162 (2.1) has it, with SM3: one line can be proven
//! from the root and a few digests, without showing another.

use crate::suite::Suite;

/// A digest.
pub(super) type Hash = [u8; 32];

/// The digest of a line.
pub(super) fn leaf(line: &str) -> Hash {
    Suite::Sm2Sm3.digest_of(&[&[0], line.as_bytes()])
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Suite::Sm2Sm3.digest_of(&[&[1], left, right])
}

/// Where so many leaves are parted: the greatest power of two below their number.
fn parting(leaves: usize) -> usize {
    1 << (leaves.max(2) - 1).ilog2()
}

/// The root over leaves; that of no bytes where there are none.
pub(super) fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Suite::Sm2Sm3.digest_of(&[]),
        [leaf] => *leaf,
        leaves => {
            let (left, right) = leaves.split_at(parting(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The digests that lead from the leaf at a place to the root, the lowest first.
#[cfg(feature = "build")]
pub(super) fn path(leaves: &[Hash], place: usize) -> Vec<Hash> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(parting(leaves.len()));
    let (mut path, beside) = match place.checked_sub(left.len()) {
        None => (path(left, place), root(right)),
        Some(place) => (path(right, place), root(left)),
    };
    path.push(beside);
    path
}

/// The root to which a path leads from a leaf at a place; `None` where it is not as long as it must be.
#[cfg(feature = "build")]
pub(super) fn root_by(leaf: Hash, place: usize, leaves: usize, path: &[Hash]) -> Option<Hash> {
    if place >= leaves {
        return None;
    }
    let Some((beside, below)) = path.split_last() else {
        return (leaves == 1).then_some(leaf);
    };
    if leaves < 2 {
        return None;
    }
    let left = parting(leaves);
    match place.checked_sub(left) {
        None => Some(node(&root_by(leaf, place, left, below)?, beside)),
        Some(place) => Some(node(beside, &root_by(leaf, place, leaves - left, below)?)),
    }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_of_a_tree_of_any_size_is_proven_by_its_path_and_by_no_other() {
        for count in 1..40 {
            let leaves: Vec<Hash> = (0..count).map(|at| leaf(&format!("line {at}"))).collect();
            let root = root(&leaves);
            for place in 0..count {
                let path = path(&leaves, place);
                assert_eq!(
                    root_by(leaves[place], place, count, &path),
                    Some(root),
                    "{place} of {count}"
                );
                assert!(path.len() <= 6);
                for other in (0..count).filter(|other| *other != place) {
                    assert_ne!(root_by(leaves[other], place, count, &path), Some(root));
                    assert_ne!(root_by(leaves[place], other, count, &path), Some(root));
                }
                let longer = [&path[..], &[root]].concat();
                assert_ne!(root_by(leaves[place], place, count, &longer), Some(root));
                if let [shorter @ .., _] = &path[..] {
                    assert_ne!(root_by(leaves[place], place, count, shorter), Some(root));
                }
            }
            assert_eq!(root_by(leaves[0], count, count, &path(&leaves, 0)), None);
        }
    }

    #[test]
    fn a_node_is_no_leaf() {
        let leaves = [leaf("a"), leaf("b")];
        let inner: Vec<u8> = leaves.concat();
        assert_ne!(root(&leaves), Suite::Sm2Sm3.digest_of(&[&[0], &inner]));
    }
}
