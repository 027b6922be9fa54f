//! The files of `tests/vectors/`: a feed, what a publisher decides, and questions with their answers.
//!
//! Everything but `result` is written by hand. `result` is what core answered, byte for byte; it stays a slice of the
//! file's text, so that it can be compared and replaced without touching what stands around it.

use crate::expect::Expect;
use crate::pack::{self, Changes};
use crate::query::QueryJson;
use jrp_core::Open;
use jrp_core::compare::{Comparison, QueryError};
use jrp_core::date::{Date, Timestamp};
use jrp_core::evidence::Occasion;
use jrp_core::executor::Sequential;
use jrp_core::policy::{Lang, PolicyPack, Tables};
use jrp_core::roster::{Roster, RosterSet};
use jrp_core::snapshot::Audience;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use jrp_core::writer::{self, Builder};
use jrp_intake::{Entry, Report, read_feed};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The seed of the signing key of every vector.
pub const SIGNING_SEED: [u8; 32] = [3; 32];

/// The person key of every vector.
pub const PERSON_KEY: [u8; 32] = [9; 32];

/// The project, the operator and the salt of the evidence of every vector.
pub const PROJECT: &str = "YLCG-2026-0117 \"办公设备\"";
/// 经办人
pub const OPERATOR: &str = "采购科 王";
/// Sixteen bytes
pub const SALT: [u8; 16] = [0x5a; 16];

/// Any failure on the way from a file to an answer.
pub type Failure = Box<dyn Error>;

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct VectorFile<'a> {
    /// What the file is about
    pub about: String,
    /// Rules and requirements the file as a whole is about
    pub covers: Vec<String>,
    /// Names of other files of this folder, whose snapshots are asked together with this one's, behind it
    #[serde(default)]
    pub beside: Vec<String>,
    /// What the publisher decides, and how the file is opened
    pub options: Options,
    /// Changes to the default policy pack
    #[serde(default)]
    pub policy: Changes,
    /// Lines of a CSV feed
    pub feed: Vec<String>,
    /// What is expected of reading the feed
    pub intake: Intake,
    /// Questions and answers
    #[serde(borrow)]
    pub queries: Vec<Case<'a>>,
}

/// What the publisher decides, and how the file is opened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Options {
    /// `sm2-sm3` or `ed25519-blake3`
    pub suite: String,
    /// `government` or `public`
    pub audience: String,
    /// 发布机构
    pub publisher: String,
    /// 行政区划; may be empty
    pub region: String,
    /// Sequence
    pub sequence: u64,
    /// RFC 3339
    pub issued_at: String,
    /// Date of the data
    pub as_of: String,
    /// RFC 3339
    pub next_update: String,
    /// RFC 3339
    pub expires: String,
    /// Lists covered
    pub covers: Vec<String>,
    /// Whether the file is built with the person key
    pub person_key: bool,
    /// Whether it is opened with the person key
    pub open_with_person_key: bool,
    /// Whether it is built so that names nearly the same are found
    #[serde(default)]
    pub possible_names: bool,
}

/// What is expected of reading the feed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Intake {
    /// Rows that became records
    pub loaded: u64,
    /// Rows that may not be published, by reason
    #[serde(default)]
    pub left_out: BTreeMap<String, u64>,
    /// Rows refused: row number and code
    #[serde(default)]
    pub refused: Vec<(u64, String)>,
}

/// A question and its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Case<'a> {
    /// A short sentence
    pub name: String,
    /// Requirements (`R-002-18`) and rules (`rule measures`: a heading of `docs/RULES.md`) it shows
    pub covers: Vec<String>,
    /// The question, in the shape of the JavaScript API
    pub query: QueryJson,
    /// What the rules say the answer is, written by hand
    pub expect: Expect,
    /// Why core does not answer so yet; such a case has no result
    pub disputed: Option<String>,
    /// The answer, byte for byte; `null` where there is none
    #[serde(borrow)]
    pub result: &'a RawValue,
}

impl<'a> VectorFile<'a> {
    /// Reads a file's text.
    pub fn parse(text: &'a str) -> Result<Self, Failure> {
        Ok(serde_json::from_str(text)?)
    }

    /// The suite.
    pub fn suite(&self) -> Result<Suite, Failure> {
        Suite::from_code(&self.options.suite).ok_or_else(|| "no such suite".into())
    }

    /// The feed as bytes.
    pub fn feed(&self) -> String {
        self.feed.join("\n") + "\n"
    }

    /// The policy pack as tables.
    pub fn tables(&self) -> Result<Tables, Failure> {
        let mut tables = Tables::builtin()?;
        pack::change(&mut tables, &self.policy)?;
        Ok(tables)
    }

