//! From `records/` to the folders of the audiences, by the [`publish`](crate::publish) that everybody uses.

use super::entry::{Entry, Publication};
use super::foreseen::ListForeseen;
use super::ledger::Ledger;
use super::records::Written;
use super::{Office, OfficeError, logs, whole};
use crate::error::Owner;
use crate::event::Listener;
use crate::feeding::{Inputs, Warning};
use crate::latest;
use crate::publish::{Limits, Published, Publishing};
use jrp_core::date::Timestamp;
use jrp_core::manifest::Manifest;
use jrp_core::policy::Disclosure;
use jrp_core::snapshot::Audience;
use jrp_core::suite::{PersonKey, SigningKey};
use std::path::PathBuf;

/// The office's keys.
#[derive(Debug)]
pub struct OfficeKeys {
    /// Every one of them signs
    pub signing: Vec<SigningKey>,
    /// Protects natural persons
    pub person: Option<PersonKey>,
}

/// How to publish.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct PublishOptions {
    /// Lets go what the guard of shrinking would hold
    pub allow_shrink: bool,
    /// Begins the log of publications anew, where it is lost
    pub new_log: bool,
    /// Trains the dictionaries of a new base anew, whatever that saves
    pub fresh_dictionaries: bool,
    /// After this no answer is given; without it 30 days after the issue
    pub expires_at: Option<Timestamp>,
}

/// What was published for all audiences.
pub struct OfficePublished {
    /// For each, in the order of publication
    pub released: Vec<Released>,
    /// What the guards say
    pub said: Vec<String>,
    /// On a dry run: why nothing would be published
    pub stops: Vec<String>,
}

/// What was published for one audience.
pub struct Released {
    /// For whom
    pub audience: Audience,
    /// Where
    pub folder: PathBuf,
    /// What, unless on a dry run
    pub published: Option<Published>,
    /// On a dry run: what it would bring, list by list
    pub foreseen: Vec<ListForeseen>,
    /// Rows that withdraw a record, or whose state cannot be read, and were not applied to one that stays; those that the office
    /// itself has repaired are seen to
    pub unapplied: usize,
    /// The line of the ledger
    pub line: Option<u64>,
}

impl Office {
    /// Publishes what stands for every audience of `office.toml`, unless a guard stops it. The keys are read for each.
    pub fn publish<E: From<OfficeError>>(
        &mut self,
        keys: impl Fn() -> Result<OfficeKeys, E>,
        options: PublishOptions,
        listener: Listener<'_>,
    ) -> Result<OfficePublished, E> {
        let found = self.guard(self.today(), options.allow_shrink)?;
        if !found.stops.is_empty() && !self.dir.looks_on() {
            return Err(OfficeError::Guarded { reasons: found.stops }.into());
        }
        for (audience, folder) in self.folders() {
            if self.dir.looks_on() {
                continue;
            }
            logs::restore(&self.dir, audience, &folder)?;
            if let Some(last) = self.last_publication(audience).filter(|_| !options.new_log) {
                logs::check(&folder, last.sequence)?;
            }
        }
        let written = self.write_records()?;
        let mut released = Vec::new();
        for (audience, folder) in self.folders() {
            released.push(match self.dir.looks_on() {
                true => Released {
                    audience,
                    folder,
                    foreseen: self.foresee(audience, self.today())?,
                    published: None,
                    unapplied: 0,
                    line: None,
                },
                false => self.release(
                    audience,
                    folder,
                    &written,
                    keys()?,
                    (&options, &found.said),
                    listener,
                )?,
            });
        }
        Ok(OfficePublished {
            released,
            said: found.said,
            stops: found.stops,
        })
    }

    /// Publishes for one audience, and enters it in the ledger with what the guards said.
    fn release(
        &mut self,
        audience: Audience,
        folder: PathBuf,
        written: &Written,
        keys: OfficeKeys,
        (options, said): (&PublishOptions, &[String]),
        listener: Listener<'_>,
    ) -> Result<Released, OfficeError> {
        let sequence = self.next_sequence(audience, &folder)?;
        whole::begin(&self.dir, &self.ledger, audience, sequence)?;
        let publishing = Publishing {
            inputs: Inputs {
                expires_at: options.expires_at,
                person_key: keys.person,
                ..self.inputs(audience, &written.feeds)
            },
            keys: keys.signing,
            sequence: Some(sequence),
            folder: folder.clone(),
            limits: Limits::default(),
            keep: self.settings.keep,
            archive: self.archive(),
            // The office's own guard has looked, with what the ledger knows of repairs and of lists that may be empty.
            allow_shrink: true,
            new_log: options.new_log,
            fresh_dictionaries: options.fresh_dictionaries,
        };
        let mut published = publishing.run(listener)?;
        let is_seen_to = |file: &str, row: u64| written.changed.contains(&(PathBuf::from(file), row));
        let report = &published.made.read.report;
        let unapplied = report
            .unapplied()
            .filter(|(row, ..)| !is_seen_to(report.file_name(*row), row.row))
            .count();
        published.warnings.retain(|warning| match warning {
            Warning::Unapplied { row, .. } => !is_seen_to(&row.file, row.row),
            Warning::MoreUnapplied { .. } => unapplied > 0,
            _ => true,
        });
        let mut publication = publication(audience, &published.manifest, &folder)?;
        publication.said = said.to_owned();
        logs::keep(&self.dir, audience, &folder)?;
        let line = self.enter(Entry::Publish(publication))?;
        Ok(Released {
            audience,
            folder,
            published: Some(published),
            foreseen: Vec::new(),
            unapplied,
            line: Some(line),
        })
    }

