//! The lists that are asked: snapshots, or folders, of one publisher or of several.

use crate::error::CliError;
use crate::{keys, snapshots};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jrp_core::roster::{Roster, RosterSet};
use std::path::{Path, PathBuf};

/// One `--snapshot`, with the options behind it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) path: PathBuf,
    pub(crate) deltas: Vec<PathBuf>,
    person_key: Option<PathBuf>,
    min_sequence: Option<u64>,
}

#[cfg(feature = "serve")]
impl Named {
    /// The file of its person key.
    pub(crate) fn person_key(&self) -> Option<&Path> {
        self.person_key.as_deref()
    }

    /// The lowest sequence that is taken.
    pub(crate) fn min_sequence(&self) -> u64 {
        self.min_sequence.unwrap_or(0)
    }
}

/// What the command line names; at least one.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    named: Vec<Named>,
    /// Whose signature counts, of any of them
    trust: Vec<PathBuf>,
}

/// The ids of the options.
const FILE: &str = "file";
const SNAPSHOT: &str = "snapshot";
const DELTA: &str = "delta";
const PERSON_KEY: &str = "person_key";
const MIN_SEQUENCE: &str = "min_sequence";
const TRUST: &str = "trust";

impl Lists {
    /// Opens all of them.
    pub(crate) fn open(&self) -> Result<RosterSet<Vec<u8>>, CliError> {
        let mut rosters = self.named.iter().map(|named| self.open_one(named));
        let first = rosters
            .next()
            .ok_or_else(|| CliError::Usage("name the lists: --snapshot FILE.jrp|DIR".to_owned()))??;
        Ok(RosterSet::of(first, rosters.collect::<Result<Vec<_>, _>>()?))
    }

    /// Opens one.
    pub(crate) fn open_one(&self, named: &Named) -> Result<Roster<Vec<u8>>, CliError> {
        let trust = keys::trust(&self.trust)?.with_minimum_sequence(named.min_sequence.unwrap_or(0));
        let person_key = keys::person(named.person_key.as_deref())?;
        snapshots::open(&named.path, &named.deltas, &trust, person_key)
    }

    /// Each by itself, in the order in which they were named.
    pub(crate) fn named(&self) -> &[Named] {
        &self.named
    }

    /// Files that say whose signature counts.
    pub(crate) fn trust(&self) -> &[PathBuf] {
        &self.trust
    }

    /// What the first of them is called.
    pub(crate) fn first_path(&self) -> &Path {
        self.named.first().map_or(Path::new(""), |named| &named.path)
    }

    /// Every file that is read.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        let named = self.named.iter();
        let files = named.flat_map(|named| {
            std::iter::once(&named.path)
                .chain(&named.deltas)
                .chain(&named.person_key)
        });
        files.chain(&self.trust).map(PathBuf::as_path)
    }
}

/// Values of an option with their places on the command line.
fn placed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<(usize, T)> {
    let values = matches.get_many::<T>(id).unwrap_or_default().cloned();
    matches.indices_of(id).unwrap_or_default().zip(values).collect()
}

/// The same for `verify`, where a file is named without an option, others with `--snapshot`.
#[derive(Clone, Debug)]
pub(crate) struct Files(pub(crate) Lists);

