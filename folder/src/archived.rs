//! Logs of publications in an archive, where those of several publishers and audiences may stand side by side.

use crate::log::LOG;
use crate::{FolderError, files};
use jrp_core::manifest::{Log, LogError, MAX_LOG_BYTES};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The logs of an archive: all of its files whose names begin with `publications` and have `.log` in them.
#[derive(Debug, Default)]
pub struct ArchivedLogs(Vec<OneLog>);

#[derive(Debug)]
struct OneLog {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// What the logs of an archive say of a line that evidence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogSaid {
    /// One of them has it
    Line,
    /// It has another line there, or none, or is damaged before it
    Otherwise {
        /// which log
        path: PathBuf,
        /// why the line is not the one that was named
        why: LogError,
    },
    /// No log is the publisher's
    Nothing,
}

impl ArchivedLogs {
    /// Reads the logs of a folder.
    pub fn of(folder: &Path) -> Result<Self, FolderError> {
        let failed = |source: io::Error| FolderError::Read {
            path: folder.to_owned(),
            source,
        };
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(stem()) && name.contains(".log") {
                paths.push(entry.path());
            }
        }
        paths.sort();
        let read = paths.into_iter().map(|path| {
            let bytes = files::read_within(&path, MAX_LOG_BYTES)?;
            Ok(OneLog { path, bytes })
        });
        read.collect::<Result<_, _>>().map(Self)
    }

    /// What they say of a line with this digest. A log is another publisher's where `is_others` says so of the headers that it
    /// names and `is_own` of none: what names files of nobody that is known may be anybody's.
    pub fn say(
        &self,
        line: u64,
        digest: &str,
        is_own: impl Fn(&str) -> bool,
        is_others: impl Fn(&str) -> bool,
    ) -> LogSaid {
        let mut otherwise = None;
        for log in &self.0 {
            let why = match log.has(line, digest) {
                Ok(()) => return LogSaid::Line,
                Err(why) => why,
            };
            let headers: Vec<String> = log.headers().collect();
            let is_of_another = { headers.iter() }.any(|header| is_others(header))
                && !headers.iter().any(|header| is_own(header));
            if !is_of_another {
                otherwise.get_or_insert(LogSaid::Otherwise {
                    path: log.path.clone(),
                    why,
                });
            }
        }
        otherwise.unwrap_or(LogSaid::Nothing)
    }
}

impl OneLog {
    /// Whether the log is whole up to a line, and the line has this digest. What stands behind it does not matter.
    fn has(&self, line: u64, digest: &str) -> Result<(), LogError> {
        let count = usize::try_from(line).unwrap_or(usize::MAX);
        let lines = self.bytes.split_inclusive(|byte| *byte == b'\n').take(count);
        let length: usize = lines.map(<[u8]>::len).sum();
        let begun = self.bytes.get(..length).unwrap_or(&self.bytes);
        let end = Log::parse(begun)?.end().copied().unwrap_or_default();
        let wrong = |what| Err(LogError { line, what });
        match end {
            end if end.lines < line || line == 0 => wrong("the log has no such line"),
            end if end.digest() != digest => wrong("it is another line than the one that was named"),
            _ => Ok(()),
        }
    }

    /// The digests of the headers that its lines name, in hexadecimal.
    fn headers(&self) -> impl Iterator<Item = String> {
        const HEADER: usize = 6;
        let lines = self.bytes.split(|byte| *byte == b'\n');
        lines.filter_map(|line| {
            let word = line.split(|byte| *byte == b' ').nth(HEADER)?;
            String::from_utf8(word.to_vec()).ok()
        })
    }
}

/// How the name of every such log begins.
fn stem() -> &'static str {
    LOG.split('.').next().unwrap_or(LOG)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log of publications of these headers.
    fn log(name: &str, headers: &[&str]) -> OneLog {
        let mut text = String::new();
        for (at, header) in (1..).zip(headers) {
            let before = Log::parse(text.as_bytes())
                .unwrap()
                .end()
                .copied()
                .unwrap_or_default();
            let digest = before.digest;
            text += &format!("{at} {at} 2026-11-21T09:00:00+08:00 base sm2-sm3 9 {header} f0 {digest}\n");
        }
        OneLog {
            path: name.into(),
            bytes: text.into_bytes(),
        }
    }

    fn digest(log: &OneLog, line: u64) -> String {
        Log::parse(&log.bytes).unwrap().at(line).unwrap().digest()
    }

    fn judge(logs: Vec<OneLog>, line: u64, digest: &str) -> LogSaid {
        let is_own = |header: &str| header.starts_with("own");
        let is_others = |header: &str| header.starts_with("other");
        ArchivedLogs(logs).say(line, digest, is_own, is_others)
    }

    #[test]
    fn a_line_is_found_among_the_logs_of_several_publishers() {
        let own = log("b", &["own1", "own2", "own3"]);
        let wanted = digest(&own, 2);
        let other = || log("a", &["other1", "other2"]);
        assert_eq!(judge(vec![other(), own], 2, &wanted), LogSaid::Line);
        assert_eq!(judge(vec![other()], 2, &wanted), LogSaid::Nothing);
        assert_eq!(judge(vec![], 2, &wanted), LogSaid::Nothing);
    }

    #[test]
    fn a_line_denied_is_told_with_log_and_place() {
        let wanted = digest(&log("", &["own1", "own2"]), 2);
        let told = |logs, line| match judge(logs, line, &wanted) {
            LogSaid::Otherwise { path, why } => (path.display().to_string(), why.line),
            said => panic!("{said:?}"),
        };
        let other = || log("a", &["other1"]);
        assert_eq!(
            told(vec![other(), log("b", &["own1", "own9"])], 2),
            ("b".into(), 2)
        );
        assert_eq!(told(vec![other(), log("b", &["own1"])], 2), ("b".into(), 2));
        // It names files of nobody that is known: it may be the publisher's, who denies the file.
        assert_eq!(
            told(vec![other(), log("b", &["new1", "new2"])], 2),
            ("b".into(), 2)
        );
        let mut damaged = log("b", &["own1", "own2"]);
        damaged.bytes[0] = b'9';
        assert_eq!(told(vec![damaged], 2), ("b".into(), 1));
        assert_eq!(told(vec![log("b", &["own1", "own2"])], 0), ("b".into(), 0));
    }

    #[test]
    fn what_stands_behind_the_line_does_not_matter() {
        let mut own = log("b", &["own1", "own2", "own3"]);
        let wanted = digest(&own, 2);
        own.bytes.truncate(own.bytes.len() - 9);
        assert_eq!(judge(vec![own], 2, &wanted), LogSaid::Line);
    }
}
