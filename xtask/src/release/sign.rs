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
            format!("{}: is not a private key of P-256", key.display()),
            "`openssl ecparam -name prime256v1 -genkey -noout -out FILE` makes one",
        )),
    }
}

/// Signs or verifies: the options that say which, each before its file, and what is signed.
fn dgst(
    [with_key, with_signature]: [&str; 2],
    [key, signature, list]: [&Path; 3],
) -> Result<Output, TaskError> {
    openssl(&[
        "dgst".as_ref(),
        "-sha256".as_ref(),
        with_key.as_ref(),
        key.as_ref(),
        with_signature.as_ref(),
        signature.as_ref(),
        list.as_ref(),
    ])
}

/// Signs both lists.
pub(super) fn sign(release: &Path, key: &Path) -> Result<(), TaskError> {
    for list in [SUMS, CONTENTS] {
        let signature = release.join(format!("{list}{SIGNATURE}"));
        let output = dgst(["-sign", "-out"], [key, &signature, &release.join(list)])?;
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
        let output = dgst(
            ["-verify", "-signature"],
            [public, &signature, &release.join(list)],
        )?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::PathBuf;

    fn key(place: &Path, name: &str) -> (PathBuf, PathBuf) {
        let (private, public) = (
            place.join(format!("{name}.key")),
            place.join(format!("{name}.pub")),
        );
        let made = openssl(&[
            "ecparam".as_ref(),
            "-name".as_ref(),
            "prime256v1".as_ref(),
            "-genkey".as_ref(),
            "-noout".as_ref(),
            "-out".as_ref(),
            private.as_ref(),
        ]);
        assert!(made.unwrap().status.success());
        let made = openssl(&[
            "ec".as_ref(),
            "-in".as_ref(),
            private.as_ref(),
            "-pubout".as_ref(),
            "-out".as_ref(),
            public.as_ref(),
        ]);
        assert!(made.unwrap().status.success());
        (private, public)
    }

    #[test]
    fn lists_are_verified_by_the_key_that_signed_them_and_by_no_other() {
        let place = std::env::temp_dir().join(format!("jrp-sign-{}", std::process::id()));
        fs::create_dir_all(&place).unwrap();
        let ((private, public), (_, other)) = (key(&place, "a"), key(&place, "b"));
        for list in [SUMS, CONTENTS] {
            fs::write(place.join(list), "a list\n").unwrap();
        }
        let said = |public: &Path| {
            check(&place, public)
                .err()
                .map_or_else(String::new, |error| error.to_string())
        };
        assert!(said(&public).contains("SHA256SUMS.sig is missing; "));
        can_sign(&private).unwrap();
        assert!(
            can_sign(&public)
                .unwrap_err()
                .to_string()
                .contains("is not a private key of P-256")
        );
        sign(&place, &private).unwrap();
        assert_eq!(said(&public), "");
        assert!(said(&other).starts_with("SHA256SUMS was not signed by the key of "));
        fs::write(place.join(CONTENTS), "another list\n").unwrap();
        assert!(said(&public).starts_with("CONTENTS was not signed by the key of "));
        fs::remove_dir_all(place).unwrap();
    }
}
