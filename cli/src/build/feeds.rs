//! Feeds into the builder, remembering where each record came from.

use crate::error::CliError;
use crate::files::{self, Shown};
use crate::layout::plain;
use crate::progress::Progress;
use jrp_core::build::{Builder, Dropped};
use jrp_core::policy::Policy;
use jrp_intake::{Options, Origin, Report, read_feed};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What reading the feeds told.
#[derive(Default)]
pub(super) struct Read {
    pub(super) report: Report,
    /// The first rows that contradict others: the one that stays and the one that goes
    pub(super) conflicts: Vec<(Origin, Origin)>,
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

/// Reads every feed and hands the builder back, filled.
pub(super) fn load<'a>(
    feeds: &[PathBuf],
    policy: &Policy,
    options: &Options,
    mut builder: Builder<'a>,
) -> Result<(Builder<'a>, Read), CliError> {
    let files = feeds.iter().map(|path| files::open(path));
    let files = files.collect::<Result<Vec<_>, _>>()?;
    let size = |file: &std::fs::File| file.metadata().map_or(0, |about| about.len());
    let progress = Progress::bytes("reading", files.iter().map(size).sum());
    let mut read = Read::default();
    let mut report = Report::default();
    let mut numbers: HashMap<(String, String), usize> = HashMap::new();
    for (path, file) in feeds.iter().zip(files) {
        let name = shown(path);
        read_feed::<CliError>(
            &name,
            progress.watch(file),
            policy,
            options,
            &mut report,
            &mut |record, origin| {
                builder.push(&record).map_err(|source| CliError::Record {
                    file: name.clone(),
                    row: origin.row,
                    source,
                })?;
                let next = numbers.len();
                let source = *numbers
                    .entry((record.list_kind, record.authority))
                    .or_insert(next);
                read.pushed.push(Pushed { origin, source });
                Ok(())
            },
        )?;
    }
    let mut sources: Vec<_> = numbers.into_iter().collect();
    sources.sort_unstable_by_key(|(_, number)| *number);
    read.sources = sources.into_iter().map(|(source, _)| source).collect();
    read.report = report;
    Ok((builder, read))
}

/// A feed as messages and the report call it: one line, whatever the file is called.
fn shown(path: &Path) -> String {
    plain(&Shown(path).to_string())
}

impl Read {
    /// Reports the rows that the builder dropped.
    pub(super) fn settle(&mut self, collapsed: &[Dropped], conflicts: &[Dropped]) {
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
