//! The version stands in `Cargo.toml`; whatever repeats it is compared here, and so is the number of the C ABI.

use crate::dist_c::ABI;
use crate::task::workspace;
use std::fs;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn read(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between `before` and `after`, each time.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let parts = text.split(before).skip(1);
    parts.filter_map(|part| Some(part.split_once(after)?.0)).collect()
}

#[test]
fn every_crate_asks_for_its_siblings_of_this_version() {
    let text = read("Cargo.toml");
    let siblings = text
        .lines()
        .filter(|line| line.starts_with("jrp-") && line.contains("path = "));
    let versions: Vec<_> = siblings
        .flat_map(|line| between(line, "version = \"", "\""))
        .collect();
    assert!(versions.len() > 5, "{versions:?}");
    assert!(versions.iter().all(|version| *version == VERSION), "{versions:?}");
}

#[test]
fn the_packages_of_other_languages_have_the_same_version() {
    let package = read("bindings-wasm/npm/package.json");
    assert_eq!(between(&package, "\n  \"version\": \"", "\""), [VERSION]);
    let lock = read("bindings-wasm/npm/package-lock.json");
    assert_eq!(between(&lock, "\n  \"version\": \"", "\""), [VERSION]);
    assert_eq!(
        between(&lock, "\n      \"name\": \"jrp\",\n      \"version\": \"", "\""),
        [VERSION]
    );
    for module in [
        "",
        "jrp/",
        "spring-boot-starter/",
        "spring-boot-3-test/",
        "example-approval/",
    ] {
        let path = format!("bindings-java/{module}pom.xml");
        let text = read(&path);
        // The first is the project's own, or that of the parent, which modules take over.
        assert_eq!(
            between(&text, "<version>", "</version>").first(),
            Some(&VERSION),
            "{path}"
        );
    }
    let python = read("bindings-python/pyproject.toml");
    assert!(
        python.contains("dynamic = [\"version\"]"),
        "maturin takes the crate's"
    );
}

#[test]
fn the_header_and_the_soname_tell_the_same_version_and_abi() {
    let header = read("bindings-c/include/jrp.h");
    assert_eq!(between(&header, "#define JRP_VERSION \"", "\""), [VERSION]);
    assert_eq!(between(&header, "#define JRP_ABI_VERSION ", "\n"), [ABI]);
    let built = read("bindings-c/build.rs");
    assert_eq!(between(&built, "-soname,libjrp.so.", "\""), [ABI]);
}

#[test]
fn pages_show_files_of_this_version() {
    let shown = [
        ("README.md", "org.jrp:jrp:", ","),
        ("README.zh-CN.md", "org.jrp:jrp:", "，"),
        ("docs/EVIDENCE.md", "`JRP ", "`"),
        (
            "docs/JAVA-API.md",
            "<artifactId>jrp</artifactId>\n  <version>",
            "<",
        ),
        ("docs/JS-API.md", "npm/jrp-", ".tgz"),
        ("docs/PYTHON-API.md", "jrp_sdk-", "-cp38"),
        ("docs/RELEASING.md", "--archive jrp-", "-linux"),
        ("docs/SCALE.md", "/opt/jrp/jrp-", ".jar"),
        ("scripts/install.sh", "--archive jrp-", "-linux"),
    ];
    for (page, before, after) in shown {
        let text = read(page);
        let versions = between(&text, before, after);
        assert!(!versions.is_empty(), "{page} shows none behind {before:?}");
        assert!(
            versions.iter().all(|version| *version == VERSION),
            "{page}: {versions:?}"
        );
    }
}
