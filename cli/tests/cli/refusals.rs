use super::{ASK, Folder, PUBLISH, build_district};

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";
const ROW: &str =
    "BK-ZFCGSX,org,江州市云澜槿棠纺织有限公司,uscc,91329902MA9BATDJ57,财政局,2025-06-03,2027-06-02,active\n";
const PERSON: &str =
    "BK-SXBZXR,person,璩濯珩,citizen-id,329902199001132159,法院,2025-06-03,2027-06-02,active\n";

fn build(rest: &str) -> String {
    format!("build --key keys/jrp.key {PUBLISH} --covers BK-ZFCGSX --report r.json --out d.jrp {rest}")
}

#[test]
fn feeds_that_cannot_be_read() {
    let folder = Folder::with_keys();
    let feeds: [(&str, &[u8], &[&str]); 8] = [
        (
            "gbk.csv",
            b"\xc3\xfb\xb5\xa5\xc0\xe0\xd0\xcd,name\n",
            &["gbk.csv: row 1: the header lacks", "subject_kind"],
        ),
        (
            "xlsx.csv",
            b"PK\x03\x04\x14\x00\x06\x00\xff\xfe",
            &["xlsx.csv: workbook", "save it again as XLSX"],
        ),
        ("empty.csv", b"", &["empty.csv: row 1", "empty"]),
        (
            "columns.csv",
            b"list_kind,colour\n",
            &["columns.csv: row 1", "colour"],
        ),
        ("few.csv", b"list_kind,name\n", &["few.csv: row 1", "authority"]),
        (
            "tabs.csv",
            b"list_kind\tname\tid\n",
            &["tabs.csv: row 1: the header lacks", "authority"],
        ),
        (
            "quote.csv",
            b"list_kind,subject_kind,name,authority,listed_on,status\n\"BK",
            &["quote.csv: row 2"],
        ),
        (
            "twice.csv",
            "list_kind,名单类型\n".as_bytes(),
            &["twice.csv: row 1", "columns 1 and 2"],
        ),
    ];
    for (name, content, places) in feeds {
        folder.write(name, content);
        folder.write("good.csv", format!("{HEADER}{ROW}"));
        folder.fails(1, &build(&format!("--feed good.csv {name}")), places);
    }
    folder.fails(
        1,
        &build("--feed none.csv"),
        &["none.csv: cannot be read", "check the path"],
    );
    folder.fails(1, &build("--feed keys"), &["keys: cannot be read", "folder"]);
}

#[test]
fn persons_need_the_person_key() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}{PERSON}"));
    folder.fails(1, &build("--feed f.csv"), &["f.csv: row 3", "--person-key"]);
    folder.succeeds(&build("--feed f.csv --person-key keys/person.key"));
}

#[test]
fn keys_of_the_wrong_kind() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    folder.write("text.key", "no key at all");
    folder.write("binary.key", b"\x30\xff");
    let with = |key: &str, person: &str| {
        build(&format!("--feed f.csv --person-key {person}")).replace("keys/jrp.key", key)
    };
    let (key, person) = ("keys/jrp.key", "keys/person.key");
    for (line, places) in [
        (
            with("keys/jrp.pub", person),
            &["keys/jrp.pub: this is a public key", "jrp.key"][..],
        ),
        (with(person, person), &["keys/person.key: this is a person key"]),
        (with(key, key), &["keys/jrp.key: this is a private signing key"]),
        (with(key, "keys/jrp.pub"), &["keys/jrp.pub: this is a public key"]),
        (with("text.key", person), &["text.key: no PEM block"]),
        (with("binary.key", person), &["binary.key: byte 1", "jrp keygen"]),
        (with("none.key", person), &["none.key: cannot be read"]),
        (with("keys", person), &["keys: cannot be read"]),
    ] {
        folder.fails(1, &line, places);
    }
}

#[test]
fn outputs_that_cannot_be_written() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    let feed = build("--feed f.csv");
    folder.fails(
        1,
        &feed.replace("d.jrp", "none/d.jrp"),
        &["none/d.jrp: cannot be written", "check the path"],
    );
    folder.fails(
        1,
        &feed.replace("r.json", "none/r.json"),
        &["none/r.json: cannot be written"],
    );
    folder.fails(
        1,
        &feed.replace("d.jrp", "keys"),
        &["keys: is not a regular file"],
    );
    folder.fails(
        2,
        &feed.replace("d.jrp", "f.csv"),
        &["f.csv: --out would overwrite"],
    );
    folder.fails(
        2,
        &feed.replace("r.json", "./keys/jrp.key"),
        &["jrp.key: --report would overwrite"],
    );
    folder.fails(
        2,
        &feed.replace("r.json", "d.jrp"),
        &["d.jrp: --report would overwrite"],
    );
    folder.fails(
        1,
        "synth --records 10 --seed 1 --out none/f.csv",
        &["none/f.csv: cannot be written"],
    );
    folder.fails(
        1,
        "synth --records 10 --seed 1 --out keys",
        &["keys: is not a regular file"],
    );
}

