//! Feeds into the builder, remembering where each record came from.

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::layout::plain;
use crate::progress::Progress;
use jrp_core::build::{BuildError, Dropped};
use jrp_core::policy::Policy;
use jrp_core::record::Record;
use jrp_intake::{FeedError, Options, Origin, Report, read_feed};
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};

/// What reading the feeds told.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) report: Report,
    /// The first rows that contradict others: the one that stays and the one that goes
    pub(crate) conflicts: Vec<(Origin, Origin)>,
    /// One for every record pushed, in order
    pushed: Vec<Pushed>,
    /// List and authority of the records, each pair once
    sources: Vec<(String, String)>,
}

struct Pushed {
    origin: Origin,
    source: usize,
}

/// Conflicts told one by one.
const CONFLICTS: usize = 5;

/// Records handed over at a time, and how many such batches may wait.
const BATCH: usize = 1024;
const WAITING: usize = 4;

/// Why the reading thread ended early.
enum Stop {
    Failed(CliError),
    /// The builder refused a record and takes no more
    Unwanted,
}

impl From<FeedError> for Stop {
    fn from(error: FeedError) -> Self {
        Self::Failed(error.into())
    }
}

/// Reads every feed. One thread reads and cleans while the other takes the records.
pub(super) fn load(
    feeds: &[PathBuf],
    policy: &Policy,
    options: &Options,
    take: &mut dyn FnMut(&Record) -> Result<(), BuildError>,
) -> Result<Read, CliError> {
    let files = feeds.iter().map(|path| files::open(path));
    let files = files.collect::<Result<Vec<_>, _>>()?;
    let mut read = Read::default();
    let mut numbers: HashMap<(String, String), usize> = HashMap::new();
    let (sender, receiver) = sync_channel::<Vec<(Record, Origin)>>(WAITING);
    let mut push = |record: Record, origin: Origin| -> Result<(), CliError> {
        take(&record).map_err(|source| CliError::Record {
            file: feeds
                .get(origin.file as usize)
                .map(|path| shown(path))
                .unwrap_or_default(),
            row: origin.row,
            source,
        })?;
        let next = numbers.len();
        let source = *numbers
            .entry((record.list_kind, record.authority))
            .or_insert(next);
        read.pushed.push(Pushed { origin, source });
        Ok(())
    };
    let (pushed, report) = std::thread::scope(|scope| {
        let reader = scope.spawn(move || read_all(feeds, files, policy, options, &sender));
        let pushed = receiver
            .into_iter()
            .flatten()
            .try_for_each(|(record, origin)| push(record, origin));
        (pushed, reader.join())
    });
    let report = report.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    pushed?;
    read.report = match report {
        Ok(report) => report,
        Err(Stop::Failed(error)) => return Err(error),
        Err(Stop::Unwanted) => Report::default(),
    };
    let mut sources: Vec<_> = numbers.into_iter().collect();
    sources.sort_unstable_by_key(|(_, number)| *number);
    read.sources = sources.into_iter().map(|(source, _)| source).collect();
    Ok(read)
}

fn read_all(
    feeds: &[PathBuf],
    files: Vec<File>,
    policy: &Policy,
    options: &Options,
    sender: &SyncSender<Vec<(Record, Origin)>>,
) -> Result<Report, Stop> {
    let size = |file: &File| file.metadata().map_or(0, |about| about.len());
    let progress = Progress::bytes("reading", files.iter().map(size).sum());
    let mut report = Report::default();
    let mut batch = Vec::with_capacity(BATCH);
    for (path, file) in feeds.iter().zip(files) {
        let file = progress.watch(file);
        read_feed::<Stop>(
            &shown(path),
            file,
            policy,
            options,
            &mut report,
            &mut |record, origin| {
                batch.push((record, origin));
                if batch.len() < BATCH {
                    return Ok(());
                }
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                sender.send(full).map_err(|_| Stop::Unwanted)
            },
        )?;
    }
    sender.send(batch).map_err(|_| Stop::Unwanted)?;
    Ok(report)
}

/// A feed as messages and the report call it: one line, whatever the file is called.
fn shown(path: &Path) -> String {
    plain(&Shown(path).to_string())
}

impl Read {
    /// Reports the rows that the builder dropped.
    pub(crate) fn settle(&mut self, collapsed: &[Dropped], conflicts: &[Dropped]) {
        let Self {
            report,
            pushed,
            sources,
            ..
        } = self;
        let find = |number: u32| {
            let pushed = pushed.get(number as usize)?;
            let (list, authority) = sources.get(pushed.source)?;
            Some((pushed.origin, list.as_str(), authority.as_str()))
        };
        for (_, list, authority) in collapsed.iter().filter_map(|pair| find(pair.dropped)) {
            report.collapse(list, authority);
        }
        for pair in conflicts {
            if let (Some((kept, ..)), Some((dropped, list, authority))) =
                (find(pair.kept), find(pair.dropped))
            {
                report.conflict(kept, dropped, list, authority);
                if self.conflicts.len() < CONFLICTS {
                    self.conflicts.push((kept, dropped));
                }
            }
        }
    }
}
