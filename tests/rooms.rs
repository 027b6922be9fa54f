//! The rooms of core: what imports what, and that nothing points back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_room_of_core_imports_one_that_imports_it() {
    let imports = imports_of_core();
    assert!(
        imports.len() > 10 && imports["compare"].contains("roster"),
        "{imports:?}"
    );
    for room in imports.keys() {
        let mut reached = BTreeSet::new();
        let mut ahead: Vec<&str> = imports[room].iter().map(String::as_str).collect();
        while let Some(next) = ahead.pop() {
            assert!(
                next != room,
                "core/src/{room} is imported by what it imports: {reached:?}"
            );
            if reached.insert(next) {
                ahead.extend(imports.get(next).into_iter().flatten().map(String::as_str));
            }
        }
    }
}

#[test]
fn readers_need_no_writer_and_trust_needs_no_snapshot() {
    let imports = imports_of_core();
    for (room, imported) in &imports {
        assert!(!imported.contains("writer"), "core/src/{room} imports writer");
    }
    assert!(!imports["trust"].contains("snapshot"));
    assert!(!imports["format"].contains("roster"));
}

/// Which rooms the files of a room name by `crate::…`, tests aside.
fn imports_of_core() -> Imports {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
    let mut imports = Imports::new();
    for file in rust_files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let room = room.trim_end_matches(".rs");
        let is_test = inside
            .components()
            .any(|part| part.as_os_str().to_string_lossy().contains("tests"));
        if room == "lib" || is_test {
            continue;
        }
        let mut named = Named::default();
        named.visit_file(&syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap());
        named.rooms.remove(room);
        imports.entry(room.to_owned()).or_default().extend(named.rooms);
    }
    imports
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The rooms that follow `crate` in paths and imports.
#[derive(Default)]
struct Named {
    rooms: BTreeSet<String>,
}

impl Named {
    fn add(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => _ = self.rooms.insert(path.ident.to_string()),
            syn::UseTree::Name(name) => _ = self.rooms.insert(name.ident.to_string()),
            syn::UseTree::Rename(name) => _ = self.rooms.insert(name.ident.to_string()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add(item)),
            syn::UseTree::Glob(_) => {}
        }
    }
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if let syn::UseTree::Path(path) = &item.tree
            && path.ident == "crate"
        {
            self.add(&path.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path.segments.iter();
        if let (Some(first), Some(room)) = (segments.next(), segments.next())
            && first.ident == "crate"
        {
            self.rooms.insert(room.ident.to_string());
        }
        visit::visit_path(self, path);
    }
}

fn is_for_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        let is_test = |list: &syn::MetaList| {
            list.tokens
                .to_string()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == "test")
        };
        attribute.path().is_ident("cfg") && attribute.meta.require_list().is_ok_and(is_test)
    })
}