#[test]
fn options_that_contradict_the_pack_or_each_other() {
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    let feed = build("--feed f.csv");
    for (code, line, places) in [
        (
            1,
            feed.replace("BK-ZFCGSX", "BK-ZFCGSX,BK-NONE"),
            &["--covers", "BK-NONE"][..],
        ),
        (
            1,
            format!("{feed} --audience public --covers BK-KYSX"),
            &["--covers", "public"],
        ),
        (
            2,
            format!("{feed} --region 3299"),
            &["--region", "3299", "six digits"],
        ),
        (
            2,
            format!("{feed} --expires 2026-11-21T08:00:00+08:00"),
            &["--expires", "--issued-at"],
        ),
        (
            2,
            format!("{feed} --next-update 2026-11-25T00:00:00+08:00 --expires 2026-11-24T00:00:00+08:00"),
            &["--next-update", "--expires"],
        ),
        (
            2,
            format!("{feed} --next-update 2026-11-20T08:00:00+08:00"),
            &["--next-update", "--issued-at"],
        ),
        (
            2,
            format!("{feed} --as-of 21.11.2026"),
            &["--as-of", "21.11.2026"],
        ),
        (2, feed.replace("--sequence 7", "--sequence x"), &["--sequence"]),
        (2, feed.replace("云澜区信用办", "''"), &["--publisher"]),
        (
            2,
            feed.replace("云澜区信用办", "' '"),
            &["--publisher", "publisher's name"],
        ),
        (2, build(""), &["--feed"]),
    ] {
        let line = match line.matches("--region").count() {
            2 => line.replacen("--region 329902 ", "", 1),
            _ => line,
        };
        folder.fails(code, &line, places);
    }
}

#[test]
fn snapshots_that_are_not_what_they_should_be() {
    let folder = Folder::with_district();
    let whole = folder.read("d.jrp");
    folder.write("text.jrp", "not a snapshot");
    folder.write("empty.jrp", "");
    folder.write("cut.jrp", &whole[..whole.len() / 2]);
    folder.write("short.jrp", &whole[..100]);
    folder.write("long.jrp", [whole.as_slice(), b"x"].concat());
    let altered = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    folder.write("body.jrp", altered(whole.len() / 2));
    folder.write("header.jrp", altered(40));
    folder.succeeds("keygen --out other");
    let question = "--scenario ZFCG --credit-code 91329902MA9BATDJ57";
    for (name, places) in [
        ("text.jrp", &["text.jrp: byte 0", "not a JRP snapshot"][..]),
        ("empty.jrp", &["empty.jrp: byte 0", "not a JRP snapshot"]),
        ("cut.jrp", &["cut.jrp: ", "bytes needed"]),
        ("short.jrp", &["short.jrp: ", "bytes needed"]),
        ("long.jrp", &["long.jrp: ", "bytes too many: 1"]),
        ("body.jrp", &["body.jrp: byte ", "page", "altered"]),
        ("header.jrp", &["header.jrp: ", "signature", "altered"]),
        ("none.jrp", &["none.jrp: cannot be read", "check the path"]),
        (
            "keys",
            &["keys: nothing was published or pulled into this folder"],
        ),
    ] {
        folder.fails(1, &format!("verify {name} --trust keys/jrp.pub --deep"), places);
        folder.fails(
            1,
            &ASK.replace("d.jrp", name)
                .replace("--now", &format!("{question} --now")),
            places,
        );
    }
    for name in ["text.jrp", "cut.jrp", "none.jrp"] {
        folder.fails(1, &format!("inspect {name}"), &[name]);
        folder.fails(1, &format!("inspect {name} --json"), &[name]);
    }
    folder.fails(
        1,
        "verify d.jrp --trust other/jrp.pub",
        &["d.jrp: signed by key", "trust the publisher's public key"],
    );
    folder.fails(
        1,
        "verify d.jrp --trust keys/jrp.key",
        &["keys/jrp.key: this is a private signing key"],
    );
    folder.fails(1, "verify d.jrp --trust none.pub", &["none.pub: cannot be read"]);
    folder.fails(
        1,
        "verify d.jrp --trust keys/jrp.pub --person-key other/person.key",
        &["d.jrp: the person key has id", "give the right person key"],
    );
}

#[test]
fn questions_that_the_snapshot_cannot_take() {
    let folder = Folder::with_district();
    folder.fails(
        1,
        &format!("{ASK} --scenario ZFCJ --name 甲"),
        &["d.jrp: scenario \"ZFCJ\"", "ZFCG"],
    );
    folder.fails(
        1,
        &format!("{ASK} --scenario ZFCG --name '  '"),
        &["subject 1", "credit code"],
    );
    folder.fails(
        1,
        &format!("{ASK} --scenario ZFCG --name 甲乙公司 --member '  '"),
        &["subject 2"],
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_keys();
    folder.write("f.csv", format!("{HEADER}{ROW}"));
    let set = |mode| std::fs::set_permissions(folder.path("f.csv"), PermissionsExt::from_mode(mode)).unwrap();
    set(0o000);
    // Root reads everything.
    if std::fs::read(folder.path("f.csv")).is_err() {
        folder.fails(
            1,
            &build("--feed f.csv"),
            &["f.csv: cannot be read", "permissions"],
        );
    }
    set(0o600);
}

#[test]
fn nothing_is_left_when_the_last_feed_fails() {
    let folder = Folder::with_keys();
    folder.write("bad.csv", b"list_kind,\xff\n");
    let line = build_district().replace(" --key", " bad.csv --key");
    folder.fails(1, &format!("{line} --report r.json --out d.jrp"), &["bad.csv"]);
}
