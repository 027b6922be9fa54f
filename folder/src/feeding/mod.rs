//! From departments' feeds to a signed file: what a base, a delta and a publication share.

mod alarms;
mod feeds;
mod options;
mod origins;
mod signer;

pub use alarms::{Place, Warning};
pub use feeds::Read;
pub use signer::Signer;

use crate::event::{Listener, Step, Work};
use crate::files::Access;
use crate::latest::at_file;
use crate::{Draft, FolderError};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::PolicyPack;
use jrp_core::roster::Roster;
use jrp_core::snapshot::{Audience, UnverifiedSnapshot};
use jrp_core::suite::PersonKey;
use jrp_core::unseen;
use jrp_core::writer::{Batch, BuildError, Builder, Dictionaries, ListChange, Options, Preparer};
use jrp_intake::{Profile, Report};
use jrp_threads::Threads;
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// Feeds, and what is said of the snapshot.
#[derive(Debug)]
pub struct Inputs {
    /// Tables of list rows: the whole current state
    pub feeds: Vec<PathBuf>,
    /// How tables are read that have other columns than our own
    pub profiles: Vec<Profile>,
    /// The policy pack
    pub policy: PolicyPack,
    /// Whether somebody named that pack. One that nobody named gives way to the one below a delta
    pub policy_is_named: bool,
    /// Who publishes (发布机构)
    pub publisher: String,
    /// Region of the publisher, GB/T 2260; may be empty
    pub region: String,
    /// When the snapshot is made
    pub issued_at: Timestamp,
    /// The date the data stand for; without it the Beijing date of the issue
    pub data_as_of: Option<Date>,
    /// When the next snapshot is due; without it the end of the next working day
    pub next_update: Option<Timestamp>,
    /// After this no answer is given; without it 30 days after the issue
    pub expires_at: Option<Timestamp>,
    /// Whom it is for
    pub audience: Audience,
    /// List kinds of which the feeds hold every record
    pub covers: Vec<String>,
    /// Lets names that are nearly the same be found as possible
    pub possible_names: bool,
    /// Needed where the feeds name natural persons
    pub person_key: Option<PersonKey>,
    /// Where to write the quality report
    pub report: Option<PathBuf>,
}

/// Inputs, signer and options, read and checked, with the report begun.
pub struct Prepared {
    pub(crate) inputs: Inputs,
    pub(crate) signer: Signer,
    pub(crate) options: Options,
    intake: jrp_intake::Options,
    report: Cell<Option<Draft>>,
    /// Whether the next working day counts here: for the next update, or for how late the public's may be
    counts_days: bool,
    /// Said of the policy pack below, where it stays
    kept: Option<Warning>,
    /// What a base is written with
    dictionaries: Dictionaries,
}

/// A signed file, and what reading the feeds told.
pub struct Made {
    /// The file
    pub bytes: Vec<u8>,
    /// What became of the rows
    pub read: Read,
    /// Since what stands below, where the feeds were compared with it
    pub changes: Option<Changes>,
}

/// What the feeds changed.
pub struct Changes {
    /// Of every list, by code
    pub lists: Vec<ListChange>,
    /// Version of the policy pack that comes with them, where it is not the one below
    pub policy: Option<String>,
}

impl Prepared {
    /// Checks the inputs. The report is begun, so that a wrong folder shows before the work.
    pub fn of(inputs: Inputs, signer: Signer, sequence: u64) -> Result<Self, FolderError> {
        let options = options::of(&inputs, &inputs.policy, signer.suite(), sequence)?;
        let intake = options::of_intake(&options, inputs.person_key.is_some());
        let report = inputs.report.as_deref();
        let report = report
            .map(|path| Draft::create(path, Access::Group))
            .transpose()?;
        Ok(Self {
            signer,
            options,
            intake,
            report: Cell::new(report),
            counts_days: inputs.next_update.is_none() || inputs.audience == Audience::Public,
            kept: None,
            dictionaries: Dictionaries::default(),
            inputs,
        })
    }

    /// Where nobody named a policy pack, the one in force below stays.
    pub fn keep_policy(&mut self, roster: &Roster<Vec<u8>>) -> Result<(), FolderError> {
        let below = roster.policy_pack().filter(|_| !self.inputs.policy_is_named);
        let Some(below) = below.filter(|below| *below != self.inputs.policy) else {
            return Ok(());
        };
        self.kept = Some(Warning::PolicyKept {
            kept: unseen::reveal(roster.policy().version()),
            builtin: self.inputs.policy.version().to_owned(),
        });
        self.inputs.policy = below;
        let Options { suite, sequence, .. } = self.options;
        self.options = options::of(&self.inputs, &self.inputs.policy, suite, sequence)?;
        Ok(())
    }

    /// A base is written with the dictionaries of the base before as long as training new ones would save little.
    pub fn keep_dictionaries(&mut self, before: &Roster<Vec<u8>>) {
        self.dictionaries = Dictionaries::of(before);
    }

    /// Who signs.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// What the file will say of itself.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The person key, where one was given.
    pub fn person_key(&self) -> Option<&PersonKey> {
        self.inputs.person_key.as_ref()
    }

