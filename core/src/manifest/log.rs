//! The log of a folder's publications: a line for each, chained by digest. `latest` names where it ends and signs it
//! thereby, so nobody can say afterwards that another list stood on a day. `docs/FORMAT.md` chapter 18 specifies the text.

use super::{Layer, Manifest};
use crate::date::Timestamp;
use crate::suite::{Digest, Suite};
use thiserror::Error;

/// One digest for every log: a publisher that changes its suite continues the log it has.
const CHAIN: Suite = Suite::Sm2Sm3;

/// Bytes of a log at most, some 200,000 publications.
pub const MAX_LOG_BYTES: u64 = 1 << 26;

/// Bytes of a line at most, its line feed among them.
const MAX_LINE: usize = 400;

/// Where a log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// Its lines
    pub lines: u64,
    /// Its bytes
    pub bytes: u64,
    /// SM3 of the last line, which holds that of the line before it
    pub digest: Digest,
}

impl LogEnd {
    /// Where a log ends that goes on from here with this line, its line feed included.
    fn and(before: Option<&Self>, line: &str) -> Self {
        Self {
            lines: before.map_or(0, |end| end.lines).saturating_add(1),
            bytes: before
                .map_or(0, |end| end.bytes)
                .saturating_add(line.len() as u64),
            digest: CHAIN.digest(line.trim_end_matches('\n').as_bytes()),
        }
    }

    /// The digest, as evidence names it.
    pub fn digest(&self) -> String {
        format!("{}:{}", CHAIN.digest_name(), self.digest)
    }
}

/// Why a log is not believed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct LogError {
    /// Which, from 1
    pub line: u64,
    /// What is wrong with it
    pub what: &'static str,
}

/// A log of which every line is chained to the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    ends: Vec<LogEnd>,
}

impl Log {
    /// Reads a log, in time and memory that follow its bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, LogError> {
        let mut ends: Vec<LogEnd> = Vec::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let number = ends.len() as u64 + 1;
            let wrong = |what| LogError { line: number, what };
            let text = core::str::from_utf8(line).map_err(|_| wrong("the text is not UTF-8"))?;
            if text.len() > MAX_LINE {
                return Err(wrong("the line is longer than any of a log"));
            }
            let said = text
                .strip_suffix('\n')
                .ok_or_else(|| wrong("the line does not end"))?;
            let before = ends.last();
            let (start, previous) = said
                .rsplit_once(' ')
                .ok_or_else(|| wrong("the line is not one of a log"))?;
            if start.split(' ').next() != Some(number.to_string().as_str()) {
                return Err(wrong("the line does not begin with its number"));
            }
            if previous != before.map_or(Digest::NOTHING, |end| end.digest).to_string() {
                return Err(wrong("the digest of the line before is another one"));
            }
            ends.push(LogEnd::and(before, text));
        }
        Ok(Self { ends })
    }

    /// Where it ends; `None` where it has no line.
    pub fn end(&self) -> Option<&LogEnd> {
        self.ends.last()
    }

    /// Where it ended when it had so many lines.
    pub fn at(&self, lines: u64) -> Option<&LogEnd> {
        self.ends.get(usize::try_from(lines.checked_sub(1)?).ok()?)
    }

    /// Whether a log that ended there is the beginning of this one.
    pub fn continues(&self, end: &LogEnd) -> bool {
        self.at(end.lines) == Some(end)
    }
}

/// The line of a publication, with its line feed, and where the log ends with it.
pub(super) fn next(
    before: Option<&LogEnd>,
    suite: Suite,
    kind: &str,
    issued_at: Timestamp,
    newest: &Layer,
) -> (String, LogEnd) {
    let line = format!(
        "{} {} {issued_at} {kind} {} {} {} {} {}\n",
        before.map_or(0, |end| end.lines).saturating_add(1),
        newest.sequence,
        suite.code(),
        newest.bytes,
        newest.header,
        newest.file,
        before.map_or(Digest::NOTHING, |end| end.digest),
    );
    let end = LogEnd::and(before, &line);
    (line, end)
}

impl Manifest {
    /// The line that this publication adds to a log which ended there, with its line feed; `None` where it is not the line
    /// whose digest the manifest names.
    pub fn log_line(&self, before: Option<&LogEnd>) -> Option<String> {
        let kind = if self.deltas.is_empty() { "base" } else { "delta" };
        let (line, end) = next(before, self.suite, kind, self.issued_at, self.newest());
        (end == self.log).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(sequence: u64) -> Layer {
        Layer {
            sequence,
            bytes: 1000,
            header: [1; 32].into(),
            file: [2; 32].into(),
        }
    }

    fn log(publications: u64) -> (String, Vec<LogEnd>) {
        let issued_at = Timestamp::parse("2026-11-21T09:00:00+08:00").unwrap();
        let (mut text, mut ends) = (String::new(), Vec::new());
        for sequence in 1..=publications {
            let (line, end) = next(
                ends.last(),
                Suite::Ed25519Blake3,
                "base",
                issued_at,
                &layer(sequence),
            );
            text += &line;
            ends.push(end);
        }
        (text, ends)
    }

    #[test]
    fn a_log_ends_where_its_publications_say() {
        let (text, ends) = log(5);
        let read = Log::parse(text.as_bytes()).unwrap();
        assert_eq!(read.end(), ends.last());
        assert!(ends.iter().all(|end| read.continues(end)));
        assert_eq!(ends[4].bytes, text.len() as u64);
        assert_eq!(read.at(0), None);
        assert_eq!(Log::parse(b"").unwrap().end(), None);
    }

    #[test]
    fn every_altered_byte_is_noticed_at_its_line_or_by_the_end() {
        let (text, ends) = log(3);
        for at in 0..text.len() {
            let mut altered = text.clone().into_bytes();
            altered[at] ^= 1;
            let believed = Log::parse(&altered).is_ok_and(|log| log.continues(&ends[2]));
            assert!(!believed, "byte {at}");
        }
        for lines in 1..3 {
            let lost: String = text.split_inclusive('\n').skip(lines).collect();
            assert!(
                Log::parse(lost.as_bytes()).is_err(),
                "without {lines} lines in front"
            );
        }
    }

    #[test]
    fn a_log_written_anew_does_not_continue_the_old_one() {
        let (_, ends) = log(3);
        let issued_at = Timestamp::parse("2026-11-22T09:00:00+08:00").unwrap();
        let (line, _) = next(None, Suite::Ed25519Blake3, "base", issued_at, &layer(1));
        assert!(!Log::parse(line.as_bytes()).unwrap().continues(&ends[0]));
    }

    #[test]
    fn what_is_no_log_says_where() {
        for (text, line) in [("x", 1), ("1 \n", 1), ("\n", 1), ("<!DOCTYPE html>\n", 1)] {
            assert_eq!(Log::parse(text.as_bytes()).unwrap_err().line, line, "{text:?}");
        }
        let (text, _) = log(2);
        let cut = &text[..text.len() - 1];
        assert_eq!(Log::parse(cut.as_bytes()).unwrap_err().line, 2);
        assert!(Log::parse(&[b'1'; 1000]).is_err());
    }
}
