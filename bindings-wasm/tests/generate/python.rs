//! The typed answers of the Python package, from the same Rust types.

use super::source::{Shape, Shapes, Side, camel, doc, serde_value};
use super::types::{known, type_name, wrapped};
use std::collections::{BTreeMap, BTreeSet};
use syn::{Field, Type};

const HEAD: &str = "\
# Written from the Rust types by `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types`.
\"\"\"The parts of an answer, and the words in it.\"\"\"

from __future__ import annotations

import datetime
from typing import List, Literal, Optional, cast

from ._part import Part, as_date, as_time
";

/// Where the description begins; what these use follows.
const ROOTS: [&str; 3] = ["Comparison", "RosterInfo", "Freshness"];
/// Words that only a question has.
const ASKED: [&str; 4] = ["SubjectKind", "IdKind", "Condition", "Lang"];

/// The words first, as classes name them, then the classes.
pub(crate) fn python() -> String {
    let mut writer = Writer {
        known: known(),
        wanted: ROOTS
            .iter()
            .chain(&ASKED)
            .rev()
            .map(|name| (*name).to_owned())
            .collect(),
        written: BTreeSet::new(),
        words: BTreeMap::new(),
        classes: String::new(),
    };
    while let Some(name) = writer.wanted.pop() {
        if writer.written.insert(name.clone()) {
            writer.declare(&name);
        }
    }
    let words: String = writer.words.into_values().collect();
    format!("{HEAD}\n{words}{}", writer.classes)
}

struct Writer {
    known: Shapes,
    /// Names still to be declared, the next one last
    wanted: Vec<String>,
    written: BTreeSet<String>,
    words: BTreeMap<String, String>,
    classes: String,
}

/// How a value of the JSON becomes one of Python.
struct Value {
    shown: String,
    /// With `{}` for the value
    made: String,
}

impl Value {
    fn word(shown: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            made: format!("cast({shown}, {{}})"),
        }
    }

    fn called(shown: &str, by: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            made: format!("{by}({{}})"),
        }
    }

    fn of(&self, json: &str) -> String {
        self.made.replace("{}", json)
    }
}

impl Writer {
    fn declare(&mut self, name: &str) {
        let mut found = self.known.remove(name).unwrap_or_default();
        assert_eq!(found.len(), 1, "types called {name}");
        match found.remove(0) {
            Shape::Words(about, words) => {
                let words: Vec<_> = words
                    .iter()
                    .map(|(word, _)| format!("    \"{word}\",\n"))
                    .collect();
                let text = format!("#: {about}\n{name} = Literal[\n{}]\n\n", words.concat());
                self.words.insert(name.to_owned(), text);
            }
            Shape::Struct(item, Side::Written) => {
                let about = sentence(&doc(&item.attrs));
                let mut class =
                    format!("\nclass {name}(Part):\n    \"\"\"{about}\"\"\"\n\n    __slots__ = ()\n");
                for field in &item.fields {
                    if serde_value(&field.attrs, "skip").is_none() {
                        class.push_str(&self.property(field));
                    }
                }
                self.classes.push_str(&class);
                self.classes.push('\n');
            }
            Shape::Struct(_, Side::Read) => panic!("{name} is not a part of an answer"),
        }
    }

    fn property(&mut self, field: &Field) -> String {
        let rust = field.ident.as_ref().expect("a named field").to_string();
        let json = serde_value(&field.attrs, "rename").unwrap_or_else(|| camel(&rust));
        let name = snake(&json);
        let optional = wrapped(&field.ty, "Option");
        let value = self.value(optional.unwrap_or(&field.ty));
        let about = sentence(&doc(&field.attrs));
        let (shown, body) = if optional.is_some() || value.made == "term" {
            let value = match value.made.as_str() {
                "term" => Value::called("datetime.date", "as_date"),
                _ => value,
            };
            let found = format!("self.to_dict().get(\"{json}\")");
            let made = value.of("found");
            let body = format!("found = {found}\n        return None if found is None else {made}");
            (format!("Optional[{}]", value.shown), body)
        } else {
            let found = format!("self.to_dict()[\"{json}\"]");
            (value.shown.clone(), format!("return {}", value.of(&found)))
        };
        format!(
            "\n    @property\n    def {name}(self) -> {shown}:\n        \"\"\"{about}\"\"\"\n        {body}\n"
        )
    }

    fn value(&mut self, rust: &Type) -> Value {
        if let Some(inner) = wrapped(rust, "Vec") {
            let inner = self.value(inner);
            let shown = format!("List[{}]", inner.shown);
            let made = format!("[{} for item in {{}}]", inner.of("item"));
            return Value { shown, made };
        }
        for transparent in ["Arc", "Code"] {
            if let Some(inner) = wrapped(rust, transparent) {
                return self.value(inner);
            }
        }
        if let Type::Reference(reference) = rust {
            return self.value(&reference.elem);
        }
        match type_name(rust).as_str() {
            "String" | "str" => Value::called("str", "str"),
            "bool" => Value::called("bool", "bool"),
            "usize" | "u64" | "u32" | "i32" => Value::called("int", "int"),
            "Date" | "IsoDate" => Value::called("datetime.date", "as_date"),
            "Timestamp" => Value::called("datetime.datetime", "as_time"),
            // A date, or null for no fixed term.
            "Term" => Value {
                shown: String::new(),
                made: "term".to_owned(),
            },
            name => {
                self.wanted.insert(0, name.to_owned());
                match self.known.get(name).map(Vec::as_slice) {
                    Some([Shape::Words(..)]) => Value::word(name),
                    _ if self.words.contains_key(name) => Value::word(name),
                    _ => Value::called(name, name),
                }
            }
        }
    }
}

fn snake(camel: &str) -> String {
    let mut snake = String::new();
    for c in camel.chars() {
        if c.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

fn sentence(about: &str) -> String {
    let about = about.replace('\\', "\\\\");
    if about.ends_with('.') {
        about
    } else {
        format!("{about}.")
    }
}
