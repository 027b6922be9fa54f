//! What the bytes of a module are spent on, and the module without what only such a report needs.

use crate::task::TaskError;
use std::collections::BTreeMap;
use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// The module without its custom sections: names above all.
pub(super) fn strip(module: &[u8]) -> Result<Vec<u8>, TaskError> {
    let mut stripped = module.get(..8).unwrap_or_default().to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(malformed)?;
        if let (Some((id, range)), false) =
            (payload.as_section(), matches!(payload, Payload::CustomSection(_)))
        {
            stripped.push(id);
            leb128(&mut stripped, range.len());
            stripped.extend_from_slice(module.get(range).unwrap_or_default());
        }
    }
    Ok(stripped)
}

/// Bytes by section, then the functions' by crate and the largest of them.
pub(super) fn report(module: &[u8]) -> Result<String, TaskError> {
    read(module).map_err(malformed)
}

fn read(module: &[u8]) -> Result<String, BinaryReaderError> {
    let (mut sections, mut bodies, mut names, mut imported) = (Vec::new(), Vec::new(), BTreeMap::new(), 0u32);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(imports) => {
                let imports = imports.clone().into_imports();
                imported = imports
                    .filter(|import| matches!(import, Ok(import) if matches!(import.ty, TypeRef::Func(_))))
                    .count() as u32;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(subsections) = custom.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection? {
                            for function in functions {
                                let function = function?;
                                names.insert(function.index, function.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        match (&payload, payload.as_section()) {
            (Payload::CustomSection(_), _) | (_, None) => {}
            (_, Some((id, range))) => sections.push((range.len(), section(id).to_owned())),
        }
    }
    let functions: Vec<(usize, String)> = (imported..)
        .zip(bodies)
        .map(|(index, bytes)| (bytes, names.remove(&index).unwrap_or_default()))
        .collect();
    let mut crates = BTreeMap::new();
    for (bytes, name) in &functions {
        *crates.entry(crate_of(name).to_owned()).or_insert(0) += bytes;
    }
    let crates = crates.into_iter().map(|(name, bytes)| (bytes, name)).collect();
    Ok([
        table("section", sections, 12),
        table("crate", crates, 30),
        table("function", functions, 30),
    ]
    .join("\n"))
}

/// The first path in a name: `<T as serde::Serialize>` is of serde.
fn crate_of(name: &str) -> &str {
    let before = name.find("::").map(|at| &name[..at]);
    let before = before.map(|text| text.split('[').next().unwrap_or(text));
    let start = before.map(|text| {
        text.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .map_or(0, |at| at + 1)
    });
    match (before, start) {
        (Some(text), Some(start)) if start < text.len() => &text[start..],
        _ => "(no crate in its name)",
    }
}

fn table(what: &str, mut rows: Vec<(usize, String)>, most: usize) -> String {
    rows.sort_by(|a, b| b.cmp(a));
    let rows = rows.iter().take(most);
    let rows =
        rows.map(|(bytes, name)| format!("{bytes:>9}  {}\n", name.chars().take(100).collect::<String>()));
    format!("{:>9}  {what}\n{}", "bytes", rows.collect::<String>())
}

fn section(id: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "custom",
        "types",
        "imports",
        "functions",
        "tables",
        "memory",
        "globals",
        "exports",
        "start",
        "elements",
        "code",
        "data",
    ];
    NAMES.get(usize::from(id)).copied().unwrap_or("other")
}

fn leb128(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn malformed(error: BinaryReaderError) -> TaskError {
    TaskError::new(
        format!("the module cannot be read: {error}"),
        "run `cargo xtask wasm` again",
    )
}
