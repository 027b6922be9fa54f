//! Feeds into the builder, remembering where each record came from.

use super::origins::Origins;
use crate::event::{Listener, Step, Work};
use crate::{FolderError, files};
use jrp_core::policy::Policy;
use jrp_core::unseen;
use jrp_core::writer::{Batch, BuildError, Built, Dropped, Preparer};
use jrp_intake::{Block, Entry, Feed, Judge, Options, Origin, Profile, Report};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What reading the feeds told.
#[derive(Default)]
pub struct Read {
    /// The quality report
    pub report: Report,
    /// The first rows that contradict others: the one that stays and the one that goes
    pub conflicts: Vec<(Origin, Origin)>,
    /// One for every record taken, in order
    origins: Origins,
    /// One for every withdrawal taken, in order
    withdrawals: Origins,
}

/// What a block of rows came to.
struct Judged {
    batch: Batch,
    origins: Vec<Origin>,
    withdrawals: Vec<Origin>,
    report: Report,
}

impl Judged {
    fn of(block: &Block, judge: &Judge<'_>, preparer: &Preparer<'_>) -> Result<Self, FolderError> {
        let (mut batch, mut report) = (Batch::default(), Report::default());
        let (mut origins, mut withdrawals) = (Vec::with_capacity(block.len()), Vec::new());
        // The last row that was to be kept by its subject, its list, and whether it was.
        let mut kept: Option<(Origin, String, bool)> = None;
        let mut lost = Vec::new();
        judge.rows::<FolderError>(block, &mut report, &mut |entry, origin| {
            let refused = |source| FolderError::Record {
                file: block.name().to_owned(),
                row: origin.row,
                source,
            };
            match entry {
                Entry::Listed(record) => {
                    preparer.add(&record, origin.row, &mut batch).map_err(refused)?;
                    origins.push(origin);
                }
                Entry::Withdrawn(withdrawal) => {
                    preparer.withdraw(&withdrawal, &mut batch);
                    withdrawals.push(origin);
                }
                Entry::Unread(row) => {
                    // What cannot even be kept by its subject names nobody.
                    let records = preparer.add_unread(&row, &mut batch).unwrap_or_else(|_| {
                        preparer.add_unnamed(Some(&row.list_kind), &mut batch);
                        0
                    });
                    origins.extend((0..records).map(|_| origin));
                    match &mut kept {
                        Some((of, _, is_kept)) if *of == origin => *is_kept |= records > 0,
                        _ => lost.extend(kept.replace((origin, row.list_kind, records > 0))),
                    }
                }
                Entry::Unnamed(list) => preparer.add_unnamed(list.as_deref(), &mut batch),
            }
            Ok(())
        })?;
        lost.extend(kept);
        for (_, list, _) in lost.iter().filter(|(.., is_kept)| !is_kept) {
            report.lose(list);
        }
        Ok(Self {
            batch,
            origins,
            withdrawals,
            report,
        })
    }
}

/// Conflicts told one by one.
const CONFLICTS: usize = 5;

/// Reads every feed: one thread reads, all cores judge rows and make records ready, the caller's takes them.
pub(super) fn load(
    feeds: &[PathBuf],
    profiles: &[Profile],
    policy: &Policy,
    options: &Options,
    preparer: Preparer<'_>,
    take: &mut dyn FnMut(&Batch) -> Result<(), BuildError>,
    listener: Listener<'_>,
) -> Result<Read, FolderError> {
    let files = feeds.iter().map(|path| files::open_given(path));
    let files = files.collect::<Result<Vec<_>, _>>()?;
    let size = |file: &File| file.metadata().map_or(0, |about| about.len());
    let work = Work::begin(listener, Step::Read, Some(files.iter().map(size).sum()));
    let done = AtomicU64::new(0);
    let names: Vec<String> = feeds.iter().map(|path| show(path)).collect();
    let mut read = Read::default();
    let mut files = files.into_iter().zip(&names);
    let mut feed: Option<Feed<'_, Counted<'_>>> = None;
    let next_block = || -> Result<Option<Block>, FolderError> {
        loop {
            if let Some(block) = feed.as_mut().map(Feed::next_block).transpose()?.flatten() {
                return Ok(Some(block));
            }
            let number = feed.as_ref().map_or(0, Feed::next_file);
            let Some((file, name)) = files.next() else {
                return Ok(None);
            };
            feed = Some(Feed::open_with(
                name,
                Counted {
                    file,
                    work: &work,
                    done: &done,
                },
                number,
                profiles,
            )?);
        }
    };
    let judge = Judge::new(policy, options);
    let judged = |block: Block| Judged::of(&block, &judge, &preparer);
    jrp_threads::in_order(jrp_threads::cores(), next_block, judged, |judged| {
        let judged = judged?;
        take(&judged.batch).map_err(FolderError::Build)?;
        read.origins.extend(judged.origins);
        read.withdrawals.extend(judged.withdrawals);
        read.report.join(judged.report);
        Ok(())
    })?;
    Ok(read)
}

/// A feed as messages and the report call it: one line, whatever the file is called.
fn show(path: &Path) -> String {
    unseen::reveal(&path.display().to_string())
}

/// A file whose bytes count as work done.
struct Counted<'a> {
    file: File,
    work: &'a Work<'a>,
    /// Of all files
    done: &'a AtomicU64,
}

impl io::Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let before = self.done.fetch_add(read as u64, Ordering::Relaxed);
        self.work.done(before + read as u64);
        Ok(read)
    }
}

impl Read {
    /// Reports the rows that the builder dropped.
    pub(super) fn settle(&mut self, built: &Built) {
        self.report.collapse(built.collapsed.len() as u64);
        let pair =
            |keepers: &Origins, pair: &Dropped| keepers.get(pair.kept).zip(self.origins.get(pair.dropped));
        let conflicts = built
            .conflicts
            .iter()
            .filter_map(|rows| pair(&self.origins, rows));
        let withdrawn = built
            .withdrawn
            .iter()
            .filter_map(|rows| pair(&self.withdrawals, rows));
        for (kept, dropped) in conflicts.chain(withdrawn) {
            self.report.conflict(kept, dropped);
            if self.conflicts.len() < CONFLICTS {
                self.conflicts.push((kept, dropped));
            }
        }
        for rows in &built.apart {
            if let [Some(one), Some(other)] = rows.map(|row| self.origins.get(row)) {
                self.report.stand_apart([one, other]);
            }
        }
        for row in &built.unapplied {
            let stays = row
                .stays
                .iter()
                .filter_map(|row| self.origins.get(*row))
                .collect();
            if let Some(withdrawal) = self.withdrawals.get(row.withdrawal) {
                self.report.leave_unapplied(withdrawal, stays, row.more);
            }
        }
        for ((list, authority), rows) in &built.dropped_by_source {
            self.report.unload(list, authority, *rows);
        }
    }
}
