//! Pages that people read: what they show is what runs.

use std::fs;
use std::path::Path;

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).unwrap()
}

/// The lines of the first block of Rust.
fn rust(page: &str) -> Vec<String> {
    let lines = page
        .lines()
        .skip_while(|line| !line.starts_with("```rust"))
        .skip(1);
    let block = lines.take_while(|line| !line.starts_with("```"));
    block
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn the_rust_of_the_front_page_is_that_of_the_crate_which_is_compiled() {
    let (front, crate_page) = (rust(&page("README.md")), rust(&page("core/README.md")));
    assert!((3..=8).contains(&front.len()), "{front:?}");
    for line in &front {
        assert!(crate_page.contains(line), "core/README.md does not have: {line}");
    }
}
