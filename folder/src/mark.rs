//! The highest sequence that a store has seen, and the lists that stood then, kept beside `latest`: who loses or removes
//! that file does not thereby make the store content with an old publication, or with one that leaves lists out.

use crate::locked::Folder;
use crate::{FolderError, files};
use jrp_core::snapshot::Header;

/// Leads the second line: the codes of the lists.
const LISTS: &str = "lists";

/// A name that begins with a dot is not served.
const NAME: &str = ".jrp-mark";

/// What a store has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) sequence: u64,
    pub(crate) publisher: String,
    /// Codes of the lists that the newest file named; `None` where the mark does not tell
    pub(crate) lists: Option<Vec<String>>,
}

impl Mark {
    /// Of what was opened.
    pub(crate) fn of(newest: &Header) -> Self {
        Self {
            sequence: newest.sequence,
            publisher: newest.publisher.clone(),
            lists: Some(newest.lists.iter().map(|list| list.code.clone()).collect()),
        }
    }

    /// Longer than any mark.
    pub(crate) const MOST: u64 = 1 << 20;

    /// The mark of a store; `None` where it has none that can be read.
    pub(crate) fn read(folder: &Folder) -> Option<Self> {
        Self::parse(&files::read_within(&folder.path().join(NAME), Self::MOST).ok()?)
    }

    /// What a mark says.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = core::str::from_utf8(bytes).ok()?;
        let (first, rest) = text.split_once('\n')?;
        let (sequence, publisher) = first.split_once(' ')?;
        let lists = match rest {
            "" => None,
            rest => {
                let codes = rest.strip_suffix('\n')?.strip_prefix(LISTS)?.split(' ');
                Some(codes.filter(|code| !code.is_empty()).map(str::to_owned).collect())
            }
        };
        Some(Self {
            lists,
            sequence: sequence.parse().ok()?,
            publisher: publisher.to_owned(),
        })
    }

    /// The same as text.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{} {}\n", self.sequence, self.publisher);
        if let Some(lists) = &self.lists {
            text += LISTS;
            for code in lists {
                text.push(' ');
                text += code;
            }
            text.push('\n');
        }
        text
    }

    /// Keeps it.
    pub(crate) fn keep(&self, folder: &Folder) -> Result<(), FolderError> {
        if Self::read(folder).as_ref() == Some(self) {
            return Ok(());
        }
        folder.replace(NAME, self.text().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_what_it_was_made_of_and_an_older_one_no_lists() {
        let mut mark = Mark {
            sequence: 7,
            publisher: "云澜区 信用办".into(),
            lists: Some(vec!["BK-SXBZXR".into(), "BK-ZFCGSX".into()]),
        };
        assert_eq!(Mark::parse(mark.text().as_bytes()), Some(mark.clone()));
        mark.lists = Some(Vec::new());
        assert_eq!(Mark::parse(mark.text().as_bytes()), Some(mark.clone()));
        mark.lists = None;
        assert_eq!(Mark::parse(mark.text().as_bytes()), Some(mark));
        for text in ["7", "7 a", "7 a\nlists", "7 a\nothers x\n", "x a\n"] {
            assert_eq!(Mark::parse(text.as_bytes()), None, "{text:?}");
        }
    }
}
