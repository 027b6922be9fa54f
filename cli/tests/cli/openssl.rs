//! OpenSSL in the place of a certified device: it makes the key, and signs what `jrp digest` tells.

use super::{Folder, PUBLISH};
use std::process::Command;

const FEED: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n\
                    BK-ZFCGSX,org,江州市云澜槿棠纺织有限公司,uscc,91329902MA9BATDJ57,财政局,2025-06-03,2027-06-02,active\n";

/// OpenSSL's name for a suite's algorithm, and how it signs whole messages with it.
const SUITES: [(&str, &str); 2] = [
    ("SM2", "-rawin -digest sm3 -pkeyopt distid:1234567812345678"),
    ("ED25519", "-rawin"),
];

fn openssl(folder: &Folder, line: &str) -> Vec<u8> {
    let done = Command::new("openssl")
        .args(line.split_whitespace())
        .current_dir(folder.path("."))
        .output()
        .unwrap_or_else(|error| panic!("cannot run `openssl` ({error}): scripts/setup installs it"));
    assert!(
        done.status.success(),
        "openssl {line}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
    done.stdout
}

/// A folder with OpenSSL's key, and `u.jrp` that awaits its signature.
fn folder(algorithm: &str) -> Folder {
    let folder = Folder::new();
    folder.write("f.csv", FEED);
    openssl(&folder, &format!("genpkey -algorithm {algorithm} -out their.key"));
    openssl(&folder, "pkey -in their.key -pubout -out their.pub");
    folder.succeeds(&format!(
        "build --feed f.csv --public-key their.pub {PUBLISH} --covers BK-ZFCGSX --out u.jrp"
    ));
    folder
}

fn attach_and_ask(folder: &Folder) {
    folder.succeeds("attach u.jrp --public-key their.pub --signature sig --out d.jrp");
    let asked = folder.run(
        "check --snapshot d.jrp --trust their.pub --scenario ZFCG --credit-code 91329902MA9BATDJ57 \
         --now 2026-11-21T10:00:00+08:00",
    );
    assert_eq!((asked.code, asked.err.as_str()), (12, ""));
}

#[test]
fn what_openssl_signed_is_attached_and_opened() {
    for (algorithm, how) in SUITES {
        let folder = folder(algorithm);
        folder.succeeds("digest u.jrp --public-key their.pub --out message");
        openssl(
            &folder,
            &format!("pkeyutl -sign -inkey their.key -in message -out sig {how}"),
        );
        attach_and_ask(&folder);
    }
}

#[test]
fn a_device_that_is_given_e_alone_signs_as_well() {
    let folder = folder("SM2");
    folder.succeeds("digest u.jrp --public-key their.pub --out-digest e");
    openssl(&folder, "pkeyutl -sign -inkey their.key -in e -out sig");
    attach_and_ask(&folder);
}

#[test]
fn openssl_verifies_our_signature_from_the_documented_bytes() {
    for (algorithm, how) in SUITES {
        let folder = folder(algorithm);
        folder.succeeds("sign u.jrp --key their.key --out d.jrp");
        let file = folder.read("d.jrp");
        // Header length at byte 16, the one signature in the last 64 bytes: docs/FORMAT.md, sections 2 and 3.
        let header = u32::from_le_bytes(file[16..20].try_into().unwrap()) as usize;
        folder.write("message", &file[..header]);
        let signature = &file[file.len() - 64..];
        match algorithm {
            "SM2" => {
                let hex = |half: &[u8]| half.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
                let (r, s) = signature.split_at(32);
                folder.write(
                    "der.txt",
                    format!(
                        "asn1=SEQUENCE:both\n[both]\nr=INTEGER:0x{}\ns=INTEGER:0x{}\n",
                        hex(r),
                        hex(s)
                    ),
                );
                openssl(&folder, "asn1parse -genconf der.txt -noout -out sig");
            }
            _ => folder.write("sig", signature),
        }
        let verify = format!("pkeyutl -verify -pubin -inkey their.pub -in message -sigfile sig {how}");
        openssl(&folder, &verify);
    }
}

#[test]
fn openssl_computes_the_id_of_an_sm2_key() {
    let folder = folder("SM2");
    openssl(&folder, "pkey -pubin -in their.pub -outform DER -out their.der");
    let digest = String::from_utf8(openssl(&folder, "dgst -sm3 -r their.der")).unwrap();
    let told = folder.succeeds("digest u.jrp --public-key their.pub");
    assert!(
        told.contains(&format!("{}, sm2-sm3", &digest[..32])),
        "{told}\n{digest}"
    );
}

#[test]
fn an_encrypted_key_is_refused_with_the_way_to_open_it() {
    for (algorithm, _) in SUITES {
        let folder = folder(algorithm);
        openssl(
            &folder,
            "pkcs8 -topk8 -in their.key -passout pass:secret -out locked.key",
        );
        folder.fails(
            1,
            "sign u.jrp --key locked.key --out d.jrp",
            &[
                "locked.key: this is an encrypted private key",
                "openssl pkcs8 -in FILE -out jrp.key",
            ],
        );
        openssl(&folder, "pkcs8 -in locked.key -passin pass:secret -out open.key");
        folder.succeeds("sign u.jrp --key open.key --out d.jrp");
        folder.succeeds("verify d.jrp --trust their.pub");
    }
}
