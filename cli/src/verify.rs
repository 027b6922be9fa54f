//! `jrp verify`: who signed a snapshot, and whether every byte is as signed.

use crate::error::CliError;
use crate::files::Shown;
use crate::layout::{counted, grouped, padded, plain};
use crate::lists::Files;
use crate::signing::joined;
use crate::state::State;
use crate::terminal::{FAINT, GOOD, styled};
use crate::{keys, snapshots, terminal};
use jrp_core::error::OpenError;
use jrp_core::roster::{DeepCheck, Roster};
use jrp_core::snapshot::{Header, ListCount, Snapshot, UnverifiedSnapshot};
use jrp_core::suite::KeyId;
use jrp_core::trust::TrustAnchors;
use jrp_folder::{FolderError, LATEST};
use jrp_threads::Threads;
use std::path::Path;

/// Verify the origin and content of a snapshot and the deltas on it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    files: Files,
    /// Read every record: recompute the state digest and the counts, and look each record up by its own keys
    #[arg(long)]
    deep: bool,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let Files(lists) = &args.files;
    let trust = keys::trust(lists.trust())?;
    let mut texts = Vec::new();
    for named in lists.named() {
        let roster = lists.open_one(named)?;
        let newest = named.deltas.last().unwrap_or(&named.path);
        let signers = Signers::of(&roster, &trust).map_err(snapshots::at(newest))?;
        let deep = match args.deep {
            true => Some(roster.verify_deep(&Threads).map_err(snapshots::at(newest))?),
            false => None,
        };
        let publications = publications(&named.path, &trust)?;
        texts.push(text(&named.path, &roster, &signers, deep, publications));
    }
    terminal::print(&texts.join("\n"))?;
    Ok(0)
}

/// How many publications the log of a folder holds, which must be the one that its `latest` names.
fn publications(folder: &Path, trust: &TrustAnchors) -> Result<Option<u64>, CliError> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let Some(manifest) = jrp_folder::manifest(folder)? else {
        return Ok(None);
    };
    let manifest = manifest
        .verify(trust, None)
        .map_err(|source| FolderError::Manifest {
            place: folder.join(LATEST).display().to_string(),
            source: Box::new(source),
        })?;
    Ok(Some(jrp_folder::verify_log(folder, &manifest)?))
}

/// Whose signatures the newest file carries.
struct Signers {
    /// Ids of the keys whose signatures were verified and count
    counted: Vec<KeyId>,
    /// How many signatures there are beside them, which anybody can have added
    others: usize,
}

impl Signers {
    fn of(roster: &Roster<Vec<u8>>, trust: &TrustAnchors) -> Result<Self, OpenError> {
        let newest = roster.snapshots().last().map(Snapshot::bytes);
        let carried = UnverifiedSnapshot::parse(newest.unwrap_or_default())?
            .signatures()
            .len();
        let counted = roster.signers(trust);
        Ok(Self {
            others: carried.saturating_sub(counted.len()),
            counted,
        })
    }
}

fn text(
    path: &Path,
    roster: &Roster<Vec<u8>>,
    signers: &Signers,
    deep: Option<DeepCheck>,
    publications: Option<u64>,
) -> String {
    let header = roster.header();
    let covered = header.lists.iter().filter(|list| list.covered).count();
    let records: u64 = header.lists.iter().map(|list| list.records).sum();
    let signer = joined(&signers.counted);
    let mut facts = vec![("signer", format!("key {signer}, {}", header.suite.code()))];
    match signers.others {
        0 => {}
        others => facts.push((
            "beside it",
            format!("{}, not counted here", counted(others, "signature")),
        )),
    }
    facts.push(("publisher", header.publisher.clone()));
    if !header.region.is_empty() {
        facts.push(("region", header.region.clone()));
    }
    facts.extend([
        ("audience", header.audience.code().to_owned()),
        ("sequence", header.sequence.to_string()),
        ("deltas", roster.deltas().to_string()),
        ("issued at", header.issued_at.to_string()),
        ("data as of", header.data_as_of.to_string()),
        ("next due", header.next_update.to_string()),
        ("expires", header.expires_at.to_string()),
        ("lists", format!("{}, {covered} covered", header.lists.len())),
        ("records", grouped(records)),
        ("unread", unread(header)),
        ("policy", roster.policy().version().to_owned()),
        ("digest", roster.digest().to_owned()),
        ("state", State::of(header).text()),
        (
            "verified",
            match path.is_dir() {
                true => "signatures of manifest and files, every page, policy pack, structure",
                false => "signature, every page, policy pack, structure",
            }
            .to_owned(),
        ),
    ]);
    if let Some(publications) = publications {
        let told = format!(
            "{}, each chained to the one before",
            counted(publications, "publication")
        );
        facts.push(("log", told));
    }
    if let Some(deep) = deep {
        let persons = match (header.person_key_id, deep.persons_checked) {
            (None, _) => "; there are no natural persons",
            (Some(_), true) => ", natural persons among them",
            (Some(_), false) => "; natural persons were not opened, give --person-key",
        };
        let recomputed = format!(
            "state digest, recomputed from {}{persons}",
            counted(deep.records, "record")
        );
        facts.push(("deep", recomputed));
    }
    let mut text = format!(
        "{}  {}\n\n",
        Shown(path),
        styled(GOOD, "verified: origin and content are proven")
    );
    for (what, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        text.push_str(&format!("  {}  {fact}\n", styled(FAINT, &padded(what, 10))));
    }
    text
}

/// Rows of every list that could not be read; nothing where there are none.
fn unread(header: &Header) -> String {
    let told = |count: &dyn Fn(&ListCount) -> u64, what: &str| {
        let lists = header.lists.iter().filter(|list| count(list) > 0);
        let lists: Vec<String> = lists
            .map(|list| format!("{} {}", plain(&list.code), grouped(count(list))))
            .collect();
        (!lists.is_empty()).then(|| format!("{what} {}", lists.join(", ")))
    };
    let told = [
        told(&|list| list.unread, "of named subjects:"),
        told(&|list| list.unnamed, "of nobody:"),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
