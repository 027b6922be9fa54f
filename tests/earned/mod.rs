//! `clear` is earned: what a feed says of a subject, in whatever state the feed is, reaches whoever asks for it.
//!
//! Feeds are text, as departments send them, and the questions go to the roster that is built from them.

mod asked;
mod contained;
mod doubtful;
mod dressed;
mod footers;
mod honours;
mod kinds;
mod masks;
mod milder;
mod ordinary;
mod persons;
mod repairs;
mod written;

use jrp_core::Open;
use jrp_core::compare::Comparison;
use jrp_core::date::{Date, Timestamp};
use jrp_core::executor::Sequential;
use jrp_core::policy::{Condition, PolicyPack};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::roster::Roster;
use jrp_core::snapshot::Audience;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{self, Builder};
use jrp_intake::{Entry, FeedError, Report, read_feed};
use jrp_tests::vectors::{PERSON_KEY, SIGNING_SEED};
use std::sync::LazyLock;

const COLUMNS: [&str; 13] = [
    "list_kind",
    "subject_kind",
    "name",
    "former_names",
    "id_kind",
    "id",
    "document_no",
    "authority",
    "decided_on",
    "listed_on",
    "publish_until",
    "status",
    "record_id",
];

/// A row of a feed, by column.
#[derive(Clone, Debug, PartialEq)]
struct Row([String; COLUMNS.len()]);

impl Row {
    /// An ordinary row of this subject.
    fn of(name: &str, code: &str) -> Self {
        let kind = if code.is_empty() { "" } else { "uscc" };
        Self(
            [
                "BK-ZFCGSX",
                "org",
                name,
                "",
                kind,
                code,
                "",
                "江州市云澜区财政局",
                "2026-10-08",
                "2026-10-10",
                "2028-10-09",
                "active",
                "",
            ]
            .map(str::to_owned),
        )
    }

    fn with(mut self, column: &str, value: &str) -> Self {
        let at = COLUMNS.iter().position(|known| *known == column);
        self.0[at.expect("a column of ours")] = value.to_owned();
        self
    }

    fn get(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|known| *known == column);
        &self.0[at.expect("a column of ours")]
    }
}

fn feed_of(rows: &[Row]) -> String {
    let mut feed = csv::Writer::from_writer(Vec::new());
    feed.write_record(COLUMNS).unwrap();
    rows.iter().for_each(|row| feed.write_record(&row.0).unwrap());
    String::from_utf8(feed.into_inner().unwrap()).unwrap()
}

fn pack() -> &'static PolicyPack {
    static PACK: LazyLock<PolicyPack> = LazyLock::new(|| PolicyPack::builtin().unwrap());
    &PACK
}

/// What is built from feeds.
struct Lists {
    roster: Roster<Vec<u8>>,
    report: Report,
    /// Withdrawals that reached nothing
    unapplied: usize,
}

impl Lists {
    fn of(feeds: &[String]) -> Self {
        Self::for_audience(feeds, Audience::Government)
    }

    /// As they are published for everybody.
    fn for_the_public(rows: &[Row]) -> Self {
        Self::for_audience(&[feed_of(rows)], Audience::Public)
    }

    fn for_audience(feeds: &[String], audience: Audience) -> Self {
        let (suite, as_of) = (Suite::Ed25519Blake3, Date::parse("2026-11-27").unwrap());
        let time = |text| Timestamp::parse(text).unwrap();
        let mut options = writer::Options::new(
            suite,
            audience,
            "江州市云澜区信用办",
            1,
            time("2026-11-27T08:00:00+08:00"),
        );
        options.region = "329902".into();
        options.data_as_of = as_of;
        options.next_update = time("2026-11-30T23:59:59+08:00");
        options.expires_at = time("2026-12-27T08:00:00+08:00");
        options.covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"].map(String::from).into();
        let mut reading = jrp_intake::Options::new(as_of, audience);
        reading.person_key_given = true;
        let key = PersonKey::from_bytes(PERSON_KEY);
        let mut builder = Builder::new(pack(), options, Some(&key)).unwrap();
        let mut report = Report::default();
        for feed in feeds {
            read_feed::<FeedError>(
                "feed.csv",
                feed.as_bytes(),
                pack().policy(),
                &reading,
                &mut report,
                &mut |entry, _| {
                    match entry {
                        Entry::Listed(record) => builder.push(&record).unwrap(),
                        Entry::Withdrawn(withdrawal) => builder.withdraw(&withdrawal).unwrap(),
                        Entry::Unread(row) => builder.push_unread(&row).unwrap(),
                        Entry::Unnamed(list) => builder.count_unnamed(list.as_deref()),
                    }
                    Ok(())
                },
            )
            .unwrap();
        }
        let built = builder.finish(&Sequential).unwrap();
        let unapplied = built.unapplied.len();
        let key = SigningKey::from_seed(suite, &SIGNING_SEED).unwrap();
        let trust = TrustAnchors::from_public_keys([key.public()]);
        let bytes = built.snapshot.sign(&key);
        let roster = Open::new(&trust)
            .person_key(PersonKey::from_bytes(PERSON_KEY))
            .open(bytes)
            .unwrap();
        Self {
            roster,
            report,
            unapplied,
        }
    }

    fn of_rows(rows: &[Row]) -> Self {
        Self::of(&[feed_of(rows)])
    }

    fn ask(&self, subject: &SubjectQuery) -> Comparison {
        self.roster.check(&question(subject)).unwrap()
    }

    /// The outcome of a question by code and name.
    fn word(&self, code: &str, name: &str) -> String {
        self.outcome(&of(code, name))
    }

    /// The outcome of a question.
    fn outcome(&self, subject: &SubjectQuery) -> String {
        word_of(&self.ask(subject))
    }

    /// The same where the tender says what honours are worth.
    fn favoured(&self, code: &str, name: &str) -> String {
        let query = question(&of(code, name)).conditions([Condition::Document]);
        word_of(&self.roster.check(&query).unwrap())
    }
}

fn of(code: &str, name: &str) -> SubjectQuery {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    SubjectQuery {
        credit_code: text(code),
        name: text(name),
        ..SubjectQuery::default()
    }
}

fn question(subject: &SubjectQuery) -> Query {
    let now = Timestamp::parse("2026-11-27T10:00:00+08:00").unwrap();
    Query::new("ZFCG", now).subject(subject.clone())
}

/// The outcome, with a mark where `clear` or `preferred` says that a list has holes.
fn word_of(answer: &Comparison) -> String {
    let json = answer.to_json();
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let outcome = read["outcome"].as_str().unwrap().to_owned();
    match json.contains("\"list-incomplete\"") && ["clear", "preferred"].contains(&outcome.as_str()) {
        true => outcome + ", incomplete",
        false => outcome,
    }
}

const CODE: &str = "91329902MA7QK2R18G";
const NAME: &str = "江州市云澜蓼屿建材有限公司";
const OTHER_CODE: &str = "91329902MA3LW8T53Q";
const OTHER_NAME: &str = "江州市云澜榆汀印刷有限公司";

fn listed() -> Row {
    Row::of(NAME, CODE)
}
