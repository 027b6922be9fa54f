//! What crosses the boundary: the question, the answer, what a roster says of itself.

use super::source::{Shape, Shapes, Side, camel, doc, serde_value, shapes};
use jrp_core::policy::PromptCode;
use std::collections::BTreeSet;
use std::path::Path;
use syn::{Field, GenericArgument, PathArguments, Type};

pub(crate) const HEAD: &str =
    "// Written from the Rust types by `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types`.\n\n";

/// Where the description begins; what these use follows.
const ROOTS: [&str; 5] = [
    "QueryInput",
    "Comparison",
    "RosterInfo",
    "ManifestInfo",
    "PlanInfo",
];

/// Types that are written as a text of their own, by their name in Rust.
const TEXTS: [(&str, &str); 4] = [
    ("Date", "IsoDate"),
    ("IsoDate", "IsoDate"),
    ("Timestamp", "IsoTime"),
    ("Moment", "Date | string"),
];

/// Wrappers that TypeScript does not see.
const TRANSPARENT: [&str; 2] = ["Arc", "Code"];

/// Every type that crosses the boundary, by its name in Rust.
pub(crate) fn known() -> Shapes {
    let bindings = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = Shapes::new();
    shapes(&bindings.join("../core/src"), &mut known);
    shapes(&bindings.join("src"), &mut known);
    // A macro of its own makes this one, so its words are asked of it.
    let prompts = PromptCode::ALL
        .iter()
        .map(|code| (code.code().to_owned(), String::new()));
    let prompts = Shape::Words("What a prompt is about".to_owned(), prompts.collect());
    known.insert("PromptCode".to_owned(), vec![prompts]);
    known
}

pub(crate) fn typescript() -> String {
    let mut writer = Writer {
        known: known(),
        wanted: ROOTS.iter().rev().map(|name| (*name).to_owned()).collect(),
        written: BTreeSet::new(),
        text: format!(
            "{HEAD}/** A calendar date in Beijing, `YYYY-MM-DD` */\nexport type IsoDate = string;\n\n\
             /** A moment in RFC 3339 */\nexport type IsoTime = string;\n"
        ),
    };
    while let Some(name) = writer.wanted.pop() {
        if writer.written.insert(name.clone()) {
            writer.declare(&name);
        }
    }
    writer.text
}

struct Writer {
    known: Shapes,
    /// Names still to be declared, the next one last
    wanted: Vec<String>,
    written: BTreeSet<String>,
    text: String,
}

impl Writer {
    fn declare(&mut self, name: &str) {
        let mut found = self.known.remove(name).unwrap_or_default();
        assert_eq!(found.len(), 1, "types called {name}");
        let shape = found.remove(0);
        let shown = shown(name);
        match shape {
            Shape::Words(about, words) => {
                let words: Vec<_> = words
                    .iter()
                    .map(|(word, about)| match about.as_str() {
                        "" => format!("\n  | \"{word}\""),
                        about => format!("\n  /** {about} */\n  | \"{word}\""),
                    })
                    .collect();
                self.text.push_str(&format!(
                    "\n/** {about} */\nexport type {shown} ={};\n",
                    words.concat()
                ));
            }
            Shape::Struct(item, side) => {
                self.text.push_str(&format!(
                    "\n/** {} */\nexport interface {shown} {{\n",
                    doc(&item.attrs)
                ));
                let crosses = |field: &&Field| serde_value(&field.attrs, "skip").is_none();
                for field in item.fields.iter().filter(crosses) {
                    self.field(field, side);
                }
                self.text.push_str("}\n");
            }
        }
    }

    fn field(&mut self, field: &Field, side: Side) {
        let rust = field.ident.as_ref().expect("a named field").to_string();
        let optional = wrapped(&field.ty, "Option");
        let mut written = self.name(optional.unwrap_or(&field.ty));
        let (name, may_be_absent) = match side {
            Side::Read => {
                if optional.is_some() {
                    written.push_str(" | null");
                }
                (rust, optional.is_some() || wrapped(&field.ty, "Vec").is_some())
            }
            Side::Written => {
                let skipped = serde_value(&field.attrs, "skip_serializing_if").is_some();
                assert_eq!(
                    optional.is_some(),
                    skipped,
                    "{rust}: None is left out, or was never there"
                );
                (
                    serde_value(&field.attrs, "rename").unwrap_or_else(|| camel(&rust)),
                    skipped,
                )
            }
        };
        let mark = if may_be_absent { "?" } else { "" };
        self.text.push_str(&format!(
            "  /** {} */\n  {name}{mark}: {written};\n",
            doc(&field.attrs)
        ));
    }

    fn name(&mut self, rust: &Type) -> String {
        if let Some(inner) = wrapped(rust, "Vec") {
            let inner = self.name(inner);
            return if inner.contains(' ') {
                format!("({inner})[]")
            } else {
                format!("{inner}[]")
            };
        }
        if let Some(inner) = TRANSPARENT.iter().find_map(|name| wrapped(rust, name)) {
            return self.name(inner);
        }
        if let Type::Reference(reference) = rust {
            return self.name(&reference.elem);
        }
        match type_name(rust).as_str() {
            "String" | "str" => "string".to_owned(),
            "bool" => "boolean".to_owned(),
            "usize" | "u64" | "u32" | "i32" => "number".to_owned(),
            // A date, or null for no fixed term.
            "Term" => "IsoDate | null".to_owned(),
            name => match TEXTS.iter().find(|(rust, _)| *rust == name) {
                Some((_, written)) => (*written).to_owned(),
                None => {
                    self.wanted.insert(0, name.to_owned());
                    shown(name).to_owned()
                }
            },
        }
    }
}

/// `QueryInput` is a query to whoever asks.
fn shown(rust: &str) -> &str {
    rust.strip_suffix("Input").unwrap_or(rust)
}

/// The name of a type, without the modules around it.
pub(crate) fn type_name(rust: &Type) -> String {
    let Type::Path(path) = rust else {
        panic!("a type that no other language has a word for")
    };
    let last = path.path.segments.last();
    last.expect("a path has segments").ident.to_string()
}

/// The `T` of `wrapper<T>`.
pub(crate) fn wrapped<'a>(rust: &'a Type, wrapper: &str) -> Option<&'a Type> {
    let Type::Path(path) = rust else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if last.ident == wrapper => Some(inner),
        _ => None,
    }
}
