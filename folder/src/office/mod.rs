//! The month of a credit office: departments deliver, the office repairs and publishes, and owes reports.
//!
//! ```text
//! office.toml     who publishes what for whom, who delivers it, by when        written by the office
//! inbox/          files as they were delivered, called by their digests        never changed
//! ledger.jsonl    what came, was changed, was published: a chain of lines      only added to
//! records/        what stands, as feeds, per list                              follows from ledger and inbox
//! logs/           a copy of each audience's log of publications                written at each publication
//! returns/        workbooks for the units: rows to mend                        written at each delivery
//! published/      the folders of the audiences                                 see [`publish`](crate::publish)
//! ```
//!
//! A command has happened when its line stands in the ledger. Whatever stops it before or after, the next one goes on.

mod acts;
mod case;
mod change;
mod clock;
mod dir;
mod entry;
mod error;
mod foreseen;
mod guard;
mod identity;
mod inbox;
mod init;
mod ledger;
mod logs;
mod mended;
mod problem;
mod publishing;
mod receive;
mod records;
mod report;
mod returned;
mod serial;
mod settings;
mod show;
mod standing;
mod table;
#[cfg(test)]
mod tests;
mod verify;
mod whole;

pub use acts::ACTS;
pub use case::Added;
pub use change::{Changed, Changing, Choice};
pub use entry::{Arrival, Case, CaseKind, Change, ChangeKind, Entry, ProfileUsed, Publication, Tally};
pub use error::{Argument, OfficeError};
pub use foreseen::ListForeseen;
pub use init::init;
pub use ledger::{LEDGER, Ledger, Line};
pub use problem::Problem;
pub use publishing::{OfficeKeys, OfficePublished, PublishOptions, Released};
pub use receive::{Received, Receiving, WrittenProfile};
pub use report::{Number, Period, Report, UnitYear};
pub use settings::{
    Action, Audiences, Deadlines, Guards, Keys, Quotas, Reports, SETTINGS, Settings, Unit, Valid,
};
pub use show::{Asked, Event as HistoryEvent, OfficeRecord};
pub use verify::Verified;

use dir::Dir;
use inbox::Tables;
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::PolicyPack;
use std::path::Path;

/// An office's folder, locked, its ledger read and its chain followed.
pub struct Office {
    dir: Dir,
    settings: Settings,
    policy: PolicyPack,
    ledger: Ledger,
    tables: Tables,
    now: Timestamp,
    by: Option<String>,
}

/// How a folder is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The present
    pub now: Timestamp,
    /// Who runs the command, for the ledger
    pub by: Option<String>,
    /// Whether nothing is to be written
    pub dry_run: bool,
    /// Whether a ledger is taken as it is though it lacks lines that it had
    pub accept_loss: bool,
}

impl Office {
    /// Opens the folder, waiting for another command that works there, and finishes what one that was stopped has begun.
    pub fn open(
        path: &Path,
        settings: Settings,
        policy: PolicyPack,
        opening: Opening,
    ) -> Result<Self, OfficeError> {
        settings.check_lists(path, &policy)?;
        let dir = Dir::lock(path, opening.dry_run)?;
        dir.tidy(&["logs", inbox::INBOX, records::RECORDS, returned::RETURNS])?;
        let ledger = Ledger::read(path)?;
        let mut office = Self {
            dir,
            settings,
            policy,
            ledger,
            tables: Tables::default(),
            now: opening.now,
            by: opening.by,
        };
        let folders = office.folders();
        if opening.accept_loss {
            whole::accept(&office.dir, &office.ledger, &folders)?;
        } else {
            whole::check(&office.dir, &office.ledger, &folders)?;
        }
        office.enter_found_publications()?;
        office.catch_up()?;
        Ok(office)
    }

    /// Brings `records/` up to the ledger where the command that added to it was stopped before.
    fn catch_up(&mut self) -> Result<(), OfficeError> {
        let Some(Some(line)) = records::follows(&self.dir, &self.ledger) else {
            return Ok(());
        };
        let mut later = self.ledger.lines().iter().skip(line);
        let is_behind = later.any(|line| matches!(line.entry, Entry::Receive(_) | Entry::Change(_)));
        if !is_behind || self.dir.looks_on() {
            return Ok(());
        }
        match self.write_records() {
            // `verify` tells of it.
            Err(OfficeError::Inbox { .. }) => Ok(()),
            written => written.map(|_| ()),
        }
    }

    /// Mends a ledger whose last line was not written whole, as where power failed. Tells the number of that line and whether
    /// it stays; `None` where there was nothing to mend.
    pub fn mend_ledger(path: &Path, dry_run: bool) -> Result<Option<(u64, bool)>, OfficeError> {
        Ledger::mend(&Dir::lock(path, dry_run)?)
    }

    /// What `office.toml` says.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The policy pack.
    pub fn policy(&self) -> &PolicyPack {
        &self.policy
    }

    /// The ledger.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Today, in Beijing.
    pub fn today(&self) -> Date {
        self.now.beijing_date()
    }

    /// Adds a line to the ledger: what it tells has happened.
    fn enter(&mut self, entry: Entry) -> Result<u64, OfficeError> {
        self.ledger.add(&self.dir, self.now, self.by.as_deref(), entry)
    }

    /// Reads every delivery that stands.
    fn load_standing(&mut self) -> Result<(), OfficeError> {
        let deliveries = standing::deliveries(self.ledger.lines());
        let arrivals = deliveries.into_values().flatten().map(|(_, arrival)| arrival);
        self.tables.load(self.dir.path(), &self.policy, arrivals)
    }

    /// Reads every delivery there ever was.
    fn load_all(&mut self) -> Result<(), OfficeError> {
        let arrivals = inbox::arrivals(self.ledger.lines());
        self.tables.load(self.dir.path(), &self.policy, arrivals)
    }

    /// Brings `records/` up to the ledger.
    fn write_records(&mut self) -> Result<records::Written, OfficeError> {
        self.load_standing()?;
        records::write(&self.dir, &self.ledger, &self.tables, self.today())
    }
}
