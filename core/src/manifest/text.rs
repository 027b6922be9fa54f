//! The text of a manifest. Foreign text is taken line by line; what was understood is written again and must give the
//! same bytes, so that every manifest has exactly one text.

use super::{
    Layer, LogEnd, MAX_BYTES, MAX_DELTAS, MAX_FILE_BYTES, MAX_LOG_BYTES, MAX_SIGNATURES, Manifest,
    ManifestError as Error,
};
use crate::date::Timestamp;
use crate::snapshot::Audience;
use crate::suite::{Signature, Suite, base64};
use core::fmt::Write;

const NAME: &str = "jrp-latest";
const VERSION: &str = "1";

/// Stands where a publication has no region.
const NO_REGION: &str = "-";

/// The longest publisher or region, in bytes; the longest line for readers of later versions.
const MAX_TEXT: usize = 1000;

/// What the key of a line begins with that a reader who does not know it passes over.
const PASSABLE: &str = "x-";

/// Manifest, signed bytes, signatures.
pub(super) fn parse(bytes: &[u8]) -> Result<(Manifest, &[u8], Vec<Signature>), Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLong { limit: MAX_BYTES });
    }
    let mut lines = Lines::of(bytes)?;
    let manifest = manifest(&mut lines)?;
    let message = bytes.get(..lines.offset).unwrap_or_default();
    check_form(&manifest, message)?;
    let mut signatures = Vec::new();
    while !lines.rest.is_empty() {
        if signatures.len() == MAX_SIGNATURES {
            return Err(lines.wrong("more than 32 signatures"));
        }
        let signature = signature(&mut lines)?;
        if signatures
            .iter()
            .any(|before: &Signature| before.key_id == signature.key_id)
        {
            return Err(lines.wrong("a key signs twice"));
        }
        signatures.push(signature);
    }
    if signatures.is_empty() {
        return Err(lines.wrong("the manifest ends without a signature"));
    }
    Ok((manifest, message, signatures))
}

#[cfg(feature = "build")]
/// The bytes to be signed, if they say what the manifest says.
pub(super) fn message(manifest: &Manifest) -> Result<Vec<u8>, Error> {
    let text = compose(manifest);
    let mut lines = Lines::of(text.as_bytes())?;
    let read = self::manifest(&mut lines)?;
    if read != *manifest || !lines.rest.is_empty() {
        return Err(lines.wrong("a value cannot be written in one line"));
    }
    Ok(text.into_bytes())
}

fn compose(manifest: &Manifest) -> String {
    let region = match manifest.region.as_str() {
        "" => NO_REGION,
        region => region,
    };
    let mut text = format!(
        "{NAME} {VERSION}\nsuite {}\npublisher {}\nregion {region}\naudience {}\nsequence {}\nissued-at {}\nnext-update {}\n\
         expires {}\nlog {} {} {}\n",
        manifest.suite.code(),
        manifest.publisher,
        manifest.audience.code(),
        manifest.sequence(),
        manifest.issued_at,
        manifest.next_update,
        manifest.expires_at,
        manifest.log.lines,
        manifest.log.bytes,
        manifest.log.digest,
    );
    for (at, layer) in manifest.layers().enumerate() {
        let kind = if at == 0 { "base" } else { "delta" };
        let (sequence, bytes) = (layer.sequence, layer.bytes);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{kind} {sequence} {bytes} {} {}", layer.header, layer.file);
    }
    for line in &manifest.extensions {
        text.push_str(line);
        text.push('\n');
    }
    text
}

pub(super) fn signature_line(signature: &Signature) -> String {
    format!(
        "signature {} {} {}\n",
        signature.suite.code(),
        signature.key_id,
        base64::encode(&signature.bytes)
    )
}

fn manifest(lines: &mut Lines<'_>) -> Result<Manifest, Error> {
    let first = lines.line().map_err(|_| Error::NotAManifest)?;
    match first.strip_prefix(NAME).and_then(|rest| rest.strip_prefix(' ')) {
        Some(VERSION) => {}
        Some(found) if found.ends_with('\r') => {
            return Err(lines.wrong("lines end with CR LF: something on the way rewrote the text"));
        }
        Some(found) => {
            return Err(Error::Version {
                found: found
                    .chars()
                    .filter(|c| !crate::unseen::is_unseen(*c))
                    .take(16)
                    .collect(),
            });
        }
        None => return Err(Error::NotAManifest),
    }
    let suite = lines.value("suite", "`suite` must name a known suite", Suite::from_code)?;
    let publisher = lines.value("publisher", "`publisher` must be a text of one line", text)?;
    let region = lines.value("region", "`region` must be a text of one line, or `-`", text)?;
    let audience = lines.value(
        "audience",
        "`audience` must be `government` or `public`",
        Audience::from_code,
    )?;
    let sequence = lines.value("sequence", "`sequence` must be a number", number)?;
    let mut time = |key, what| lines.value(key, what, Timestamp::parse);
    let issued_at = time("issued-at", "`issued-at` must be a time of Beijing")?;
    let next_update = time("next-update", "`next-update` must be a time of Beijing")?;
    let expires_at = time("expires", "`expires` must be a time of Beijing")?;
    let log = lines.value("log", "`log` must be lines, bytes and a digest", log_end)?;
    let base = lines.value("base", "`base` must be sequence, bytes and two digests", layer)?;
    let mut deltas: Vec<Layer> = Vec::new();
    while lines.rest.starts_with("delta ") {
        let delta = lines.value("delta", "`delta` must be sequence, bytes and two digests", layer)?;
        let below = deltas.last().unwrap_or(&base);
        if delta.sequence <= below.sequence {
            return Err(lines.wrong("the sequence is not above that of the layer below"));
        }
        if deltas.len() == MAX_DELTAS {
            return Err(lines.wrong("more than 256 deltas"));
        }
        deltas.push(delta);
    }
    let mut extensions = Vec::new();
    while lines.rest.starts_with(PASSABLE) {
        let line = lines.line()?;
        match is_extension(line) {
            true => extensions.push(line.to_owned()),
            false => return Err(lines.wrong("a line `x-…` must be a key and words, one space apart")),
        }
    }
    let manifest = Manifest {
        suite,
        publisher: publisher.to_owned(),
        region: if region == NO_REGION { "" } else { region }.to_owned(),
        audience,
        issued_at,
        next_update,
        expires_at,
        log,
        base,
        deltas,
        extensions,
    };
    if manifest.sequence() != sequence {
        return Err(lines.wrong("the newest layer's sequence is not the manifest's"));
    }
    Ok(manifest)
}

