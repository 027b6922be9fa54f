//! `jrp check --id -`: the number of a person comes from standard input.

use super::{ASK, Folder};
use std::io::Write;
use std::process::{Command, Stdio};

/// Asks with a text on standard input; gives code, answer and complaint.
fn asked(folder: &Folder, input: &[u8]) -> (i32, String, String) {
    let line = format!("{ASK} --scenario ZFCG --json --name 璩濯珩 --id-kind citizen-id --id -");
    let mut child = Command::new(env!("CARGO_BIN_EXE_jrp"))
        .args(line.split_whitespace())
        .current_dir(folder.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that is refused before it is read leaves a broken pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

#[test]
fn an_id_from_standard_input_is_answered_as_one_from_the_command_line() {
    let folder = Folder::with_district();
    let id = "329902199001132159";
    let typed = folder.run(&format!(
        "{ASK} --scenario ZFCG --json --name 璩濯珩 --id-kind citizen-id --id {id}"
    ));
    assert!(typed.out.contains("prohibited"), "{}", typed.out);
    for input in [
        id.to_owned(),
        format!("{id}\n"),
        format!("  {id}\t\r\n"),
        format!("\u{feff}{id}\r\nmore\n"),
    ] {
        let (code, out, err) = asked(&folder, input.as_bytes());
        assert_eq!(
            (code, out, err.as_str()),
            (typed.code, typed.out.clone(), ""),
            "{input:?}"
        );
    }
}

#[test]
fn an_input_without_a_number_is_told() {
    let folder = Folder::with_district();
    for (input, place) in [
        (&b""[..], "empty"),
        (b" \n329902199001132159\n", "empty"),
        (b"\xff\xfe3\0", "UTF-8"),
    ] {
        let (code, out, err) = asked(&folder, input);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("--id -") && err.contains(place), "{err}");
        assert!(!err.contains("3299"), "{err}");
    }
}
