//! A published folder and a store that follows it, for the tests of both.

use super::server::{Manner, Server};
use super::{Done, Folder};

const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n";

/// Organisations with right codes; no real ones.
pub(crate) const CODES: [&str; 5] = [
    "91329902MA9BATDJ57",
    "91329902MA9AAAAAX2",
    "91329902MA9CCCCC7E",
    "91329902MA9DDDDD01",
    "91329902MA9EEEEE4M",
];

/// A feed of these organisations, by their place in `CODES`, and of many that no test asks for.
pub(crate) fn feed(listed: &[usize]) -> String {
    let row = |code: &str, name: &str| {
        format!("BK-ZFCGSX,org,{name},uscc,{code},财政局,2025-06-03,2027-06-02,active\n")
    };
    let listed = listed
        .iter()
        .map(|at| row(CODES[*at], &format!("云澜第{at}纺织有限公司")));
    let others = (0..400).map(|n| {
        format!("BK-ZFCGSX,org,远山{n}号机电{n}有限公司,reg-no,3299020000{n:05},财政局,2025-06-03,2027-06-02,active\n")
    });
    [HEADER.to_owned()]
        .into_iter()
        .chain(listed)
        .chain(others)
        .collect()
}

/// Keys, a published folder `out` and, after a pull, a store `in`.
pub(crate) struct Published {
    pub(crate) folder: Folder,
}

/// The day of each publication, at nine.
pub(crate) fn at(day: u32) -> String {
    format!("2026-11-{day:02}T09:00:00+08:00")
}

impl Published {
    pub(crate) fn new() -> Self {
        let folder = Folder::new();
        folder.succeeds("keygen --out keys --suite ed25519-blake3");
        Self { folder }
    }

    /// A folder that holds one publication, of organisations 0 and 1, on 16 November.
    pub(crate) fn once() -> Self {
        let published = Self::new();
        published.publish(16, &[0, 1], "");
        published
    }

    pub(crate) fn line(&self, day: u32, listed: &[usize], more: &str) -> String {
        self.folder.write("f.csv", feed(listed));
        format!(
            "publish --out out --feed f.csv --key keys/jrp.key --publisher 云澜区信用办 --region 329902 --covers BK-ZFCGSX,BK-SXBZXR,BK-ZDSSWF \
             --issued-at {} {more}",
            at(day)
        )
    }

    pub(crate) fn publish(&self, day: u32, listed: &[usize], more: &str) -> String {
        self.folder.succeeds(&self.line(day, listed, more))
    }

    /// Pulls from a folder or an address, at ten on a day.
    pub(crate) fn pull_line(&self, from: &str, day: u32) -> String {
        let now = at(day).replace("T09", "T10");
        format!("pull --from {from} --into in --trust keys/jrp.pub --now {now}")
    }

    pub(crate) fn pull(&self, from: &str, day: u32) -> String {
        self.folder.succeeds(&self.pull_line(from, day))
    }

    pub(crate) fn serve(&self) -> Server {
        Server::of(&self.folder.path("out"))
    }

    /// Which organisations a folder says are listed, or why it gives no answer.
    pub(crate) fn listed(&self, store: &str) -> Result<Vec<usize>, String> {
        let mut listed = Vec::new();
        for (at, code) in CODES.iter().enumerate() {
            let done = self.folder.run(&format!(
                "check --snapshot {store} --trust keys/jrp.pub --scenario ZFCG --credit-code {code} --now 2026-11-20T10:00:00+08:00"
            ));
            match done.code {
                12 => listed.push(at),
                0 => {}
                _ => return Err(format!("{}{}", done.out, done.err)),
            }
        }
        Ok(listed)
    }

    /// The pull fails with one line that names these; the store answers as before.
    #[track_caller]
    pub(crate) fn pull_fails(&self, line: &str, places: &[&str]) {
        let before = (self.listed("in").ok(), self.folder.try_read("in/latest"));
        let done = self.folder.run(line);
        complains(&done, places);
        let after = (self.listed("in").ok(), self.folder.try_read("in/latest"));
        assert_eq!(after, before, "the store is worse than before");
    }

    /// The same of a server in each of these manners.
    pub(crate) fn pull_fails_from(&self, server: &Server, manner: Manner, places: &[&str]) {
        server.be(manner);
        self.pull_fails(&self.pull_line(&server.url(), 20), places);
    }
}

#[track_caller]
pub(crate) fn complains(done: &Done, places: &[&str]) {
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert!(
        done.err.starts_with("jrp: ") && done.err.lines().count() == 1,
        "{}",
        done.err
    );
    for place in places {
        assert!(
            done.err.contains(place),
            "{place:?} is not named in: {}",
            done.err
        );
    }
}
