//! What the release is made of: `jrp.cdx.json` (CycloneDX 1.6), `LICENCES.txt` of all parts, and `provenance.json`.

use super::folder;
use super::source::{Source, said};
use super::sums::digest;
use crate::files::failed;
use crate::target::Target;
use crate::task::TaskError;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The packages whose parts go into what is handed out.
const RELEASED: [&str; 2] = ["jrp-c", "jrp-cli"];

/// A crate that is compiled in.
struct Part {
    name: String,
    version: String,
    licence: String,
    checksum: Option<String>,
    folder: String,
}

pub(super) fn write(source: &Source, out: &Path) -> Result<(), TaskError> {
    let parts = parts(source)?;
    folder::write(
        &out.join("jrp.cdx.json"),
        pretty(&bill(source, &parts)).as_bytes(),
        0o644,
    )?;
    folder::write(&out.join("LICENCES.txt"), licences(&parts)?.as_bytes(), 0o644)
}

fn parts(source: &Source) -> Result<Vec<Part>, TaskError> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(&source.root);
    let told: Value = serde_json::from_str(&said(cargo)?)
        .map_err(|error| TaskError::new(format!("cargo metadata: {error}"), "check the version of cargo"))?;
    let wanted = reached(&told);
    let checksums = checksums(source)?;
    let text = |package: &Value, field: &str| package[field].as_str().unwrap_or_default().to_owned();
    let mut parts: Vec<Part> = Vec::new();
    for package in told["packages"].as_array().into_iter().flatten() {
        let (name, version) = (text(package, "name"), text(package, "version"));
        if !wanted.contains(text(package, "id").as_str()) {
            continue;
        }
        let manifest = text(package, "manifest_path");
        parts.push(Part {
            checksum: checksums.get(&(name.clone(), version.clone())).cloned(),
            licence: text(package, "license").replace('/', " OR "),
            folder: manifest.strip_suffix("Cargo.toml").unwrap_or_default().to_owned(),
            name,
            version,
        });
    }
    parts.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(parts)
}

/// The identifiers of what the released packages are built from, on any system; not what their tests need.
fn reached(told: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = told["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let packages = told["packages"].as_array().into_iter().flatten();
    let mut waiting: Vec<&str> = packages
        .filter(|package| {
            package["name"]
                .as_str()
                .is_some_and(|name| RELEASED.contains(&name))
        })
        .filter_map(|package| package["id"].as_str())
        .collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !reached.insert(id) {
            continue;
        }
        for dependency in nodes
            .get(id)
            .and_then(|node| node["deps"].as_array())
            .into_iter()
            .flatten()
        {
            let kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            if kinds.into_iter().any(|kind| kind["kind"].is_null()) {
                waiting.extend(dependency["pkg"].as_str());
            }
        }
    }
    reached
}

/// The SHA-256 of each crate's file, as `Cargo.lock` has it.
fn checksums(source: &Source) -> Result<BTreeMap<(String, String), String>, TaskError> {
    let place = source.root.join("Cargo.lock");
    let text = fs::read_to_string(&place).map_err(|error| failed(&place, &error))?;
    let mut found = BTreeMap::new();
    for block in text.split("[[package]]") {
        let field = |name: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim_matches('"').to_owned())
        };
        if let (Some(name), Some(version), Some(sum)) =
            (field("name = "), field("version = "), field("checksum = "))
        {
            found.insert((name, version), sum);
        }
    }
    Ok(found)
}

fn bill(source: &Source, parts: &[Part]) -> Value {
    let components: Vec<Value> = parts
        .iter()
        .map(|part| {
            let mut component = json!({
                "type": "library",
                "bom-ref": format!("pkg:cargo/{}@{}", part.name, part.version),
                "name": part.name,
                "version": part.version,
                "purl": format!("pkg:cargo/{}@{}", part.name, part.version),
                "licenses": [{ "expression": part.licence }],
            });
            if let Some(sum) = &part.checksum {
                component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
            }
            component
        })
        .collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "jrp",
                "name": "jrp",
                "version": source.version,
                "licenses": [{ "expression": "Apache-2.0 OR MIT" }],
            },
        },
        "components": components,
    })
}

