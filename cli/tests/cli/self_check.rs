use super::Folder;
use std::process::Command;

/// Runs OpenSSL in the folder.
fn openssl(folder: &Folder, line: &str) -> Vec<u8> {
    let done = Command::new("openssl")
        .args(line.split_whitespace())
        .current_dir(folder.path("."))
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{line}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    done.stdout
}

/// A folder with a releaser's key, another one, and a signed list in which `content` stands for the command.
fn with_list(content: &str) -> Folder {
    let folder = Folder::new();
    for name in ["release", "other"] {
        openssl(
            &folder,
            &format!("ecparam -name prime256v1 -genkey -noout -out {name}.key"),
        );
        openssl(&folder, &format!("ec -in {name}.key -pubout -out {name}.pub"));
    }
    folder.write("CONTENTS", content);
    openssl(
        &folder,
        "dgst -sha256 -sign release.key -out CONTENTS.sig CONTENTS",
    );
    folder
}

fn own_digest() -> String {
    let folder = Folder::new();
    let said = openssl(&folder, &format!("dgst -sha256 -r {}", env!("CARGO_BIN_EXE_jrp")));
    String::from_utf8(said)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .to_owned()
}

const LINE: &str = "self-check --list CONTENTS --public-key";

#[test]
fn a_command_finds_itself_in_the_signed_list() {
    let folder = with_list(&format!(
        "00  other/file\n{}  jrp-1-linux-x86_64.tar.gz/jrp\n",
        own_digest()
    ));
    let out = folder.succeeds(&format!("{LINE} release.pub"));
    assert!(
        out.contains("is jrp-1-linux-x86_64.tar.gz/jrp, as the releaser signed it"),
        "{out}"
    );
}

#[test]
fn another_key_an_altered_list_and_a_strange_command_are_told() {
    let folder = with_list(&format!("{}  jrp\n", own_digest()));
    folder.fails(
        1,
        &format!("{LINE} other.pub"),
        &["CONTENTS", "not signed by the key of other.pub"],
    );
    folder.write("CONTENTS", format!("{}  jrp \n", own_digest()));
    folder.fails(
        1,
        &format!("{LINE} release.pub"),
        &["CONTENTS", "or was altered since"],
    );
    let folder = with_list("00  jrp\n");
    folder.fails(
        1,
        &format!("{LINE} release.pub"),
        &["no file in CONTENTS has its SHA-256", "install it again"],
    );
}

#[test]
fn what_is_no_key_of_a_releaser_is_told() {
    let folder = with_list("");
    folder.succeeds("keygen --out keys");
    folder.fails(
        1,
        &format!("{LINE} keys/jrp.pub"),
        &["keys/jrp.pub", "is not a public key of P-256"],
    );
    folder.fails(
        1,
        &format!("{LINE} release.key"),
        &["release.key", "is not a public key of P-256"],
    );
}
