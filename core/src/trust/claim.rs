//! What a signed document says it is.

use super::anchor::Right;
use crate::snapshot::Header;

/// What a signed document says it is; its signers must be entitled to all of it.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// Who publishes it
    pub publisher: &'a str,
    /// The publisher's region, GB/T 2260; may be empty
    pub region: &'a str,
    /// Its number
    pub sequence: u64,
    /// List kinds it speaks of
    pub lists: Vec<&'a str>,
    /// Whether it carries a policy pack
    pub policy: bool,
}

impl<'a> Claim<'a> {
    pub(super) fn of(header: &'a Header, carries_policy: bool) -> Self {
        Self {
            publisher: &header.publisher,
            region: &header.region,
            sequence: header.sequence,
            lists: header.lists.iter().map(|list| list.code.as_str()).collect(),
            policy: carries_policy,
        }
    }

    pub(super) fn rights(&self) -> impl Iterator<Item = Right<'_>> {
        let lists = self.lists.iter().map(|code| Right::List(code));
        let policy = self.policy.then_some(Right::Policy);
        [Right::Records].into_iter().chain(lists).chain(policy)
    }
}
