//! `ledger.jsonl`: one line for everything that happened, each chained to the one before it by digest. Lines are only added.

use super::entry::Entry;
use super::serial::moment;
use super::{Dir, OfficeError};
use crate::files;
use jrp_core::date::Timestamp;
use jrp_core::suite::Suite;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// The name of the file.
pub const LEDGER: &str = "ledger.jsonl";

/// What the first line has in place of a digest.
const NOTHING: &str = "sm3:-";

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Line {
    /// Its number, from 1
    pub line: u64,
    /// When it was written
    #[serde(with = "moment")]
    pub at: Timestamp,
    /// Who ran the command, where that was said
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Digest of the line before, its end of line left out
    pub before: String,
    /// What happened
    #[serde(flatten)]
    pub entry: Entry,
}

/// All lines, read and found to be chained.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    lines: Vec<Line>,
    /// The file as it stands
    text: String,
    /// Digest of the last line
    head: String,
}

/// A digest as the ledger writes it.
pub(super) fn digest(bytes: &[u8]) -> String {
    format!("sm3:{}", Suite::Sm2Sm3.digest(bytes))
}

/// The lines that end, and what stands behind them.
fn torn(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    bytes.split_at(end)
}

impl Ledger {
    /// Reads the ledger of a folder and follows its chain from the first line to the last.
    pub fn read(dir: &Path) -> Result<Self, OfficeError> {
        let path = dir.join(LEDGER);
        let bytes = match files::read(&path) {
            Err(crate::FolderError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                let what = "the ledger is not there".to_owned();
                return Err(OfficeError::Ledger { path, line: 1, what });
            }
            read => read?,
        };
        let refused = |line: usize, what: String| OfficeError::Ledger {
            path: path.clone(),
            line,
            what,
        };
        let (whole, torn) = torn(&bytes);
        if !torn.is_empty() && !whole.is_empty() {
            let line = whole.iter().filter(|byte| **byte == b'\n').count() + 1;
            return Err(OfficeError::LedgerTorn {
                path,
                line,
                dir: dir.to_owned(),
            });
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to());
            let line = good.unwrap_or_default().iter().filter(|b| **b == b'\n').count() + 1;
            refused(line, "not UTF-8".to_owned())
        })?;
        let mut ledger = Self {
            head: NOTHING.to_owned(),
            ..Self::default()
        };
        for (at, text) in text.lines().enumerate() {
            let line: Line =
                serde_json::from_str(text).map_err(|error| refused(at + 1, error.to_string()))?;
            if line.line != at as u64 + 1 {
                return Err(refused(at + 1, format!("its number is {}", line.line)));
            }
            if line.before != ledger.head {
                let what = "the line before it is not the one that it follows".to_owned();
                return Err(refused(at + 1, what));
            }
            ledger.head = digest(text.as_bytes());
            ledger.lines.push(line);
        }
        if !text.ends_with('\n') {
            return Err(refused(
                ledger.lines.len().max(1),
                "its end is missing".to_owned(),
            ));
        }
        ledger.text = text;
        Ok(ledger)
    }

    /// Ends a last line that was not written whole: one of which only the end of the line is missing stays, half a line is
    /// cut off. Tells its number and whether it stays; `None` where the last line is whole.
    pub(super) fn mend(dir: &Dir) -> Result<Option<(u64, bool)>, OfficeError> {
        let bytes = files::read(&dir.path().join(LEDGER))?;
        let (whole, torn) = torn(&bytes);
        if torn.is_empty() || whole.is_empty() {
            return Ok(None);
        }
        let number = whole.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        let last = whole
            .strip_suffix(b"\n")
            .unwrap_or(whole)
            .rsplit(|byte| *byte == b'\n')
            .next();
        let before = digest(last.unwrap_or_default());
        let is_whole = serde_json::from_slice::<Line>(torn)
            .is_ok_and(|line| line.line == number && line.before == before);
        let mended = match is_whole {
            true => [&bytes, &b"\n"[..]].concat(),
            false => whole.to_vec(),
        };
        dir.replace(LEDGER, &mended)?;
        Ok(Some((number, is_whole)))
    }

    /// The number of the line with this digest; 0 for the place before the first line.
    pub(super) fn number_of(&self, head: &str) -> Option<usize> {
        match head == self.head {
            true => Some(self.lines.len()),
            false => self.lines.iter().position(|line| line.before == head),
        }
    }

    /// The lines, in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Digest of the last line.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Adds a line, and sees it to the disk: what it tells has happened from then on.
    pub(super) fn add(
        &mut self,
        dir: &Dir,
        at: Timestamp,
        by: Option<&str>,
        entry: Entry,
    ) -> Result<u64, OfficeError> {
        let before = match self.lines.is_empty() {
            true => NOTHING.to_owned(),
            false => self.head.clone(),
        };
        let line = Line {
            line: self.lines.len() as u64 + 1,
            at,
            by: by.map(str::to_owned),
            before,
            entry,
        };
        let number = line.line;
        let failed = |error: serde_json::Error| files::unwritable(&dir.path().join(LEDGER), error.into());
        let text = serde_json::to_string(&line).map_err(failed)?;
        self.head = digest(text.as_bytes());
        self.text.push_str(&text);
        self.text.push('\n');
        self.lines.push(line);
        // Written whole beside its place and put there in one step: nobody ever sees half a line.
        dir.replace(LEDGER, self.text.as_bytes())?;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn with_lines(count: u64) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let dir = Dir::lock(folder.path(), false).unwrap();
        let mut ledger = Ledger::default();
        for n in 0..count {
            let entry = Entry::Init {
                publisher: format!("云澜区信用办{n}"),
            };
            ledger
                .add(&dir, at("2026-11-02T09:00:00+08:00"), None, entry)
                .unwrap();
        }
        folder
    }

    #[test]
    fn lines_are_chained_and_read_again() {
        let folder = with_lines(3);
        let ledger = Ledger::read(folder.path()).unwrap();
        assert_eq!(ledger.lines().len(), 3);
        assert_eq!(ledger.lines()[0].before, NOTHING);
    }

    #[test]
    fn a_last_line_that_was_torn_is_told_and_mended_without_the_lines_before_it() {
        let folder = with_lines(3);
        let path = folder.path().join(LEDGER);
        let good = std::fs::read(&path).unwrap();
        let two = good.len() / 3 * 2;
        let end_of_two = good[..two].iter().rposition(|b| *b == b'\n').unwrap() + 1;
        let second = match good[..good.len() - 1].iter().rposition(|b| *b == b'\n') {
            Some(at) => at + 1,
            None => end_of_two,
        };
        for cut in second + 1..good.len() {
            std::fs::write(&path, &good[..cut]).unwrap();
            let told = Ledger::read(folder.path()).unwrap_err().to_string();
            assert!(told.contains("line 3") && told.contains("rebuild"), "{told}");
            let dir = Dir::lock(folder.path(), false).unwrap();
            let stays = cut == good.len() - 1;
            assert_eq!(Ledger::mend(&dir).unwrap(), Some((3, stays)), "{cut}");
            let lines = Ledger::read(folder.path()).unwrap().lines().len();
            assert_eq!(lines, if stays { 3 } else { 2 });
            assert_eq!(Ledger::mend(&dir).unwrap(), None);
        }
    }

    #[test]
    fn every_altered_byte_and_every_line_that_is_gone_is_seen() {
        let folder = with_lines(3);
        let path = folder.path().join(LEDGER);
        let good = std::fs::read(&path).unwrap();
        let head = Ledger::read(folder.path()).unwrap().head;
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 1;
            std::fs::write(&path, &bad).unwrap();
            // The last line has none after it: only the head tells that it is another.
            let told = Ledger::read(folder.path()).map(|ledger| ledger.head);
            assert!(
                told.is_err() || told.is_ok_and(|other| other != head),
                "byte {place}"
            );
        }
        let text = String::from_utf8(good).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for gone in 0..2 {
            let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone);
            let text: String = kept.map(|(_, line)| format!("{line}\n")).collect();
            std::fs::write(&path, text).unwrap();
            assert!(Ledger::read(folder.path()).is_err());
        }
    }
}
