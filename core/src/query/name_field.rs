//! The name field of a question: the name as typed, the names and numbers inside of it, and what is left over.

use super::damaged::{is_left_of, may_be_code};
use super::numbers::Numbers;
use crate::subject::name;
use crate::subject::name::parts::{self, Parts, Text};
use crate::subject::name::trader;

/// A name with its key.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) typed: String,
    pub(crate) key: String,
    /// The same without seals, labels, numbering and signs around it, where there are any
    pub(crate) bare: Vec<String>,
}

/// A name inside a name field.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) key: String,
    /// As it stands there, without what is around it
    pub(crate) text: String,
    /// It may stand for the subject, and more than its place says that it is a name
    pub(crate) is_sure: bool,
    /// Whether a person may be called so, and the part may stand for the subject
    pub(crate) may_be_person: bool,
    /// It is the whole name, with or without the kind of a sole trader behind it
    pub(crate) is_whole: bool,
    /// It may be the name of a sole trader's shop, of which a file for the public holds the code alone
    pub(crate) may_be_shop: bool,
}

/// What a name field holds.
#[derive(Default)]
pub(super) struct NameField {
    pub(super) name: Option<Name>,
    /// What else it holds
    pub(super) parts: Vec<Part>,
    /// Something was taken off the name, or it was taken apart
    pub(super) is_unwrapped: bool,
    /// Something is left that cannot be a name
    pub(super) is_unreadable: bool,
    /// It holds a number and no name beside it
    pub(super) is_number: bool,
    pub(super) has_number: bool,
    /// What is left of another's code stands in it and cannot be read
    pub(super) has_unread_code: bool,
}

impl NameField {
    /// Reads the field of a subject with this credit code, or an empty one; its numbers are read with the others.
    pub(super) fn read(typed: &str, own_code: &str, numbers: &mut Numbers<'_>) -> Self {
        let mut name = Name {
            // What is longer is a gap; one character may become eighteen.
            key: name::key(parts::within(typed)),
            typed: typed.to_owned(),
            bare: Vec::new(),
        };
        let mut field = Self::default();
        add_sole_trader(parts::within(typed), &name.key, &name.key, &mut field.parts);
        if let Some(taken_apart) = parts::parts(typed) {
            let bare = taken_apart.bare_names();
            name.bare = bare.filter(|text| **text != name.typed).cloned().collect();
            field.take(taken_apart, &name.key, own_code, numbers);
        }
        field.is_unreadable |= name.key.chars().nth(1).is_none() || name::unreadable(&name.typed);
        field.name = Some(name);
        field
    }

    /// Takes over what the name with this key fell into.
    fn take(&mut self, parts: Parts, key: &str, own_code: &str, numbers: &mut Numbers<'_>) {
        self.has_number = !parts.numbers.is_empty();
        self.is_number = self.has_number && !parts.has_name_beside_numbers() || parts.names.is_empty();
        self.is_unwrapped = parts.is_unwrapped;
        // A number that is not an identifier is left over, and a name with it.
        self.is_unreadable = parts.unreadable;
        for number in parts.numbers {
            let is_read = numbers.in_name(&number);
            self.is_unreadable |= !is_read;
            self.has_unread_code |= !is_read && may_be_code(&number) && !is_left_of(&number, own_code);
        }
        for part in parts.names {
            add_part(&part, key, &mut self.parts);
        }
    }
}

/// Adds a name found inside the name field.
fn add_part(part: &Text, whole: &str, parts: &mut Vec<Part>) {
    let text = part.text.as_str();
    let key = name::key(text);
    let may_be_person = part.is_own && name::may_be_person(text);
    if key.is_empty() || key != whole && name::variants::is_trade(&key) {
        return;
    }
    let may_be_shop = !part.is_guess && trader::may_be_shop(text, &key, part.is_own);
    add_sole_trader(text, &key, whole, parts);
    match parts.iter_mut().find(|part| part.key == key) {
        Some(part) => {
            part.may_be_person |= may_be_person;
            part.may_be_shop |= may_be_shop;
        }
        // The whole name as it is, but for signs that no key holds: only who may be called so is new.
        None if key == whole && !may_be_person => {}
        None => parts.push(Part {
            is_whole: key == whole,
            is_sure: part.is_own && !part.is_guess && key != whole,
            may_be_shop,
            text: text.to_owned(),
            key,
            may_be_person,
        }),
    }
}

/// Adds the name with or without the kind of a sole trader behind it, where it may be one's.
fn add_sole_trader(text: &str, key: &str, whole: &str, parts: &mut Vec<Part>) {
    if !trader::may_be_sole_trader(key) {
        return;
    }
    let other = trader::other_sole_trader_key(text, key);
    if !other.is_empty() && other != whole && parts.iter().all(|part| part.key != other) {
        parts.push(Part {
            key: other,
            text: text.to_owned(),
            is_sure: false,
            may_be_person: false,
            is_whole: key == whole,
            may_be_shop: false,
        });
    }
}
