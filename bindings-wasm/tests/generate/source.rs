//! The structs and enums of the crates, as `syn` reads them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Ident, Item, ItemStruct, Lit, LitStr, Meta, Token};

/// Which way a struct goes.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    /// To JavaScript, by serde
    Written,
    /// From JavaScript, by `object!`
    Read,
}

/// A Rust type that crosses the boundary.
pub(crate) enum Shape {
    Struct(ItemStruct, Side),
    /// An enum of words: about it, then each word with its meaning
    Words(String, Vec<(String, String)>),
}

/// Types by name; modules may each have one of a name.
pub(crate) type Shapes = BTreeMap<String, Vec<Shape>>;

/// Every struct and every enum of words below `folder`, by name.
pub(crate) fn shapes(folder: &Path, shapes: &mut Shapes) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            self::shapes(&path, shapes);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            file.items.into_iter().for_each(|item| take(item, shapes));
        }
    }
}

fn take(item: Item, shapes: &mut Shapes) {
    let mut add = |name: String, shape| shapes.entry(name).or_default().push(shape);
    match item {
        Item::Struct(item) if crosses(&item.attrs) => {
            assert_eq!(
                serde_value(&item.attrs, "rename_all")
                    .as_deref()
                    .unwrap_or("camelCase"),
                "camelCase"
            );
            add(item.ident.to_string(), Shape::Struct(item, Side::Written));
        }
        Item::Macro(item) if item.mac.path.is_ident("object") => {
            if let Ok(item) = item.mac.parse_body::<ItemStruct>() {
                add(item.ident.to_string(), Shape::Struct(item, Side::Read));
            }
        }
        Item::Enum(item) if crosses(&item.attrs) => {
            let case = serde_value(&item.attrs, "rename_all");
            let words = item.variants.iter().map(|variant| {
                let name = variant.ident.to_string();
                let word = if case.as_deref() == Some("kebab-case") {
                    kebab(&name)
                } else {
                    name
                };
                (word, doc(&variant.attrs))
            });
            add(
                item.ident.to_string(),
                Shape::Words(doc(&item.attrs), words.collect()),
            );
        }
        Item::Macro(item) if item.mac.path.is_ident("coded") => {
            if let Ok(coded) = item.mac.parse_body::<Coded>() {
                add(coded.name.to_string(), Shape::Words(coded.about, coded.words));
            }
        }
        _ => {}
    }
}

/// Whether serde writes the type.
fn crosses(attributes: &[Attribute]) -> bool {
    let mut derives = false;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        attribute
            .parse_nested_meta(|meta| {
                let name = meta.path.segments.last().map(|segment| segment.ident.to_string());
                derives |= matches!(name.as_deref(), Some("Serialize"));
                Ok(())
            })
            .unwrap();
    }
    derives
}

/// The body of core's `coded!`: an enum whose variants carry their words.
struct Coded {
    about: String,
    name: Ident,
    words: Vec<(String, String)>,
}

impl Parse for Coded {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let about = doc(&input.call(Attribute::parse_outer)?);
        let name = input.parse()?;
        let body;
        syn::braced!(body in input);
        let variants = Punctuated::<CodedVariant, Token![,]>::parse_terminated(&body)?;
        Ok(Self {
            about,
            name,
            words: variants
                .into_iter()
                .map(|variant| (variant.word, variant.about))
                .collect(),
        })
    }
}

struct CodedVariant {
    about: String,
    word: String,
}

impl Parse for CodedVariant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let about = doc(&input.call(Attribute::parse_outer)?);
        input.parse::<Ident>()?;
        input.parse::<Token![=]>()?;
        Ok(Self {
            about,
            word: input.parse::<LitStr>()?.value(),
        })
    }
}

/// The text of the doc comments.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    // What follows the first paragraph is for readers of Rust.
    lines
        .take_while(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The value of `#[serde(key = "value")]`, or an empty text for a key without one.
pub(crate) fn serde_value(attributes: &[Attribute], key: &str) -> Option<String> {
    let mut found = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        attribute
            .parse_nested_meta(|meta| {
                let value = match meta.input.peek(Token![=]) {
                    true => meta.value()?.parse::<LitStr>()?.value(),
                    false => String::new(),
                };
                if meta.path.is_ident(key) {
                    found = Some(value);
                }
                Ok(())
            })
            .unwrap();
    }
    found
}

pub(crate) fn kebab(camel: &str) -> String {
    let mut kebab = String::new();
    for c in camel.chars() {
        if c.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

pub(crate) fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let (head, tail) = word.split_at(1);
        camel + &head.to_ascii_uppercase() + tail
    })
}