/// The texts that the licences of the parts ask to be handed on.
fn licences(parts: &[Part]) -> Result<String, TaskError> {
    let mut text =
        String::from("What JRP is built from, under which licence, and the texts that each part brings.\n");
    for part in parts {
        text.push_str(&format!(
            "\n==== {} {}: {}\n",
            part.name, part.version, part.licence
        ));
        // Parts of this project are under the licences at its top.
        if part.checksum.is_none() {
            continue;
        }
        let folder = Path::new(&part.folder);
        let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|name| {
                ["LICEN", "COPYING", "NOTICE", "COPYRIGHT"]
                    .iter()
                    .any(|start| name.to_uppercase().starts_with(start))
            })
            .collect();
        names.sort();
        for name in names {
            if let Ok(found) = fs::read_to_string(folder.join(&name)) {
                text.push_str(&format!("\n---- {name}\n\n{}\n", found.trim_end()));
            }
        }
    }
    Ok(text)
}

/// How the files came to be, as an in-toto statement with the predicate of SLSA 1.0.
pub(super) fn provenance(source: &Source, targets: &[Target], out: &Path) -> Result<(), TaskError> {
    let mut subjects = Vec::new();
    for path in folder::files(out)? {
        subjects.push(json!({
            "name": path.display().to_string(),
            "digest": { "sha256": digest(&out.join(&path))? },
        }));
    }
    let mut rustc = Command::new("rustc");
    rustc.arg("--version").current_dir(&source.root);
    let tools = source.root.join("xtask/requirements.txt");
    let tools = fs::read_to_string(&tools).map_err(|error| failed(&tools, &error))?;
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subjects,
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "cargo xtask release",
                "externalParameters": { "targets": targets.iter().map(|target| target.name).collect::<Vec<_>>() },
                "internalParameters": { "rustc": said(rustc)?, "tools": tools.lines().collect::<Vec<_>>() },
                "resolvedDependencies": [
                    { "name": "source", "digest": { "gitCommit": source.commit } },
                    { "name": "Cargo.lock", "digest": { "sha256": digest(&source.root.join("Cargo.lock"))? } },
                ],
            },
            "runDetails": { "builder": { "id": "cargo xtask release" } },
        },
    });
    folder::write(&out.join("provenance.json"), pretty(&statement).as_bytes(), 0o644)
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_has_what_is_compiled_in_with_licence_and_digest_and_not_what_tests_need() {
        let source = Source::for_tests();
        let parts = parts(&source).unwrap();
        let part = |name: &str| parts.iter().find(|part| part.name == name);
        for name in ["jrp-core", "jrp-arrow", "sm2", "blake3", "clap", "ring"] {
            assert!(part(name).is_some(), "{name}");
        }
        // xtask, a test's generator, a macro's test.
        for name in ["xtask", "cbindgen", "proptest", "tsify"] {
            assert!(part(name).is_none(), "{name}");
        }
        for part in &parts {
            assert!(!part.licence.is_empty(), "{}", part.name);
            assert_eq!(
                part.checksum.is_none(),
                part.name.starts_with("jrp-"),
                "{}",
                part.name
            );
        }
        let bill = bill(&source, &parts);
        assert_eq!(bill["components"].as_array().map(Vec::len), Some(parts.len()));
        assert_eq!(
            bill["components"][0]["hashes"][0]["content"]
                .as_str()
                .map(str::len),
            Some(64)
        );
        let texts = licences(&parts).unwrap();
        assert!(
            texts.contains("\n==== ring ") && texts.contains("\n---- LICENSE"),
            "{}",
            texts.len()
        );
    }
}
