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
