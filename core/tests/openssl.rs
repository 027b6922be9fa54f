//! OpenSSL 3 as the second opinion: it reads our key files, verifies our signatures and signs for us, and computes the
//! MAC and the keystream from their description alone.

use jrp_core::suite::{PersonKey, PublicKey, SigningKey, Suite};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MESSAGE: &[u8] = b"JRP snapshot body\n";

/// Runs `openssl` in `dir`; a missing command is a failure that names the remedy.
fn openssl(dir: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("openssl").args(arguments).current_dir(dir).output().unwrap_or_else(|error| {
        panic!("cannot run `openssl` ({error}): install OpenSSL 3 (Debian: apt-get install openssl) and put it on PATH")
    });
    assert!(
        output.status.success(),
        "openssl {arguments:?} failed; version 3.0 or later with SM2, SM3 and SM4 is needed (see `openssl version`):\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// A fresh directory under cargo's, holding the message.
fn directory(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openssl").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("message"), MESSAGE).unwrap();
    dir
}

fn key(suite: Suite) -> SigningKey {
    SigningKey::from_seed(suite, &std::array::from_fn(|at| at as u8 + 1)).unwrap()
}

/// The options with which `pkeyutl` signs and verifies whole messages of a suite.
fn options(suite: Suite) -> &'static [&'static str] {
    match suite {
        Suite::Sm2Sm3 => &["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"],
        Suite::Ed25519Blake3 => &["-rawin"],
    }
}

/// How OpenSSL writes our 64 bytes: SM2 as SEQUENCE { INTEGER r, INTEGER s }.
fn to_openssl(suite: Suite, signature: &[u8; 64]) -> Vec<u8> {
    if suite == Suite::Ed25519Blake3 {
        return signature.to_vec();
    }
    let integers: Vec<u8> = signature.chunks(32).flat_map(der_integer).collect();
    [&[0x30, integers.len() as u8], &integers[..]].concat()
}

fn der_integer(magnitude: &[u8]) -> Vec<u8> {
    let zeros = magnitude.iter().take_while(|byte| **byte == 0).count();
    let mut digits = magnitude[zeros..].to_vec();
    if digits.first().is_none_or(|byte| *byte >= 0x80) {
        digits.insert(0, 0);
    }
    [&[2, digits.len() as u8], &digits[..]].concat()
}

/// The inverse of `to_openssl`.
fn from_openssl(suite: Suite, signature: &[u8]) -> [u8; 64] {
    if suite == Suite::Ed25519Blake3 {
        return signature.try_into().unwrap();
    }
    let mut halves = [0; 64];
    let mut rest = &signature[2..];
    for half in halves.chunks_mut(32) {
        let (integer, after) = rest[2..].split_at(usize::from(rest[1]));
        let digits = integer.strip_prefix(&[0]).unwrap_or(integer);
        half[32 - digits.len()..].copy_from_slice(digits);
        rest = after;
    }
    halves
}

#[test]
fn openssl_reads_our_keys_and_writes_the_same_files() {
    for suite in Suite::ALL {
        let dir = directory(&format!("{}-keys", suite.code()));
        fs::write(dir.join("jrp.key"), key(suite).to_pem()).unwrap();
        fs::write(dir.join("jrp.pub"), key(suite).public().to_pem()).unwrap();
        let private = openssl(&dir, &["pkey", "-in", "jrp.key"]);
        assert_eq!(String::from_utf8(private).unwrap(), key(suite).to_pem());
        for arguments in [&["-in", "jrp.key", "-pubout"][..], &["-pubin", "-in", "jrp.pub"]] {
            let public = openssl(&dir, &[&["pkey"], arguments].concat());
            assert_eq!(String::from_utf8(public).unwrap(), key(suite).public().to_pem());
        }
        openssl(&dir, &["pkey", "-in", "jrp.key", "-check", "-noout"]);
    }
}

#[test]
fn openssl_verifies_our_signatures() {
    for suite in Suite::ALL {
        let dir = directory(&format!("{}-ours", suite.code()));
        fs::write(dir.join("jrp.pub"), key(suite).public().to_pem()).unwrap();
        fs::write(
            dir.join("signature"),
            to_openssl(suite, &key(suite).sign(MESSAGE)),
        )
        .unwrap();
        let verify = [
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "jrp.pub",
            "-in",
            "message",
            "-sigfile",
            "signature",
        ];
        openssl(&dir, &[&verify, options(suite)].concat());
    }
}

#[test]
fn we_read_the_keys_and_verify_the_signatures_of_openssl() {
    for suite in Suite::ALL {
        let dir = directory(&format!("{}-theirs", suite.code()));
        let algorithm = match suite {
            Suite::Sm2Sm3 => "SM2",
            Suite::Ed25519Blake3 => "ED25519",
        };
        openssl(&dir, &["genpkey", "-algorithm", algorithm, "-out", "their.key"]);
        openssl(
            &dir,
            &["pkey", "-in", "their.key", "-pubout", "-out", "their.pub"],
        );
        let sign = [
            "pkeyutl",
            "-sign",
            "-inkey",
            "their.key",
            "-in",
            "message",
            "-out",
            "signature",
        ];
        openssl(&dir, &[&sign, options(suite)].concat());

        let private = SigningKey::from_pem(&fs::read_to_string(dir.join("their.key")).unwrap()).unwrap();
        let public = PublicKey::from_pem(&fs::read_to_string(dir.join("their.pub")).unwrap()).unwrap();
        assert_eq!(private.public(), public);
        assert_eq!(public.suite(), suite);
        let signature = from_openssl(suite, &fs::read(dir.join("signature")).unwrap());
        assert!(public.verify(MESSAGE, &signature));
        assert!(!public.verify(b"another message", &signature));
    }
}

#[test]
fn openssl_computes_our_digest_mac_and_sm4_keystream() {
    let dir = directory("sm3-sm4");
    let suite = Suite::Sm2Sm3;
    let person = PersonKey::from_bytes([7; 32]);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let hmac = |frame: &[u8]| {
        fs::write(dir.join("frame"), frame).unwrap();
        let key = format!("hexkey:{}", "07".repeat(32));
        openssl(
            &dir,
            &[
                "mac", "-digest", "SM3", "-macopt", &key, "-in", "frame", "-binary", "HMAC",
            ],
        )
    };

    let digest = openssl(&dir, &["dgst", "-sm3", "-binary", "message"]);
    assert_eq!(suite.digest(MESSAGE).as_bytes()[..], *digest);

    assert_eq!(
        person.mac(suite, "test", &[b"ab"]),
        *hmac(b"\x04\x00\x00\x00test\x02\x00\x00\x00ab")
    );
    assert_eq!(
        person.id(suite).as_bytes()[..],
        hmac(b"\x14\x00\x00\x00jrp/v1/person-key-id")[..16]
    );

    let nonce = *b"0123456789abcdef";
    let derived = hmac(&[&b"\x10\x00\x00\x00jrp/v1/keystream\x10\x00\x00\x00"[..], &nonce].concat());
    let mut text = b"causes and names. ".repeat(40);
    fs::write(dir.join("text"), &text).unwrap();
    let (sm4_key, iv) = (hex(&derived[..16]), "00".repeat(16));
    let sealed = openssl(
        &dir,
        &["enc", "-sm4-ctr", "-K", &sm4_key, "-iv", &iv, "-in", "text"],
    );
    person.apply_keystream(suite, &nonce, &mut text);
    assert_eq!(text, sealed);
}
