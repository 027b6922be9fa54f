//! The lists in use, and following of their folders.

use crate::error::CliError;
use crate::keys;
use crate::lists::Lists;
use crate::terminal;
use jrp_core::roster::{Roster, RosterSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Lists that are asked until newer ones take their place.
pub(super) struct Served {
    named: Lists,
    current: RwLock<Arc<Current>>,
    /// Why the last look at a folder failed
    refused: Mutex<Option<String>>,
    /// One look at a time
    looking: Mutex<()>,
}

/// What is in use.
pub(super) struct Current {
    rosters: Vec<Arc<Roster<Vec<u8>>>>,
    pub(super) set: RosterSet<Vec<u8>>,
}

impl Current {
    fn of(rosters: Vec<Arc<Roster<Vec<u8>>>>) -> Option<Self> {
        let mut shared = rosters.iter().cloned();
        let set = RosterSet::of(shared.next()?, shared);
        Some(Self { rosters, set })
    }

    /// Each by itself.
    pub(super) fn rosters(&self) -> impl Iterator<Item = &Roster<Vec<u8>>> {
        self.rosters.iter().map(|roster| &**roster)
    }
}

impl Served {
    pub(super) fn open(named: Lists) -> Result<Self, CliError> {
        let rosters = named.named().iter().map(|one| named.open_one(one).map(Arc::new));
        let current = Current::of(rosters.collect::<Result<_, _>>()?)
            .ok_or_else(|| CliError::Usage("name the lists: --snapshot FILE.jrp|DIR".to_owned()))?;
        Ok(Self {
            named,
            current: RwLock::new(Arc::new(current)),
            refused: Mutex::default(),
            looking: Mutex::default(),
        })
    }

    /// What is in use now. It stays for whoever holds it.
    pub(super) fn current(&self) -> Arc<Current> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Why the last look at a folder failed.
    pub(super) fn refused(&self) -> Option<String> {
        self.refused
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Looks at every folder; whether something newer came into use. Reads and verifies, so it takes its time.
    pub(super) fn look(&self) -> bool {
        let _one = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.current();
        let (mut newer, mut refused) = (current.rosters.clone(), None);
        let mut is_news = false;
        for (named, place) in self.named.named().iter().zip(&mut newer) {
            if !named.path.is_dir() {
                continue;
            }
            let opened = keys::trust(self.named.trust()).and_then(|trust| {
                let trust = trust.with_minimum_sequence(named.min_sequence());
                let person_key = keys::person(named.person_key())?;
                Ok(jrp_folder::open_newer(
                    &named.path,
                    &trust,
                    person_key,
                    place,
                    |bytes| bytes,
                )?)
            });
            match opened {
                Ok(Some(roster)) => {
                    *place = Arc::new(roster);
                    is_news = true;
                }
                Ok(None) => {}
                Err(error) => refused = Some(error.to_string()),
            }
        }
        if let Some(current) = Current::of(newer).filter(|_| is_news) {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(current);
            self.lines().iter().for_each(|line| terminal::complain(line));
        }
        let mut before = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        // Said once, not at every look.
        if let Some(why) = refused.as_ref().filter(|why| before.as_ref() != Some(why)) {
            terminal::warn(format!("{why}; the lists in use stay"));
        }
        *before = refused;
        is_news
    }

    /// What is in use, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |roster: &Roster<Vec<u8>>| {
            let info = roster.info();
            format!(
                "no. {} of {}, data of {}",
                info.sequence, info.publisher, info.data_as_of
            )
        };
        self.current().rosters().map(line).collect()
    }
}
