//! The archive of publications: what evidence needs stays, for several publishers side by side.

use super::Folder;

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";
const TRUST: &str = "--trust nation/jrp.pub --trust district/jrp.pub";

/// Two publishers into one archive; the sequence says the day too.
fn publish(folder: &Folder, day: u32, codes: &[&str]) {
    for (publisher, list) in [("nation", "BK-SXBZXR"), ("district", "BK-ZFCGSX")] {
        let rows = { codes.iter() }.map(|code| {
            format!("{list},org,云澜甲纺织有限公司,uscc,{code},财政局,2025-06-03,2027-06-02,active\n")
        });
        folder.write("f.csv", HEADER.to_owned() + &rows.collect::<String>());
        folder.succeeds(&format!(
            "publish --feed f.csv --key {publisher}/jrp.key --publisher {publisher} --covers {list} --out of-{publisher} --archive archive \
             --keep 1 --max-chain 0 --issued-at 2026-11-{day}T09:00:00+08:00"
        ));
    }
}

/// Evidence of a question to both, on this day.
fn ask(folder: &Folder, day: u32, name: &str) {
    let asked = folder.run(&format!(
        "check --snapshot of-nation --snapshot of-district {TRUST} --scenario ZFCG --credit-code 91329902MA9BATDJ57 \
         --now 2026-11-{day}T10:00:00+08:00 --evidence {name}"
    ));
    assert_eq!(asked.code, 12, "{}{}", asked.out, asked.err);
}

fn asked_twice() -> Folder {
    let folder = Folder::new();
    for publisher in ["nation", "district"] {
        folder.succeeds(&format!("keygen --out {publisher} --suite ed25519-blake3"));
    }
    publish(&folder, 16, &["91329902MA9BATDJ57"]);
    ask(&folder, 16, "first.json");
    publish(&folder, 17, &["91329902MA9BATDJ57", "91329902MA9AAAAAX2"]);
    publish(&folder, 18, &["91329902MA9BATDJ57"]);
    ask(&folder, 18, "second.json");
    folder
}

fn logs(folder: &Folder) -> Vec<String> {
    let names = folder.names("archive").into_iter();
    let logs = names.filter(|name| name.starts_with("publications-") && name.ends_with(".log"));
    logs.collect()
}

#[test]
fn what_evidence_needs_stays_when_the_folders_have_gone_on() {
    let folder = asked_twice();
    let names = folder.names("of-nation");
    let here = names.iter().filter(|name| name.ends_with(".jrp")).count();
    assert_eq!(here, 1, "the folder itself keeps one publication");
    assert_eq!(logs(&folder).len(), 2);
    for evidence in ["first.json", "second.json"] {
        let told = folder.succeeds(&format!("replay {evidence} --snapshot archive {TRUST}"));
        assert!(told.contains("the same answer"), "{told}");
        assert!(!told.contains("publication no."), "every line was found: {told}");
    }
}

#[test]
fn of_several_logs_the_publishers_own_is_compared() {
    let folder = asked_twice();
    let replay = format!("replay second.json --snapshot archive {TRUST}");
    let logs = logs(&folder);
    for (lost, left) in [(0, 1), (1, 0)] {
        let place = format!("archive/{}", logs[lost]);
        let whole = folder.read(&place);
        std::fs::remove_file(folder.path(&place)).unwrap();
        let told = folder.succeeds(&replay);
        assert_eq!(
            told.matches("holds no log of publications of this publisher")
                .count(),
            1,
            "{told}"
        );
        // A log that names none of the files may be a publisher's that denies them.
        folder.write(&place, "1 of another time 0000\n");
        let done = folder.run(&replay);
        assert_eq!(done.code, 1, "{}", done.out);
        assert!(
            done.out.contains(&logs[lost]) && !done.out.contains(&logs[left]),
            "{}",
            done.out
        );
        let cut = whole
            .split_inclusive(|byte| *byte == b'\n')
            .take(2)
            .flatten()
            .copied();
        folder.write(&place, cut.collect::<Vec<_>>());
        let done = folder.run(&replay);
        assert_eq!(done.code, 1, "{}", done.out);
        assert!(
            done.out.contains("line 3: the log has no such line"),
            "{}",
            done.out
        );
        folder.write(&place, whole);
    }
    folder.succeeds(&replay);
}

#[test]
fn what_is_not_for_everybody_is_not_so_in_the_archive() {
    let folder = asked_twice();
    #[cfg(unix)]
    for name in folder.names("archive") {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path(&format!("archive/{name}")))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o007, 0, "{name}");
    }
}

#[test]
fn nothing_is_published_that_cannot_be_archived() {
    let folder = asked_twice();
    let latest = folder.read("of-nation/latest");
    folder.write("blocked", "a file stands there");
    folder.write("f.csv", HEADER);
    folder.fails(
        1,
        "publish --feed f.csv --key nation/jrp.key --publisher nation --covers BK-SXBZXR --out of-nation --archive blocked \
         --allow-shrink --issued-at 2026-11-19T09:00:00+08:00",
        &["blocked"],
    );
    assert_eq!(folder.read("of-nation/latest"), latest);
}
