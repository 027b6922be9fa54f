//! XML as it passes: its tags, and the text between them. Nothing is kept but what is open, so memory does not grow with a part.

use super::package::Fault;

/// Bytes that a tag, or a text without a tag, may have: a cell has at most 32,767 characters.
const LIMIT: usize = 1 << 20;

/// Whoever is told what passes.
pub(super) trait Hear {
    /// A tag without its brackets, such as `row r="3"`, `/row` or `c r="A1"/`
    fn tag(&mut self, tag: &str) -> Result<(), Fault>;

    /// Whether the text that comes is of interest.
    fn wants_text(&self) -> bool;

    /// Text, or a piece of it; entities stand as they are written, except where it is `plain`.
    fn text(&mut self, text: &str, plain: bool) -> Result<(), Fault>;
}

/// Where the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    Tag,
    /// In a value between these marks
    Quoted(u8),
    Comment,
    Plain,
}

/// The tags of a part.
pub(super) struct Tags {
    open: Vec<u8>,
    place: Place,
}

impl Tags {
    pub(super) fn new() -> Self {
        Self {
            open: Vec::new(),
            place: Place::Text,
        }
    }

    /// Takes the next bytes.
    pub(super) fn feed(&mut self, bytes: &[u8], to: &mut impl Hear) -> Result<(), Fault> {
        // Another encoding, in which other readers may see something else.
        if bytes.contains(&0) {
            return Err(Fault::not_plain());
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let ends = |byte: &u8| match self.place {
                Place::Text => *byte == b'<',
                Place::Tag => matches!(byte, b'>' | b'"' | b'\''),
                Place::Quoted(mark) => *byte == mark,
                Place::Comment | Place::Plain => *byte == b'>',
            };
            let at = rest.iter().position(ends);
            let (piece, behind) = rest
                .split_at_checked(at.unwrap_or(rest.len()))
                .unwrap_or((rest, &[]));
            let is_kept = match self.place {
                Place::Text => to.wants_text(),
                // Only its end is of interest.
                Place::Comment => {
                    let end = piece.len().saturating_sub(2);
                    self.open.drain(..self.open.len().saturating_sub(2));
                    self.open.extend_from_slice(piece.get(end..).unwrap_or_default());
                    false
                }
                Place::Tag | Place::Quoted(_) | Place::Plain => true,
            };
            if is_kept {
                self.keep(piece)?;
            }
            let Some((end, behind)) = behind.split_first() else {
                // A comment and plain text are known by how they begin.
                self.settle();
                break;
            };
            self.end(*end, to)?;
            rest = behind;
        }
        Ok(())
    }

    fn keep(&mut self, piece: &[u8]) -> Result<(), Fault> {
        if self.open.len() + piece.len() > LIMIT {
            return Err(Fault::TooLarge);
        }
        self.open.extend_from_slice(piece);
        Ok(())
    }

    /// What begins as a tag may be a comment or plain text.
    fn settle(&mut self) {
        if self.place == Place::Tag && self.open.starts_with(b"!--") {
            self.place = Place::Comment;
            // The dashes of its beginning end nothing.
            self.open.drain(..3);
        } else if self.place == Place::Tag && self.open.starts_with(b"![CDATA[") {
            self.place = Place::Plain;
        }
    }

    /// One of the bytes at which something ends.
    fn end(&mut self, byte: u8, to: &mut impl Hear) -> Result<(), Fault> {
        self.settle();
        match (self.place, byte) {
            (Place::Text, _) => {
                if !self.open.is_empty() {
                    to.text(utf8(&self.open)?, false)?;
                    self.open.clear();
                }
                self.place = Place::Tag;
            }
            (Place::Tag, b'>') => {
                if matches!(self.open.as_slice(), [b'!', b'd' | b'D', ..]) {
                    return Err(Fault::not_plain());
                }
                to.tag(utf8(&self.open)?)?;
                self.begin_text();
            }
            (Place::Tag, mark) => {
                self.keep(&[mark])?;
                self.place = Place::Quoted(mark);
            }
            (Place::Quoted(mark), _) => {
                self.keep(&[mark])?;
                self.place = Place::Tag;
            }
            (Place::Comment, b'>') if self.open.ends_with(b"--") => self.begin_text(),
            (Place::Comment, _) => self.open.clear(),
            (Place::Plain, b'>') if self.open.ends_with(b"]]") => {
                let text = self
                    .open
                    .strip_prefix(b"![CDATA[")
                    .and_then(|text| text.strip_suffix(b"]]"));
                if to.wants_text() {
                    to.text(utf8(text.unwrap_or_default())?, true)?;
                }
                self.begin_text();
            }
            (Place::Plain, byte) => self.keep(&[byte])?,
        }
        Ok(())
    }

