//! Signatures by ECDSA over P-256 with SHA-256, made and checked by OpenSSL (docs/decisions/0061).

use super::sums::{CONTENTS, SIGNATURE, SUMS};
use crate::task::TaskError;
use std::path::Path;
use std::process::{Command, Output};

fn openssl(arguments: &[&std::ffi::OsStr]) -> Result<Output, TaskError> {
    let output = Command::new("openssl").args(arguments).output();
    output.map_err(|error| TaskError::new(format!("cannot start openssl: {error}"), "install openssl"))
}

/// Whether a file is a private key for these signatures.
pub(super) fn can_sign(key: &Path) -> Result<(), TaskError> {
    let output = openssl(&[
        "ec".as_ref(),
        "-in".as_ref(),
        key.as_ref(),
        "-noout".as_ref(),
        "-text".as_ref(),
    ])?;
    let told = String::from_utf8_lossy(&output.stdout);
    match output.status.success() && told.contains("prime256v1") && told.contains("priv:") {
        true => Ok(()),
        false => Err(TaskError::new(
            format!("{}: is no private key of P-256", key.display()),
            "`openssl ecparam -name prime256v1 -genkey -noout -out FILE` makes one",
        )),
    }
}

/// Signs both lists.
pub(super) fn sign(release: &Path, key: &Path) -> Result<(), TaskError> {
    for list in [SUMS, CONTENTS] {
        let signature = release.join(format!("{list}{SIGNATURE}"));
        let output = openssl(&[
            "dgst".as_ref(),
            "-sha256".as_ref(),
            "-sign".as_ref(),
            key.as_ref(),
            "-out".as_ref(),
            signature.as_ref(),
            release.join(list).as_ref(),
        ])?;
        if !output.status.success() {
            return Err(TaskError::new(
                format!(
                    "{list} is not signed: {}",
                    String::from_utf8_lossy(&output.stderr).trim()
                ),
                "give the private key of P-256 as --key",
            ));
        }
    }
    Ok(())
}

/// Whether both lists were signed by the key of `public`.
pub(super) fn check(release: &Path, public: &Path) -> Result<(), TaskError> {
    for list in [SUMS, CONTENTS] {
        let signature = release.join(format!("{list}{SIGNATURE}"));
        if !signature.exists() {
            return Err(TaskError::new(
                format!("{} is missing", signature.display()),
                "fetch it",
            ));
        }
        let output = openssl(&[
            "dgst".as_ref(),
            "-sha256".as_ref(),
            "-verify".as_ref(),
            public.as_ref(),
            "-signature".as_ref(),
            signature.as_ref(),
            release.join(list).as_ref(),
        ])?;
        if !output.status.success() {
            return Err(TaskError::new(
                format!(
                    "{list} was not signed by the key of {}, or was altered since",
                    public.display()
                ),
                "fetch it again; compare the key with the releaser's",
            ));
        }
    }
    Ok(())
}
