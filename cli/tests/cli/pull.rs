use super::published::{Published, complains};
use super::server::Manner;
use jrp_core::manifest::{Manifest, UnverifiedManifest};
use jrp_core::suite::SigningKey;

fn sequence(published: &Published, folder: &str) -> u64 {
    let text = published.folder.read(&format!("{folder}/latest"));
    UnverifiedManifest::parse(&text).unwrap().claims().sequence()
}

/// Rewrites `out/latest` as its publisher could, with its key.
fn republish(published: &Published, change: impl FnOnce(&mut Manifest)) {
    let pem = String::from_utf8(published.folder.read("keys/jrp.key")).unwrap();
    let key = SigningKey::from_pem(&pem).unwrap();
    let read = UnverifiedManifest::parse(&published.folder.read("out/latest")).unwrap();
    let mut manifest = read.claims().clone();
    change(&mut manifest);
    published.folder.write("out/latest", manifest.sign(&key).unwrap());
}

#[test]
fn a_store_follows_a_folder_and_fetches_what_is_new() {
    let published = Published::once();
    let server = published.serve();
    let first = published.pull(&server.url(), 16);
    assert!(first.contains("pulled for the first time"), "{first}");
    let base: usize = server.requests().iter().map(|request| request.sent).sum();
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));

    published.publish(17, &[0, 2], "");
    server.be(Manner::Plain);
    let second = published.pull(&server.url(), 17);
    assert!(
        second.contains("followed from no. 1") && second.contains("a base and 1 delta"),
        "{second}"
    );
    let delta: usize = server.requests().iter().map(|request| request.sent).sum();
    assert!(delta * 3 < base, "{delta} of {base}");
    assert_eq!(published.listed("in"), Ok(vec![0, 2]));

    server.be(Manner::Plain);
    let third = published.pull(&server.url(), 17);
    assert!(
        third.contains("up to date") && third.contains("0 files, 0 bytes"),
        "{third}"
    );
    assert_eq!(server.requests().len(), 1);

    published.publish(18, &[0], "--max-chain 0");
    published.pull(&server.url(), 18);
    assert_eq!(published.listed("in"), Ok(vec![0]));
    let files = std::fs::read_dir(published.folder.path("in")).unwrap();
    let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(
        names.filter(|name| name.ends_with(".jrp")).count(),
        1,
        "old files go"
    );
}

#[test]
fn what_was_pulled_can_be_pulled_on_from_folder_to_folder() {
    let published = Published::once();
    published.publish(17, &[0, 2], "");
    published.pull("out", 17);
    let on = published
        .pull_line("in", 17)
        .replace("--into in", "--into further");
    published.folder.succeeds(&on);
    assert_eq!(published.listed("further"), Ok(vec![0, 2]));
    assert_eq!(
        published.folder.read("further/latest"),
        published.folder.read("out/latest")
    );
}

#[test]
fn a_download_goes_on_where_it_ended() {
    let published = Published::once();
    let server = published.serve();
    // The snapshot is longer than ten attempts bring.
    published.pull_fails_from(
        &server,
        Manner::BreaksAfter(1000),
        &["1,000 of", "run the command again"][1..],
    );
    let asked: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|request| request.from)
        .collect();
    assert_eq!(asked, (1..10).map(|n| n * 1000).collect::<Vec<_>>());
    server.be(Manner::Plain);
    published.pull(&server.url(), 17);
    let resumed = &server.requests()[1];
    assert_eq!(resumed.from, Some(10_000));
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
}

#[test]
fn a_server_without_ranges_sends_all_again() {
    let published = Published::once();
    let server = published.serve();
    published.pull_fails_from(&server, Manner::BreaksAfter(1000), &["run the command again"]);
    server.be(Manner::NoRanges);
    published.pull(&server.url(), 17);
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
}

#[test]
fn a_remainder_that_is_something_else_is_fetched_anew() {
    let published = Published::once();
    let server = published.serve();
    let manifest = UnverifiedManifest::parse(&published.folder.read("out/latest")).unwrap();
    let base = &manifest.claims().base;
    let part = format!("in/.jrp-{}.part", base.file_name());
    for (content, requests) in [
        (vec![7; 500], 4),
        (vec![7; base.bytes as usize], 3),
        (vec![7; base.bytes as usize + 1], 3),
    ] {
        let _ = std::fs::remove_dir_all(published.folder.path("in"));
        std::fs::create_dir(published.folder.path("in")).unwrap();
        published.folder.write(&part, content);
        server.be(Manner::Plain);
        published.pull(&server.url(), 17);
        assert_eq!(server.requests().len(), requests);
        assert_eq!(published.listed("in"), Ok(vec![0, 1]));
    }
}

