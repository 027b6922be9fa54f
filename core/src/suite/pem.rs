//! The PEM envelope (RFC 7468): labels, and errors that say which kind of file was given instead.

use super::{KeyError, base64};
use crate::unseen::Quoted;
use zeroize::Zeroizing;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// Symbols in a line that we write.
const WIDTH: usize = 64;

/// The kinds of key files we write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Private,
    Public,
    Person,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Private => "PRIVATE KEY",
            Self::Public => "PUBLIC KEY",
            Self::Person => "JRP PERSON KEY",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Private => "a private signing key (jrp.key)",
            Self::Public => "a public key (jrp.pub)",
            Self::Person => "a person key (person.key)",
        }
    }
}

/// The content of the one PEM block in `text`, which must be of `wanted` kind.
pub(super) fn decode(wanted: Kind, text: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let not_pem = |reason: &str| KeyError::NotPem {
        wanted: wanted.label(),
        reason: reason.to_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let (label, body) = envelope(text).map_err(not_pem)?;
    if label != wanted.label() {
        return Err(wrong_kind(wanted, label));
    }
    content(body).map_err(not_pem)
}

/// `content` as a PEM file.
pub(super) fn encode(kind: Kind, content: &[u8]) -> String {
    let encoded = Zeroizing::new(base64::encode(content));
    let mut lines = Zeroizing::new(String::with_capacity(
        encoded.len() + encoded.len().div_ceil(WIDTH),
    ));
    for (at, symbol) in encoded.chars().enumerate() {
        if at > 0 && at % WIDTH == 0 {
            lines.push('\n');
        }
        lines.push(symbol);
    }
    let (label, lines) = (kind.label(), lines.as_str());
    format!("{BEGIN}{label}{DASHES}\n{lines}\n{END}{label}{DASHES}\n")
}

/// Label and inner lines of the block that `text` ends with, by the strict grammar of RFC 7468. The words in front of it
/// are free.
fn envelope(text: &str) -> Result<(&str, &str), &'static str> {
    let start = match text.starts_with(BEGIN) {
        true => 0,
        false => text.find("\n-----BEGIN ").map_or(text.len(), |at| at + 1),
    };
    let (preamble, block) = text.split_at_checked(start).unwrap_or_default();
    let block = block.strip_prefix(BEGIN).ok_or("no line begins so")?;
    if preamble.contains('\0') {
        return Err("a NUL byte stands before it");
    }
    let labelled = block.split_once('-').and_then(|(label, rest)| {
        let body = rest.strip_prefix("----").and_then(after_eol)?;
        is_label(label).then_some((label, body))
    });
    let (label, body) = labelled.ok_or("PEM type label invalid")?;
    let body = before_eol(body).unwrap_or(body).strip_suffix(DASHES);
    let body = body.ok_or("PEM error in pre-encapsulation boundary")?;
    let body = body.strip_suffix(label).and_then(|body| body.strip_suffix(END));
    let body = body.and_then(before_eol);
    Ok((label, body.ok_or("PEM error in post-encapsulation boundary")?))
}

/// Printable words with a space between them.
fn is_label(text: &str) -> bool {
    let mut after_space = true;
    text.bytes().all(|byte| {
        let space = matches!(byte, b' ' | b'\t');
        let fits = byte.is_ascii_graphic() || space && !after_space;
        after_space = space;
        fits
    })
}

fn after_eol(text: &str) -> Option<&str> {
    ["\r\n", "\r", "\n"].iter().find_map(|eol| text.strip_prefix(eol))
}

fn before_eol(text: &str) -> Option<&str> {
    ["\r\n", "\n", "\r"].iter().find_map(|eol| text.strip_suffix(eol))
}

/// What stands in lines that are all as long as the first, but for the last.
fn content(body: &str) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    let width = body.find(['\r', '\n']).unwrap_or(body.len());
    if width < 4 {
        return Err("PEM Base64 error: invalid Base64 length");
    }
    let mut rest = Some(body);
    let lines = core::iter::from_fn(|| {
        let text = rest.filter(|text| !text.is_empty())?;
        Some(match text.split_at_checked(width) {
            Some((line, more)) if !more.is_empty() => {
                rest = after_eol(more);
                // A line that goes on is not Base64.
                if rest.is_some() { line } else { "-" }
            }
            _ => {
                rest = None;
                // Nor is an empty one.
                match before_eol(text).unwrap_or(text) {
                    "" => "-",
                    line => line,
                }
            }
        })
    });
    // Room for all: no copy of a secret is left where it grew.
    let mut content = Zeroizing::new(Vec::with_capacity(body.len()));
    base64::decode(lines.flat_map(str::bytes), &mut content)
        .ok_or("PEM Base64 error: invalid Base64 encoding")?;
    Ok(content)
}

