//! Where the answers of a roster come from: what evidence tells of its files, made once for each roster.

use crate::date::{Date, Timestamp};
use crate::policy::Policy;
use crate::snapshot::{Audience, Header, ListCount, Snapshot};
use crate::suite::{KeyId, PersonKey, Suite};
use core::fmt;
use serde::Serialize;
use std::sync::Arc;

/// The snapshots that answered, in the order in which they were given.
pub(crate) struct Origin {
    pub(crate) snapshots: Vec<Arc<SnapshotOrigin>>,
}

/// A snapshot that answered.
#[derive(Clone)]
pub(crate) struct SnapshotOrigin {
    pub(crate) publisher: String,
    pub(crate) region: String,
    pub(crate) audience: Audience,
    pub(crate) suite: Suite,
    pub(crate) policy: Arc<Policy>,
    /// The lists of the newest layer
    pub(crate) lists: Vec<ListCount>,
    /// The key of the publisher's natural persons, where they can be compared
    pub(crate) persons: Option<PersonKey>,
    pub(crate) layers: Vec<LayerEcho>,
    /// Its place in the publisher's log, where a signed manifest named it
    pub(crate) publication: Option<Publication>,
}

/// A line of a publisher's log of publications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Publication {
    /// Its number, from 1
    pub(crate) line: u64,
    /// Its digest, which holds all lines before it
    pub(crate) digest: String,
}

/// One file of a snapshot: the base, or a delta on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LayerEcho {
    /// Its sequence
    pub sequence: u64,
    /// Its header digest
    pub digest: String,
    /// When it was issued
    pub issued_at: Timestamp,
    /// The date its data stand for
    pub data_as_of: Date,
    /// Ids of the keys whose signatures counted when it was opened
    pub signers: Vec<KeyId>,
}

impl LayerEcho {
    fn of<B: AsRef<[u8]>>(layer: &Snapshot<B>) -> Self {
        let header = layer.header();
        Self {
            sequence: header.sequence,
            digest: layer.digest().to_owned(),
            issued_at: header.issued_at,
            data_as_of: header.data_as_of,
            signers: layer.signers().to_vec(),
        }
    }
}

impl Origin {
    /// Of one snapshot: its files, the base first.
    pub(crate) fn of<'a, B: AsRef<[u8]> + 'a>(
        layers: impl Iterator<Item = &'a Snapshot<B>>,
        newest: &Header,
        policy: &Arc<Policy>,
        person_key: Option<&PersonKey>,
    ) -> Self {
        let compares_persons = newest.audience == Audience::Government;
        Self {
            snapshots: vec![Arc::new(SnapshotOrigin {
                publisher: newest.publisher.clone(),
                region: newest.region.clone(),
                audience: newest.audience,
                suite: newest.suite,
                policy: Arc::clone(policy),
                lists: newest.lists.clone(),
                persons: person_key
                    .filter(|_| compares_persons)
                    .map(|key| key.of_publisher(newest.suite, &newest.publisher)),
                layers: layers.map(LayerEcho::of).collect(),
                publication: None,
            })],
        }
    }
}

impl Origin {
    /// The same of one snapshot whose place in the log is known.
    pub(crate) fn published(&self, publication: &Publication) -> Self {
        let snapshots = self.snapshots.iter().map(|snapshot| {
            Arc::new(SnapshotOrigin {
                publication: Some(publication.clone()),
                ..SnapshotOrigin::clone(snapshot)
            })
        });
        Self {
            snapshots: snapshots.collect(),
        }
    }

    /// Of several together.
    pub(crate) fn joined<'a>(origins: impl Iterator<Item = &'a Self>) -> Self {
        Self {
            snapshots: origins
                .flat_map(|origin| origin.snapshots.iter().cloned())
                .collect(),
        }
    }

    /// The later of the present date and of those that the data stand for: a clock that is wrong must not unmask anybody.
    pub(crate) fn latest(&self, now: Timestamp) -> Date {
        let layers = self.snapshots.iter().flat_map(|snapshot| &snapshot.layers);
        let dates = layers.map(|layer| layer.data_as_of);
        dates.fold(now.beijing_date(), Date::max)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let layers = self.snapshots.iter().map(|snapshot| &snapshot.layers);
        f.debug_list().entries(layers).finish()
    }
}
