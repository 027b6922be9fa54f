//! The log of a folder's publications: a line for each, chained by digest. `latest` names where it ends and signs it
//! thereby, so nobody can say afterwards that another list stood on a day. `docs/FORMAT.md` chapter 18 specifies the text.

use super::Manifest;
use crate::suite::{Digest, Suite};
use thiserror::Error;

/// One digest for every log: a publisher that changes its suite continues the log it has.
const CHAIN: Suite = Suite::Sm2Sm3;

/// Bytes of a log at most, some 200,000 publications.
pub const MAX_LOG_BYTES: u64 = 1 << 26;

/// Bytes of a line at most, its line feed among them.
const MAX_LINE: usize = 400;

/// Where a log ends. The default is where one without lines does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// Its lines
    pub lines: u64,
    /// Its bytes
    pub bytes: u64,
    /// SM3 of the last line, which holds that of the line before it
    pub digest: Digest,
}

impl Default for LogEnd {
    fn default() -> Self {
        Self {
            lines: 0,
            bytes: 0,
            digest: Digest::NOTHING,
        }
    }
}

impl LogEnd {
    /// Where the log ends with this line more, its line feed included.
    fn and(&self, line: &str) -> Self {
        Self {
            lines: self.lines.saturating_add(1),
            bytes: self.bytes.saturating_add(line.len() as u64),
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
        let (mut ends, mut before) = (Vec::new(), LogEnd::default());
        let mut highest = None;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let number = before.lines + 1;
            let wrong = |what| LogError { line: number, what };
            let text = core::str::from_utf8(line).map_err(|_| wrong("the text is not UTF-8"))?;
            if text.len() > MAX_LINE {
                return Err(wrong("the line is longer than any of a log"));
            }
            let said = text
                .strip_suffix('\n')
                .ok_or_else(|| wrong("the line does not end"))?;
            let (start, previous) = said
                .rsplit_once(' ')
                .ok_or_else(|| wrong("the line is not one of a log"))?;
            let mut words = start.split(' ');
            if words.next() != Some(number.to_string().as_str()) {
                return Err(wrong("the line does not begin with its number"));
            }
            let sequence: Option<u64> = words.next().and_then(|word| word.parse().ok());
            if sequence <= highest {
                return Err(wrong("the sequence is not above that of the line before"));
            }
            highest = sequence;
            if previous != before.digest.to_string() {
                return Err(wrong("the digest of the line before is another one"));
            }
            before = before.and(text);
            ends.push(before);
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

impl Manifest {
    /// The line that this publication adds to a log which ended there, with its line feed, and where the log ends with it.
    pub(super) fn line_behind(&self, before: &LogEnd) -> (String, LogEnd) {
        let (kind, newest) = (self.kind(), self.newest());
        let line = format!(
            "{} {} {} {kind} {} {} {} {} {}\n",
            before.lines.saturating_add(1),
            newest.sequence,
            self.issued_at,
            self.suite.code(),
            newest.bytes,
            newest.header,
            newest.file,
            before.digest,
        );
        let end = before.and(&line);
        (line, end)
    }

    /// The line that this publication adds to a log which ended there, with its line feed; `None` where it is not the line
    /// whose digest the manifest names.
    pub fn log_line(&self, before: &LogEnd) -> Option<String> {
        let (line, end) = self.line_behind(before);
        (end == self.log).then_some(line)
    }

    fn kind(&self) -> &'static str {
        if self.deltas.is_empty() { "base" } else { "delta" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::manifest::Layer;
    use crate::snapshot::Audience;

    fn publication(sequence: u64, day: u32) -> Manifest {
        let issued_at = Timestamp::parse(&format!("2026-11-{day}T09:00:00+08:00")).unwrap();
        Manifest {
            suite: Suite::Ed25519Blake3,
            publisher: "示例区信用办".into(),
            region: "320507".into(),
            audience: Audience::Public,
            issued_at,
            next_update: issued_at,
            expires_at: issued_at,
            log: LogEnd::default(),
            base: Layer {
                sequence,
                bytes: 1000,
                header: [1; 32].into(),
                file: [2; 32].into(),
            },
            deltas: Vec::new(),
            extensions: Vec::new(),
        }
    }

    fn log(publications: u64) -> (String, Vec<LogEnd>) {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for sequence in 1..=publications {
            let before = ends.last().copied().unwrap_or_default();
            let (line, end) = publication(sequence, 21).line_behind(&before);
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
    fn sequences_rise_from_line_to_line() {
        for second in [1, 2] {
            let (first, end) = publication(2, 21).line_behind(&LogEnd::default());
            let (line, _) = publication(second, 22).line_behind(&end);
            let refused = Log::parse((first + &line).as_bytes()).unwrap_err();
            assert_eq!(refused.line, 2, "{refused}");
        }
    }

    #[test]
    fn a_log_written_anew_does_not_continue_the_old_one() {
        let (_, ends) = log(3);
        let (line, _) = publication(1, 22).line_behind(&LogEnd::default());
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
