//! The log of publications: a line more with each, followed by stores, never rewritten unnoticed.

use super::published::{Published, complains};
use jrp_core::manifest::{Log, UnverifiedManifest};

const LOG: &str = "publications.log";

fn lines(published: &Published, folder: &str) -> u64 {
    let bytes = published.folder.read(&format!("{folder}/{LOG}"));
    Log::parse(&bytes).unwrap().end().unwrap().lines
}

#[test]
fn every_publication_has_a_line_and_stores_have_the_same() {
    let published = Published::once();
    published.pull("out", 16);
    published.publish(17, &[0, 2], "");
    published.publish(18, &[0, 2], "--max-chain 0");
    let server = published.serve();
    published.pull(&server.url(), 18);
    assert_eq!(lines(&published, "out"), 3);
    let log = published.folder.read(&format!("out/{LOG}"));
    assert_eq!(published.folder.read(&format!("in/{LOG}")), log);
    let text = String::from_utf8(log.clone()).unwrap();
    let kinds: Vec<_> = text.lines().map(|line| line.split(' ').nth(3).unwrap()).collect();
    assert_eq!(kinds, ["base", "delta", "base"]);
    let latest = published.folder.read("in/latest");
    let manifest = UnverifiedManifest::parse(&latest).unwrap();
    assert_eq!(Some(&manifest.claims().log), Log::parse(&log).unwrap().end());
    let verified = published
        .folder
        .succeeds("verify --snapshot in --trust keys/jrp.pub");
    assert!(verified.contains("3 publications"), "{verified}");
}

#[test]
fn a_line_of_a_publication_that_did_not_come_to_stand_is_written_over() {
    let published = Published::once();
    let latest = published.folder.read("out/latest");
    published.publish(17, &[0, 2], "");
    // Killed before `latest` took its place.
    published.folder.write("out/latest", latest);
    assert_eq!(lines(&published, "out"), 2);
    published.pull("out", 17);
    assert_eq!(lines(&published, "in"), 1);
    published.publish(17, &[0, 1, 2], "--max-chain 0");
    published.pull("out", 17);
    assert_eq!((lines(&published, "out"), lines(&published, "in")), (2, 2));
}

#[test]
fn a_publisher_that_lost_its_log_is_told_and_gets_it_back_from_a_store() {
    let published = Published::once();
    published.pull("out", 16);
    let log = published.folder.read(&format!("out/{LOG}"));
    for broken in [Vec::new(), b"1 x\n".to_vec(), log[..log.len() - 1].to_vec()] {
        published.folder.write(&format!("out/{LOG}"), broken);
        let line = published.line(17, &[0, 2], "");
        published
            .folder
            .fails(1, &line, &[LOG, "copy it back", "store that follows"]);
        complains(
            &published.folder.run("verify --snapshot out --trust keys/jrp.pub"),
            &[LOG, "pull again"],
        );
    }
    let copy = published.folder.read(&format!("in/{LOG}"));
    published.folder.write(&format!("out/{LOG}"), copy);
    published.publish(17, &[0, 2], "");
    published.pull("out", 17);
    assert_eq!(lines(&published, "in"), 2);
}

#[test]
fn a_log_begun_anew_is_accepted_by_hand_only_and_the_old_one_stays() {
    let published = Published::once();
    published.publish(16, &[0, 2], "");
    published.pull("out", 16);
    let old = published.folder.read(&format!("in/{LOG}"));
    std::fs::remove_file(published.folder.path(&format!("out/{LOG}"))).unwrap();
    published.publish(17, &[0, 1], "--new-log");
    assert_eq!(lines(&published, "out"), 1);
    let line = published.pull_line("out", 17);
    published.pull_fails(&line, &[LOG, "2 that were seen before", "ask the publisher"]);
    published.folder.succeeds(&format!("{line} --new-log"));
    assert_eq!(published.folder.read(&format!("in/{LOG}.until-2")), old);
    assert_eq!(published.listed("in"), Ok(vec![0, 1]));
}

#[test]
fn what_a_mirror_serves_as_the_log_is_proved() {
    let published = Published::once();
    published.pull("out", 16);
    published.publish(17, &[0, 2], "");
    let log = published.folder.read(&format!("out/{LOG}"));
    let mut altered = log.clone();
    altered[log.len() - 10] ^= 1;
    for wrong in [altered, log[..40].to_vec(), b"<html>".to_vec()] {
        published.folder.write(&format!("out/{LOG}"), wrong);
        let line = published.pull_line("out", 17);
        published.pull_fails(&line, &[LOG, "does not match its digest"]);
    }
    published.folder.write(&format!("out/{LOG}"), log);
    published.pull("out", 17);
}

#[test]
fn evidence_names_the_publication_and_replay_finds_it_in_the_archive() {
    let published = Published::once();
    published.publish(17, &[0, 2], "");
    published.folder.succeeds(
        "check --snapshot out --trust keys/jrp.pub --scenario ZFCG --name 没有这家公司有限公司 --now 2026-11-17T10:00:00+08:00 --evidence e.json",
    );
    let text = String::from_utf8(published.folder.read("e.json")).unwrap();
    assert!(
        text.contains(r#""publication":{"line":2,"digest":"sm3:"#),
        "{text}"
    );
    let replay = "replay e.json --snapshot out --trust keys/jrp.pub";
    let told = published.folder.succeeds(replay);
    assert!(!told.contains("publication no."), "{told}");
    let log = published.folder.read(&format!("out/{LOG}"));
    published.folder.write(
        &format!("out/{LOG}"),
        log.split_inclusive(|byte| *byte == b'\n').next().unwrap(),
    );
    let done = published.folder.run(replay);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(
        done.out.contains("publication no. 2 of 云澜区信用办")
            && done
                .out
                .contains("publications.log: line 2: the log has no such line"),
        "{}",
        done.out
    );
    std::fs::remove_file(published.folder.path(&format!("out/{LOG}"))).unwrap();
    let told = published.folder.succeeds(replay);
    assert!(
        told.contains("holds no log of publications of this publisher"),
        "{told}"
    );
}
