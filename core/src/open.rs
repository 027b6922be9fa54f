//! The one way to open lists.

use crate::error::{ErrorCode, OpenError};
use crate::executor::{Executor, Sequential};
use crate::roster::Roster;
use crate::suite::PersonKey;
use crate::trust::TrustAnchors;
use thiserror::Error;

/// How lists are opened: whose signatures count, and what else is at hand.
///
/// ```no_run
/// # fn example(base: Vec<u8>, delta: Vec<u8>, next: Vec<u8>, trust: &str) -> Result<(), Box<dyn std::error::Error>> {
/// use jrp_core::{Open, TrustAnchors};
/// let trust = TrustAnchors::from_text(trust)?;
/// let roster = Open::new(&trust).deltas([delta]).open(base)?;
/// // A newer roster; the one at hand goes on answering until its last user has done with it.
/// let newer = Open::new(&trust).deltas([next]).upon(&roster)?;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is opened before `open` or `upon`"]
#[derive(Clone)]
pub struct Open<'a, B = Vec<u8>> {
    trust: &'a TrustAnchors,
    person_key: Option<PersonKey>,
    deltas: Vec<B>,
    executor: &'a dyn Executor,
}

/// A file of a chain that was not opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{source}")]
pub struct ChainError {
    /// Its number: 0 for the base, then the deltas
    pub layer: usize,
    /// Why
    pub source: Box<OpenError>,
}

impl ChainError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        self.source.code()
    }
}

impl From<ChainError> for OpenError {
    fn from(error: ChainError) -> Self {
        *error.source
    }
}

impl<'a, B: AsRef<[u8]>> Open<'a, B> {
    /// A base alone, its work done on the caller's thread; questions about natural persons stay open.
    pub fn new(trust: &'a TrustAnchors) -> Self {
        Self {
            trust,
            person_key: None,
            deltas: Vec::new(),
            executor: &Sequential,
        }
    }

    /// The key under which natural persons are sealed, where it is at hand.
    pub fn person_key(mut self, key: impl Into<Option<PersonKey>>) -> Self {
        self.person_key = key.into();
        self
    }

    /// Deltas, the oldest first. The minimum sequence is asked of the last file alone, which signs for what is below.
    pub fn deltas(mut self, files: impl IntoIterator<Item = B>) -> Self {
        self.deltas.extend(files);
        self
    }

    /// Who hashes pages and reads records: the caller's threads. What is opened is the same with every executor.
    pub fn executor(mut self, executor: &'a dyn Executor) -> Self {
        self.executor = executor;
        self
    }

    /// Opens and verifies a base, and the deltas upon it.
    pub fn open(mut self, base: B) -> Result<Roster<B>, ChainError> {
        let key = self.person_key.take();
        self.chain(base, 0, |base, trust, executor| {
            Roster::of_base(base, trust, key, executor)
        })
    }

    /// Lays the deltas upon a roster, with the person key that it was opened with. It stays as it is, also where one of
    /// them is refused.
    pub fn upon(mut self, roster: &Roster<B>) -> Result<Roster<B>, ChainError> {
        match self.deltas.is_empty() {
            true => Ok(roster.clone()),
            false => {
                let first = self.deltas.remove(0);
                self.chain(first, 1, |delta, trust, executor| {
                    roster.lay(delta, trust, executor)
                })
            }
        }
    }

    /// The first file by `open`, the deltas on what comes of it; the last file is asked for the minimum sequence.
    fn chain(
        self,
        first: B,
        number: usize,
        open: impl FnOnce(B, &TrustAnchors, &dyn Executor) -> Result<Roster<B>, OpenError>,
    ) -> Result<Roster<B>, ChainError> {
        let below = self.trust.clone().of_any_sequence();
        let last = number + self.deltas.len();
        let trust_in = |layer| if layer == last { self.trust } else { &below };
        let at = |layer| {
            move |source| ChainError {
                layer,
                source: Box::new(source),
            }
        };
        let mut roster = open(first, trust_in(number), self.executor).map_err(at(number))?;
        for (layer, delta) in (number + 1..).zip(self.deltas) {
            roster = roster
                .lay(delta, trust_in(layer), self.executor)
                .map_err(at(layer))?;
        }
        Ok(roster)
    }
}
