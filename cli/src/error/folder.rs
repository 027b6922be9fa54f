//! Errors of folders in the words of the command: with its options and subcommands.

use crate::files::Shown;
use jrp_folder::{FolderCode, FolderError, Owner, Slow};

/// Whether the command line alone was wrong.
pub(super) fn is_usage(error: &FolderError) -> bool {
    matches!(error.code(), FolderCode::OptionRefused)
        && !matches!(
            error,
            FolderError::LatestLost { .. } | FolderError::ProxyUnreadable { .. }
        )
}

/// One line that names the place and says what to do.
pub(crate) fn text(error: &FolderError) -> String {
    match error {
        FolderError::LatestDamaged { path, owner } => {
            let remedy = match owner {
                Owner::Publisher => {
                    "remove this file and run the command again: it goes on from the newest `manifest-N` beside it"
                }
                Owner::Follower => {
                    "remove the store, and pull with --min-sequence and the last sequence that its answers showed \
                     (`snapshot.sequence`)"
                }
            };
            format!(
                "{}: is damaged: it is not a manifest any more; {remedy}",
                Shown(path)
            )
        }
        FolderError::NothingPublished { path } => format!(
            "{}: nothing was published or pulled into this folder; name a snapshot, or a folder of `jrp publish` or `jrp pull`",
            Shown(path)
        ),
        FolderError::Fetch { place, what, remedy } => {
            format!(
                "{place}: {what}; {}",
                remedy.replace("try again:", "run the command again:")
            )
        }
        FolderError::Slow { place, slow } => {
            let what = match slow {
                Slow::Time => "the time of --deadline is over",
                Slow::Rate => "slower than --min-rate",
            };
            format!("{place}: broke off: {what}; run the command again, what has come is kept")
        }
        FolderError::Scheme { scheme, known } => format!("--from {scheme}:// is not known; {known}"),
        FolderError::FollowsItself { path } => format!(
            "--into {}: is the folder of --from itself; name another folder",
            Shown(path)
        ),
        FolderError::NoSource => "--from names no source".to_owned(),
        FolderError::Covers(source) => format!("--covers: {source}"),
        FolderError::AllRefused { code, refused } => format!(
            "nothing was built: list {code} is covered, and all its {refused} rows were refused; mend the feed, or leave the list \
             out of --covers (--report FILE.json tells the reasons)"
        ),
        FolderError::OtherFolder { path, difference } => format!(
            "{}: holds the publications of --{} {:?}, not {:?}; name another --out folder",
            Shown(path),
            difference.what,
            difference.expected,
            difference.found
        ),
        FolderError::LatestLost { path, above } => format!(
            "{}: `latest` is missing, and no manifest beside it is signed by --key, though publications up to no. {above} stand \
             here; restore `latest` from a copy (`jrp pull` of the public address brings one), or give --sequence above {above} \
             and above all that hosts have seen",
            Shown(path)
        ),
        FolderError::SequenceNotAbove { given, stands } => format!(
            "--sequence {given} is not above {stands}, which stands in the folder; leave it out to take the next"
        ),
        FolderError::IssuedBefore { given, stands } => {
            format!("--issued-at {given} lies before the last publication's {stands}; check the clock")
        }
        FolderError::NextUpdateLate { given, latest } => format!(
            "--next-update {given} lies more than one working day ahead, which a publication for the public must not; give \
             {latest} or earlier, or leave it out"
        ),
        FolderError::NotLater {
            what,
            given,
            issued_at,
        } => {
            let flag = match *what {
                "expiry" => "--expires",
                _ => "--next-update",
            };
            format!("{flag} {given} is not later than --issued-at {issued_at}; give a later time")
        }
        FolderError::DueAfterExpiry {
            next_update,
            expires_at,
        } => format!(
            "--next-update {next_update} is later than --expires {expires_at}, after which no answer is given; give an earlier \
             one, or a later --expires"
        ),
        other => super::option::with_option(other, super::option::of_folder(other)),
    }
}
