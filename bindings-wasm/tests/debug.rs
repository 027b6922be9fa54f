//! `cargo xtask wasm` empties what `{:?}` calls, which only panics are left to use: no message of ours is written by it.

use std::fs;
use std::path::Path;

#[test]
fn no_message_of_the_module_is_written_by_debug() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in [root.join("src"), root.join("../core/src")] {
        look_into(&folder, &mut found);
    }
    assert!(found.is_empty(), "write these with `Quoted`: {found:#?}");
}

fn look_into(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        // Builders are not in the module, nor are tests.
        if path.is_dir() {
            if name != "writer" && name != "tests" {
                look_into(&path, found);
            }
        } else if name.ends_with(".rs") && !name.contains("tests") {
            let text = fs::read_to_string(&path).unwrap();
            let ours = text.split("\nmod tests {").next().unwrap();
            let lines = ours.lines().zip(1..);
            let lines = lines.filter(|(line, _)| {
                (line.contains(":?}") || line.contains(".escape_debug("))
                    && !line.trim_start().starts_with("//")
            });
            found.extend(lines.map(|(line, at)| format!("{}:{at}: {}", path.display(), line.trim())));
        }
    }
}
