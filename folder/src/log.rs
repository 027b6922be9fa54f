//! The log of publications in a folder: what was published, one line after the other, which nobody alters afterwards.
//! `latest` names where it ends.

use crate::error::Owner;
use crate::{FolderError, files};
use jrp_core::manifest::{Log, LogEnd, LogError, MAX_LOG_BYTES, Manifest};
use std::io;
use std::path::Path;

/// What the file is called.
pub(crate) const LOG: &str = "publications.log";

/// Proves that the log of a folder is the one that the manifest names, and tells how many publications it holds.
pub fn verify_log(folder: &Path, manifest: &Manifest) -> Result<u64, FolderError> {
    let bytes = read(folder)?.unwrap_or_default();
    match beginning(&bytes, &manifest.log) {
        Ok(_) => Ok(manifest.log.lines),
        Err(why) => Err(damaged(folder, why, Owner::Follower)),
    }
}

/// What is said of a folder's log that is not the one it should be.
pub(crate) fn damaged(folder: &Path, why: LogError, owner: Owner) -> FolderError {
    FolderError::LogDamaged {
        path: folder.join(LOG),
        why,
        owner,
    }
}

/// The bytes of a folder's log; `None` where it has none.
pub(crate) fn read(folder: &Path) -> Result<Option<Vec<u8>>, FolderError> {
    match files::read_within(&folder.join(LOG), MAX_LOG_BYTES) {
        Err(FolderError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The lines of a log up to this end, if it has it. Lines behind it are of a publication that did not come to stand.
pub(crate) fn beginning<'a>(bytes: &'a [u8], end: &LogEnd) -> Result<&'a [u8], LogError> {
    let length = usize::try_from(end.bytes).unwrap_or(usize::MAX);
    // Of a log that is too long or cut within a line, the lines up to there are looked at first.
    let begun = bytes.get(..length).unwrap_or(bytes);
    let log = Log::parse(begun)?;
    let found = log.end().copied().unwrap_or_default();
    let wrong = |line, what| Err(LogError { line, what });
    match found {
        found if found == *end => Ok(begun),
        found if found.lines < end.lines => wrong(found.lines + 1, "the log ends before it"),
        found if found.lines > end.lines => wrong(end.lines + 1, "there is one line too many"),
        found => wrong(found.lines, "it is another line than `latest` names"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(lines: u64) -> (Vec<u8>, LogEnd) {
        let mut text = String::new();
        for number in 1..=lines {
            let before = Log::parse(text.as_bytes())
                .unwrap()
                .end()
                .copied()
                .unwrap_or_default();
            let digest = before.digest;
            text += &format!("{number} {number} base {digest}\n");
        }
        let end = Log::parse(text.as_bytes())
            .unwrap()
            .end()
            .copied()
            .unwrap_or_default();
        (text.into_bytes(), end)
    }

    #[test]
    fn what_is_wrong_with_a_log_is_told_with_its_line() {
        let (bytes, end) = log(3);
        let (longer, _) = log(4);
        assert_eq!(beginning(&longer, &end), Ok(&bytes[..]));
        assert_eq!(beginning(b"", &LogEnd::default()), Ok(&b""[..]));
        let line = |bytes: &[u8], end: &LogEnd| beginning(bytes, end).unwrap_err().line;
        let length = bytes.len() / 3;
        assert_eq!(line(b"", &end), 1);
        assert_eq!(line(&bytes[..2 * length], &end), 3, "cut between lines");
        assert_eq!(line(&bytes[..length + 5], &end), 2, "cut within one");
        for (at, expected) in [(0, 1), (2, 2), (length + 2, 3)] {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            assert_eq!(line(&altered, &end), expected, "byte {at}");
        }
        let mut altered = bytes.clone();
        altered[2 * length + 2] ^= 1;
        assert_eq!(line(&altered, &end), 3, "the last line is another one");
        let fewer = LogEnd { lines: 2, ..end };
        assert_eq!(line(&bytes, &fewer), 3, "a line too many within the bytes");
    }
}
