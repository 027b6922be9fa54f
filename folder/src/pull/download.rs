//! Files into the store: no byte more than the manifest says, resumed where an earlier attempt ended.

use super::is_web_page;
use super::source::Source;
use crate::FolderError;
use crate::draft::Draft;
use crate::event::{Listener, Step, Work};
use crate::locked::Folder;
use jrp_core::error::OpenError;
use jrp_core::manifest::{Layer, Plan};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::Suite;
use std::io::{self, Read};

/// Bytes written at a time.
const CHUNK: usize = 64 * 1024;

/// How often a source that breaks off is asked for the rest.
const ATTEMPTS: usize = 10;

/// Fetches what the plan wants.
pub(super) fn all(
    source: &Source,
    store: &Folder,
    suite: Suite,
    plan: &Plan,
    listener: Listener<'_>,
) -> Result<(), FolderError> {
    let work = Work::begin(listener, Step::Fetch, Some(plan.bytes()));
    let mut done = 0;
    for layer in &plan.fetch {
        let download = Download {
            source,
            layer,
            name: layer.file_name(),
            tell: &|bytes| work.done(done + bytes),
        };
        download.run(store, suite)?;
        done += layer.bytes;
    }
    Ok(())
}

struct Download<'a> {
    source: &'a Source,
    layer: &'a Layer,
    name: String,
    tell: &'a dyn Fn(u64),
}

impl Download<'_> {
    fn run(&self, store: &Folder, suite: Suite) -> Result<(), FolderError> {
        let mut part = store.part(&self.name)?;
        if part.len() > self.layer.bytes {
            part.restart()?;
        }
        let resumed = part.len() > 0;
        let mut bytes = self.whole(&mut part)?;
        if resumed && !self.layer.matches(suite, &bytes) {
            // What was left of an earlier attempt may be anything.
            part.restart()?;
            bytes = self.whole(&mut part)?;
        }
        if self.layer.matches(suite, &bytes) {
            return part.finish();
        }
        part.restart()?;
        let place = self.source.place(&self.name);
        match is_web_page(&bytes) {
            true => Err(FolderError::WebPage { place }),
            false => Err(FolderError::Altered { place }),
        }
    }

    /// All the bytes that the manifest announces.
    fn whole(&self, part: &mut Draft) -> Result<Vec<u8>, FolderError> {
        for attempt in 1.. {
            let before = part.len();
            match self.receive(part) {
                Ok(()) => break,
                // A source that gives more each time may have a short breath.
                Err(FolderError::Fetch { .. }) if part.len() > before && attempt < ATTEMPTS => {}
                Err(error) => return Err(error),
            }
        }
        part.read()
    }

    /// Asks once for what is missing.
    fn receive(&self, part: &mut Draft) -> Result<(), FolderError> {
        let announced = self.layer.bytes;
        if part.len() == announced {
            return Ok(());
        }
        let mut body = self.source.file(&self.name, part.len())?;
        if body.from != part.len() {
            part.restart()?;
        }
        let mut buffer = vec![0; CHUNK];
        loop {
            let (filled, ended) = fill(&mut *body.reader, &mut buffer);
            let chunk = buffer.get(..filled).unwrap_or_default();
            let broken = matches!(ended, Some(Err(_)));
            if part.len() == 0 && !broken && is_no_snapshot(chunk) {
                let place = self.source.place(&self.name);
                return Err(match is_web_page(chunk) {
                    true => FolderError::WebPage { place },
                    false => FolderError::NotTheFile { place },
                });
            }
            if part.len() + filled as u64 > announced {
                part.restart()?;
                return Err(self.wrong(
                    format!("goes on after the {announced} bytes that the manifest says"),
                    "ask the publisher, or look for a cache on the way that alters files",
                ));
            }
            if filled > 0 {
                part.append(chunk)?;
                (self.tell)(part.len());
            }
            match ended {
                None => {}
                Some(Ok(())) if part.len() == announced => return Ok(()),
                Some(Ok(())) => {
                    let len = part.len();
                    return Err(self.wrong(
                        format!("ended after {len} of {announced} bytes"),
                        "try again: it goes on from there",
                    ));
                }
                Some(Err(error)) => return Err(self.source.broken(&self.name, &error)),
            }
        }
    }

    fn wrong(&self, what: String, remedy: &'static str) -> FolderError {
        FolderError::Fetch {
            place: self.source.place(&self.name),
            what,
            remedy,
        }
    }
}

/// Whether a file that begins so is not a snapshot.
fn is_no_snapshot(bytes: &[u8]) -> bool {
    matches!(UnverifiedSnapshot::parse(bytes), Err(OpenError::NotASnapshot))
}

/// Fills the buffer as far as the reader goes: how many bytes, and how the reader ended, if it did.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> (usize, Option<io::Result<()>>) {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => return (filled, Some(Ok(()))),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (filled, Some(Err(error))),
        }
    }
    (filled, None)
}