impl Lists {
    /// Reads the command line; each of `ids` names snapshots.
    fn read(matches: &ArgMatches, ids: &[&str]) -> Result<Self, clap::Error> {
        let mut named: Vec<(usize, Named)> = ids
            .iter()
            .flat_map(|id| placed::<PathBuf>(matches, id))
            .map(|(at, path)| {
                let named = Named {
                    path,
                    deltas: Vec::new(),
                    person_key: None,
                    min_sequence: None,
                };
                (at, named)
            })
            .collect();
        named.sort_by_key(|(at, _)| *at);
        // Where there is one snapshot, its options may stand before it.
        let mut give = |at: usize, option: &str, take: &mut dyn FnMut(&mut Named) -> bool| {
            let behind = named.partition_point(|(place, _)| *place < at);
            let index = match named.len() {
                1 => Some(0),
                _ => behind.checked_sub(1),
            };
            let Some((_, snapshot)) = index.and_then(|index| named.get_mut(index)) else {
                return Err(wrong(format!(
                    "{option} stands before every --snapshot; put it behind the one that it belongs to"
                )));
            };
            match take(snapshot) {
                true => Ok(()),
                false => Err(wrong(format!(
                    "{option} is given twice for --snapshot {}",
                    snapshot.path.display()
                ))),
            }
        };
        for (at, delta) in placed::<PathBuf>(matches, DELTA) {
            give(at, "--delta", &mut |snapshot| {
                snapshot.deltas.push(delta.clone());
                true
            })?;
        }
        for (at, key) in placed::<PathBuf>(matches, PERSON_KEY) {
            give(at, "--person-key", &mut |snapshot| {
                snapshot.person_key.replace(key.clone()).is_none()
            })?;
        }
        let min_sequences = match matches.try_contains_id(MIN_SEQUENCE) {
            Ok(true) => placed::<u64>(matches, MIN_SEQUENCE),
            // `verify` has no such option.
            _ => Vec::new(),
        };
        for (at, least) in min_sequences {
            give(at, "--min-sequence", &mut |snapshot| {
                snapshot.min_sequence.replace(least).is_none()
            })?;
        }
        Ok(Self {
            named: named.into_iter().map(|(_, named)| named).collect(),
            trust: placed(matches, TRUST).into_iter().map(|(_, path)| path).collect(),
        })
    }
}

impl clap::FromArgMatches for Lists {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Self::read(matches, &[SNAPSHOT])
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::FromArgMatches for Files {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Lists::read(matches, &[FILE, SNAPSHOT]).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn wrong(text: String) -> clap::Error {
    clap::Error::raw(ErrorKind::ArgumentConflict, text)
}

fn path(id: &'static str, long: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id)
        .long(long)
        .value_name(value)
        .value_parser(value_parser!(PathBuf))
        .action(ArgAction::Append)
        .help(help)
}

fn deltas() -> Arg {
    path(DELTA, "delta", "FILE.jrp", "Deltas on it, in their order").num_args(1..)
}

fn trust() -> Arg {
    let help =
        "Whose signature counts: the publisher's jrp.pub, or a trust file; may be given again for several";
    path(TRUST, "trust", "FILE", help).required(true)
}

impl clap::Args for Lists {
    fn augment_args(command: Command) -> Command {
        let snapshots = "The snapshot, or a folder of `jrp publish` or `jrp pull`; given again for each publisher whose lists are \
                         asked together. --delta, --person-key and --min-sequence belong to the one before them";
        let person_key = "person.key, without which natural persons are not compared";
        command
            .arg(path(SNAPSHOT, "snapshot", "FILE.jrp|DIR", snapshots).required(true))
            .arg(deltas())
            .arg(trust())
            .arg(path(PERSON_KEY, "person-key", "FILE", person_key))
            .arg(
                Arg::new(MIN_SEQUENCE)
                    .long("min-sequence")
                    .value_name("N")
                    .value_parser(value_parser!(u64))
                    .action(ArgAction::Append)
                    .help("Refuse a snapshot, or the last delta on it, with a lower sequence"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::Args for Files {
    fn augment_args(command: Command) -> Command {
        let file = "The snapshot, or a folder of `jrp publish` or `jrp pull`, which names its own deltas";
        let snapshots =
            "Another one; given again for several. --delta and --person-key belong to the one before them";
        let person_key = "person.key: opens the records of natural persons too";
        command
            .arg(
                Arg::new(FILE)
                    .value_name("FILE.jrp|DIR")
                    .value_parser(value_parser!(PathBuf))
                    .required_unless_present(SNAPSHOT)
                    .help(file),
            )
            .arg(path(SNAPSHOT, "snapshot", "FILE.jrp|DIR", snapshots))
            .arg(deltas())
            .arg(trust())
            .arg(path(PERSON_KEY, "person-key", "FILE", person_key))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}
