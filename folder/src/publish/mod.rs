//! Publishing into a folder. `latest` changes only after everything new stands in the folder and has been opened from
//! there as a host will open it.

mod archive;
mod decide;
mod log;
mod lost;

pub use decide::{Limits, Reason};

use crate::FolderError;
use crate::error::Owner;
use crate::event::{Listener, Step, Work};
use crate::feeding::{Inputs, Made, Prepared, Signer, Warning};
use crate::latest::{self, LATEST, MANIFEST, at_file};
use crate::locked::Folder;
use archive::Archive;
use jrp_core::manifest::{Have, Layer, Manifest, ManifestError, UnverifiedManifest};
use jrp_core::roster::Roster;
use jrp_core::snapshot::{Audience, ListCount, UnverifiedSnapshot};
use jrp_core::suite::{KeyId, Signature, SigningKey};
use jrp_core::trust::TrustAnchors;
use jrp_core::unseen;
use log::OwnLog;
use lost::Found;
use std::collections::HashSet;
use std::path::PathBuf;

/// What to publish, and where.
#[derive(Debug)]
pub struct Publishing {
    /// Feeds, and what is said of the snapshot
    pub inputs: Inputs,
    /// The signing keys; the first one's suite is the publication's
    pub keys: Vec<SigningKey>,
    /// Number of the publication; without it one more than the last
    pub sequence: Option<u64>,
    /// The folder; made where it is missing
    pub folder: PathBuf,
    /// When a chain of deltas ends in a new base
    pub limits: Limits,
    /// The files of so many publications are kept, the current one among them
    pub keep: u32,
    /// Where every file that is published is kept for good, with the log: what evidence may need years later
    pub archive: Option<PathBuf>,
    /// Lets more than half of a list go, or all of a covered one
    pub allow_shrink: bool,
    /// Begins the log of publications anew where it is lost
    pub new_log: bool,
    /// Trains the dictionaries of a new base anew, whatever that saves
    pub fresh_dictionaries: bool,
}

/// What was published.
pub struct Published {
    /// The file, and what became of the rows
    pub made: Made,
    /// What the folder holds now
    pub manifest: Manifest,
    /// What it held before
    pub last: Option<Manifest>,
    /// Why it is a base; `None` for a delta
    pub reason: Option<Reason>,
    /// How many snapshots of earlier publications went
    pub pruned: usize,
    /// What must not be overlooked
    pub warnings: Vec<Warning>,
}

impl Publishing {
    /// Publishes a delta where it will do, else a base.
    pub fn run(self, listener: Listener<'_>) -> Result<Published, FolderError> {
        let Self { inputs, mut keys, .. } = self;
        let mut given = HashSet::new();
        keys.retain(|key| given.insert(key.public().id()));
        if keys.is_empty() {
            return Err(FolderError::NoKey);
        }
        let trust = TrustAnchors::from_public_keys(keys.iter().map(SigningKey::public));
        let folder = Folder::lock(&self.folder)?;
        folder.serve(inputs.audience);
        let (last, sequence, lost) = match latest::own_manifest(folder.path(), Owner::Publisher)? {
            Some(last) => {
                let next = last.claims().sequence().saturating_add(1);
                (Some(last), self.sequence.unwrap_or(next), None)
            }
            None => {
                let found = Found::of(&folder, &trust)?;
                let (next, warning) = (found.next(&folder, self.sequence)?, found.warning(&folder));
                (found.manifest(), next, warning)
            }
        };
        let archive = self.archive.map(Archive::at).transpose()?;
        let log = OwnLog::of(
            &folder,
            last.as_ref().map(UnverifiedManifest::claims),
            self.new_log,
        )?;
        let prepared = Prepared::of(inputs, Signer::AtHand(keys.remove(0)), sequence)?;
        let mut publication = Publication {
            limits: self.limits,
            keep: self.keep,
            archive,
            allow_shrink: self.allow_shrink,
            log,
            trust,
            others: keys,
            prepared,
            folder,
            last: last.as_ref().map(|last| last.claims().clone()),
            listener,
        };
        publication.check_continues()?;
        publication.check_next_update()?;
        let policy_change = publication.policy_change()?;
        let names_are_new = publication.keep_possible_names()?;
        let chain = publication.chain(last, names_are_new)?;
        if let Some(before) = chain.roster.as_deref().filter(|_| !self.fresh_dictionaries) {
            publication.prepared.keep_dictionaries(before);
        }
        let (made, reason) = publication.make(chain)?;
        let made = publication.signed_by_all(made)?;
        let manifest = publication.put(&made, reason.is_none())?;
        publication.prepared.write_report(&made)?;
        let pruned = publication.prune()?;
        let mut warnings = publication.prepared.warnings(&made)?;
        if reason.is_some_and(|reason| reason != Reason::First) && made.changes.is_none() {
            warnings.push(Warning::NotCompared);
        }
        warnings.extend(lost.into_iter().chain(policy_change));
        Ok(Published {
            made,
            manifest,
            last: publication.last,
            reason,
            pruned,
            warnings,
        })
    }
}

