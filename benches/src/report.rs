//! Makes `docs/BENCHMARKS.md` again, of the results that are kept: `cargo run --bin report` in `benches/`.

use jrp_benches::{page, repository, results};
use std::{fs, io};

fn main() -> io::Result<()> {
    let runs = results::load_all()?;
    let path = repository().join("docs/BENCHMARKS.md");
    fs::write(&path, page::render(page::TEMPLATE, &runs))?;
    println!("{}: {} runs", path.display(), runs.len());
    Ok(())
}