#[test]
fn a_damaged_store_is_mended() {
    let published = Published::once();
    published.pull("out", 17);
    let manifest = UnverifiedManifest::parse(&published.folder.read("in/latest")).unwrap();
    let path = format!("in/{}", manifest.claims().base.file_name());
    let mut bytes = published.folder.read(&path);
    bytes[4000] ^= 4;
    published.folder.write(&path, bytes);
    let refused = published.listed("in").unwrap_err();
    assert!(refused.contains("does not match its digest"), "{refused}");
    published.pull("out", 17);
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
}

#[test]
fn a_damaged_latest_of_ones_own_is_told_apart_from_the_publishers() {
    let published = Published::once();
    published.pull("out", 16);
    published.folder.write("in/latest", "jrp-latest 1\nsuite\n");
    let remedy = ["in/latest: is damaged", "remove the store", "--min-sequence"];
    published.pull_fails(&published.pull_line("out", 17), &remedy);
    std::fs::remove_dir_all(published.folder.path("in")).unwrap();
    let line = published.pull_line("out", 17);
    published.folder.succeeds(&format!("{line} --min-sequence 1"));

    published.folder.write("out/latest", "");
    let line = published.line(17, &[0, 2], "");
    published
        .folder
        .fails(1, &line, &["out/latest: is damaged", "remove this file"]);
    std::fs::remove_file(published.folder.path("out/latest")).unwrap();
    published.folder.succeeds(&line);
    published.pull("out", 17);
    assert_eq!(published.listed("in"), Ok(vec![0, 2]));
}

#[test]
fn servers_that_answer_wrongly_are_named() {
    let published = Published::once();
    let server = published.serve();
    published.pull(&server.url(), 16);
    published.publish(17, &[0, 2], "");
    let page = "a web page came instead of the file";
    for (manner, places) in [
        (Manner::PageForAll, &["/lists/latest", page][..]),
        (Manner::UnnamedPage, &["/lists/latest", page]),
        (Manner::PageForFiles, &[".jrp", page]),
        (Manner::NoFiles, &[".jrp", "404 Not Found", "check the address"]),
        (Manner::Says("<html>Please sign in.</html>"), &[".jrp", page]),
        (Manner::Says("{\"error\":\"sign in\"}"), &[".jrp", "not the file"]),
        (Manner::Says(""), &[".jrp", "not the file"]),
        (Manner::TooLong, &[".jrp", "goes on after the"]),
        (
            Manner::Status("500 Internal Server Error"),
            &["500", "try again later"],
        ),
        (Manner::Status("403 Forbidden"), &["403", "ask the publisher"]),
        (Manner::Circles, &["redirect", "in circles"]),
    ] {
        published.pull_fails_from(&server, manner, places);
    }
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
    server.be(Manner::Redirects("/moved"));
    published.pull(&server.url(), 17);
    assert_eq!(published.listed("in"), Ok(vec![0, 2]));
}

#[test]
fn places_without_a_server_are_named() {
    let published = Published::once();
    let server = published.serve();
    let address = server.address();
    let fails = |from: &str, places: &[&str]| published.pull_fails(&published.pull_line(from, 17), places);
    fails(
        &format!("https://{address}/lists"),
        &["https://", "SSL_CERT_FILE"],
    );
    drop(server);
    fails(
        &format!("http://{address}/lists"),
        &["cannot be fetched", "check the address"],
    );
    fails("nowhere", &["nowhere/latest", "check the path"]);
    let unknown = published.folder.run(&published.pull_line("ftp://x", 17));
    assert_eq!(unknown.code, 2, "{}", unknown.err);
}

#[test]
fn a_proxy_that_opens_no_tunnels_is_asked_for_whole_addresses() {
    const USER: &str = "Basic bWU6MSsxPTI="; // me:1+1=2
    let published = Published::once();
    let server = published.serve();
    let proxy = format!("http://me:1+1%3D2@{}", server.address());
    let line = published.pull_line("http://lists.invalid:8080/a", 17);
    for (at, variable) in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"]
        .iter()
        .enumerate()
    {
        server.be(Manner::ForwardProxy(USER));
        let line = line.replace("--into in", &format!("--into in-{at}"));
        published.folder.succeeds_with(&[(variable, &proxy)], &line);
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        for request in requests {
            assert!(
                request.target.starts_with("http://lists.invalid:8080/a/"),
                "{request:?}"
            );
            assert_eq!(request.credentials, USER);
        }
        assert_eq!(published.listed(&format!("in-{at}")), Ok(vec![0, 1]));
    }

    server.be(Manner::ForwardProxy(USER));
    let nameless = format!("http://{}", server.address());
    let done = published.folder.run_with(&[("HTTP_PROXY", &nameless)], &line);
    complains(&done, &["407", "USER:PASSWORD"]);
}

