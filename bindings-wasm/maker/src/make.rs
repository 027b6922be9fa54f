//! From a feed to a signed snapshot for the public.

use jrp_core::Timestamp;
use jrp_core::executor::Sequential;
use jrp_core::policy::PolicyPack;
use jrp_core::snapshot::Audience;
use jrp_core::suite::{SigningKey, Suite};
use jrp_core::writer::{Builder, Options, UnsignedSnapshot};
use jrp_intake::{Entry, Report, read_feed};
use std::fmt::Display;

const PUBLISHER: &str = "云澜区信用办";
const REGION: &str = "329902";

/// Rows that a page may make lists of: it stands still meanwhile.
const ROWS_MAX: usize = 5000;

/// Public key, report and snapshot, parted by NUL, or why there are none.
pub(crate) fn make(input: &[u8]) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(input).map_err(|_| "the feed is not UTF-8".to_owned())?;
    let parts: Vec<&str> = text.splitn(4, '\0').collect();
    let [now, seed, covers, feed] = parts.as_slice() else {
        return Err("time, seed, lists and feed are needed".to_owned());
    };
    let now = Timestamp::parse(now).ok_or_else(|| format!("{now:?} is not a time"))?;
    let key = key(seed).ok_or("the seed is not 64 hexadecimal digits that make a key")?;
    let pack = PolicyPack::builtin().map_err(|error| error.to_string())?;
    let mut options = Options::new(
        key.public().suite(),
        Audience::Public,
        PUBLISHER,
        now.unix().unsigned_abs(),
        now,
    );
    options.region = REGION.to_owned();
    options.possible_names = true;
    let covers = covers.split(',').filter(|code| !code.is_empty());
    options.covers = covers.map(str::to_owned).collect();
    let (snapshot, report) = build(feed, &pack, options).map_err(|Refused(why)| why)?;
    let report = serde_json::to_string(&report).map_err(|error| error.to_string())?;
    let mut out = format!("{}\0{report}\0", key.public().to_pem()).into_bytes();
    out.extend(snapshot.sign(&key));
    Ok(out)
}

fn build(feed: &str, pack: &PolicyPack, options: Options) -> Result<(UnsignedSnapshot, Report), Refused> {
    let intake = jrp_intake::Options::new(options.data_as_of, options.audience);
    let mut builder = Builder::new(pack, options, None)?;
    let mut report = Report::default();
    let mut accept = |entry, _| -> Result<(), Refused> {
        match entry {
            Entry::Listed(record) => builder.push(&record)?,
            Entry::Withdrawn(withdrawal) => builder.withdraw(&withdrawal)?,
            Entry::Unread(row) => builder.push_unread(&row)?,
            Entry::Unnamed(list) => builder.count_unnamed(list.as_deref()),
        }
        Ok(())
    };
    let rows = feed.lines().count();
    if rows > ROWS_MAX {
        return Err(Refused(format!(
            "{rows} lines are more than a page makes lists of; give at most {ROWS_MAX}"
        )));
    }
    read_feed(
        "feed",
        feed.as_bytes(),
        pack.policy(),
        &intake,
        &mut report,
        &mut accept,
    )?;
    Ok((builder.finish(&Sequential)?.snapshot, report))
}

/// A key that nobody keeps: it signs what one page shows.
fn key(seed: &str) -> Option<SigningKey> {
    let digits = seed.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> = { digits.0.iter() }
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let seed: [u8; 32] = bytes?.try_into().ok().filter(|_| digits.1.is_empty())?;
    SigningKey::from_seed(Suite::Sm2Sm3, &seed).ok()
}

/// A sentence that says why nothing was made.
struct Refused(String);

impl<E: Display> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_core::suite::PublicKey;
    use jrp_core::{Open, Outcome, Query, TrustAnchors};

    const NOW: &str = "2026-11-22T09:00:00+08:00";
    const HEADER: &str = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status";
    const ROW: &str = "BK-ZFCGSX,org,江州市云澜槿棠纺织有限责任公司,uscc,91329902MA9BATDJ57,云澜区财政局,2026-03-01,2028-12-31,active";

    fn input(rows: &str) -> String {
        format!("{NOW}\0{}\0BK-ZFCGSX\0{HEADER}\n{rows}\n", "07".repeat(32))
    }

    #[test]
    fn a_feed_becomes_a_snapshot_that_its_key_opens() {
        let made = make(input(&format!("{ROW}\nBK-NONE,org,甲乙公司,,,,,,")).as_bytes()).unwrap();
        let mut parts = made.splitn(3, |byte| *byte == 0);
        let mut next = || parts.next().unwrap();
        let key = PublicKey::from_pem(std::str::from_utf8(next()).unwrap()).unwrap();
        let report: serde_json::Value = serde_json::from_slice(next()).unwrap();
        let trust = TrustAnchors::from_public_keys([key]);
        let roster = Open::new(&trust).open(next().to_vec()).unwrap();
        assert_eq!(
            (&report["loaded"], &report["refused"][0]["row"]),
            (&1.into(), &3.into()),
            "{report}"
        );
        let query = Query::new("ZFCG", Timestamp::parse(NOW).unwrap()).credit_code("91329902MA9BATDJ57");
        assert_eq!(roster.check(&query).unwrap().outcome, Outcome::Prohibited);
    }

    #[test]
    fn what_cannot_be_made_says_why() {
        let person =
            "BK-SXBZXR,person,张三,citizen-id,320507199001011234,云澜区人民法院,2026-03-01,2028-12-31,active";
        let many = [ROW; ROWS_MAX].join("\n");
        for (input, why) in [
            ("\u{0}".to_owned(), "are needed"),
            (input("").replacen("2026", "year", 1), "is not a time"),
            (input("").replacen("0707", "07", 1), "64 hexadecimal digits"),
            (input("").replacen("name", "nom", 1), "nom"),
            (input("").replacen("BK-ZFCGSX", "BK-NONE", 1), "BK-NONE"),
            (input(&many), "give at most 5000"),
        ] {
            let refused = make(input.as_bytes()).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
        assert!(make(b"\xff").unwrap_err().contains("UTF-8"));
        // Persons have no place in what a browser holds: left out, and counted.
        assert!(make(input(person).as_bytes()).is_ok());
    }
}
