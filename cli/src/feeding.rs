//! From departments' feeds to a signed file: what `build`, `delta` and `publish` share.

mod alarms;
mod changes;
mod feeds;
mod options;
mod origins;
mod summary;

pub(crate) use changes::Changes;
pub(crate) use feeds::Read;
pub(crate) use summary::text as summary;

use crate::error::CliError;
use crate::files::{self, Access, Staged};
use crate::layout::plain;
use crate::progress::Progress;
use crate::signer::Signer;
use crate::{clock, keys, pack, snapshots};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Policy, Tables};
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use jrp_core::suite::PersonKey;
use jrp_core::writer::{Batch, BuildError, Builder, DeltaBuilder, ListChange, Options, Preparer};
use jrp_intake::Report;
use jrp_threads::Threads;
use std::path::{Path, PathBuf};

use crate::arguments::{date, one_of, time};

/// Feeds, and what is said of the snapshot.
#[derive(Debug, clap::Args)]
pub(crate) struct Inputs {
    /// Tables of list rows: CSV in UTF-8, English or Chinese header
    #[arg(long = "feed", value_name = "FILE", required = true, num_args = 1..)]
    feeds: Vec<PathBuf>,
    /// Folder of a policy pack; the default pack is compiled in, and `jrp delta` keeps the one of its base
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// Who publishes (发布机构)
    #[arg(long, value_name = "TEXT", value_parser = options::publisher)]
    publisher: String,
    /// Region of the publisher: six digits of GB/T 2260
    #[arg(long, value_name = "GB2260", value_parser = options::region)]
    region: Option<String>,
    /// When the snapshot is made [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    issued_at: Option<Timestamp>,
    /// The date the data stand for: rows whose term ended before are left out [default: the Beijing date of --issued-at]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// When the next snapshot is due; later, answers are stale [default: the end of the next working day after --issued-at]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    next_update: Option<Timestamp>,
    /// After this no answer is given [default: 30 days after --issued-at]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    expires: Option<Timestamp>,
    /// Whom it is for; `public` refuses natural persons and lists that are not public
    #[arg(long, default_value = "government", value_parser = one_of(Audience::ALL.map(Audience::code), Audience::from_code))]
    audience: Audience,
    /// List kinds of which the feeds hold every record; `clear` is said of these only
    #[arg(long, value_name = "CODE,…", num_args = 1.., value_delimiter = ',')]
    covers: Vec<String>,
    /// Let names that are nearly the same be found as possible: about 10 bytes a record more. Deltas follow their base,
    /// and a published folder keeps it
    #[arg(long)]
    possible_names: bool,
    /// person.key, needed where the feeds name natural persons
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// Where to write the quality report
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
}

impl Inputs {
    /// Refuses a command line that would write over what it reads.
    pub(crate) fn keep_apart(&self, key: Option<&Path>, out: Option<&Path>) -> Result<(), CliError> {
        let mut outputs: Vec<_> = out.map(|path| ("--out", path)).into_iter().collect();
        outputs.extend(self.report.iter().map(|path| ("--report", path.as_path())));
        let keys = [key, self.person_key.as_deref()];
        let feeds = self.feeds.iter().map(PathBuf::as_path);
        let inputs: Vec<&Path> = feeds.chain(keys.into_iter().flatten()).collect();
        files::keep_apart(&outputs, &inputs)
    }

    /// Whether a policy pack is named.
    pub(crate) fn names_policy(&self) -> bool {
        self.policy.is_some()
    }

    /// Whom it is for.
    pub(crate) fn audience(&self) -> Audience {
        self.audience
    }

    /// Who may read what is built.
    pub(crate) fn access(&self) -> Access {
        Access::of(self.audience)
    }

    /// Begins the report, where one is wanted: a wrong folder shows before the work.
    pub(crate) fn begin_report(&self) -> Result<Option<Staged>, CliError> {
        let report = self.report.as_deref();
        report.map(|path| Staged::create(path, Access::Group)).transpose()
    }
}

