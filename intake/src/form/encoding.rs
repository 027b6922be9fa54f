//! Text in any of the encodings in which tables come, as UTF-8.
//!
//! The encoding is known by a mark, else by the first bytes that are not ASCII. It is never changed on the way, and nothing
//! is replaced: bytes that are not text in it end the reading.

use super::telling::{guess, marked};
use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// Bytes read at a time, and looked at to tell the encoding.
pub(super) const CHUNK: usize = 1 << 16;

/// Chunks that are looked at to tell the encoding, where the first have hardly anything but ASCII.
const CHUNKS: usize = 16;

/// In what a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark
    Utf8,
    /// UTF-16, the lower byte first: what Excel calls Unicode text
    Utf16Le,
    /// UTF-16, the higher byte first
    Utf16Be,
    /// GB 18030, of which GBK and GB 2312 are parts: what Excel writes in Chinese without being asked
    Gb18030,
}

impl Encoding {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GB18030",
        }
    }

    fn decoder(self) -> Option<encoding_rs::Decoder> {
        let encoding = match self {
            Self::Utf8 => return None,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }
}

/// Reads a text as UTF-8. What is UTF-8 already is passed on unchecked.
pub(crate) struct Decoder<R> {
    inner: R,
    /// `None` while every byte was ASCII
    encoding: Option<Encoding>,
    decoder: Option<encoding_rs::Decoder>,
    /// Read and not decoded
    raw: Vec<u8>,
    /// Decoded and not given
    out: Vec<u8>,
    given: usize,
    /// Bytes of the file decoded
    offset: u64,
    is_begun: bool,
    /// What was read first is not decoded yet
    is_raw: bool,
    is_at_end: bool,
    /// Bytes follow that are not text in the encoding
    is_broken: bool,
}

