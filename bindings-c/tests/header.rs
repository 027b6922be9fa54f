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
    let header = for_old_compilers(&without_safety(&String::from_utf8(header).unwrap()));
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

/// What cbindgen writes for compilers of this century, as those of the last one read it too: strict C89 and C++98 know no
/// `//`, no comma behind the last item of an enum and no type of one.
fn for_old_compilers(header: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lines = header.lines().peekable();
    while let Some(line) = lines.next() {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        if let Some(first) = text.strip_prefix("//") {
            // Lines of one comment, which becomes one.
            let mut comment = format!("{indent}/*{first}");
            let next = |line: &&str| line.trim_start().strip_prefix("//").map(str::to_owned);
            while let Some(more) = lines.peek().and_then(next) {
                lines.next();
                comment.push_str(&format!("\n{indent} *{more}"));
            }
            assert_eq!(comment.matches("*/").count(), 0, "{comment}");
            out.push(comment + " */");
        } else if let Some((code, about)) = line.split_once("// ") {
            out.push(format!("{code}/* {about} */"));
        } else if text == "};" {
            if let Some(last) = out.last_mut().filter(|last| last.ends_with(',')) {
                last.pop();
            }
            out.push(line.to_owned());
        } else {
            out.push(line.to_owned());
        }
    }
    // Before C23 and C++11 an enum has no type, and in C the typedef has its name to itself.
    const TYPED: &str = "(defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)";
    let mut header = String::new();
    let mut lines = out.iter().map(String::as_str).peekable();
    while let Some(line) = lines.next() {
        let is_typed = lines
            .peek()
            .is_some_and(|next| next.starts_with("#if defined(__cplusplus) || "));
        match line.strip_prefix("enum ").filter(|_| is_typed) {
            Some(name) => {
                let written: Vec<&str> = lines.by_ref().take(4).map(str::trim).collect();
                assert!(written[1] == ": uint32_t" && written[3] == "{", "{written:?}");
                header.push_str(&format!(
                    "#if {TYPED}\nenum {name} : uint32_t {{\n#elif defined(__cplusplus)\nenum {name} {{\n#else\nenum {{\n#endif\n"
                ));
            }
            None => {
                let known = "#if __STDC_VERSION__ >= 202311L";
                header.push_str(&line.replace(
                    known,
                    "#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L",
                ));
                header.push('\n');
            }
        }
    }
    header
}