/// Keys, policy pack and options, read and checked.
pub(crate) struct Prepared {
    pub(crate) signer: Signer,
    pub(crate) person_key: Option<PersonKey>,
    pub(crate) tables: Tables,
    pub(crate) policy: Policy,
    pub(crate) options: Options,
    intake: jrp_intake::Options,
    /// Whether the next working day counts here: for the next update, or for how late the public's may be
    counts_days: bool,
    /// Said of the policy pack below, where it stays
    kept: Option<String>,
}

/// A signed file, and what reading the feeds told.
pub(crate) struct Made {
    pub(crate) bytes: Vec<u8>,
    pub(crate) read: Read,
    /// Since what stands below, where the feeds were compared with it
    pub(crate) changes: Option<Changes>,
}

impl Prepared {
    /// Reads what the feeds need beside them.
    pub(crate) fn of(inputs: &Inputs, signer: Signer, sequence: u64) -> Result<Self, CliError> {
        let now = clock::given_or_now(inputs.issued_at)?;
        let person_key = keys::person(inputs.person_key.as_deref())?;
        let dir = inputs.policy.as_deref();
        let (tables, policy) = pack::read(dir)?;
        let options = options::of(inputs, &policy, signer.suite(), sequence, now)?;
        let intake = options::of_intake(&options, person_key.is_some());
        Ok(Self {
            signer,
            person_key,
            tables,
            policy,
            options,
            intake,
            counts_days: inputs.next_update.is_none() || inputs.audience == Audience::Public,
            kept: None,
        })
    }

    /// Where the command line names no policy pack, the one in force below stays.
    pub(crate) fn keep_policy(&mut self, inputs: &Inputs, roster: &Roster<Vec<u8>>) -> Result<(), CliError> {
        let below = roster.tables().filter(|_| inputs.policy.is_none());
        let Some(tables) = below.filter(|tables| *tables != self.tables) else {
            return Ok(());
        };
        self.kept = Some(format!(
            "the policy pack {} of the base stays, as --policy names no other; the one compiled in is {}",
            plain(roster.policy().version()),
            self.policy.version()
        ));
        (self.tables, self.policy) = (tables, roster.policy().clone());
        let options = &self.options;
        let (suite, sequence, issued_at) = (options.suite, options.sequence, options.issued_at);
        self.options = options::of(inputs, &self.policy, suite, sequence, issued_at)?;
        Ok(())
    }

    /// What the publisher may not have meant, and what became of the feeds that must not be overlooked.
    pub(crate) fn warnings(&self, made: &Made) -> Result<Vec<String>, CliError> {
        let mut warnings = options::warnings(&self.options);
        let header = snapshots::parse(Path::new(""), made.bytes.as_slice())?;
        warnings.extend(alarms::warnings(&made.read, header.header()));
        warnings.extend(self.kept.clone());
        if self.counts_days {
            let issued_on = self.options.issued_at.beijing_date();
            warnings.extend(options::unknown_year(self.policy.calendar(), issued_on));
        }
        Ok(warnings)
    }

    /// The end of the working day after the publication: when it is due to be followed, unless something else is said.
    pub(crate) fn next_working_day(&self) -> Timestamp {
        options::next_working_day(self.policy.calendar(), self.options.issued_at.beijing_date())
    }

    /// Reads every feed; `take` takes the records that `preparer` has made ready, in their order.
    pub(crate) fn read(
        &self,
        inputs: &Inputs,
        report: &mut Option<Staged>,
        preparer: Preparer<'_>,
        take: &mut dyn FnMut(&Batch) -> Result<(), BuildError>,
    ) -> Result<Read, CliError> {
        let read = feeds::load(&inputs.feeds, &self.policy, &self.intake, preparer, take)?;
        if read.report.loaded() == 0 && read.report.refused() > 0 {
            write(report.take(), &Reported::of(&read.report, None))?;
            return Err(nothing_loaded(&read.report));
        }
        Ok(read)
    }

