//! The records of a state become a base.

use super::assemble::{Content, assemble};
use super::lists::list_counts;
use super::partition::Part;
use super::rows::Rows;
use super::settle::Settled;
use super::{BuildError, Builder, Built, tokens};
use crate::executor::{Executor, Work, collect};
use crate::format;
use crate::snapshot::PartitionKind;
use std::collections::BTreeSet;

impl<B: AsRef<[u8]>> Builder<'_, B> {
    pub(super) fn base(self, executor: &dyn Executor) -> Result<Built, BuildError> {
        let [mut organisations, mut persons] = self.sides.into_array().map(|side| side.rows);
        let work = [&mut organisations, &mut persons]
            .map(|rows| -> Work<'_, Settled> { Box::new(|| rows.settle(&BTreeSet::new())) });
        let mut dropped = self.dropped;
        for settled in collect(executor, work.into()).ok_or(BuildError::WorkLost)? {
            dropped.join(settled);
        }

        let state = [organisations.take_state(), persons.take_state()];
        let counts = [&organisations, &persons].into_iter().flat_map(Rows::list_kinds);
        let lists = list_counts(&self.options.covers, counts, &self.unnamed);
        let key = self.person_key.filter(|_| persons.len() > 0);
        let part = |kind, rows| Part {
            kind,
            rows,
            delta: None,
            known: self.dictionaries.get(kind),
            former: self.dictionaries.former(kind),
        };
        let content = Content {
            base: None,
            policy_version: self.pack.version().to_owned(),
            policy: Some(format::policy::encode(self.pack.tables(), &tokens::train)),
            organisations: part(PartitionKind::Organisations, organisations),
            filter: self.dictionaries.filter,
            persons: key.map(|key| (part(PartitionKind::Persons, persons), key)),
            person_key_id: key.map(|key| key.id(self.options.suite)),
            lists: lists.clone(),
            state,
        };
        let snapshot = assemble(self.options, content, executor)?;
        Ok(Built::new(snapshot, dropped, Vec::new(), lists))
    }
}
