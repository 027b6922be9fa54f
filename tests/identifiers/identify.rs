//! Reads lines `KIND VALUE` and prints, tab-separated, what the library makes of each: `ok`, the canonical value and the
//! failed checks, or `refused` and the reason. `name` as the kind prints the two keys of a name.
//!
//! `printf 'uscc 9144030071526726xg\n' | cargo run -q -p jrp-tests --bin identify`

use jrp_core::subject::{IdKind, Identifier, InputWarning, name};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (kind, value) = line.split_once(' ').unwrap_or((&line, ""));
        writeln!(out, "{}", identify(kind, value))?;
    }
    out.flush()
}

fn identify(kind: &str, value: &str) -> String {
    if kind == "name" {
        return format!("ok\t{}\t{}", name::fold(value), name::key(value));
    }
    let Some(kind) = IdKind::from_code(kind) else {
        return format!("refused\tkind `{kind}` is unknown");
    };
    match Identifier::parse(kind, value) {
        Ok(id) => {
            let warnings: Vec<&str> = id.warnings().into_iter().map(InputWarning::code).collect();
            format!("ok\t{}\t{}", id.value(), warnings.join(","))
        }
        Err(error) => format!("refused\t{}", error.code()),
    }
}
