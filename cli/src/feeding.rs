//! Feeds on the command line: what `build`, `delta` and `publish` share.

mod changes;
pub(crate) mod profiles;
mod summary;
mod values;
mod warnings;

pub(crate) use changes::text as changes;
pub(crate) use summary::text as summary;
pub(crate) use warnings::{NOT_APPLIED, exit_code, office_text as office_warning, text as warning};

use crate::error::CliError;
use crate::files::{self, Access};
use crate::{clock, keys, pack};
use jrp_core::date::{Date, Timestamp};
use jrp_core::snapshot::Audience;
use jrp_folder::feeding;
use std::path::{Path, PathBuf};

use crate::arguments::{date, one_of, time};

/// Feeds, and what is said of the snapshot.
#[derive(Debug, clap::Args)]
pub(crate) struct Inputs {
    /// Tables of list rows: CSV and its kin in any encoding, XLSX, XLS, ODS, HTML, JSON; English or Chinese header
    #[arg(long = "feed", value_name = "FILE", required = true, num_args = 1..)]
    feeds: Vec<PathBuf>,
    /// How tables are read that have other columns than our own: a built-in profile (ccgp, sgs-cf, court, tax, wage, tax-a) or a file;
    /// may be given again, and the first that fits is taken
    #[arg(long = "profile", value_name = "NAME|FILE.toml")]
    profiles: Vec<String>,
    /// Folder of a policy pack; the default pack is compiled in, and `jrp delta` keeps the one of its base
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// Who publishes (发布机构)
    #[arg(long, value_name = "TEXT", value_parser = values::publisher)]
    publisher: String,
    /// Region of the publisher: six digits of GB/T 2260
    #[arg(long, value_name = "GB2260", value_parser = values::region)]
    region: Option<String>,
    /// When the snapshot is made [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    issued_at: Option<Timestamp>,
    /// The date the data stand for: rows whose term ended before are left out [default: the Beijing date of --issued-at]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// When the next snapshot is due; later, answers are stale [default: the end of the next working day after --issued-at]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    next_update: Option<Timestamp>,
    /// After this no answer is given [default: 30 days after --issued-at]
    #[arg(long, value_name = "RFC3339", value_parser = time)]
    expires: Option<Timestamp>,
    /// Whom it is for; `public` refuses natural persons and lists that are not public
    #[arg(long, default_value = "government", value_parser = one_of(Audience::ALL.map(Audience::code), Audience::from_code))]
    audience: Audience,
    /// List kinds of which the feeds hold every record; `clear` is said of these only
    #[arg(long, value_name = "CODE,…", num_args = 1.., value_delimiter = ',')]
    covers: Vec<String>,
    /// Let names that are nearly the same be found as possible: about 10 bytes a record more. Deltas follow their base,
    /// and a published folder keeps it
    #[arg(long)]
    possible_names: bool,
    /// person.key, needed where the feeds name natural persons
    #[arg(long, value_name = "FILE")]
    person_key: Option<PathBuf>,
    /// Where to write the quality report
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
}

impl Inputs {
    /// Refuses a command line that would write over what it reads.
    pub(crate) fn keep_apart(&self, key: Option<&Path>, out: Option<&Path>) -> Result<(), CliError> {
        let mut outputs: Vec<_> = out.map(|path| ("--out", path)).into_iter().collect();
        outputs.extend(self.report.iter().map(|path| ("--report", path.as_path())));
        let keys = [key, self.person_key.as_deref()];
        let feeds = self.feeds.iter().map(PathBuf::as_path);
        let inputs: Vec<&Path> = feeds.chain(keys.into_iter().flatten()).collect();
        files::keep_apart(&outputs, &inputs)
    }

    /// Reads what the feeds need beside them.
    pub(crate) fn read(&self) -> Result<feeding::Inputs, CliError> {
        Ok(feeding::Inputs {
            feeds: self.feeds.clone(),
            profiles: profiles::read(&self.profiles)?,
            policy: pack::read(self.policy.as_deref())?,
            policy_is_named: self.policy.is_some(),
            publisher: self.publisher.clone(),
            region: self.region.clone().unwrap_or_default(),
            issued_at: clock::given_or_now(self.issued_at)?,
            data_as_of: self.as_of,
            next_update: self.next_update,
            expires_at: self.expires,
            audience: self.audience,
            covers: self.covers.clone(),
            possible_names: self.possible_names,
            person_key: keys::person(self.person_key.as_deref())?,
            report: self.report.clone(),
        })
    }

    /// Whom it is for.
    pub(crate) fn audience(&self) -> Audience {
        self.audience
    }

    /// Who may read what is built.
    pub(crate) fn access(&self) -> Access {
        Access::of(self.audience)
    }
}
