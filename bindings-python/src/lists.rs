//! Opens files, folders and sets, and asks them.

use crate::answer::Answer;
use crate::question::{Terms, Who, moment};
use crate::raised::{detached, raised};
use crate::table::{self, Screened};
use jrp_core::Open;
use jrp_core::json::to_json;
use jrp_core::roster::{Roster, RosterSet};
use jrp_core::suite::PersonKey;
use jrp_core::trust::TrustAnchors;
use jrp_host::{Bytes, Failure};
use jrp_threads::Threads;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rosters that are asked as one; mostly one.
#[pyclass(frozen, module = "jrp._jrp")]
pub(crate) struct Lists {
    rosters: Vec<Arc<Roster<Bytes>>>,
    set: RosterSet<Bytes>,
}

/// Whose signatures count, and the key of natural persons, as texts.
#[derive(FromPyObject)]
struct Access(String, u64, Option<String>);

impl Access {
    fn read(&self) -> Result<(TrustAnchors, Option<PersonKey>), Failure> {
        let Self(trust, least, person_key) = self;
        let trust = TrustAnchors::from_text(trust)?.with_minimum_sequence(*least);
        Ok((trust, person_key.as_deref().map(PersonKey::from_pem).transpose()?))
    }
}

fn chain(base: Bytes, deltas: Vec<Bytes>, access: &Access) -> Result<Roster<Bytes>, Failure> {
    let (trust, person_key) = access.read()?;
    let open = Open::new(&trust).person_key(person_key).deltas(deltas);
    Ok(open.executor(&Threads).open(base)?)
}

impl Lists {
    fn of(rosters: Vec<Arc<Roster<Bytes>>>) -> PyResult<Self> {
        let mut shared = rosters.iter().cloned();
        let first = shared.next();
        let first = first.ok_or_else(|| PyValueError::new_err("no lists are named; give one at least"))?;
        let set = RosterSet::of(first, shared);
        Ok(Self { rosters, set })
    }
}

#[pymethods]
impl Lists {
    /// A base and the deltas on it. Only the base is mapped.
    #[staticmethod]
    fn open_files(
        py: Python<'_>,
        base: PathBuf,
        deltas: Vec<PathBuf>,
        mapped: bool,
        access: Access,
    ) -> PyResult<Self> {
        let roster = detached(py, || {
            let open = if mapped { Bytes::map } else { Bytes::read };
            let base = open(&base)?;
            let deltas = deltas.iter().map(|delta| Bytes::read(delta));
            chain(base, deltas.collect::<Result<_, _>>()?, &access)
        })?;
        Self::of(vec![Arc::new(roster)])
    }

    /// The same of bytes in memory.
    #[staticmethod]
    fn open_bytes(py: Python<'_>, base: Vec<u8>, deltas: Vec<Vec<u8>>, access: Access) -> PyResult<Self> {
        let deltas = deltas.into_iter().map(Bytes::Read).collect();
        let roster = detached(py, || chain(Bytes::Read(base), deltas, &access))?;
        Self::of(vec![Arc::new(roster)])
    }

    /// A published folder, or one that is kept by `jrp pull`.
    #[staticmethod]
    fn open_folder(
        py: Python<'_>,
        folder: PathBuf,
        memory: Option<PathBuf>,
        access: Access,
    ) -> PyResult<Self> {
        let roster = detached(py, || {
            let (trust, person_key) = access.read()?;
            Ok(match memory {
                Some(memory) => {
                    jrp_folder::open_remembering(&folder, &memory, &trust, person_key, Bytes::Read)?
                }
                None => jrp_folder::open_as(&folder, &trust, person_key, Bytes::Read)?,
            })
        })?;
        Self::of(vec![Arc::new(roster)])
    }

    /// What the folder holds, where that is newer than this, which was opened from it.
    fn newer(&self, py: Python<'_>, folder: PathBuf, access: Access) -> PyResult<Option<Self>> {
        let before = self.set.first();
        let newer = detached(py, || {
            let (trust, person_key) = access.read()?;
            Ok(jrp_folder::open_newer(
                Path::new(&folder),
                &trust,
                person_key,
                before,
                Bytes::Read,
            )?)
        })?;
        newer.map(|roster| Self::of(vec![Arc::new(roster)])).transpose()
    }

    /// The lists of all of them, asked as one.
    #[staticmethod]
    fn together(members: Vec<Bound<'_, Self>>) -> PyResult<Self> {
        let rosters = members
            .iter()
            .flat_map(|member| member.get().rosters.iter().cloned());
        Self::of(rosters.collect())
    }

    /// What each of them says of itself, as JSON.
    fn info(&self) -> Vec<String> {
        self.rosters
            .iter()
            .map(|roster| roster.info().to_json())
            .collect()
    }

    /// The digest of the newest layer of each.
    fn digests(&self) -> Vec<String> {
        let digests = self.rosters.iter().map(|roster| roster.digest().to_owned());
        digests.collect()
    }

    /// How old the data of each are, as JSON.
    fn freshness(&self, now: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
        let now = moment(now)?;
        let ages = self.rosters.iter().map(|roster| to_json(&roster.freshness(now)));
        Ok(ages.collect())
    }

    fn check(
        &self,
        py: Python<'_>,
        terms: Terms<'_>,
        who: Who<'_>,
        members: &Bound<'_, PyAny>,
    ) -> PyResult<Answer> {
        let query = terms.about(&who, members)?;
        let comparison = detached(py, || Ok(self.set.check(&query)?))?;
        Ok(Answer { query, comparison })
    }

    fn outcome(
        &self,
        py: Python<'_>,
        terms: Terms<'_>,
        who: Who<'_>,
        members: &Bound<'_, PyAny>,
    ) -> PyResult<&'static str> {
        let query = terms.about(&who, members)?;
        detached(py, || Ok(self.set.check(&query)?.outcome.code()))
    }

    /// The answers to every row of a table.
    fn screen(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        terms: Terms<'_>,
        titles: Vec<(String, String)>,
    ) -> PyResult<Screened> {
        let question = terms.question()?;
        let titles = table::titles(titles).map_err(|error| raised(table::failure(error)))?;
        table::screen(py, &self.set, question, &titles, table)
    }
}
