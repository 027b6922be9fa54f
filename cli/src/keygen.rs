//! `jrp keygen`: the three keys of a publisher.

use crate::arguments::one_of;
use crate::error::CliError;
use crate::files::{Shown, unwritable};
use crate::{keys, terminal};
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Make the keys of a publisher: jrp.key signs, person.key seals natural persons, jrp.pub is handed out
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder for the three files; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Algorithms of the signature and of everything built with the key
    #[arg(long, default_value = "sm2-sm3", value_parser = one_of(Suite::ALL.map(Suite::code), Suite::from_code))]
    suite: Suite,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let key = signing_key(args.suite)?;
    let person_key = PersonKey::from_bytes(*random()?);
    fs::create_dir_all(&args.out).map_err(|source| unwritable(&args.out, source))?;
    let at = |name: &str| args.out.join(name);
    let paths = [at("jrp.key"), at("person.key"), at("jrp.pub")];
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(CliError::KeyExists { path: path.clone() });
    }
    let texts = [
        Zeroizing::new(key.to_pem()),
        Zeroizing::new(person_key.to_pem()),
        Zeroizing::new(key.public().to_pem()),
    ];
    for (at, (path, text)) in paths.iter().zip(&texts).enumerate() {
        let secret = at < 2;
        if let Err(error) = write_new(path, text, secret) {
            // Half a set of keys is of no use, and would be in the way next time.
            for written in paths.iter().take(at) {
                let _ = fs::remove_file(written);
            }
            return Err(error);
        }
    }
    let [signing, person, public] = &paths;
    let id = keys::id(&key.public());
    let heading = terminal::styled(
        terminal::STRONG,
        &format!("Keys of the suite {}", args.suite.code()),
    );
    terminal::print(&format!(
        "{heading}, key id {id}\n\n  {}\n      signs snapshots: secret, keep a copy in a safe place\n  {}\n      \
         seals and finds natural persons: secret, goes only to hosts that check persons\n  {}\n      \
         verifies snapshots: hand it to every host\n",
        Shown(signing),
        Shown(person),
        Shown(public)
    ))?;
    Ok(0)
}

fn signing_key(suite: Suite) -> Result<SigningKey, CliError> {
    loop {
        // SM2 refuses one draw in 2^32.
        if let Ok(key) = SigningKey::from_seed(suite, &*random()?) {
            return Ok(key);
        }
    }
}

fn random() -> Result<Zeroizing<[u8; 32]>, CliError> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(CliError::Random)?;
    Ok(bytes)
}

/// Writes a file that must not exist; a secret one is closed to others from its first moment.
fn write_new(path: &Path, text: &str, secret: bool) -> Result<(), CliError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => CliError::KeyExists {
            path: path.to_owned(),
        },
        _ => unwritable(path, source),
    })?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|source| {
        let _ = fs::remove_file(path);
        unwritable(path, source)
    })
}