struct Publication<'a> {
    limits: Limits,
    keep: u32,
    archive: Option<Archive>,
    allow_shrink: bool,
    log: OwnLog,
    /// Keys that sign beside the first
    others: Vec<SigningKey>,
    prepared: Prepared,
    trust: TrustAnchors,
    folder: Folder,
    /// What the folder held before
    last: Option<Manifest>,
    listener: Listener<'a>,
}

/// What stands in the folder, opened where it can be; and why it cannot be continued.
struct Chain {
    roster: Option<Box<Roster<Vec<u8>>>>,
    closed: Option<Reason>,
}

impl Publication<'_> {
    /// Refuses a folder of another publication, and to go back.
    fn check_continues(&self) -> Result<(), FolderError> {
        let Some(last) = &self.last else { return Ok(()) };
        let options = &self.prepared.options;
        if let Some(difference) = options.publication().differs_from(&last.publication()) {
            return Err(FolderError::OtherFolder {
                path: self.folder.path().to_owned(),
                difference,
            });
        }
        if options.sequence <= last.sequence() {
            return Err(FolderError::SequenceNotAbove {
                given: options.sequence,
                stands: last.sequence(),
            });
        }
        if options.issued_at < last.issued_at {
            return Err(FolderError::IssuedBefore {
                given: options.issued_at,
                stands: last.issued_at,
            });
        }
        Ok(())
    }

    /// A repaired record must leave the public's forms within a working day, so they must ask that often.
    fn check_next_update(&self) -> Result<(), FolderError> {
        let options = &self.prepared.options;
        let latest = self.prepared.next_working_day();
        match options.audience == Audience::Public && options.next_update > latest {
            true => Err(FolderError::NextUpdateLate {
                given: options.next_update,
                latest,
            }),
            false => Ok(()),
        }
    }

    /// What to say where the compiled-in policy pack takes the place of another that nobody asked to leave.
    fn policy_change(&self) -> Result<Option<Warning>, FolderError> {
        let inputs = &self.prepared.inputs;
        let Some(last) = self.last.as_ref().filter(|_| !inputs.policy_is_named) else {
            return Ok(None);
        };
        let newest = latest::snapshot(&self.folder.path().join(last.newest().file_name()))?;
        let (before, now) = (&newest.header().policy_version, inputs.policy.version());
        Ok((before != now).then(|| Warning::PolicyReplaced {
            before: unseen::reveal(before),
            now: now.to_owned(),
        }))
    }

    /// What once finds names that are nearly the same goes on finding them, also from a new base. Tells whether they are
    /// asked for and the folder cannot find them yet.
    fn keep_possible_names(&mut self) -> Result<bool, FolderError> {
        let Some(last) = &self.last else { return Ok(false) };
        let bytes = latest::read(self.folder.path(), last, &last.base)?;
        let path = self.folder.path().join(last.base.file_name());
        let base = UnverifiedSnapshot::parse(bytes).map_err(at_file(&path))?;
        let found = base.has_possible_names().map_err(at_file(&path))?;
        let asked = &mut self.prepared.options.possible_names;
        let are_new = *asked && !found;
        *asked |= found;
        Ok(are_new)
    }

    /// Opens what stands in the folder, to lay a delta on it, or to see what a new base loses.
    fn chain(&self, last: Option<UnverifiedManifest>, names_are_new: bool) -> Result<Chain, FolderError> {
        let closed = |reason| Chain {
            roster: None,
            closed: Some(reason),
        };
        let Some(last) = last else {
            return Ok(closed(Reason::First));
        };
        if last.claims().suite != self.prepared.options.suite {
            return Ok(closed(Reason::Key));
        }
        let mut signers = last.signers();
        signers.sort_unstable();
        let before = decide::before(&self.limits, last.claims(), &self.prepared.options);
        let reason = match before {
            _ if names_are_new => Some(Reason::Names),
            Some(reason) => Some(reason),
            None => (signers != self.key_ids()).then_some(Reason::Key),
        };
        let roster = match (self.opened(last), reason) {
            (Ok(roster), _) => roster,
            // A new base does without what cannot be opened.
            (Err(_), Some(reason)) => return Ok(closed(reason)),
            (Err(error), None) => return Err(error),
        };
        let issued_at = self.prepared.options.issued_at;
        let too_old = |layer| decide::takes_out_too_long(&self.limits, layer, issued_at);
        let is_old = roster.snapshots().any(too_old);
        Ok(Chain {
            roster: Some(Box::new(roster)),
            closed: reason.or(is_old.then_some(Reason::RemovalAge)),
        })
    }

    fn opened(&self, last: UnverifiedManifest) -> Result<Roster<Vec<u8>>, FolderError> {
        let place = self.folder.path().join(LATEST).display().to_string();
        last.clone()
            .verify(&self.trust, None)
            .map_err(latest::at(&place))?;
        let work = Work::begin(self.listener, Step::Open, None);
        let person_key = self.prepared.person_key().cloned();
        let roster = latest::assemble(self.folder.path(), &last, &self.trust, person_key);
        drop(work);
        roster
    }

    /// A delta where it will do, else a base and the reason for it. What a base loses is counted as of a delta: new records
    /// must not hide that others are gone.
    fn make(&self, chain: Chain) -> Result<(Made, Option<Reason>), FolderError> {
        let place = self.folder.path();
        let mut reason = chain.closed;
        let mut changes = None;
        if let Some(roster) = chain.roster {
            match self.prepared.make(Some(&roster), place, self.listener) {
                Ok(made) => {
                    let (limits, options) = (&self.limits, self.prepared.options());
                    let last = self.last.as_ref();
                    let after = || last.and_then(|last| decide::after(limits, last, options, &made));
                    reason = reason.or_else(after);
                    if reason.is_none() {
                        self.check_shrink(&made)?;
                        return Ok((made, None));
                    }
                    changes = made.changes;
                }
                // A new base need not continue what stands below: another person key, data of an earlier day.
                Err(FolderError::Build(_)) if reason.is_some() => {}
                Err(error) => return Err(error),
            }
        }
        let made = Made {
            changes,
            ..self.prepared.make(None, place, self.listener)?
        };
        self.check_shrink(&made)?;
        Ok((made, reason.or(Some(Reason::First))))
    }

    /// A forgotten feed is not a mass repair.
    fn check_shrink(&self, made: &Made) -> Result<(), FolderError> {
        if self.last.is_none() {
            self.prepared.refuse_refused(made)?;
        }
        if self.allow_shrink {
            return Ok(());
        }
        let before: Vec<ListCount> = match &self.last {
            Some(last) => {
                let path = self.folder.path().join(last.newest().file_name());
                latest::snapshot(&path)?.header().lists.clone()
            }
            None => self.newest_lists()?,
        };
        let path = self.folder.path();
        let after = UnverifiedSnapshot::parse(made.bytes.as_slice()).map_err(at_file(path))?;
        self.prepared.refuse_shrink(made, &before, &after.header().lists)
    }

    /// The lists of the newest file of this publication, where the folder has lost what names it.
    fn newest_lists(&self) -> Result<Vec<ListCount>, FolderError> {
        let options = &self.prepared.options;
        let names = self.folder.names()?;
        let files = names.iter().filter(|name| latest::is_snapshot(name));
        let files = files.filter_map(|name| latest::snapshot(&self.folder.path().join(name)).ok());
        let ours = files.filter(|file| {
            let header = file.header();
            header.publisher == options.publisher && header.audience == options.audience
        });
        let newest = ours.max_by_key(|file| file.header().sequence);
        Ok(newest.map(|file| file.header().lists.clone()).unwrap_or_default())
    }

    fn keys(&self) -> impl Iterator<Item = &SigningKey> {
        let first = match &self.prepared.signer {
            Signer::AtHand(key) => Some(key),
            Signer::Later(_) => None,
        };
        first.into_iter().chain(&self.others)
    }

    /// Ids of the keys that sign, in order.
    fn key_ids(&self) -> Vec<KeyId> {
        let mut ids: Vec<_> = self.keys().map(|key| key.public().id()).collect();
        ids.sort_unstable();
        ids
    }

    fn sign(&self, manifest: &Manifest) -> Result<Vec<u8>, ManifestError> {
        let message = manifest.message()?;
        let signatures: Vec<_> = self.keys().map(|key| Signature::by(key, &message)).collect();
        manifest.attach(&signatures)
    }

    /// The file with the signatures of the other keys.
    fn signed_by_all(&self, mut made: Made) -> Result<Made, FolderError> {
        for key in &self.others {
            let snapshot =
                UnverifiedSnapshot::parse(made.bytes.as_slice()).map_err(at_file(self.folder.path()))?;
            let signature = Signature::by(key, snapshot.message());
            made.bytes = snapshot
                .with_signature(signature)
                .map_err(at_file(self.folder.path()))?;
        }
        Ok(made)
    }

    /// Puts the file into the folder, opens everything from there, and only then lets `latest` name it.
    fn put(&self, made: &Made, is_delta: bool) -> Result<Manifest, FolderError> {
        let below = self.last.as_ref().filter(|_| is_delta);
        let manifest =
            Manifest::logged(below, self.log.end(), &made.bytes).map_err(at_file(self.folder.path()))?;
        let place = self.folder.path().join(LATEST).display().to_string();
        let text = self.sign(&manifest).map_err(latest::at(&place))?;
        self.folder.replace(&manifest.newest().file_name(), &made.bytes)?;

        let signed = UnverifiedManifest::parse(&text).map_err(latest::at(&place))?;
        let read = signed
            .clone()
            .verify(&self.trust, Some(&self.prepared.options.publisher))
            .map_err(latest::at(&place))?;
        let have = Have {
            last: self.last.clone(),
            files: Vec::new(),
        };
        read.plan(&have).map_err(|source| FolderError::Plan {
            place: place.clone(),
            source,
        })?;
        let person_key = self.prepared.person_key().cloned();
        latest::assemble(self.folder.path(), &signed, &self.trust, person_key)?;

        // No manifest that names the line, kept ones too, stands before it; nothing is published that is not archived.
        self.log.add(&self.folder, &manifest)?;
        if let Some(archive) = &self.archive {
            archive.keep(&self.folder, &manifest)?;
            archive.keep_log(&self.folder, &manifest)?;
        }
        self.folder
            .replace(&format!("{MANIFEST}{}", manifest.sequence()), &text)?;
        self.folder.replace(LATEST, &text)?;
        Ok(manifest)
    }

    /// Removes the files that none of the newest manifests names; tells how many snapshots went.
    fn prune(&self) -> Result<usize, FolderError> {
        let names = self.folder.names()?;
        let number = |name: &String| name.strip_prefix(MANIFEST)?.parse::<u64>().ok();
        let mut sequences: Vec<u64> = names.iter().filter_map(number).collect();
        sequences.sort_unstable_by(|a, b| b.cmp(a));
        // One that a killed command left beyond `latest` is none.
        let current = latest::manifest(self.folder.path())?.map(|manifest| manifest.claims().clone());
        let newest = current.as_ref().map_or(0, Manifest::sequence);
        let mut keep: HashSet<String> = current
            .iter()
            .flat_map(Manifest::layers)
            .map(Layer::file_name)
            .collect();
        for sequence in sequences
            .into_iter()
            .filter(|sequence| *sequence <= newest)
            .take(self.keep as usize)
        {
            let name = format!("{MANIFEST}{sequence}");
            if let Ok(manifest) = latest::read_manifest(&self.folder.path().join(&name)) {
                keep.extend(manifest.claims().layers().map(Layer::file_name));
                keep.insert(name);
            }
        }
        let gone = |name: &&String| name.ends_with(".jrp") && !keep.contains(*name);
        let count = names.iter().filter(gone).count();
        self.folder.keep_only(&keep)?;
        Ok(count)
    }
}