    fn policy(&self) -> &PolicyPack {
        &self.inputs.policy
    }

    /// What the publisher may not have meant, and what became of the feeds that must not be overlooked.
    pub fn warnings(&self, made: &Made) -> Result<Vec<Warning>, FolderError> {
        let mut warnings = options::warnings(&self.options);
        let snapshot = UnverifiedSnapshot::parse(made.bytes.as_slice()).map_err(at_file(Path::new("")))?;
        warnings.extend(alarms::warnings(&made.read, snapshot.header()));
        warnings.extend(self.kept.clone());
        if self.counts_days {
            let issued_on = self.options.issued_at.beijing_date();
            let year = options::unknown_year(self.policy().calendar(), issued_on);
            warnings.extend(year.map(|year| Warning::CalendarEnds { year }));
        }
        Ok(warnings)
    }

    /// The end of the working day after the publication: when it is due to be followed, unless something else is said.
    pub(crate) fn next_working_day(&self) -> Timestamp {
        options::next_working_day(self.policy().calendar(), self.options.issued_at.beijing_date())
    }

    /// Reads every feed; `take` takes the records that `preparer` has made ready, in their order.
    fn read(
        &self,
        preparer: Preparer<'_>,
        take: &mut dyn FnMut(&Batch) -> Result<(), BuildError>,
        listener: Listener<'_>,
    ) -> Result<Read, FolderError> {
        let Inputs { feeds, profiles, .. } = &self.inputs;
        let read = feeds::load(
            feeds,
            profiles,
            self.policy(),
            &self.intake,
            preparer,
            take,
            listener,
        )?;
        if read.report.loaded() == 0 && read.report.refused() > read.report.not_for_audience() {
            self.write(&Reported::of(&read.report, None))?;
            return Err(nothing_loaded(&read.report));
        }
        Ok(read)
    }

    /// A file of everything in the feeds: a base, or a delta from what a roster holds. It is opened once as a host will
    /// open it. `place` is its name in messages.
    pub fn make(
        &self,
        below: Option<&Roster<Vec<u8>>>,
        place: &Path,
        listener: Listener<'_>,
    ) -> Result<Made, FolderError> {
        let (options, key) = (self.options.clone(), self.person_key());
        let builder = match below {
            None => Builder::new(self.policy(), options, key)
                .map(|builder| builder.dictionaries(self.dictionaries.clone())),
            Some(roster) => Builder::upon(roster, self.policy(), options, key, &Threads),
        };
        let mut builder = builder.map_err(refused)?;
        let preparer = builder.preparer();
        let mut read = self.read(preparer, &mut |batch| builder.take(batch), listener)?;
        let step = below.map_or(Step::Build, |_| Step::Compare);
        let work = Work::begin(listener, step, None);
        let built = builder.finish(&Threads).map_err(FolderError::Build)?;
        read.settle(&built);
        let bytes = self.signer.finish(built.snapshot);
        let changes = match below {
            None => {
                self.signer.open_again(place, &bytes)?;
                None
            }
            Some(roster) => {
                self.signer.lay_again(place, roster, &bytes)?;
                let delta = UnverifiedSnapshot::parse(bytes.as_slice()).map_err(at_file(place))?;
                let header = delta.header();
                Some(Changes {
                    lists: built.changes,
                    policy: header.has_policy().then(|| header.policy_version.clone()),
                })
            }
        };
        drop(work);
        Ok(Made { bytes, read, changes })
    }

    /// Writes the report, where one was begun.
    pub fn write_report(&self, made: &Made) -> Result<(), FolderError> {
        self.write(&Reported::of(&made.read.report, made.changes.as_ref()))
    }

    fn write(&self, report: &Reported<'_>) -> Result<(), FolderError> {
        let Some(mut draft) = self.report.take() else {
            return Ok(());
        };
        let mut json = serde_json::to_vec_pretty(report).map_err(|error| draft.failed(error.into()))?;
        json.push(b'\n');
        draft.append(&json)?;
        draft.finish()
    }
}

/// A mistake in the options.
fn refused(error: BuildError) -> FolderError {
    match error {
        BuildError::UnknownList { .. } | BuildError::NotPublic { .. } => FolderError::Covers(error),
        other => FolderError::Build(other),
    }
}

/// The quality report, with the changes of each list where the feeds were compared with what stands below.
#[derive(serde::Serialize)]
struct Reported<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a [ListChange]>,
}

impl<'a> Reported<'a> {
    fn of(report: &'a Report, changes: Option<&'a Changes>) -> Self {
        Self {
            report,
            changes: changes.map(|changes| changes.lists.as_slice()),
        }
    }
}

fn nothing_loaded(report: &Report) -> FolderError {
    let (file, row, reason) = report
        .refusals()
        .next()
        .map(|(file, row, refusal)| (file.to_owned(), row, refusal.to_string()))
        .unwrap_or_default();
    FolderError::NothingLoaded {
        refused: report.refused(),
        file,
        row,
        reason,
    }
}