#[test]
fn the_own_variable_of_an_address_comes_first_and_some_addresses_need_no_proxy() {
    let published = Published::once();
    let server = published.serve();
    let proxy = format!("http://{}", server.address());
    let nowhere = "http://127.0.0.1:9";
    let others = [("ALL_PROXY", nowhere), ("HTTPS_PROXY", nowhere)];
    let environment = [&others[..], &[("http_proxy", proxy.as_str())]].concat();
    published
        .folder
        .succeeds_with(&environment, &published.pull_line("http://lists.invalid", 17));

    let direct = [("HTTP_PROXY", nowhere), ("NO_PROXY", "lists.invalid, 127.0.0.1")];
    server.be(Manner::Plain);
    published
        .folder
        .succeeds_with(&direct, &published.pull_line(&server.url(), 17));
    assert_eq!(server.requests()[0].target, "/lists/latest");

    server.be(Manner::Plain);
    let tunnel = published.folder.run_with(
        &[("HTTPS_PROXY", &proxy)],
        &published.pull_line("https://lists.invalid/a", 17),
    );
    complains(&tunnel, &["https://lists.invalid/a/latest"]);
    let tunnels = server.requests();
    assert!(
        tunnels[0].target.starts_with("CONNECT lists.invalid:443 "),
        "{tunnels:?}"
    );
}

#[test]
fn a_proxy_that_cannot_be_read_is_named() {
    let published = Published::once();
    let line = published.pull_line("http://lists.invalid", 17);
    for (variable, value) in [
        ("HTTP_PROXY", "http://me:secret@"),
        ("http_proxy", "me:secret@proxy host:3128"),
        ("ALL_PROXY", "gopher://me:secret@proxy:70"),
        ("HTTPS_PROXY", "socks5://me:secret@proxy:1080"),
    ] {
        let done = published.folder.run_with(&[(variable, value)], &line);
        complains(&done, &[variable, "http://USER:PASSWORD@HOST:PORT"]);
        assert!(!done.err.contains("secret"), "{}", done.err);
    }
}

#[test]
fn a_folder_does_not_follow_itself() {
    let published = Published::once();
    for (from, into) in [("out", "out"), ("out/../out/", "out"), ("FILE://out", "./out")] {
        let line = published
            .pull_line(from, 17)
            .replace("--into in", &format!("--into {into}"));
        published.folder.fails(2, &line, &["--into", "--from itself"]);
    }
}

#[test]
fn schemes_are_known_in_upper_case_too() {
    let published = Published::once();
    let server = published.serve();
    published.pull(&server.url().replace("http://", "HTTP://"), 17);
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
}

#[test]
fn a_hostile_mirror_is_refused() {
    let published = Published::once();
    published.publish(17, &[0, 2], "--keep 9");
    published.publish(18, &[0, 3], "--keep 9");
    published.pull("out", 18);
    let good = published.folder.read("out/latest");
    let fails = |places: &[&str]| {
        published.pull_fails(&published.pull_line("out", 19), places);
        published.folder.write("out/latest", &good);
    };

    // An old publication again.
    published
        .folder
        .write("out/latest", published.folder.read("out/manifest-2"));
    fails(&["sequence 2 is older than 3"]);
    // Altered without the key.
    let text = String::from_utf8(good.clone()).unwrap();
    published
        .folder
        .write("out/latest", text.replace("expires 2026", "expires 2036"));
    fails(&["out/latest", "signature", "does not verify"]);
    published
        .folder
        .write("out/latest", text.replace("jrp-latest 1", "jrp-latest 9"));
    fails(&["out/latest: line 1", "update JRP"]);
    published.folder.write("out/latest", &text[..text.len() / 2]);
    fails(&["out/latest: line"]);
    published.folder.write("out/latest", "x".repeat(100_000));
    fails(&["not a JRP manifest"]);
    // A snapshot altered.
    let newest = published.folder.read("out/manifest-3");
    let name = UnverifiedManifest::parse(&newest)
        .unwrap()
        .claims()
        .newest()
        .file_name();
    let file = published.folder.read(&format!("out/{name}"));
    let mut altered = file.clone();
    altered[1000] ^= 1;
    std::fs::remove_file(published.folder.path(&format!("in/{name}"))).unwrap();
    published.folder.write(&format!("out/{name}"), altered);
    complains(
        &published.folder.run(&published.pull_line("out", 19)),
        &[&name, "does not match its digest"],
    );
    published.folder.write(&format!("out/{name}"), file);
    published.pull("out", 19);
    assert_eq!(published.listed("in"), Ok(vec![0, 3]));
}

