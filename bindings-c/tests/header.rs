//! `include/jrp.h` is generated and committed; `JRP_UPDATE_GOLDEN=1` writes it anew.

use std::{fs, path::Path};

#[test]
fn committed_header_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut config = cbindgen::Config::from_file(root.join("cbindgen.toml")).unwrap();
    // cbindgen prints no texts; the version stands in Cargo.toml alone.
    let declared = config.after_includes.take().unwrap_or_default();
    config.after_includes = Some(format!(
        "\n// The version of this header; jrp_version() tells that of the library.\n#define JRP_VERSION \"{}\"\n{declared}",
        env!("CARGO_PKG_VERSION")
    ));
    let mut header = Vec::new();
    cbindgen::generate_with_config(root, config)
        .unwrap()
        .write(&mut header);
    // "# Safety" repeats for Rust what the conventions say for C.
    let header = without_safety(&String::from_utf8(header).unwrap());
    let path = root.join("include/jrp.h");
    if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
        fs::write(&path, &header).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap() == header,
        "include/jrp.h is stale; JRP_UPDATE_GOLDEN=1 cargo test -p jrp-c --test header"
    );
}

/// Drops the `# Safety` section, which ends each comment it is in, and the empty line before it.
fn without_safety(header: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in header.lines() {
        if line.trim() == "// # Safety" {
            inside = true;
            if kept.last().is_some_and(|last| last.trim() == "//") {
                kept.pop();
            }
        }
        inside &= line.trim_start().starts_with("//");
        if !inside {
            kept.push(line);
        }
    }
    kept.join("\n") + "\n"
}
