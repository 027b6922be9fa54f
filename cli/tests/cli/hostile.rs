//! Hostile servers, folders and files: a pull ends in time, proves what it takes, and writes where it was told to.

#[path = "../../../core/tests/altered/mod.rs"]
mod altered;

use super::published::{Published, complains};
use altered::{FILTER, ORGANISATIONS, Parts, with_empty_index};
use jrp_core::manifest::UnverifiedManifest;
use jrp_core::suite::{SigningKey, Suite};
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn key(published: &Published) -> SigningKey {
    let pem = String::from_utf8(published.folder.read("keys/jrp.key")).unwrap();
    SigningKey::from_pem(&pem).unwrap()
}

/// The base of `out` altered and signed again, and a manifest that names it.
fn republish(published: &Published, alter: impl FnOnce(&mut Parts)) {
    let key = key(published);
    let read = UnverifiedManifest::parse(&published.folder.read("out/latest")).unwrap();
    let mut manifest = read.claims().clone();
    let file = published
        .folder
        .read(&format!("out/{}", manifest.base.file_name()));
    let mut parts = Parts::of(&file);
    alter(&mut parts);
    let bytes = parts.sign(&key);
    let suite = Suite::Ed25519Blake3;
    let header = altered::u32_at(&bytes, 16);
    manifest.base.header = suite.digest(&bytes[..header]);
    manifest.base.file = suite.digest(&bytes);
    manifest.base.bytes = bytes.len() as u64;
    let name = format!("out/{}", manifest.base.file_name());
    published.folder.write(&name, bytes);
    published.folder.write("out/latest", manifest.sign(&key).unwrap());
}

#[test]
fn a_pull_proves_the_state_digest_of_a_base() {
    let published = Published::once();
    republish(&published, |parts| parts.fixed[128] ^= 1);
    published.pull_fails(&published.pull_line("out", 16), &["state digest"]);
    // Who does not want the proof says so.
    published
        .folder
        .succeeds(&format!("{} --no-deep", published.pull_line("out", 16)));
    let done = published.folder.run("verify in --trust keys/jrp.pub --deep");
    assert_eq!(done.code, 1, "{}", done.out);
}

#[test]
fn a_pull_refuses_a_base_whose_filter_or_index_was_emptied() {
    let published = Published::once();
    republish(&published, |parts| {
        parts.sections.get_mut(&FILTER).unwrap().fill(0)
    });
    published.pull_fails(&published.pull_line("out", 16), &["not found by its own keys"]);
    let published = Published::once();
    republish(&published, |parts| {
        let organisations = parts.sections.get_mut(&ORGANISATIONS).unwrap();
        *organisations = with_empty_index(organisations, [2, 120]);
    });
    published.pull_fails(&published.pull_line("out", 16), &["not found by its own keys"]);
}

#[test]
fn a_pull_refuses_a_base_whose_header_names_other_lists_than_its_records() {
    let published = Published::once();
    republish(&published, |parts| {
        parts.lists.iter_mut().for_each(|list| list.2 += 1)
    });
    published.pull_fails(&published.pull_line("out", 16), &["counts of the lists"]);
}

/// Answers every request with a byte in a while, without end.
fn trickling(pause: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\njrp-latest");
                while stream.write_all(b" ").and_then(|()| stream.flush()).is_ok() {
                    thread::sleep(pause);
                }
            });
        }
    });
    address
}

#[test]
fn a_server_that_sends_a_byte_now_and_then_does_not_hold_a_pull() {
    let published = Published::once();
    let slow = format!("http://{}/lists", trickling(Duration::from_millis(100)));
    let began = Instant::now();
    let limits = "--patience 1 --deadline 60";
    let line = format!("{} {limits}", published.pull_line(&slow, 16));
    published.pull_fails(&line, &["--min-rate"]);
    let line = format!(
        "{} --patience 30 --deadline 1 --min-rate 0",
        published.pull_line(&slow, 16)
    );
    published.pull_fails(&line, &["latest"]);
    assert!(began.elapsed() < Duration::from_secs(50), "{:?}", began.elapsed());
}