#[test]
fn a_publisher_who_contradicts_himself_is_refused() {
    let published = Published::once();
    published.publish(17, &[0, 2], "--keep 9");
    published.pull("out", 17);
    published.publish(18, &[0, 3], "--keep 9");
    let good = published.folder.read("out/latest");
    let fails = |change: &dyn Fn(&mut Manifest), places: &[&str]| {
        republish(&published, change);
        published.pull_fails(&published.pull_line("out", 19), places);
        published.folder.write("out/latest", &good);
    };
    fails(
        &|manifest| {
            manifest.deltas.remove(0);
        },
        &[".jrp", "continues sequence 2"],
    );
    fails(
        &|manifest| {
            let newest = manifest.deltas.pop().unwrap();
            manifest.base = newest;
            manifest.deltas.clear();
        },
        &[".jrp", "this is a delta"],
    );
    fails(
        &|manifest| manifest.deltas[1].sequence = 4,
        &["sequence in the newest file"],
    );
    fails(
        &|manifest| manifest.deltas[1].header = [7; 32].into(),
        &["digest in the newest file"],
    );
    fails(
        &|manifest| manifest.publisher = "别处".into(),
        &["publisher \"别处\"", "as before"],
    );
    fails(&|manifest| manifest.region = String::new(), &["region"]);
    fails(
        &|manifest| {
            manifest.deltas.pop();
            manifest.deltas[0].header = [7; 32].into();
        },
        &["sequence 2 was seen before with other content"],
    );
    fails(&|manifest| manifest.deltas[1].bytes += 1, &["ended after"]);
    fails(&|manifest| manifest.deltas[1].bytes -= 1, &["goes on after"]);
    let twice = String::from_utf8(good.clone()).unwrap();
    let delta = twice.lines().find(|line| line.starts_with("delta ")).unwrap();
    published.folder.write(
        "out/latest",
        twice.replacen(delta, &format!("{delta}\n{delta}"), 1),
    );
    published.pull_fails(&published.pull_line("out", 19), &["out/latest: line 13"]);
    published.folder.write("out/latest", &good);
    published.pull("out", 19);
    assert_eq!(
        (sequence(&published, "in"), published.listed("in")),
        (3, Ok(vec![0, 3]))
    );
}

#[test]
fn only_the_publisher_asked_for_is_pulled() {
    let published = Published::once();
    published
        .folder
        .succeeds("keygen --out other --suite ed25519-blake3");
    let line = published.pull_line("out", 17);
    published.pull_fails(
        &line.replace("keys/jrp.pub", "other/jrp.pub"),
        &["out/latest", "not trusted"],
    );
    published.pull_fails(&format!("{line} --publisher 别处"), &["云澜区信用办", "别处"]);
    published.pull_fails(&format!("{line} --min-sequence 2"), &["below the minimum 2"]);
    published
        .folder
        .succeeds(&format!("{line} --publisher 云澜区信用办 --min-sequence 1"));
}

#[test]
fn age_is_told_and_does_not_hinder() {
    let published = Published::once();
    for (year, word) in [("2025", "check the clock"), ("2027", "expired")] {
        let line = published
            .pull_line("out", 17)
            .replace("--now 2026", &format!("--now {year}"));
        let done = published.folder.run(&line);
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(
            done.err.contains("warning: no. 1") && done.err.contains(word),
            "{}",
            done.err
        );
        let done = published.folder.run(&format!("{line} --require-fresh"));
        assert!(done.code == 1 && done.err.contains(word), "{}", done.err);
    }
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
}

#[test]
fn a_store_serves_one_command_at_a_time() {
    let published = Published::once();
    published.pull("out", 17);
    let lock = std::fs::File::options()
        .write(true)
        .open(published.folder.path("in/.jrp-lock"))
        .unwrap();
    fs4::FileExt::lock(&lock).unwrap();
    published.pull_fails(
        &format!("{} --deadline 1", published.pull_line("out", 17)),
        &["in: another jrp works in this folder"],
    );
}
