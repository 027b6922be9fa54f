//! `office.toml`: who publishes what for whom, who delivers it, by when, and what stops a publication.

use super::OfficeError;
use super::serial::day_or_none;
use crate::files;
use jrp_core::date::Date;
use jrp_core::policy::Policy;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// The name of the file.
pub const SETTINGS: &str = "office.toml";

/// Most bytes that it may have.
const MOST: u64 = 1 << 20;

/// What `office.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Who publishes (发布机构)
    pub publisher: String,
    /// Its region, six digits of GB/T 2260
    #[serde(default)]
    pub region: String,
    /// Folder of a policy pack; without it the default one
    pub policy: Option<String>,
    /// Lists of which the office holds every record
    pub covers: Vec<String>,
    /// Those of them that may run empty
    #[serde(default)]
    pub may_be_empty: Vec<String>,
    /// Whether names that are nearly the same are found
    #[serde(default)]
    pub possible_names: bool,
    /// The files of so many publications are kept
    #[serde(default = "keep")]
    pub keep: u32,
    /// Folder in which every published file stays for good, for evidence; without it none is kept longer than `keep` says
    pub archive: Option<String>,
    /// Key files
    pub keys: Keys,
    /// Where each audience's files are published
    pub audiences: Audiences,
    /// What stops a publication
    #[serde(default)]
    pub guards: Guards,
    /// By when things are due
    #[serde(default)]
    pub deadlines: Deadlines,
    /// How the reports count where the notices leave it open
    #[serde(default)]
    pub reports: Reports,
    /// What is owed by the half-year and quarter
    #[serde(default)]
    pub quotas: Quotas,
    /// Who delivers what
    #[serde(default, rename = "unit")]
    pub units: Vec<Unit>,
}

/// Key files; a path is seen from the office's folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// Every one of them signs
    pub signing: Vec<String>,
    /// Protects natural persons; needed where a list names them
    pub person: Option<String>,
}

/// Folders; a path is seen from the office's folder. An audience that is not named has no publication.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audiences {
    /// For authorities
    pub government: Option<String>,
    /// For everybody
    pub public: Option<String>,
}

/// What is done where something looks like an accident or is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Nothing is published
    Stop,
    /// It is said
    Say,
}

/// What stops a publication.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guards {
    /// More of a list of 20 records or more gone than so many per cent
    pub max_shrink: u64,
    /// More of a shorter list gone than so many records
    pub max_shrink_small: u64,
    /// What is done then
    pub shrink: Action,
    /// A unit that has not delivered by its day
    pub late_unit: Action,
    /// A repair, objection or court proof that is older than its clock
    pub late_change: Action,
}

impl Default for Guards {
    fn default() -> Self {
        Self {
            max_shrink: 50,
            max_shrink_small: 5,
            shrink: Action::Stop,
            late_unit: Action::Say,
            late_change: Action::Say,
        }
    }
}

/// By when things are due.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deadlines {
    /// Day of the month by which black and watch lists are delivered
    pub black_day: u32,
    /// Whether that day moves to the next working day
    pub black_day_moves: bool,
    /// Working days from a recognition to its delivery
    pub red_workdays: u32,
    /// Lists whose rows are 双公示 acts
    pub double_publicity: Vec<String>,
    /// Calendar days from their decision to their delivery
    pub double_publicity_days: u32,
    /// Working days from one of the eight other acts to its delivery
    pub other_acts_workdays: u32,
    /// Working days from the notice of a repair or revocation to its publication
    pub repair_workdays: u32,
    /// The same for a court's proof
    pub court_workdays: u32,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            black_day: 5,
            black_day_moves: false,
            red_workdays: 5,
            double_publicity: vec!["WT-XZCF".to_owned()],
            double_publicity_days: 7,
            other_acts_workdays: 7,
            repair_workdays: 1,
            court_workdays: 3,
        }
    }
}

/// Which 双公示 acts count as valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Valid {
    /// Those that could be read when they first came
    First,
    /// Those too that went back and were mended in the time of the report
    Mended,
}

/// How the reports count where the notices leave it open.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reports {
    /// Which 双公示 acts count as valid
    pub double_valid: Valid,
    /// Whether a file of which every row went back was a delivery in time
    pub refused_whole_counts: bool,
}

