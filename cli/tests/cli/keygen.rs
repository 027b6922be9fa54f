use super::Folder;

#[test]
fn keys_are_written_once_and_secret_ones_are_closed_to_others() {
    for suite in ["sm2-sm3", "ed25519-blake3"] {
        let folder = Folder::new();
        let out = folder.succeeds(&format!("keygen --out a/b/keys --suite {suite}"));
        assert!(
            out.contains(suite) && out.contains("a/b/keys/person.key"),
            "{out}"
        );
        #[cfg(unix)]
        for (name, mode) in [("jrp.key", 0o600), ("person.key", 0o600), ("jrp.pub", 0o644)] {
            use std::os::unix::fs::PermissionsExt;
            let found = folder.path("a/b/keys").join(name).metadata().unwrap();
            assert_eq!(found.permissions().mode() & 0o777 & !0o022, mode, "{name}");
        }
        folder.fails(
            1,
            &format!("keygen --out a/b/keys --suite {suite}"),
            &["a/b/keys/jrp.key", "is there already"],
        );
    }
}

#[test]
fn one_key_in_the_folder_is_enough_to_refuse() {
    let folder = Folder::new();
    folder.write("person.key", "an old one");
    folder.fails(1, "keygen --out .", &["person.key", "is there already", "--out"]);
}

#[test]
fn keys_differ_every_time() {
    let folder = Folder::new();
    folder.succeeds("keygen --out a");
    folder.succeeds("keygen --out b");
    for name in ["jrp.key", "person.key", "jrp.pub"] {
        assert_ne!(
            folder.read(&format!("a/{name}")),
            folder.read(&format!("b/{name}"))
        );
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told() {
    let folder = Folder::new();
    folder.write("keys", "");
    folder.fails(1, "keygen --out keys", &["keys", "cannot be written"]);
    folder.fails(
        2,
        "keygen --out keys --suite rsa",
        &["--suite", "rsa", "sm2-sm3", "jrp keygen --help"],
    );
}

/// Without a umask every new file and folder would be everybody's to write.
#[cfg(unix)]
#[test]
fn nothing_is_written_that_others_may_write_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("s.csv", "统一社会信用代码\n91329902MA9BATDJ57\n");
    folder.write("f.csv", super::published::feed(&[0]));
    let now = "--now 2026-11-16T10:00:00+08:00";
    let publish =
        "--feed f.csv --key a/keys/jrp.key --publisher 云澜区信用办 --issued-at 2026-11-16T09:00:00+08:00";
    let trust = "--trust a/keys/jrp.pub";
    let ask = format!("{trust} --scenario ZFCG {now}");
    let lines = [
        "keygen --out a/keys --suite ed25519-blake3".to_owned(),
        format!("build {publish} --sequence 1 --report r.json --out g.jrp"),
        format!("build {publish} --sequence 1 --audience public --out p.jrp"),
        "keygen --out a/other --suite ed25519-blake3".to_owned(),
        "sign g.jrp --key a/other/jrp.key --out s.jrp".to_owned(),
        "digest g.jrp --out h".to_owned(),
        format!("publish {publish} --archive b/archive --out b/government"),
        format!("publish {publish} --audience public --out b/public"),
        format!("pull --from b/government --into c/store {trust} {now}"),
        format!("pull --from b/public --into c/public {trust} {now}"),
        format!("check --snapshot g.jrp {ask} --credit-code 91329902MA9BATDJ57 --evidence e.json"),
        "slip e.json --out e.html".to_owned(),
        format!("screen --snapshot g.jrp {ask} --in s.csv --out d.csv --summary d.txt --evidence d/answers"),
        format!("office init o/office --publisher 云澜区信用办 --region 329902 {now}"),
        "synth --records 3 --seed 1 --out y.csv".to_owned(),
        "demo --dir demo".to_owned(),
    ];
    let given = ["s.csv", "f.csv"].map(|name| folder.path(name));
    for line in &lines {
        let script = format!("umask 0; exec {} {line}", env!("CARGO_BIN_EXE_jrp"));
        let done = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder.path("."))
            .output()
            .unwrap();
        assert!(matches!(done.status.code(), Some(0 | 12)), "{line}: {done:?}");
    }
    let made = super::files(&folder.path("."));
    assert!(made.len() > 40, "{}", made.len());
    for (path, _) in made.iter().filter(|(path, _)| !given.contains(path)) {
        let mode = path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode & 0o022, 0, "{}: {mode:o}", path.display());
    }
    let mode = |name: &str| folder.path(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(
        ["a/keys", "a/keys/jrp.key", "a/keys/person.key", "a/keys/jrp.pub"].map(mode),
        [0o700, 0o600, 0o600, 0o644]
    );
    // What is for authorities, or tells of single subjects, is for owner and group.
    for name in [
        "g.jrp",
        "s.jrp",
        "r.json",
        "b/government",
        "b/archive",
        "c/store",
        "e.json",
        "d.csv",
        "d/answers",
        "o/office",
    ] {
        assert_eq!(mode(name) & 0o007, 0, "{name}");
    }
    assert_eq!([mode("p.jrp"), mode("b/public")], [0o644, 0o755]);
}
