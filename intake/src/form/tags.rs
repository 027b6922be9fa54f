//! XML as it passes: its tags and what stands between them, whatever the pieces in which it comes, in little memory.

/// Bytes of a tag that are looked at, and that it may have; of a text those that are kept.
const KEPT: usize = 1 << 17;

/// Bytes that may stand without a tag, or within one: readers hold them at once.
const RUN: u64 = 1 << 24;

/// Bytes that the name of an element may have.
const NAME: usize = 200;

/// Elements that may stand within each other.
const DEPTH: usize = 200;

/// What passes.
#[derive(Clone, Copy)]
pub(super) enum Piece<'p> {
    /// What stands between `<` and `>`, as far as it is kept, and how many bytes it has
    Tag(&'p str, u64),
    /// What stands between tags, likewise
    Text(&'p [u8], u64),
}

/// Why the text is looked at no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// More without a tag than may be
    TooLong,
    /// A document type, which may define what is read in other places, or a sign that no such text has
    NotPlain,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Text,
    Tag,
    /// In a tag, behind this quotation mark
    Quoted(u8),
    /// Up to this end, whatever stands before it
    Skipped(&'static [u8]),
}

/// Where the passing text stands.
pub(super) struct Tags {
    state: State,
    kept: Vec<u8>,
    run: u64,
    /// The names of the elements that are open
    open: Vec<String>,
}

impl Default for Tags {
    fn default() -> Self {
        Self {
            state: State::Text,
            kept: Vec::new(),
            run: 0,
            open: Vec::new(),
        }
    }
}

impl Tags {
    /// Hands out the pieces that end in these bytes.
    pub(super) fn feed<E: From<Odd>>(
        &mut self,
        bytes: &[u8],
        mut each: impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for byte in bytes.iter().copied() {
            self.run += 1;
            if self.run > RUN {
                return Err(Odd::TooLong.into());
            }
            match (self.state, byte) {
                (_, 0) => return Err(Odd::NotPlain.into()),
                (State::Text, b'<') => {
                    each(Piece::Text(&self.kept, self.run - 1))?;
                    self.begin(State::Tag);
                }
                (State::Tag, b'>') => {
                    if self.run > KEPT as u64 {
                        return Err(Odd::TooLong.into());
                    }
                    let tag = core::str::from_utf8(&self.kept).map_err(|_| Odd::NotPlain)?;
                    nest(&mut self.open, tag)?;
                    each(Piece::Tag(tag, self.run - 1))?;
                    self.begin(State::Text);
                }
                (State::Tag, b'"' | b'\'') => {
                    self.keep(byte);
                    self.state = State::Quoted(byte);
                }
                (State::Quoted(mark), _) => {
                    self.keep(byte);
                    if byte == mark {
                        self.state = State::Tag;
                    }
                }
                (State::Skipped(end), _) => {
                    self.keep_last(byte, end.len());
                    if self.kept.ends_with(end) {
                        self.begin(State::Text);
                    }
                }
                (State::Tag, _) => {
                    self.keep(byte);
                    match self.kept.as_slice() {
                        b"!--" => self.skip(b"-->"),
                        b"![CDATA[" => self.skip(b"]]>"),
                        b"?" => self.skip(b"?>"),
                        b"!D" | b"!d" => return Err(Odd::NotPlain.into()),
                        _ => {}
                    }
                }
                (State::Text, _) => self.keep(byte),
            }
        }
        Ok(())
    }

    /// Whether everything that began has ended. Readers that wait for the end of an element wait forever where it is not there.
    pub(super) fn is_whole(&self) -> bool {
        self.state == State::Text && self.open.is_empty()
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.kept.clear();
        self.run = 0;
    }

    fn skip(&mut self, end: &'static [u8]) {
        self.state = State::Skipped(end);
        self.kept.clear();
    }

    fn keep(&mut self, byte: u8) {
        if self.kept.len() < KEPT {
            self.kept.push(byte);
        }
    }

    fn keep_last(&mut self, byte: u8, count: usize) {
        if self.kept.len() == count {
            self.kept.remove(0);
        }
        self.kept.push(byte);
    }
}

/// Notes what begins, and sees that what ends is what began last: not every reader looks.
fn nest(open: &mut Vec<String>, tag: &str) -> Result<(), Odd> {
    let is_end = tag.starts_with('/');
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let (tag, is_whole) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let name = tag.split([' ', '\n', '\r', '\t']).next().unwrap_or_default();
    let is_of_name = |c: char| c.is_alphanumeric() || ":-_.".contains(c);
    if name.is_empty() || name.len() > NAME || !name.chars().all(is_of_name) {
        return Err(Odd::NotPlain);
    }
    match (is_end, is_whole) {
        (true, true) => return Err(Odd::NotPlain),
        (true, false) if open.pop().as_deref() != Some(name) => return Err(Odd::NotPlain),
        (false, false) if open.len() >= DEPTH => return Err(Odd::TooLong),
        (false, false) => open.push(name.to_owned()),
        (true, false) | (false, true) => {}
    }
    Ok(())
}

/// The greatest number that a tag gives an attribute of this very name, wherever it says it.
pub(super) fn greatest(tag: &str, name: &str) -> Option<u64> {
    let named = tag.match_indices(name).filter_map(|(at, _)| {
        let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        let digits = value.get(..end).filter(|digits| !digits.is_empty())?;
        // What is more than any number is more than may be.
        Some(digits.parse().unwrap_or(u64::MAX))
    });
    named.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, size: usize) -> Result<Vec<String>, Odd> {
        let (mut tags, mut found) = (Tags::default(), Vec::new());
        for part in text.as_bytes().chunks(size) {
            tags.feed(part, |piece| {
                found.push(match piece {
                    Piece::Tag(tag, length) => format!("<{tag}>{length}"),
                    Piece::Text(text, _) => String::from_utf8_lossy(text).into_owned(),
                });
                Ok::<(), Odd>(())
            })?;
        }
        Ok(found)
    }

    #[test]
    fn tags_are_found_whatever_the_pieces_and_whatever_stands_in_quotation_marks() {
        let text = "<?xml a='>'?><a b=\">\" c='\"'>1&lt;<!-- \" > <b> --><![CDATA[<c>]]>2</a>";
        let expected = ["", "", "<a b=\">\" c='\"'>13", "1&lt;", "", "2", "</a>2"];
        for size in [1, 2, 7, 100] {
            assert_eq!(pieces(text, size).unwrap(), expected, "{size}");
        }
    }

    #[test]
    fn what_begins_must_end() {
        let is_whole = |text: &str| {
            let mut tags = Tags::default();
            let fed = tags.feed(text.as_bytes(), |_| Ok::<(), Odd>(()));
            fed.is_ok() && tags.is_whole()
        };
        for whole in [
            "<a/>",
            "<a><b></b></a>\n",
            "<?x?><a b='/>'></a><!-- <c> -->",
            "<a ><b /></a >",
        ] {
            assert!(is_whole(whole), "{whole}");
        }
        for cut in [
            "<a>",
            "<a",
            "<a><b></a>",
            "</a>",
            "<a/><!-- ",
            "<a b='></a>",
            "<a></b>",
            "<a></a/x>",
            "<a></ a>",
            "</a><a>",
        ] {
            assert!(!is_whole(cut), "{cut}");
        }
    }

    #[test]
    fn what_may_hide_counts_is_refused() {
        assert_eq!(pieces("<!DOCTYPE x>", 100), Err(Odd::NotPlain));
        assert_eq!(pieces("<a>\0</a>", 100), Err(Odd::NotPlain));
        assert_eq!(
            pieces(&format!("<a b='{}'/>", "x".repeat(KEPT)), 1000),
            Err(Odd::TooLong)
        );
        let mut tags = Tags::default();
        assert_eq!(
            tags.feed(b"<a b='\xFF'/>", |_| Ok::<(), Odd>(())),
            Err(Odd::NotPlain)
        );
        let long = format!("<a>{}</a>", " ".repeat(1 << 24));
        assert_eq!(pieces(&long, 1 << 16), Err(Odd::TooLong));
    }

    #[test]
    fn the_greatest_number_counts() {
        let tag = "c n:r=\"3\" n:r = '70' x=\"n:r=9\" n:rr=\"99\"";
        assert_eq!(greatest(tag, "n:r"), Some(70));
        assert_eq!(greatest(tag, "n:q"), None);
        assert_eq!(
            greatest("c n:r=\"99999999999999999999999\"", "n:r"),
            Some(u64::MAX)
        );
    }
}