/// What was read must be what would be written: no leading zeros, no second space, no other time zone.
fn check_form(manifest: &Manifest, message: &[u8]) -> Result<(), Error> {
    let written = compose(manifest);
    if written.as_bytes() == message {
        return Ok(());
    }
    let lines = written.split_inclusive('\n').map(str::as_bytes);
    let same = lines.zip(message.split_inclusive(|byte| *byte == b'\n'));
    Err(Error::Line {
        line: same.take_while(|(a, b)| a == b).count() + 1,
        what: "a value is not written in its one form",
    })
}

fn signature(lines: &mut Lines<'_>) -> Result<Signature, Error> {
    let what = "a signature must be suite, key id and 64 bytes in base64";
    let start = lines.rest;
    let signature = lines.value("signature", what, |value| {
        let [suite, key_id, encoded] = words(value)?;
        let mut bytes = Vec::new();
        base64::decode(encoded.bytes(), &mut bytes)?;
        Some(Signature {
            suite: Suite::from_code(suite)?,
            key_id: key_id.parse().ok()?,
            bytes: bytes.try_into().ok()?,
        })
    })?;
    match start.starts_with(&signature_line(&signature)) {
        true => Ok(signature),
        false => Err(lines.wrong(what)),
    }
}

fn layer(value: &str) -> Option<Layer> {
    let [sequence, bytes, header, file] = words(value)?;
    Some(Layer {
        sequence: number(sequence)?,
        bytes: number(bytes).filter(|bytes| (1..=MAX_FILE_BYTES).contains(bytes))?,
        header: header.parse().ok()?,
        file: file.parse().ok()?,
    })
}

fn log_end(value: &str) -> Option<LogEnd> {
    let [lines, bytes, digest] = words(value)?;
    Some(LogEnd {
        lines: number(lines).filter(|lines| *lines > 0)?,
        bytes: number(bytes).filter(|bytes| *bytes <= MAX_LOG_BYTES)?,
        digest: digest.parse().ok()?,
    })
}

fn text(value: &str) -> Option<&str> {
    let fits = !value.is_empty() && value.len() <= MAX_TEXT;
    (fits && value.trim() == value && !crate::unseen::holds_unfit(value)).then_some(value)
}

/// Whether a line is of the form that lines for readers of later versions have: a key of small letters, digits and
/// hyphens, and at least one word.
fn is_extension(line: &str) -> bool {
    let mut words = line.split(' ');
    let key = words.next().unwrap_or_default();
    let is_key = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let is_word = |word: &str| !word.is_empty() && text(word).is_some();
    let mut words = words.peekable();
    line.len() <= MAX_TEXT && key.bytes().all(is_key) && words.peek().is_some() && words.all(is_word)
}

fn number(value: &str) -> Option<u64> {
    value.parse().ok()
}

fn words<const N: usize>(value: &str) -> Option<[&str; N]> {
    value.split(' ').collect::<Vec<_>>().try_into().ok()
}

/// Lines taken off the front of a text.
struct Lines<'a> {
    rest: &'a str,
    /// Number of the line taken last
    number: usize,
    /// Bytes taken
    offset: usize,
}

impl<'a> Lines<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, Error> {
        let rest = core::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            match before.starts_with(NAME.as_bytes()) {
                true => Error::Line {
                    line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
                    what: "the text is not UTF-8",
                },
                false => Error::NotAManifest,
            }
        })?;
        Ok(Self {
            rest,
            number: 0,
            offset: 0,
        })
    }

    /// The next line, which must end with a line feed.
    fn line(&mut self) -> Result<&'a str, Error> {
        self.number += 1;
        let (line, rest) = self
            .rest
            .split_once('\n')
            .ok_or_else(|| self.wrong("the manifest ends before it should"))?;
        self.offset += line.len() + 1;
        self.rest = rest;
        Ok(line)
    }

    /// The value of the next line, which must begin with `key`.
    fn value<T>(
        &mut self,
        key: &str,
        what: &'static str,
        read: impl FnOnce(&'a str) -> Option<T>,
    ) -> Result<T, Error> {
        let line = self.line()?;
        line.strip_prefix(key)
            .and_then(|rest| rest.strip_prefix(' '))
            .and_then(read)
            .ok_or_else(|| self.wrong(what))
    }

    fn wrong(&self, what: &'static str) -> Error {
        Error::Line {
            line: self.number,
            what,
        }
    }
}
