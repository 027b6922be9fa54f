//! Golden manifests: what is committed is what publishing makes, and the example in `docs/FORMAT.md` is one of them.
//! `JRP_UPDATE_GOLDEN=1` writes them anew.

use jrp_core::manifest::{Manifest, UnverifiedManifest};
use jrp_core::suite::{PublicKey, SigningKey, Suite};
use jrp_core::trust::TrustAnchors;
use std::fs;
use std::path::{Path, PathBuf};

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn made(suite: Suite) -> Vec<u8> {
    let base = fs::read(golden(&format!("v1-{}.jrp", suite.code()))).unwrap();
    let key = SigningKey::from_seed(suite, &[0x4a; 32]).unwrap();
    Manifest::after(None, &base).unwrap().sign(&key).unwrap()
}

#[test]
fn publishing_gives_the_committed_text() {
    for suite in Suite::ALL {
        let path = golden(&format!("latest-{}", suite.code()));
        if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
            fs::write(&path, made(suite)).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), made(suite), "{}", path.display());
    }
}

#[test]
fn committed_manifests_verify_under_the_committed_keys() {
    for suite in Suite::ALL {
        let pem = fs::read_to_string(golden(&format!("v1-{}.pub", suite.code()))).unwrap();
        let trust = TrustAnchors::from_public_keys([PublicKey::from_pem(&pem).unwrap()]);
        let manifest = UnverifiedManifest::parse(&made(suite)).unwrap();
        let manifest = manifest.verify(&trust, Some("示例区信用办")).unwrap();
        for layer in manifest.layers() {
            let names = [format!("v1-{}.jrp", suite.code())];
            assert!(
                names
                    .iter()
                    .any(|name| layer.matches(suite, &fs::read(golden(name)).unwrap()))
            );
        }
    }
}

#[test]
fn the_example_in_the_specification_is_the_committed_manifest() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/FORMAT.md");
    let document = fs::read_to_string(document).unwrap();
    let committed = fs::read_to_string(golden("latest-ed25519-blake3")).unwrap();
    assert!(document.contains(&format!("```text\n{committed}```\n")));
}