fn wrong_kind(wanted: Kind, label: &str) -> KeyError {
    let ours = [Kind::Private, Kind::Public, Kind::Person]
        .into_iter()
        .find(|kind| kind.label() == label);
    let (found, remedy) = match (ours, label) {
        (Some(kind), _) => (kind.name().to_owned(), "give that file"),
        (None, "ENCRYPTED PRIVATE KEY") => (
            "an encrypted private key".to_owned(),
            "decrypt it first: openssl pkcs8 -in FILE -out jrp.key",
        ),
        (None, "EC PRIVATE KEY") => (
            "a private key in SEC 1 form".to_owned(),
            "convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out jrp.key",
        ),
        (None, "CERTIFICATE") => (
            "a certificate".to_owned(),
            "take the key out of it: openssl x509 -in FILE -noout -pubkey",
        ),
        (None, other) => (
            format!("a PEM block labelled {}", Quoted(other)),
            "give another file",
        ),
    };
    KeyError::WrongKind {
        found,
        wanted: wanted.name(),
        remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pem_rfc7468::{Decoder, LineEnding};
    use proptest::prelude::*;

    fn by_the_library(text: &str) -> Option<(String, Vec<u8>)> {
        let mut decoder = Decoder::new_detect_wrap(text.as_bytes()).ok()?;
        let mut content = Vec::new();
        decoder.decode_to_end(&mut content).ok()?;
        Some((decoder.type_label().to_owned(), content))
    }

    fn by_us(text: &str) -> Option<(String, Vec<u8>)> {
        let (label, body) = envelope(text).ok()?;
        Some((label.to_owned(), content(body).ok()?.to_vec()))
    }

    proptest! {
        #[test]
        fn files_are_those_of_the_library(content in proptest::collection::vec(any::<u8>(), 1..200)) {
            let text = encode(Kind::Public, &content);
            let theirs = pem_rfc7468::encode_string(Kind::Public.label(), LineEnding::LF, &content);
            prop_assert_eq!(Ok(&text), theirs.as_ref());
            prop_assert_eq!(by_us(&text), by_the_library(&text));
        }

        #[test]
        fn a_file_with_a_change_is_read_as_by_the_library(
            length in 1..90usize,
            width in 4..70usize,
            eol in "\r\n|\r|\n",
            preamble in "|words\n|\0\n|x",
            at in any::<proptest::sample::Index>(),
            change in "|[\r\n=A \t:-]{1,2}",
            dropped in 0..3usize,
        ) {
            let content: Vec<u8> = (0..length as u8).collect();
            let encoded = base64::encode(&content);
            let lines: Vec<String> = encoded.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line).into()).collect();
            let text = format!("{preamble}-----BEGIN A KEY-----{eol}{}{eol}-----END A KEY-----{eol}", lines.join(&eol));
            prop_assert!(preamble.contains(['x', '\0']) || by_us(&text).is_some());
            let (head, tail) = text.split_at(at.index(text.len()));
            let changed = format!("{head}{change}{}", tail.get(dropped..).unwrap_or_default());
            let (ours, theirs) = (by_us(&changed), by_the_library(&changed));
            // The library lets some empty lines at the end pass, which RFC 7468 does not know.
            let has_empty_line = ["\r\r", "\n\n", "\n\r"].iter().any(|eols| changed.contains(eols));
            prop_assert!(ours == theirs || has_empty_line && ours.is_none(), "{ours:?}, {theirs:?}");
        }
    }

    #[test]
    fn content_survives_crlf_a_byte_order_mark_and_long_lines() {
        let content: Vec<u8> = (0..100).collect();
        let text = encode(Kind::Person, &content);
        let lines: Vec<_> = text.lines().collect();
        let one_line = [
            lines[0],
            &lines[1..lines.len() - 1].concat(),
            lines[lines.len() - 1],
        ]
        .join("\n");
        for variant in [
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}"),
            format!("our key, kept safe\n{text}"),
            one_line,
        ] {
            assert_eq!(*decode(Kind::Person, &variant).unwrap(), content);
        }
    }

    #[test]
    fn another_kind_of_file_is_named() {
        let public = encode(Kind::Public, b"x");
        let message = decode(Kind::Private, &public).unwrap_err().to_string();
        assert_eq!(
            message,
            "this is a public key (jrp.pub), but a private signing key (jrp.key) is needed; give that file"
        );
        let sec1 = public.replace("PUBLIC KEY", "EC PRIVATE KEY");
        assert!(
            decode(Kind::Private, &sec1)
                .unwrap_err()
                .to_string()
                .contains("pkcs8 -topk8")
        );
        for text in [
            "",
            "not a key",
            "-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----\n",
        ] {
            assert!(
                matches!(decode(Kind::Public, text), Err(KeyError::NotPem { .. })),
                "{text}"
            );
        }
    }
}
