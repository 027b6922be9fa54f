//! `jrp publish`: keeps a folder that any web server can serve. `latest` changes only after everything new stands in the
//! folder and has been opened from there as a host will open it.

mod decide;
mod lost;
mod told;

use crate::error::CliError;
use crate::feeding::{self, Inputs, Made, Prepared};
use crate::files::Staged;
use crate::layout::plain;
use crate::progress::Progress;
use crate::signer::Signer;
use crate::store::{self, Folder, LATEST, MANIFEST};
use crate::{keys, snapshots, terminal};
use decide::{Limits, Reason};
use jrp_core::manifest::{Have, Layer, Manifest, ManifestError, UnverifiedManifest};
use jrp_core::roster::Roster;
use jrp_core::snapshot::{Audience, ListCount};
use jrp_core::suite::{Signature, SigningKey};
use jrp_core::trust::TrustAnchors;
use lost::Found;
use std::collections::HashSet;
use std::path::PathBuf;

/// Publish feeds in a folder that any web server can serve, as a delta or a new base
///
/// The folder holds snapshot files called by their digests, which never change, and the signed manifest `latest`, which
/// is replaced last, in one step. `jrp pull` follows it.
///
/// Ends with 0 where it was published, 3 where it was published but a row that withdraws a record, or whose status cannot
/// be read, was not applied to a record that stays, and 1 where nothing was published.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// The signing key, jrp.key; its suite is the publication's. Given again, every key signs
    #[arg(long = "key", value_name = "FILE", required = true)]
    keys: Vec<PathBuf>,
    /// Number of the publication [default: one more than the last]
    #[arg(long, value_name = "N")]
    sequence: Option<u64>,
    /// The folder; made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    limits: Limits,
    /// Keep the files of so many publications, the current one among them
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
    /// Let more than half of a list go, or all of a covered one
    #[arg(long)]
    allow_shrink: bool,
}

/// What to do about a folder whose `latest` cannot be read.
const REMEDY: &str =
    "remove this file and run the command again: it goes on from the newest `manifest-N` beside it";

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    for path in &args.keys {
        args.inputs.keep_apart(Some(path), None)?;
    }
    let mut keys = args
        .keys
        .iter()
        .map(|path| keys::signing(path))
        .collect::<Result<Vec<_>, _>>()?;
    let mut given = HashSet::new();
    keys.retain(|key| given.insert(key.public().id()));
    let trust = TrustAnchors::from_public_keys(keys.iter().map(SigningKey::public));
    let folder = Folder::lock(&args.out)?;
    folder.serve(args.inputs.audience());
    let (last, sequence, warning) = match store::own_manifest(folder.path(), REMEDY)? {
        Some(last) => {
            let next = last.claims().sequence().saturating_add(1);
            (Some(last), args.sequence.unwrap_or(next), None)
        }
        None => {
            let found = Found::of(&folder, &trust)?;
            let (next, warning) = (found.next(&folder, args.sequence)?, found.warning(&folder));
            (found.manifest(), next, warning)
        }
    };
    let signer = Signer::AtHand(keys.remove(0));
    let prepared = Prepared::of(&args.inputs, signer, sequence)?;
    let mut publication = Publication {
        args,
        trust,
        others: keys,
        prepared,
        folder,
        last: last.as_ref().map(|last| last.claims().clone()),
    };
    publication.check_continues()?;
    publication.check_next_update()?;
    let policy_change = publication.policy_change()?;
    let names_are_new = publication.keep_possible_names()?;
    let chain = publication.chain(last, names_are_new)?;
    let mut report = args.inputs.begin_report()?;
    let (made, reason) = publication.make(chain, &mut report)?;
    let made = publication.signed_by_all(made)?;
    let manifest = publication.put(&made, reason.is_none())?;
    feeding::write_report(report, &made)?;
    let removed = publication.prune()?;
    terminal::print(&told::text(
        args,
        &publication,
        &made,
        &manifest,
        reason,
        removed,
    )?)?;
    let mut warnings = publication.prepared.warnings(&made)?;
    warnings.extend(warning.into_iter().chain(policy_change));
    warnings.iter().for_each(terminal::warn);
    Ok(made.exit_code())
}

struct Publication<'a> {
    args: &'a Args,
    /// Keys that sign beside the first
    others: Vec<SigningKey>,
    prepared: Prepared,
    trust: TrustAnchors,
    folder: Folder,
    /// What the folder held before
    last: Option<Manifest>,
}

/// What stands in the folder, opened; or why it cannot be continued.
enum Chain {
    Open(Box<Roster<Vec<u8>>>),
    Closed(Reason),
}