#[test]
fn the_next_source_is_asked_where_one_fails() {
    let published = Published::once();
    let slow = format!("http://{}/lists", trickling(Duration::from_millis(100)));
    let line = format!(
        "{} --from nowhere --from out --patience 1",
        published.pull_line(&slow, 16)
    );
    let done = published.folder.run(&line);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(
        done.err.matches("asking the next --from").count(),
        2,
        "{}",
        done.err
    );
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
    // The last one's failure is the command's.
    let done = published
        .folder
        .run(&format!("{} --from neither", published.pull_line("nowhere", 16)));
    assert_eq!(done.code, 1);
    assert!(
        done.err
            .lines()
            .last()
            .is_some_and(|line| line.contains("neither/latest")),
        "{}",
        done.err
    );
}

#[test]
fn a_pull_that_hangs_keeps_no_other_from_the_store() {
    let published = Published::once();
    published.pull("out", 16);
    published.publish(17, &[0], "");
    let slow = format!("http://{}/lists", trickling(Duration::from_millis(100)));
    let line = format!("{} --patience 4 --deadline 60", published.pull_line(&slow, 17));
    thread::scope(|scope| {
        let hanging = scope.spawn(|| published.folder.run(&line));
        thread::sleep(Duration::from_millis(500));
        published.pull("out", 17);
        assert!(!hanging.is_finished());
        assert_eq!(hanging.join().unwrap().code, 1);
    });
    assert_eq!(published.listed("in"), Ok(vec![0]));
}

#[test]
fn what_is_not_public_is_read_by_owner_and_group_only() {
    let published = Published::once();
    published.pull("out", 16);
    let path = |name: &str| published.folder.path(name);
    for folder in ["out", "in"] {
        assert_eq!(mode(&path(folder)) & 0o007, 0, "{folder}");
        for entry in fs::read_dir(path(folder)).unwrap() {
            let entry = entry.unwrap().path();
            assert_eq!(mode(&entry) & 0o007, 0, "{}", entry.display());
        }
    }
    let build = "build --feed f.csv --key keys/jrp.key --publisher 云澜区信用办 --sequence 1 --issued-at 2026-11-16T09:00:00+08:00";
    published
        .folder
        .succeeds(&format!("{build} --report r.json --out g.jrp"));
    assert_eq!(
        (mode(&path("g.jrp")) & 0o027, mode(&path("r.json")) & 0o027),
        (0, 0)
    );
    published
        .folder
        .succeeds(&format!("{build} --audience public --out p.jrp"));
    assert_eq!(mode(&path("p.jrp")) & 0o044, 0o044);
    published.folder.run("screen --snapshot g.jrp --trust keys/jrp.pub --scenario ZFCG --in f.csv --out s.csv --now 2026-11-16T10:00:00+08:00");
    assert_eq!(mode(&path("s.csv")) & 0o027, 0);
}

#[test]
fn nothing_is_written_through_a_link() {
    let published = Published::once();
    let path = |name: &str| published.folder.path(name);
    published.folder.write("victim", "untouched");
    fs::create_dir(path("in")).unwrap();
    let read = UnverifiedManifest::parse(&published.folder.read("out/latest")).unwrap();
    let names = [read.claims().base.file_name(), "latest".to_owned()];
    for name in &names {
        symlink(path("victim"), path(&format!("in/.jrp-{name}.part"))).unwrap();
    }
    symlink(path("victim"), path("in/.jrp-lock")).unwrap();
    published.pull("out", 16);
    assert_eq!(published.folder.read("victim"), b"untouched");
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
    symlink(path("victim"), path("link.jrp")).unwrap();
    let done = published.folder.run(
        "build --feed f.csv --key keys/jrp.key --publisher 云澜区信用办 --sequence 1 --issued-at 2026-11-16T09:00:00+08:00 --out link.jrp",
    );
    complains(&done, &["link.jrp", "symbolic link"]);
    assert_eq!(published.folder.read("victim"), b"untouched");
}