    /// A base of everything in the feeds, opened once as a host will open it. `place` is its name in messages.
    pub(crate) fn base(
        &self,
        inputs: &Inputs,
        report: &mut Option<Staged>,
        place: &Path,
    ) -> Result<Made, CliError> {
        let builder = Builder::new(&self.policy, self.options.clone(), self.person_key.as_ref());
        let mut builder = builder.map_err(refused)?;
        let preparer = builder.preparer();
        let mut read = self.read(inputs, report, preparer, &mut |batch| builder.take(batch))?;
        let progress = Progress::spinner("sorting, compressing, signing");
        let built = builder
            .finish_with(&self.tables, &Threads)
            .map_err(CliError::Build)?;
        read.settle(
            &built.collapsed,
            &built.conflicts,
            &built.withdrawn,
            &built.unapplied,
            &built.dropped_by_source,
        );
        let bytes = self.signer.finish(built.snapshot);
        self.signer.open_again(place, &bytes)?;
        drop(progress);
        Ok(Made {
            bytes,
            read,
            changes: None,
        })
    }

    /// A delta from what a roster holds to everything in the feeds, laid on it once as a host will do.
    pub(crate) fn delta(
        &self,
        inputs: &Inputs,
        report: &mut Option<Staged>,
        roster: &Roster<Vec<u8>>,
        place: &Path,
    ) -> Result<Made, CliError> {
        let person_key = self.person_key.as_ref();
        let builder = DeltaBuilder::new(roster, &self.policy, self.options.clone(), person_key, &Threads);
        let mut builder = builder.map_err(refused)?;
        let preparer = builder.preparer();
        let mut read = self.read(inputs, report, preparer, &mut |batch| builder.take(batch))?;
        let progress = Progress::spinner("comparing, compressing, signing");
        let built = builder
            .finish_with(&self.tables, &Threads)
            .map_err(CliError::Build)?;
        read.settle(
            &built.collapsed,
            &built.conflicts,
            &built.withdrawn,
            &built.unapplied,
            &built.dropped_by_source,
        );
        let bytes = self.signer.finish(built.snapshot);
        self.signer.lay_again(place, roster, &bytes)?;
        let delta = snapshots::parse(place, bytes.as_slice())?;
        let header = delta.header();
        let policy = header.has_policy().then(|| header.policy_version.clone());
        drop(progress);
        Ok(Made {
            bytes,
            read,
            changes: Some(Changes {
                lists: built.changes,
                policy,
            }),
        })
    }
}

/// A mistake in the options.
pub(crate) fn refused(error: BuildError) -> CliError {
    match error {
        BuildError::UnknownList { .. } | BuildError::NotPublic { .. } => CliError::Covers(error),
        other => CliError::Build(other),
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

/// Writes the report, where one was begun.
pub(crate) fn write_report(staged: Option<Staged>, made: &Made) -> Result<(), CliError> {
    write(staged, &Reported::of(&made.read.report, made.changes.as_ref()))
}

fn write(staged: Option<Staged>, report: &Reported<'_>) -> Result<(), CliError> {
    let Some(mut staged) = staged else {
        return Ok(());
    };
    let mut json = serde_json::to_vec_pretty(report).map_err(|error| staged.failed(error.into()))?;
    json.push(b'\n');
    staged.write(&json)?;
    staged.publish()
}

fn nothing_loaded(report: &Report) -> CliError {
    let (file, row, reason) = report
        .refusals()
        .next()
        .map(|(file, row, refusal)| (file.to_owned(), row, refusal.to_string()))
        .unwrap_or_default();
    CliError::NothingLoaded {
        refused: report.refused(),
        file,
        row,
        reason,
    }
}
