//! Characters that are not seen, or that move the text around them: no command shows them as they are.

use super::{ASK, Folder, PUBLISH, build_district};
use jrp_core::suite::SigningKey;

/// What a hostile publisher puts in place of 信用 (six bytes): an override, and a control of Latin-1 before a digit.
const HOSTILE: &str = "\u{202e}\u{9b}1";

/// A snapshot whose publisher could not be built: a character of its name replaced, the header signed anew.
fn hostile_snapshot(folder: &Folder) {
    folder.succeeds(&format!("{} --out d.jrp", build_district()));
    folder.succeeds("digest d.jrp --out header");
    let (mut file, header) = (folder.read("d.jrp"), folder.read("header"));
    assert!(file.starts_with(&header));
    let from = "信用".as_bytes();
    assert_eq!(from.len(), HOSTILE.len());
    let at = header.windows(6).position(|window| window == from).unwrap();
    file[at..at + 6].copy_from_slice(HOSTILE.as_bytes());
    let pem = String::from_utf8(folder.read("keys/jrp.key")).unwrap();
    let signature = SigningKey::from_pem(&pem).unwrap().sign(&file[..header.len()]);
    let end = file.len();
    file[end - 64..].copy_from_slice(&signature);
    folder.write("d.jrp", file);
}

fn is_safe(text: &str) -> bool {
    let unsafe_one = |c: char| c != '\n' && c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c);
    !text.contains(unsafe_one)
}

#[test]
fn no_command_shows_them_as_they_are() {
    let folder = Folder::with_keys();
    hostile_snapshot(&folder);
    for line in [
        "verify d.jrp --trust keys/jrp.pub",
        "inspect d.jrp",
        "inspect d.jrp --json",
        "digest d.jrp",
        "sign d.jrp --key keys/jrp.key --out e.jrp",
    ] {
        let done = folder.run(line);
        // No publisher is called so: the header is refused before anything of it is shown.
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{line}");
        assert!(is_safe(&done.err), "{line}: {:?}", done.err);
    }
    folder.succeeds(&format!("{} --out d.jrp", build_district()));
    for more in ["", " --json"] {
        let line = format!("{ASK} --scenario ZFCG --name '江\u{202e}州\u{9b}2J\u{2028}市' {more}");
        let done = folder.run(&line);
        let escaped = if more.is_empty() { "\\u{202e}" } else { "\\u202e" };
        assert!(
            is_safe(&done.out) && done.out.matches(escaped).count() >= 2,
            "{:?}",
            done.out
        );
    }
}

#[test]
fn no_complaint_shows_them_as_they_are() {
    let folder = Folder::with_keys();
    folder.write("f\u{202e}vsc\u{9b}.csv", "list_kind,\u{202e}eman\u{9b}2J\n");
    let done = folder.run(&format!(
        "build --key keys/jrp.key {PUBLISH} --feed 'f\u{202e}vsc\u{9b}.csv' --out o.jrp"
    ));
    assert_eq!(done.code, 1);
    assert!(
        is_safe(&done.err) && done.err.contains("\\u{202e}"),
        "{:?}",
        done.err
    );
}

#[test]
fn no_publisher_may_have_them() {
    let folder = Folder::with_keys();
    for publisher in [
        "云澜\u{202e}区",
        "云澜\u{2066}区",
        "云澜\u{9b}区",
        "云澜\u{2028}区",
        "云\u{200e}澜",
        "云\u{feff}澜",
    ] {
        let rest = "--region 329902 --sequence 7 --feed f.csv --out d.jrp";
        folder.write(
            "f.csv",
            "list_kind,subject_kind,name,authority,listed_on,status\n",
        );
        folder.fails(
            1,
            &format!("build --key keys/jrp.key --publisher '{publisher}' {rest}"),
            &["publisher"],
        );
    }
}
