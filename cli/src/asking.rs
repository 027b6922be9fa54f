//! What `check` and `screen` share: the lists that are asked, and the question but for its subjects.

use crate::arguments::{date, one_of, time};
use crate::error::CliError;
use crate::{clock, keys, snapshots};
use jrp_core::compare::{Outcome, QueryError};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::Query;
use jrp_core::roster::Roster;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// Lists, matter, date and language.
#[derive(Debug, clap::Args)]
pub(crate) struct Asking {
    /// The snapshot, or a folder of `jrp publish` or `jrp pull`
    #[arg(long, value_name = "FILE.jrp|DIR")]
    snapshot: PathBuf,
    /// Deltas on it, in their order
    #[arg(long = "delta", value_name = "FILE.jrp", num_args = 1..)]
    deltas: Vec<PathBuf>,
    /// Whose signature counts: the publisher's jrp.pub, or a trust file; may be given again for several
    #[arg(long, value_name = "FILE", required = true)]
    trust: Vec<PathBuf>,
    /// person.key, without which natural persons are not compared
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// Where the question is asked: ZFCG 政府采购, ZTB 招标投标, XZXK 行政许可 …
    #[arg(long, value_name = "CODE")]
    scenario: String,
    /// What is asserted, so that conditional measures apply
    #[arg(long = "condition", value_name = "CONDITION", num_args = 1.., value_delimiter = ',',
        value_parser = one_of(Condition::ALL.iter().map(|condition| condition.code()), Condition::from_code))]
    conditions: Vec<Condition>,
    /// The date on which records must be effective, such as the tender cut-off [default: today in Beijing]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// The present time, by which the age of the data is judged [default: the clock]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    now: Option<Timestamp>,
    /// Refuse a snapshot, or the last delta on it, with a lower sequence
    #[arg(long, value_name = "N")]
    min_sequence: Option<u64>,
    /// Language of the answer
    #[arg(long, default_value = "zh-CN", value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Lang,
}

impl Asking {
    /// Opens the lists. The question has no subject yet.
    pub(crate) fn open(&self) -> Result<(Roster<Vec<u8>>, Query), CliError> {
        let now = clock::given_or_now(self.now)?;
        let trust = keys::trust(&self.trust)?.with_minimum_sequence(self.min_sequence.unwrap_or(0));
        let person_key = keys::person(self.person_key.as_deref())?;
        let roster = snapshots::open(&self.snapshot, &self.deltas, &trust, person_key)?;
        let question = Query::new(&self.scenario, now)
            .conditions(self.conditions.iter().copied())
            .on(self.on)
            .lang(self.lang);
        Ok((roster, question))
    }

    /// A question that these lists do not answer.
    pub(crate) fn refused(&self, source: QueryError) -> CliError {
        CliError::Query {
            path: self.snapshot.clone(),
            source,
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Every file that is read.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        let lists = std::iter::once(&self.snapshot).chain(&self.deltas);
        let keys = self.trust.iter().chain(&self.person_key);
        lists.chain(keys).map(PathBuf::as_path)
    }
}

/// The line that comes from standard input in the place of an option's value.
pub(crate) fn line_of_input(option: &str) -> Result<String, CliError> {
    let mut line = Vec::new();
    let input = std::io::stdin().lock();
    let read = input.take(LONGEST_LINE).read_until(b'\n', &mut line);
    let read =
        read.map_err(|error| CliError::Usage(format!("{option}: standard input cannot be read: {error}")));
    read?;
    let line = String::from_utf8(line).map_err(|_| {
        CliError::Usage(format!(
            "{option}: standard input is not UTF-8; give the number on one line"
        ))
    })?;
    // Shells on Windows put a byte-order mark before what they pass on.
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    match line.is_empty() {
        true => Err(CliError::Usage(format!(
            "{option}: standard input is empty; give the number on one line"
        ))),
        false => Ok(line.to_owned()),
    }
}

/// Bytes of a line of input: more than any number has.
const LONGEST_LINE: u64 = 4096;

/// What a script learns.
pub(crate) fn exit_code(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Clear | Outcome::Notice | Outcome::Preferred => 0,
        Outcome::Review => 10,
        Outcome::Restricted => 11,
        Outcome::Prohibited => 12,
        Outcome::Indeterminate => 20,
    }
}