impl Default for Reports {
    fn default() -> Self {
        Self {
            double_valid: Valid::Mended,
            refused_whole_counts: true,
        }
    }
}

/// What is owed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quotas {
    /// Work items a quarter
    pub work_items_a_quarter: u64,
    /// Typical cases of reward a half-year
    pub reward_cases_a_half: u64,
    /// Typical cases of punishment a half-year
    pub punish_cases_a_half: u64,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            work_items_a_quarter: 1,
            reward_cases_a_half: 1,
            punish_cases_a_half: 1,
        }
    }
}

/// Who delivers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name, as `--from` gives it
    pub name: String,
    /// Whom to ask there
    #[serde(default)]
    pub contact: String,
    /// Codes of the lists it delivers
    pub delivers: Vec<String>,
    /// The first day on which it owes them; without it it always has
    #[serde(default, deserialize_with = "day_or_none::deserialize")]
    pub since: Option<Date>,
    /// The last day on which it owes them: a unit that delivers no more stays in the file, as its months stand in the ledger
    #[serde(default, deserialize_with = "day_or_none::deserialize")]
    pub until: Option<Date>,
}

impl Unit {
    /// Whether it owes its lists on that day.
    pub fn owes_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| until >= day)
    }
}

fn keep() -> u32 {
    2
}

impl Settings {
    /// Reads `office.toml` in the folder.
    pub fn read(dir: &Path) -> Result<Self, OfficeError> {
        let path = dir.join(SETTINGS);
        let bytes = files::read_within(&path, MOST).map_err(|error| match error {
            crate::FolderError::Read { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                OfficeError::NoOffice { path: dir.to_owned() }
            }
            error => error.into(),
        })?;
        let refused = |what: String| OfficeError::Settings {
            path: path.clone(),
            what,
        };
        let text = String::from_utf8(bytes).map_err(|_| refused("not UTF-8; save it as UTF-8".to_owned()))?;
        let settings: Self = toml::from_str(&text).map_err(|error| {
            let line = error.span().map(|span| line_of(&text, span.start));
            let line = line.map_or_else(String::new, |line| format!("line {line}: "));
            refused(format!(
                "{line}{}; correct it",
                error.message().replace('\n', " ")
            ))
        })?;
        settings.check().map_err(refused)?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), String> {
        if self.publisher.trim().is_empty() {
            return Err("publisher is blank; write the name of the office".to_owned());
        }
        if self.keys.signing.is_empty() {
            return Err("keys.signing names no key; name the file of one".to_owned());
        }
        if self.audiences.government.is_none() && self.audiences.public.is_none() {
            return Err("audiences names no folder; name government, public, or both".to_owned());
        }
        if self.audiences.government == self.audiences.public {
            return Err("audiences: both have one folder; give each its own".to_owned());
        }
        if !(1..=31).contains(&self.deadlines.black_day) {
            return Err("deadlines.black_day is not a day of a month; write 1 to 31".to_owned());
        }
        if self.keep == 0 || self.guards.max_shrink > 100 {
            return Err(
                "keep must be at least 1, and guards.max_shrink at most 100; correct them".to_owned(),
            );
        }
        let mut names = BTreeSet::new();
        match self.units.iter().find(|unit| !names.insert(unit.name.trim())) {
            Some(unit) => Err(format!("the unit {} stands twice; remove one", unit.name)),
            None => Ok(()),
        }
    }

    /// Refuses codes that the policy pack does not have.
    pub fn check_lists(&self, dir: &Path, policy: &Policy) -> Result<(), OfficeError> {
        let delivered = self.units.iter().flat_map(|unit| &unit.delivers);
        let named = self.covers.iter().chain(&self.may_be_empty).chain(delivered);
        let mut named = named.chain(&self.deadlines.double_publicity);
        match named.find(|code| policy.list(code).is_none()) {
            Some(code) => Err(OfficeError::Settings {
                path: dir.join(SETTINGS),
                what: format!("{code} is not a list of the policy pack; take a code of its catalogue"),
            }),
            None => Ok(()),
        }
    }

    /// The unit of this name.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.name.trim() == name.trim())
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}