    /// What an audience is shown of the lists.
    fn inputs(&self, audience: Audience, feeds: &[(String, PathBuf)]) -> Inputs {
        let is_shown = |code: &str| {
            let list = self.policy.list(code);
            audience == Audience::Government || list.is_none_or(|list| list.disclosure == Disclosure::Public)
        };
        let shown = feeds.iter().filter(|(list, _)| is_shown(list));
        let covers = self.settings.covers.iter().filter(|code| is_shown(code));
        Inputs {
            feeds: shown.map(|(_, path)| path.clone()).collect(),
            profiles: Vec::new(),
            policy: self.policy.clone(),
            policy_is_named: true,
            publisher: self.settings.publisher.clone(),
            region: self.settings.region.clone(),
            issued_at: self.now,
            data_as_of: None,
            next_update: None,
            expires_at: None,
            audience,
            covers: covers.cloned().collect(),
            possible_names: self.settings.possible_names,
            person_key: None,
            report: None,
        }
    }

    /// The folders of the audiences. The public's comes first: a repaired record must leave it soonest.
    pub(super) fn folders(&self) -> Vec<(Audience, PathBuf)> {
        let audiences = &self.settings.audiences;
        let both = [
            (Audience::Public, &audiences.public),
            (Audience::Government, &audiences.government),
        ];
        let named = both
            .into_iter()
            .filter_map(|(audience, folder)| Some((audience, folder.as_ref()?)));
        named
            .map(|(audience, folder)| (audience, self.dir.path().join(folder)))
            .collect()
    }

    /// Where what was published stays for good.
    fn archive(&self) -> Option<PathBuf> {
        let named = self
            .settings
            .archive
            .as_deref()
            .filter(|folder| !folder.is_empty());
        named.map(|folder| self.dir.path().join(folder))
    }

    /// The audiences that have a folder.
    pub(super) fn audiences(&self) -> Vec<&'static str> {
        self.folders()
            .into_iter()
            .map(|(audience, _)| audience.code())
            .collect()
    }

    /// The last publication of an audience that the ledger tells of.
    pub(super) fn last_publication(&self, audience: Audience) -> Option<&Publication> {
        newest(&self.ledger, audience)
    }

    /// One more than anybody has seen: the folder may have lost its files, the ledger has not.
    fn next_sequence(&self, audience: Audience, folder: &std::path::Path) -> Result<u64, OfficeError> {
        let told = self.last_publication(audience).map_or(0, |last| last.sequence);
        let stands = latest::own_manifest(folder, Owner::Publisher)?;
        let stands = match stands {
            Some(manifest) => manifest.claims().sequence(),
            None => logs::highest(&self.dir, audience, folder)?,
        };
        Ok(told.max(stands).saturating_add(1))
    }

    /// A publication that the folder has and the ledger does not: the command was stopped between the two.
    pub(super) fn enter_found_publications(&mut self) -> Result<(), OfficeError> {
        for (audience, folder) in self.folders() {
            let Some(stands) = latest::manifest(&folder)? else {
                continue;
            };
            let told = self.last_publication(audience).map_or(0, |last| last.sequence);
            if stands.claims().sequence() <= told || self.dir.looks_on() {
                continue;
            }
            let mut publication = publication(audience, stands.claims(), &folder)?;
            publication.found = true;
            logs::keep(&self.dir, audience, &folder)?;
            self.enter(Entry::Publish(publication))?;
        }
        Ok(())
    }
}

/// The last publication of an audience that a ledger tells of.
pub(super) fn newest(ledger: &Ledger, audience: Audience) -> Option<&Publication> {
    let mut lines = ledger.lines().iter().rev();
    lines.find_map(|line| match &line.entry {
        Entry::Publish(publication) if publication.audience == audience.code() => Some(publication),
        _ => None,
    })
}

/// What the ledger tells of a publication.
fn publication(
    audience: Audience,
    manifest: &Manifest,
    folder: &std::path::Path,
) -> Result<Publication, OfficeError> {
    let newest = latest::snapshot(&folder.join(manifest.newest().file_name()))?;
    let header = newest.header();
    Ok(Publication {
        audience: audience.code().to_owned(),
        sequence: manifest.sequence(),
        digest: newest.digest(),
        issued: manifest.issued_at,
        as_of: header.data_as_of,
        lists: header
            .lists
            .iter()
            .map(|list| (list.code.clone(), list.records))
            .collect(),
        said: Vec::new(),
        found: false,
    })
}