    fn begin_text(&mut self) {
        self.open.clear();
        self.place = Place::Text;
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    core::str::from_utf8(bytes).map_err(|_| Fault::not_plain())
}

/// A tag's name without its space, and whether it is an end.
pub(super) fn name(tag: &str) -> (&str, bool) {
    let word = tag
        .split(|c: char| c.is_ascii_whitespace())
        .next()
        .unwrap_or_default();
    let is_end = word.starts_with('/');
    (
        word.trim_matches('/').rsplit(':').next().unwrap_or_default(),
        is_end,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Heard(Vec<String>);

    impl Hear for Heard {
        fn tag(&mut self, tag: &str) -> Result<(), Fault> {
            self.0.push(format!("<{tag}>"));
            Ok(())
        }

        fn wants_text(&self) -> bool {
            true
        }

        fn text(&mut self, text: &str, plain: bool) -> Result<(), Fault> {
            self.0.push(if plain {
                format!("[{text}]")
            } else {
                text.to_owned()
            });
            Ok(())
        }
    }

    const XML: &str =
        "<?xml v=\"1\"?><a x=\"1>2\" y='\"'>t&amp;<!-- <b> -> --><![CDATA[<c>]]]]></a><d/><!---->e<!-->f-->";

    #[test]
    fn tags_texts_comments_and_plain_text_are_told_apart_wherever_it_is_cut() {
        let mut whole = Heard::default();
        Tags::new().feed(XML.as_bytes(), &mut whole).unwrap();
        let expected = [
            "<?xml v=\"1\"?>",
            "<a x=\"1>2\" y='\"'>",
            "t&amp;",
            "[<c>]]]",
            "</a>",
            "<d/>",
            "e",
        ];
        assert_eq!(whole.0, expected);
        for size in 1..XML.len() {
            let (mut tags, mut heard) = (Tags::new(), Heard::default());
            for piece in XML.as_bytes().chunks(size) {
                tags.feed(piece, &mut heard).unwrap();
            }
            assert_eq!(heard.0, expected, "{size}");
        }
    }

    #[test]
    fn what_never_ends_is_refused() {
        let endless = vec![b'x'; 3 * LIMIT];
        for begin in ["<", "<![CDATA[", "<a b=\"", ""] {
            let (mut tags, mut heard) = (Tags::new(), Heard::default());
            tags.feed(begin.as_bytes(), &mut heard).unwrap();
            assert_eq!(tags.feed(&endless, &mut heard), Err(Fault::TooLarge), "{begin}");
        }
        // Of a comment nothing is kept.
        let (mut tags, mut heard) = (Tags::new(), Heard::default());
        tags.feed(b"<!--", &mut heard).unwrap();
        tags.feed(&endless, &mut heard).unwrap();
        assert!(tags.open.len() < 8);
    }

    #[test]
    fn what_is_no_plain_xml_is_refused() {
        for odd in [
            &b"<!DOCTYPE x [<!ENTITY a \"b\">]>"[..],
            b"<a>\0</a>",
            b"<a>\xFF</a>",
        ] {
            assert_eq!(
                Tags::new().feed(odd, &mut Heard::default()),
                Err(Fault::not_plain())
            );
        }
    }

    #[test]
    fn names_of_tags() {
        assert_eq!(name("x:row r=\"1\""), ("row", false));
        assert_eq!(name("/x:c"), ("c", true));
        assert_eq!(name("v/"), ("v", false));
    }
}