#[test]
fn a_store_without_latest_still_knows_the_highest_sequence_it_has_seen() {
    let published = Published::once();
    let old = published.folder.read("out/latest");
    published.publish(17, &[0], "--keep 9");
    published.pull("out", 17);
    let new = published.folder.read("out/latest");
    fs::remove_file(published.folder.path("in/latest")).unwrap();
    published.folder.write("out/latest", old);
    published.pull_fails(&published.pull_line("out", 17), &["no. 2", "no. 1"]);
    published.folder.write("out/latest", new);
    // The current one is taken, with a word.
    published.publish(18, &[0], "--sequence 3");
    let done = published.folder.run(&published.pull_line("out", 18));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("lost `latest`"), "{}", done.err);
    // Where the mark is gone too, that is said.
    fs::remove_file(published.folder.path("in/latest")).unwrap();
    fs::remove_file(published.folder.path("in/.jrp-mark")).unwrap();
    let done = published.folder.run(&published.pull_line("out", 18));
    assert!(
        done.code == 0 && done.err.contains("--min-sequence"),
        "{}",
        done.err
    );
}

#[test]
fn a_stores_own_latest_is_not_believed_unless_its_signature_is() {
    let published = Published::once();
    published.pull("out", 16);
    let mut own = UnverifiedManifest::parse(&published.folder.read("in/latest"))
        .unwrap()
        .claims()
        .clone();
    own.base.sequence = 999;
    let stranger = SigningKey::from_seed(Suite::Ed25519Blake3, &[9; 32]).unwrap();
    published.folder.write("in/latest", own.sign(&stranger).unwrap());
    published.publish(17, &[0], "");
    let done = published.folder.run(&published.pull_line("out", 17));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("not believed"), "{}", done.err);
    assert_eq!(published.listed("in"), Ok(vec![0]));
}

#[test]
fn a_person_key_that_others_can_read_is_warned_of() {
    let published = Published::once();
    let line = "check --snapshot out --trust keys/jrp.pub --scenario ZFCG --credit-code 91329902MA9BATDJ57 --now 2026-11-16T10:00:00+08:00 --person-key keys/person.key";
    assert_eq!(published.folder.run(line).err, "");
    let path = published.folder.path("keys/person.key");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let done = published.folder.run(line);
    assert!(
        done.err.contains("others on this machine can read this key"),
        "{}",
        done.err
    );
    assert_eq!(done.code, 12);
}

#[test]
fn what_is_no_regular_file_is_not_read() {
    let published = Published::once();
    published.pull("out", 16);
    let read = UnverifiedManifest::parse(&published.folder.read("in/latest")).unwrap();
    let base = published
        .folder
        .path(&format!("in/{}", read.claims().base.file_name()));
    let ask = "check --snapshot in --trust keys/jrp.pub --scenario ZFCG --credit-code 91329902MA9BATDJ57 --now 2026-11-16T10:00:00+08:00";
    for place in [&base, &published.folder.path("in/latest")] {
        let whole = fs::read(place).unwrap();
        for endless in ["/dev/zero", "pipe"] {
            fs::remove_file(place).unwrap();
            if endless == "pipe" {
                let made = std::process::Command::new("mkfifo").arg(place).status().unwrap();
                assert!(made.success());
            } else {
                symlink(endless, place).unwrap();
            }
            assert_eq!(published.folder.run(ask).code, 1);
            fs::remove_file(place).unwrap();
            fs::write(place, &whole).unwrap();
        }
    }
    // A pull fetches the file again.
    fs::remove_file(&base).unwrap();
    symlink("/dev/zero", &base).unwrap();
    published.pull("out", 16);
    assert_eq!(published.folder.run(ask).code, 12);
    let huge = fs::File::create(published.folder.path("in/latest")).unwrap();
    huge.set_len(1 << 40).unwrap();
    assert_eq!(published.folder.run(ask).code, 1);
    // A table of a policy pack is found, not named, so that a pipe in its place is none.
    published.folder.write_policy("pack", "2026.12-1");
    let table = published.folder.path("pack/links.csv");
    fs::remove_file(&table).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&table)
            .status()
            .unwrap()
            .success()
    );
    complains(
        &published.folder.run("policy check pack"),
        &["links.csv", "regular file"],
    );
    for named in [
        "--snapshot /dev/zero --trust keys/jrp.pub",
        "--snapshot out --trust /dev/zero",
    ] {
        let done = published.folder.run(&format!(
            "check {named} --scenario ZFCG --credit-code 91329902MA9BATDJ57"
        ));
        complains(&done, &["/dev/zero"]);
    }
}

