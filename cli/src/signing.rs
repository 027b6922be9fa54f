//! What `digest`, `sign` and `attach` share: a snapshot that somebody is about to sign, and the one that comes out.

use crate::error::CliError;
use crate::files::{self, Shown, Staged};
use crate::layout::{grouped, padded, plain};
use crate::screen::{self, FAINT, STRONG, styled};
use crate::{keys, snapshots};
use jrp_core::snapshot::UnverifiedSnapshot;
use jrp_core::suite::{PublicKey, Signature};
use std::path::Path;

/// Reads a snapshot and makes sure that it is whole: nobody is to sign what is damaged.
pub(crate) fn read_whole(path: &Path) -> Result<UnverifiedSnapshot<Vec<u8>>, CliError> {
    let snapshot = snapshots::read(path)?;
    snapshot.check_content().map_err(snapshots::at(path))?;
    Ok(snapshot)
}

/// A signature that a device or another program wrote, proven to be the key's over `message`.
pub(crate) fn made_elsewhere(key: &Path, signature: &Path, message: &[u8]) -> Result<Signature, CliError> {
    let public = keys::public(key)?;
    let bytes = files::read(signature)?;
    let read = Signature::read(&public, &bytes).map_err(|source| CliError::Key {
        path: signature.to_owned(),
        source,
    })?;
    match read.is_of(&public, message) {
        true => Ok(read),
        false => Err(CliError::NotTheirs {
            signature: signature.to_owned(),
            key: key.to_owned(),
        }),
    }
}

/// Writes the snapshot with a signature more, and tells who signed.
pub(crate) fn write(
    path: &Path,
    snapshot: &UnverifiedSnapshot<Vec<u8>>,
    key: &PublicKey,
    signature: Signature,
    out: &Path,
) -> Result<(), CliError> {
    let earlier = snapshot
        .signatures()
        .iter()
        .any(|other| other.is_of(key, snapshot.message()));
    if earlier {
        return Err(CliError::SignedAlready {
            path: path.to_owned(),
            key: keys::id(key),
        });
    }
    let mut staged = Staged::create(out)?;
    let bytes = snapshot.with_signature(signature).map_err(snapshots::at(path))?;
    let signed = UnverifiedSnapshot::parse(bytes.as_slice()).map_err(snapshots::at(out))?;
    let heading = match signed.signatures().len() {
        1 => "signed".to_owned(),
        count => format!("signed, {count} signatures"),
    };
    let text = text(out, &heading, facts(&signed));
    staged.write(&bytes)?;
    staged.publish()?;
    screen::print(&text)
}

/// What a signer ought to know before it signs.
pub(crate) fn facts<B: AsRef<[u8]>>(snapshot: &UnverifiedSnapshot<B>) -> Vec<(&'static str, String)> {
    let header = snapshot.header();
    let records: u64 = header.lists.iter().map(|list| list.records).sum();
    let signers = snapshot.signers();
    vec![
        ("publisher", plain(&header.publisher)),
        ("region", plain(&header.region)),
        ("audience", header.audience.code().to_owned()),
        ("sequence", header.sequence.to_string()),
        ("issued at", header.issued_at.to_string()),
        ("data as of", header.data_as_of.to_string()),
        (
            "records",
            format!("{} on {} lists", grouped(records), header.lists.len()),
        ),
        ("policy", plain(&header.policy_version)),
        ("digest", snapshot.digest()),
        (
            "signed by",
            match signers.is_empty() {
                true => "nobody yet".to_owned(),
                false => signers.join(", "),
            },
        ),
    ]
}

/// A heading and facts, one a line.
pub(crate) fn text(path: &Path, heading: &str, facts: Vec<(&'static str, String)>) -> String {
    let mut text = format!("{}  {heading}\n\n", styled(STRONG, &Shown(path).to_string()));
    for (what, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        text.push_str(&format!("  {}  {fact}\n", styled(FAINT, &padded(what, 10))));
    }
    text
}
