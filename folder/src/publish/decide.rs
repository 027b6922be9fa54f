//! Delta or new base?

use crate::feeding::Made;
use jrp_core::date::Timestamp;
use jrp_core::manifest::Manifest;
use jrp_core::snapshot::{Audience, Snapshot};
use jrp_core::writer::Options;

/// When a chain of deltas ends in a new base.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Deltas on a base at most; 0 for bases only
    pub max_chain: usize,
    /// Size of the deltas together at most, in per cent of the base
    pub max_share: u64,
    /// Days that a delta may be old which takes records out or replaces them: until a new base they are in the files still
    pub max_removal_age: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_chain: 30,
            max_share: 25,
            max_removal_age: 7,
        }
    }
}

/// Why there is a new base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// There is nothing to continue
    First,
    /// Nearly equal names are to be found, which a delta cannot bring
    Names,
    /// The last publication was signed by other keys
    Key,
    /// The chain has as many deltas as it may
    Length,
    /// The deltas are as large as they may be
    Share,
    /// A removal in the chain is as old as it may be
    RemovalAge,
    /// A record was removed, and the public's files must not hold it any more
    PublicRemoval,
}

const DAY: i64 = 86_400;

/// What the manifest alone tells.
pub(super) fn before(limits: &Limits, last: &Manifest, options: &Options) -> Option<Reason> {
    if last.suite != options.suite {
        return Some(Reason::Key);
    }
    if last.deltas.len() >= limits.max_chain {
        return Some(Reason::Length);
    }
    let deltas = last.deltas.iter().map(|layer| layer.bytes).sum();
    too_large(limits, last, deltas).then_some(Reason::Share)
}

/// Whether a file of the chain is too old for what it takes out. Which persons it takes out is sealed, so every change
/// of theirs counts.
pub(super) fn takes_out_too_long(limits: &Limits, snapshot: &Snapshot<Vec<u8>>, now: Timestamp) -> bool {
    let header = snapshot.header();
    let oldest = now.unix() - i64::from(limits.max_removal_age) * DAY;
    if header.base.is_none() || header.issued_at.unix() > oldest {
        return false;
    }
    let (_, removed) = snapshot.organisation_changes();
    removed > 0 || header.has_persons()
}

/// What the new delta tells.
pub(super) fn after(limits: &Limits, last: &Manifest, options: &Options, delta: &Made) -> Option<Reason> {
    let mut lists = delta.changes.iter().flat_map(|changes| &changes.lists);
    if options.audience == Audience::Public && lists.any(|list| list.removed + list.unread_gone > 0) {
        return Some(Reason::PublicRemoval);
    }
    let deltas: u64 = last.deltas.iter().map(|layer| layer.bytes).sum();
    too_large(limits, last, deltas + delta.bytes.len() as u64).then_some(Reason::Share)
}

fn too_large(limits: &Limits, last: &Manifest, deltas: u64) -> bool {
    deltas.saturating_mul(100) > last.base.bytes.saturating_mul(limits.max_share)
}
