//! Delta or new base?

use crate::feeding::Made;
use clap::builder::RangedU64ValueParser;
use jrp_core::date::Timestamp;
use jrp_core::manifest::{MAX_DELTAS, Manifest};
use jrp_core::snapshot::{Audience, Snapshot};
use jrp_core::writer::Options;
use std::fmt;

/// When a chain of deltas ends in a new base.
#[derive(Debug, clap::Args)]
pub(crate) struct Limits {
    /// Deltas on a base at most; 0 for bases only
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = RangedU64ValueParser::<usize>::new().range(0..=MAX_DELTAS as u64))]
    max_chain: usize,
    /// Size of the deltas together at most, in per cent of the base
    #[arg(long, value_name = "PERCENT", default_value_t = 25)]
    max_share: u64,
    /// Age at most of a delta that takes records out or replaces them: until a new base they are in the files still
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    max_removal_age: u32,
}

/// Why there is a new base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reason {
    First,
    Names,
    Key,
    Length,
    Share,
    RemovalAge,
    PublicRemoval,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "there is nothing to continue",
            Self::Names => "--possible-names is new, and a delta cannot bring it",
            Self::Key => "the last publication was signed by another key",
            Self::Length => "the chain has as many deltas as --max-chain allows",
            Self::Share => "the deltas are as large as --max-share allows",
            Self::RemovalAge => "a removal in the chain is as old as --max-removal-age allows",
            Self::PublicRemoval => "a record was removed, and the public's files must not hold it any more",
        })
    }
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
