//! What `check` and `screen` share: the lists that are asked, and the question but for its subjects.

use crate::arguments::{date, one_of, time};
use crate::clock;
use crate::error::CliError;
use crate::lists::Lists;
use jrp_core::compare::{Outcome, QueryError};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::Query;
use jrp_core::roster::RosterSet;
use std::io::{BufRead, Read};
use std::path::Path;

/// Lists, matter, date and language.
#[derive(Debug, clap::Args)]
pub(crate) struct Asking {
    #[command(flatten)]
    lists: Lists,
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
    /// Language of the answer
    #[arg(long, default_value = "zh-CN", value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Lang,
}

impl Asking {
    /// Opens the lists. The question has no subject yet.
    pub(crate) fn open(&self) -> Result<(RosterSet<Vec<u8>>, Query), CliError> {
        let now = clock::given_or_now(self.now)?;
        let rosters = self.lists.open()?;
        let question = Query::new(&self.scenario, now)
            .conditions(self.conditions.iter().copied())
            .on(self.on)
            .lang(self.lang);
        Ok((rosters, question))
    }

    /// A question that these lists do not answer.
    pub(crate) fn refused(&self, source: QueryError) -> CliError {
        CliError::Query {
            path: self.lists.first_path().to_owned(),
            source,
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// Every file that is read.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.lists.inputs()
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