impl<R: Read> Decoder<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self {
            inner,
            encoding: None,
            decoder: None,
            raw: Vec::new(),
            out: Vec::new(),
            given: 0,
            offset: 0,
            is_begun: false,
            is_raw: false,
            is_at_end: false,
            is_broken: false,
        }
    }

    /// The encoding; of a text of ASCII alone UTF-8.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    /// Where the first byte stands that is not text, where one was met.
    pub(crate) fn broken_at(&self) -> Option<u64> {
        self.is_broken.then_some(self.offset)
    }

    /// The first bytes of the file, which stay to be read.
    pub(crate) fn begin(&mut self) -> io::Result<&[u8]> {
        if !self.is_begun {
            self.raw()?;
            self.is_raw = true;
        }
        Ok(&self.raw)
    }

    /// The beginning of the text, which stays to be read: about a chunk, where the text is that long.
    pub(crate) fn peek(&mut self) -> io::Result<&[u8]> {
        while self.out.len() < CHUNK && (self.is_raw || !self.is_at_end) && !self.is_broken {
            self.more()?;
        }
        Ok(self.out.get(self.given..).unwrap_or_default())
    }

    /// The file as it is, of at most so many bytes, where nothing was decoded; `None` where it is longer.
    pub(crate) fn undecoded(self, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let rest = limit.saturating_sub(self.raw.len() as u64);
        let mut bytes = self.raw;
        self.inner.take(rest + 1).read_to_end(&mut bytes)?;
        Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= limit))
    }

    /// The whole text, of at most so many bytes.
    pub(crate) fn all(mut self, limit: u64) -> io::Result<Whole> {
        let mut text = Vec::new();
        match (&mut self).take(limit + 1).read_to_end(&mut text) {
            Ok(_) if text.len() as u64 > limit => Ok(Whole::TooLong),
            Ok(_) => Ok(String::from_utf8(text).map_or_else(
                |error| Whole::Broken {
                    offset: error.utf8_error().valid_up_to() as u64,
                },
                |text| match text.strip_prefix('\u{feff}') {
                    Some(rest) => Whole::Text(rest.to_owned()),
                    None => Whole::Text(text),
                },
            )),
            Err(error) => match self.broken_at() {
                Some(offset) => Ok(Whole::Broken { offset }),
                None => Err(error),
            },
        }
    }

    /// Reads some more, and notes the encoding as soon as there is enough to tell it by.
    fn raw(&mut self) -> io::Result<()> {
        self.read_chunk()?;
        if !self.is_begun {
            self.is_begun = true;
            let (encoding, mark) = marked(&self.raw);
            self.encoding = encoding;
            self.decoder = encoding.and_then(Encoding::decoder);
            self.raw.drain(..mark);
            self.offset = mark as u64;
        }
        while self.encoding.is_none() && !self.raw.is_ascii() {
            let is_enough = self.is_at_end || self.raw.len() >= CHUNK * CHUNKS;
            match guess(&self.raw, is_enough) {
                Some(encoding) => {
                    self.encoding = Some(encoding);
                    self.decoder = encoding.decoder();
                }
                None => self.read_chunk()?,
            }
        }
        Ok(())
    }

    fn read_chunk(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        self.raw.resize(before + CHUNK, 0);
        let room = self.raw.get_mut(before..).unwrap_or_default();
        let read = fill(&mut self.inner, room);
        self.raw.truncate(before + *read.as_ref().unwrap_or(&0));
        self.is_at_end = read? < CHUNK;
        Ok(())
    }

    /// Decodes what was read first, or else reads and decodes some more.
    fn more(&mut self) -> io::Result<()> {
        if !core::mem::take(&mut self.is_raw) {
            self.raw()?;
        }
        self.decode();
        Ok(())
    }

    fn decode(&mut self) {
        if self.given == self.out.len() {
            self.out.clear();
            self.given = 0;
        }
        let Some(decoder) = &mut self.decoder else {
            self.offset += self.raw.len() as u64;
            self.out.append(&mut self.raw);
            return;
        };
        let room = decoder.max_utf8_buffer_length_without_replacement(self.raw.len());
        let begin = self.out.len();
        self.out
            .resize(begin + room.unwrap_or(self.raw.len() * 3 + 16), 0);
        let out = self.out.get_mut(begin..).unwrap_or_default();
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&self.raw, out, self.is_at_end);
        self.out.truncate(begin + written);
        self.raw.drain(..read);
        self.offset += read as u64;
        if let DecoderResult::Malformed(length, behind) = result {
            self.is_broken = true;
            self.offset -= u64::from(length) + u64::from(behind);
        }
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() {
            if self.is_broken {
                return Err(io::Error::from(io::ErrorKind::InvalidData));
            }
            if self.is_at_end && !self.is_raw {
                return Ok(0);
            }
            self.more()?;
        }
        let rest = self.out.get(self.given..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

/// A whole text.
pub(crate) enum Whole {
    /// It
    Text(String),
    /// It has bytes that are not text
    Broken {
        /// Where the first stands
        offset: u64,
    },
    /// There is more than there may be
    TooLong,
}

/// Reads until the buffer is full or the input ends.
pub(super) fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
        match input.read(room) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "名称,代码\r\n澄湾市𬭎达（澄湾）镕造有限公司,1\r\n";

    fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        match encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => units(u16::to_le_bytes),
            Encoding::Utf16Be => units(u16::to_be_bytes),
            Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
        }
    }

    fn read(bytes: &[u8]) -> (Result<String, Option<u64>>, Encoding) {
        let mut decoder = Decoder::new(bytes);
        let mut text = Vec::new();
        let result = decoder.read_to_end(&mut text);
        let text = result
            .map(|_| String::from_utf8(text).unwrap())
            .map_err(|_| decoder.broken_at());
        (text, decoder.encoding())
    }

    #[test]
    fn every_encoding_is_known_by_its_bytes() {
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
            Encoding::Gb18030,
        ] {
            let bytes = encode(TEXT, encoding);
            assert_eq!(read(&bytes), (Ok(TEXT.to_owned()), encoding));
            let marked = encode(&format!("\u{feff}{TEXT}"), encoding);
            let (text, found) = read(&marked);
            assert_eq!(text.unwrap().trim_start_matches('\u{feff}'), TEXT);
            assert_eq!(found, encoding);
        }
    }

    #[test]
    fn a_text_that_begins_with_ascii_is_known_by_what_follows() {
        for encoding in [Encoding::Utf8, Encoding::Gb18030] {
            let bytes = [vec![b'a'; 3 * CHUNK + 1], encode(TEXT, encoding)].concat();
            let (text, found) = read(&bytes);
            assert!(text.unwrap().ends_with(TEXT));
            assert_eq!(found, encoding);
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        let broken = [encode(TEXT, Encoding::Gb18030), vec![0xFF, 0xFF]].concat();
        let length = broken.len() as u64;
        assert_eq!(read(&broken).0, Err(Some(length - 2)));
        let cut = encode(TEXT, Encoding::Utf16Le);
        assert!(read(&cut[..cut.len() - 1]).0.is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn characters_cut_by_the_end_of_a_chunk_are_whole(lead in 0..9_usize, text in "[一-龥a-z,]{1,40}") {
            let text = format!("{}名{}", "a".repeat(CHUNK - 4 + lead), text);
            for encoding in [Encoding::Utf8, Encoding::Gb18030] {
                prop_assert_eq!(read(&encode(&text, encoding)).0, Ok(text.clone()));
            }
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Decoder::new(bytes.as_slice()).read_to_end(&mut Vec::new());
        }
    }
}