    /// Feed → intake → build: the signed bytes, and what became of the rows.
    pub fn build(&self) -> Result<(Vec<u8>, Report), Failure> {
        let pack = PolicyPack::new(self.tables()?)?;
        let options = self.build_options()?;
        let person_key = self.options.person_key.then(|| PersonKey::from_bytes(PERSON_KEY));
        let mut reading = jrp_intake::Options::new(options.data_as_of, options.audience);
        reading.person_key_given = person_key.is_some();
        let suite = options.suite;
        let mut builder = Builder::new(&pack, options, person_key.as_ref())?;
        let mut report = Report::default();
        read_feed::<Failure>(
            "feed.csv",
            self.feed().as_bytes(),
            &pack,
            &reading,
            &mut report,
            &mut |entry, _| {
                match entry {
                    Entry::Listed(record) => builder.push(&record)?,
                    Entry::Withdrawn(withdrawal) => builder.withdraw(&withdrawal)?,
                    Entry::Unread(row) => builder.push_unread(&row)?,
                    Entry::Unnamed(list) => builder.count_unnamed(list.as_deref()),
                }
                Ok(())
            },
        )?;
        let snapshot = builder.finish(&Sequential)?.snapshot;
        Ok((
            snapshot.sign(&SigningKey::from_seed(suite, &SIGNING_SEED)?),
            report,
        ))
    }

    /// Builds and opens.
    pub fn open(&self) -> Result<(Roster<Vec<u8>>, Report), Failure> {
        let (bytes, report) = self.build()?;
        let key = SigningKey::from_seed(self.suite()?, &SIGNING_SEED)?;
        let trust = TrustAnchors::from_public_keys([key.public()]);
        let person_key = self
            .options
            .open_with_person_key
            .then(|| PersonKey::from_bytes(PERSON_KEY));
        Ok((Open::new(&trust).person_key(person_key).open(bytes)?, report))
    }

    /// Opens it and the files beside it, to be asked as one; what became of its own rows.
    pub fn open_all(&self) -> Result<(RosterSet<Vec<u8>>, Report), Failure> {
        let (first, report) = self.open()?;
        let mut others = Vec::new();
        for name in &self.beside {
            let text = text_of(name)?;
            others.push(VectorFile::parse(&text)?.open()?.0);
        }
        Ok((RosterSet::of(first, others), report))
    }

    /// The next publication as a delta: nobody is listed any more.
    pub fn emptied(&self) -> Result<Vec<u8>, Failure> {
        let pack = PolicyPack::new(self.tables()?)?;
        let (roster, _) = self.open()?;
        let mut options = self.build_options()?;
        options.sequence += 1;
        let person_key = self.options.person_key.then(|| PersonKey::from_bytes(PERSON_KEY));
        let builder = Builder::upon(&roster, &pack, options, person_key.as_ref(), &Sequential)?;
        let key = SigningKey::from_seed(self.suite()?, &SIGNING_SEED)?;
        Ok(builder.finish(&Sequential)?.snapshot.sign(&key))
    }

    fn build_options(&self) -> Result<writer::Options, Failure> {
        let Options {
            audience,
            publisher,
            region,
            sequence,
            issued_at,
            as_of,
            next_update,
            expires,
            covers,
            possible_names,
            ..
        } = &self.options;
        let mut options = writer::Options::new(
            self.suite()?,
            match audience.as_str() {
                "government" => Audience::Government,
                "public" => Audience::Public,
                other => return Err(format!("no audience is called {other}").into()),
            },
            publisher.clone(),
            *sequence,
            time(issued_at)?,
        );
        options.region = region.clone();
        options.data_as_of = date(as_of)?;
        options.next_update = time(next_update)?;
        options.expires_at = time(expires)?;
        options.covers = covers.iter().cloned().collect();
        options.possible_names = *possible_names;
        Ok(options)
    }
}

impl Case<'_> {
    /// Asks core, in the case's language or another.
    pub fn ask(
        &self,
        lists: &RosterSet<Vec<u8>>,
        lang: Option<Lang>,
    ) -> Result<Result<Comparison, QueryError>, Failure> {
        let mut query = self.query.to_core()?;
        query.lang = lang.unwrap_or(query.lang);
        Ok(lists.check(&query))
    }
}

impl Case<'_> {
    /// The evidence of core's answer; `None` where the question is refused.
    pub fn evidence(&self, lists: &RosterSet<Vec<u8>>) -> Result<Option<String>, Failure> {
        self.evidence_with(lists, &SALT)
    }

    /// The same with another salt.
    pub fn evidence_with(&self, lists: &RosterSet<Vec<u8>>, salt: &[u8]) -> Result<Option<String>, Failure> {
        let query = self.query.to_core()?;
        let Ok(comparison) = lists.check(&query) else {
            return Ok(None);
        };
        let occasion = Occasion::new().project(PROJECT).operator(OPERATOR).salt(salt);
        Ok(Some(comparison.evidence(&query, &occasion)?))
    }
}

/// The folder of the vectors.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

/// The text of the file with this name.
pub fn text_of(name: &str) -> Result<String, Failure> {
    let path = folder().join(name).with_extension("json");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Every file, by name: its path and its text.
pub fn texts() -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path)?;
            Ok((path, text))
        })
        .collect()
}

pub(crate) fn date(text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| format!("{text} is not a date").into())
}

pub(crate) fn time(text: &str) -> Result<Timestamp, Failure> {
    Timestamp::parse(text).ok_or_else(|| format!("{text} is not a time").into())
}