impl Publication<'_> {
    /// Refuses a folder of another publication, and to go back.
    fn check_continues(&self) -> Result<(), CliError> {
        let Some(last) = &self.last else { return Ok(()) };
        let options = &self.prepared.options;
        let facts = [
            ("--publisher", options.publisher.as_str(), last.publisher.as_str()),
            ("--region", &options.region, &last.region),
            ("--audience", options.audience.code(), last.audience.code()),
        ];
        if let Some((flag, given, stands)) = facts.into_iter().find(|(_, given, stands)| given != stands) {
            return Err(CliError::OtherFolder {
                path: self.args.out.clone(),
                flag,
                given: given.to_owned(),
                stands: stands.to_owned(),
            });
        }
        if options.sequence <= last.sequence() {
            return Err(CliError::Usage(format!(
                "--sequence {} is not above {}, which stands in the folder; leave it out to take the next",
                options.sequence,
                last.sequence()
            )));
        }
        if options.issued_at < last.issued_at {
            return Err(CliError::Usage(format!(
                "--issued-at {} lies before the last publication's {}; check the clock",
                options.issued_at, last.issued_at
            )));
        }
        Ok(())
    }

    /// A repaired record must leave the public's forms within a working day, so they must ask that often.
    fn check_next_update(&self) -> Result<(), CliError> {
        let options = &self.prepared.options;
        let latest = self.prepared.next_working_day();
        match options.audience == Audience::Public && options.next_update > latest {
            true => Err(CliError::Usage(format!(
                "--next-update {} lies more than one working day ahead, which a publication for the public must not; \
                 give {latest} or earlier, or leave it out",
                options.next_update
            ))),
            false => Ok(()),
        }
    }

    /// What to say where the compiled-in policy pack takes the place of another that nobody asked to leave.
    fn policy_change(&self) -> Result<Option<String>, CliError> {
        let Some(last) = self.last.as_ref().filter(|_| !self.args.inputs.names_policy()) else {
            return Ok(None);
        };
        let newest = snapshots::read(&self.folder.path().join(last.newest().file_name()))?;
        let (before, now) = (&newest.header().policy_version, self.prepared.policy.version());
        Ok((before != now).then(|| {
            format!(
                "without --policy the compiled-in policy pack {now} takes the place of {}, which the folder had; name that \
                 one with --policy where it is to stay",
                plain(before)
            )
        }))
    }

    /// What once finds names that are nearly the same goes on finding them, also from a new base. Tells whether they are
    /// asked for and the folder cannot find them yet.
    fn keep_possible_names(&mut self) -> Result<bool, CliError> {
        let Some(last) = &self.last else { return Ok(false) };
        let bytes = store::read(self.folder.path(), last, &last.base)?;
        let path = self.folder.path().join(last.base.file_name());
        let base = snapshots::parse(&path, bytes)?;
        let found = base.has_possible_names().map_err(snapshots::at(&path))?;
        let asked = &mut self.prepared.options.possible_names;
        let are_new = *asked && !found;
        *asked |= found;
        Ok(are_new)
    }

    /// Opens what stands in the folder, to lay a delta on it.
    fn chain(&self, last: Option<UnverifiedManifest>, names_are_new: bool) -> Result<Chain, CliError> {
        let Some(last) = last else {
            return Ok(Chain::Closed(Reason::First));
        };
        if names_are_new {
            return Ok(Chain::Closed(Reason::Names));
        }
        if let Some(reason) = decide::before(&self.args.limits, last.claims(), &self.prepared.options) {
            return Ok(Chain::Closed(reason));
        }
        let mut signers = last.signers();
        signers.sort_unstable();
        if signers != self.key_ids() {
            return Ok(Chain::Closed(Reason::Key));
        }
        let place = self.args.out.join(LATEST).display().to_string();
        let manifest = last.verify(&self.trust, None).map_err(store::at(&place))?;
        let progress = Progress::spinner("opening what stands in the folder");
        let person_key = self.prepared.person_key.clone();
        let roster = store::assemble(self.folder.path(), &manifest, &self.trust, person_key)?;
        drop(progress);
        let issued_at = self.prepared.options.issued_at;
        let too_old = |layer| decide::takes_out_too_long(&self.args.limits, layer, issued_at);
        let closed = roster.snapshots().any(too_old);
        Ok(match closed {
            true => Chain::Closed(Reason::RemovalAge),
            false => Chain::Open(Box::new(roster)),
        })
    }

    /// A delta where it will do, else a base and the reason for it.
    fn make(&self, chain: Chain, report: &mut Option<Staged>) -> Result<(Made, Option<Reason>), CliError> {
        let (inputs, out) = (&self.args.inputs, &self.args.out);
        let (reason, changes) = match chain {
            Chain::Closed(reason) => (reason, None),
            Chain::Open(roster) => {
                let made = self.prepared.delta(inputs, report, &roster, out)?;
                let (limits, options) = (&self.args.limits, &self.prepared.options);
                let last = self.last.as_ref();
                match last.and_then(|last| decide::after(limits, last, options, &made)) {
                    None => {
                        self.check_shrink(&made, report)?;
                        return Ok((made, None));
                    }
                    Some(reason) => (reason, made.changes),
                }
            }
        };
        let made = Made {
            changes,
            ..self.prepared.base(inputs, report, out)?
        };
        self.check_shrink(&made, report)?;
        Ok((made, Some(reason)))
    }

    /// A forgotten feed is not a mass repair.
    fn check_shrink(&self, made: &Made, report: &mut Option<Staged>) -> Result<(), CliError> {
        let Some(last) = &self.last else {
            return made.refuse_refused(&self.prepared, report);
        };
        if self.args.allow_shrink {
            return Ok(());
        }
        let path = self.folder.path().join(last.newest().file_name());
        let before: Vec<ListCount> = snapshots::read(&path)?.header().lists.clone();
        let after = snapshots::parse(&self.args.out, made.bytes.as_slice())?;
        made.refuse_shrink(&before, &after.header().lists, report)
    }

    fn keys(&self) -> impl Iterator<Item = &SigningKey> {
        let first = match &self.prepared.signer {
            Signer::AtHand(key) => Some(key),
            Signer::Later(_) => None,
        };
        first.into_iter().chain(&self.others)
    }

    /// Ids of the keys that sign, in order.
    fn key_ids(&self) -> Vec<String> {
        let mut ids: Vec<_> = self.keys().map(|key| keys::id(&key.public())).collect();
        ids.sort_unstable();
        ids
    }

    fn sign(&self, manifest: &Manifest) -> Result<Vec<u8>, ManifestError> {
        let message = manifest.message()?;
        let signatures: Vec<_> = self.keys().map(|key| Signature::by(key, &message)).collect();
        manifest.attach(&signatures)
    }

    /// The file with the signatures of the other keys.
    fn signed_by_all(&self, mut made: Made) -> Result<Made, CliError> {
        for key in &self.others {
            let snapshot = snapshots::parse(&self.args.out, made.bytes.as_slice())?;
            let signature = Signature::by(key, snapshot.message());
            made.bytes = snapshot
                .with_signature(signature)
                .map_err(snapshots::at(&self.args.out))?;
        }
        Ok(made)
    }

    /// Puts the file into the folder, opens everything from there, and only then lets `latest` name it.
    fn put(&self, made: &Made, is_delta: bool) -> Result<Manifest, CliError> {
        let below = self.last.as_ref().filter(|_| is_delta);
        let manifest = Manifest::after(below, &made.bytes).map_err(snapshots::at(&self.args.out))?;
        let place = self.args.out.join(LATEST).display().to_string();
        let text = self.sign(&manifest).map_err(store::at(&place))?;
        self.folder.replace(&manifest.newest().file_name(), &made.bytes)?;

        let read = UnverifiedManifest::parse(&text)
            .and_then(|read| read.verify(&self.trust, Some(&self.prepared.options.publisher)))
            .map_err(store::at(&place))?;
        let have = Have {
            last: self.last.clone(),
            files: Vec::new(),
        };
        read.plan(&have).map_err(|source| CliError::Plan {
            place: place.clone(),
            source,
        })?;
        let person_key = self.prepared.person_key.clone();
        store::assemble(self.folder.path(), &read, &self.trust, person_key)?;

        self.folder
            .replace(&format!("{MANIFEST}{}", manifest.sequence()), &text)?;
        self.folder.replace(LATEST, &text)?;
        Ok(manifest)
    }

    /// Removes the files that none of the newest manifests names; tells how many snapshots went.
    fn prune(&self) -> Result<usize, CliError> {
        let names = self.folder.names()?;
        let number = |name: &String| name.strip_prefix(MANIFEST)?.parse::<u64>().ok();
        let mut sequences: Vec<u64> = names.iter().filter_map(number).collect();
        sequences.sort_unstable_by(|a, b| b.cmp(a));
        // One that a killed command left beyond `latest` is none.
        let current = store::manifest(self.folder.path())?.map(|manifest| manifest.claims().clone());
        let newest = current.as_ref().map_or(0, Manifest::sequence);
        let mut keep: HashSet<String> = current
            .iter()
            .flat_map(Manifest::layers)
            .map(Layer::file_name)
            .collect();
        for sequence in sequences
            .into_iter()
            .filter(|sequence| *sequence <= newest)
            .take(self.args.keep as usize)
        {
            let name = format!("{MANIFEST}{sequence}");
            if let Ok(manifest) = store::read_manifest(&self.folder.path().join(&name)) {
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
