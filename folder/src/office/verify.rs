//! Ledger, inbox, records and publications, proved against each other.

use super::entry::Entry;
use super::inbox::{get, named};
use super::problem::problems;
use super::{Office, OfficeError, logs, records, returned};
use crate::latest;
use jrp_core::suite::{PersonKey, PublicKey};
use jrp_core::trust::TrustAnchors;

/// What was proved, and what does not hold.
#[derive(Debug, Default)]
pub struct Verified {
    /// Lines of the ledger, each chained to the one before
    pub lines: usize,
    /// Digest of the last one: kept elsewhere, it proves the whole ledger
    pub head: String,
    /// Files of the inbox that are what was delivered
    pub files: usize,
    /// Tables of `records/` that follow from the ledger
    pub tables: usize,
    /// Publications that are the ledger's last of their audience
    pub publications: Vec<String>,
    /// What does not hold, each with its remedy
    pub faults: Vec<String>,
}

impl Office {
    /// Proves what can be proved. Publications are judged by the office's own keys.
    pub fn verify(
        &mut self,
        keys: Vec<PublicKey>,
        person_key: Option<&PersonKey>,
    ) -> Result<Verified, OfficeError> {
        let mut verified = Verified {
            lines: self.ledger.lines().len(),
            head: self.ledger.head().to_owned(),
            ..Verified::default()
        };
        for digest in named(self.ledger.lines()) {
            match get(self.dir.path(), digest) {
                Ok(_) => verified.files += 1,
                Err(error) => verified.faults.push(error.to_string()),
            }
        }
        if verified.faults.is_empty() {
            self.verify_records(&mut verified)?;
        }
        let trust = TrustAnchors::from_public_keys(keys);
        for (audience, folder) in self.folders() {
            let told = self.last_publication(audience);
            let place = folder.display();
            match (told, latest::open(&folder, &trust, person_key.cloned())) {
                (None, Err(crate::FolderError::NothingPublished { .. })) => {}
                (Some(told), Ok(roster)) if roster.digest() == told.digest => {
                    if !logs::is_kept(&self.dir, audience, &folder)? {
                        verified.faults.push(format!(
                            "{place}: its publications.log is not the copy in logs; put the right one in its place"
                        ));
                    }
                    verified.publications.push(format!("{} no. {}", told.audience, told.sequence));
                }
                (Some(told), Ok(roster)) => verified.faults.push(format!(
                    "{place}: holds no. {}, and the ledger's last is no. {}; publish again",
                    roster.header().sequence,
                    told.sequence
                )),
                (None, Ok(roster)) => verified.faults.push(format!(
                    "{place}: holds no. {}, of which the ledger does not tell; run any command that writes, and verify again",
                    roster.header().sequence
                )),
                (Some(told), Err(error)) => {
                    verified.faults.push(format!("{error} (the ledger's last is no. {}); publish again", told.sequence));
                }
                (None, Err(error)) => verified.faults.push(error.to_string()),
            }
        }
        Ok(verified)
    }

    fn verify_records(&mut self, verified: &mut Verified) -> Result<(), OfficeError> {
        self.load_standing()?;
        let day = records::written_on(&self.dir).unwrap_or(self.today());
        let made = records::tables(&self.ledger, &self.tables, day)?;
        for path in records::foreign(&self.dir, &made)? {
            verified.faults.push(format!(
                "{}: does not follow from the ledger; remove it, or rebuild the office",
                path.display()
            ));
        }
        for (name, bytes) in made.files {
            let path = self.dir.path().join(&name);
            match crate::files::read(&path) {
                Ok(stands) if stands == bytes => verified.tables += 1,
                _ if !path.exists() => {
                    verified
                        .faults
                        .push(format!("{}: is missing; rebuild the office", path.display()));
                }
                _ => verified.faults.push(format!(
                    "{}: is not what follows from the ledger; remove it, and rebuild the office",
                    path.display()
                )),
            }
        }
        Ok(())
    }

    /// Makes `records/` and `returns/` anew from ledger and inbox; tells how many tables there are in `records/`.
    pub fn rebuild(&mut self) -> Result<usize, OfficeError> {
        let tables = self.write_records()?.feeds.len();
        self.load_all()?;
        for line in self.ledger.lines() {
            let Entry::Receive(arrival) = &line.entry else {
                continue;
            };
            let Some(table) = self.tables.of(arrival)? else {
                continue;
            };
            let problems = problems(table);
            if !problems.is_empty() {
                returned::write(&self.dir, line.line, arrival, table, &problems)?;
            }
        }
        Ok(tables)
    }
}
