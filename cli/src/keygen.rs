//! `jrp keygen`: the three keys of a publisher.

use crate::arguments::one_of;
use crate::error::CliError;
use crate::files::{Access, Shown, create_folder, unwritable};
use crate::terminal;
use jrp_core::suite::{PersonKey, SigningKey, Suite};
use jrp_folder::FolderError;
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
    let paths = NAMES.map(|name| args.out.join(name));
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(CliError::KeyExists { path: path.clone() });
    }
    let texts = [
        Zeroizing::new(key.to_pem()),
        Zeroizing::new(person_key.to_pem()),
        Zeroizing::new(key.public().to_pem()),
    ];
    match args.out.symlink_metadata() {
        Ok(_) => write_into(&args.out, &texts)?,
        Err(_) => write_folder(&args.out, &texts)?,
    }
    let [signing, person, public] = &paths;
    let id = key.public().id();
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

/// Signs; seals and finds natural persons; verifies. The first two are secret.
const NAMES: [&str; 3] = ["jrp.key", "person.key", "jrp.pub"];
const SECRET: [bool; 3] = [true, true, false];

/// Makes the folder with its keys in one step: half a set of keys is of no use, and would be in the way next time.
fn write_folder(out: &Path, texts: &[Zeroizing<String>; 3]) -> Result<(), CliError> {
    let failed = |source: io::Error| {
        // The system names the temporary folder, which nobody knows.
        let source = source.raw_os_error().map_or(source, io::Error::from_raw_os_error);
        unwritable(out, source)
    };
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    create_folder(parent).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".jrp-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let staged = builder.tempdir_in(parent).map_err(failed)?;
    write_into(staged.path(), texts).map_err(|error| match error {
        CliError::Folder(FolderError::Write { path, source }) => {
            let name = path.file_name().map(|name| out.join(name));
            unwritable(&name.unwrap_or_else(|| out.to_owned()), source)
        }
        error => error,
    })?;
    // A folder that came meanwhile and is not empty stays as it is.
    fs::rename(staged.path(), out).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => {
            CliError::KeyExists { path: out.to_owned() }
        }
        _ => failed(source),
    })?;
    // It is no longer where it was, so there is nothing to clear away.
    let _ = staged.keep();
    #[cfg(unix)]
    let _ = fs::File::open(parent).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Writes the keys into a folder that is there: all of them, or none.
fn write_into(folder: &Path, texts: &[Zeroizing<String>; 3]) -> Result<(), CliError> {
    for (at, (name, text)) in NAMES.iter().zip(texts).enumerate() {
        let secret = SECRET.get(at).is_none_or(|secret| *secret);
        if let Err(error) = write_new(&folder.join(name), text, secret) {
            for written in NAMES.iter().take(at) {
                let _ = fs::remove_file(folder.join(written));
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Writes a file that must not exist; a secret one is closed to others from its first moment.
fn write_new(path: &Path, text: &str, secret: bool) -> Result<(), CliError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let mode = if secret { 0o600 } else { Access::Everybody.mode() };
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let _ = mode;
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