#[test]
fn a_key_for_one_list_cannot_drop_another_by_a_base_of_its_own() {
    let published = Published::once();
    let folder = &published.folder;
    folder.succeeds("keygen --out other --suite ed25519-blake3");
    let pem = |name: &str| String::from_utf8(folder.read(&format!("{name}/jrp.pub"))).unwrap();
    let anchor = "anchor\npublisher 云澜区信用办\nroles records policy\n";
    let trust = format!(
        "jrp-trust 1\n{anchor}{}{anchor}lists BK-ZFCGSX\n{}",
        pem("keys"),
        pem("other")
    );
    folder.write("lists.trust", trust);
    let pull = |from: &str, day| {
        published
            .pull_line(from, day)
            .replace("keys/jrp.pub", "lists.trust")
    };
    folder.succeeds(&pull("out", 16));
    let theirs = |covers: &str, more: &str| {
        let line = published.line(17, &[0], &format!("--sequence 2 {more}"));
        line.replace("--out out", "--out theirs")
            .replace("keys/jrp.key", "other/jrp.key")
            .replace("BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF", covers)
    };
    folder.succeeds(&theirs("BK-ZFCGSX", ""));
    published.pull_fails(&pull("theirs", 17), &["BK-SXBZXR", "theirs"]);
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
    // For those who have seen no other list of the publisher it is all there is.
    let first = pull("theirs", 17).replace("--into in", "--into new");
    folder.succeeds(&first);
    // Whoever may speak for all lists may end some.
    let line = published.line(17, &[0], "--max-chain 0");
    folder.succeeds(&line.replace("BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF", "BK-ZFCGSX"));
    let told = folder.succeeds(&pull("out", 17));
    assert!(told.contains("no. 2"), "{told}");
}

#[test]
fn several_trust_files_are_judged_as_one() {
    let published = Published::once();
    published
        .folder
        .succeeds("keygen --out other --suite ed25519-blake3");
    let pem = |folder: &str| String::from_utf8(published.folder.read(&format!("{folder}/jrp.pub"))).unwrap();
    let two = format!(
        "jrp-trust 1\nanchor\npublisher *\nroles records policy\nthreshold 2\n{}{}",
        pem("keys"),
        pem("other")
    );
    published.folder.write("two.trust", two);
    let line = "verify out --trust two.trust --trust keys/jrp.pub";
    complains(&published.folder.run(line), &["thresholds"]);
}

#[test]
fn a_cosigner_is_shown_the_lists_with_their_codes_and_counts() {
    let published = Published::once();
    let read = UnverifiedManifest::parse(&published.folder.read("out/latest")).unwrap();
    let base = format!("out/{}", read.claims().base.file_name());
    published
        .folder
        .succeeds("keygen --out other --suite ed25519-blake3");
    let shown = published
        .folder
        .succeeds(&format!("sign {base} --key other/jrp.key --out both.jrp"));
    assert!(shown.contains("BK-ZFCGSX  402"), "{shown}");
}
