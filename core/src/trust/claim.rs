//! What a signed document says it is.

use super::anchor::Right;
use crate::format::header::Header;
use crate::order;

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
    /// A snapshot's; a delta speaks of the lists of the layer below as well, whether it names them or not.
    pub(super) fn of(header: &'a Header, below: Option<&'a Header>) -> Self {
        let headers = below.into_iter().chain([header]);
        let lists = headers.flat_map(|header| header.lists.iter().map(|list| list.code.as_str()));
        let mut lists: Vec<&str> = lists.collect();
        order::sort(&mut lists);
        lists.dedup();
        Self {
            publisher: &header.publisher,
            region: &header.region,
            sequence: header.sequence,
            lists,
            policy: header.has_policy(),
        }
    }

    pub(super) fn rights(&self) -> impl Iterator<Item = Right<'_>> {
        let lists = self.lists.iter().map(|code| Right::List(code));
        let policy = self.policy.then_some(Right::Policy);
        [Right::Records].into_iter().chain(lists).chain(policy)
    }
}
