//! The PEM envelope: labels, and errors that say which kind of file was given instead.

use super::KeyError;
use pem_rfc7468::{Decoder, LineEnding};
use zeroize::Zeroizing;

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
    let not_pem = |error: pem_rfc7468::Error| KeyError::NotPem {
        wanted: wanted.label(),
        reason: error.to_string(),
    };
    let text = text.trim_start_matches('\u{feff}').as_bytes();
    let label = pem_rfc7468::decode_label(text).map_err(not_pem)?;
    if label != wanted.label() {
        return Err(wrong_kind(wanted, label));
    }
    let mut content = Zeroizing::new(Vec::new());
    let mut decoder = Decoder::new_detect_wrap(text).map_err(not_pem)?;
    decoder.decode_to_end(&mut content).map_err(not_pem)?;
    Ok(content)
}

/// `content` as a PEM file.
pub(super) fn encode(kind: Kind, content: &[u8]) -> String {
    // Fails only for labels outside RFC 7468 and contents near usize::MAX; ours are constants and under 200 bytes.
    pem_rfc7468::encode_string(kind.label(), LineEnding::LF, content).unwrap_or_default()
}

fn wrong_kind(wanted: Kind, label: &str) -> KeyError {
    let ours = [Kind::Private, Kind::Public, Kind::Person]
        .into_iter()
        .find(|kind| kind.label() == label);
    let (found, remedy) = match (ours, label) {
        (Some(kind), _) => (
            kind.name().to_owned(),
            "give the other file that `jrp keygen` wrote",
        ),
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
        (None, other) => (format!("a PEM block labelled {other:?}"), "give another file"),
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
            "this is a public key (jrp.pub), but a private signing key (jrp.key) is needed; give the other file that \
             `jrp keygen` wrote"
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
