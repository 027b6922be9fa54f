//! Numbers of natural persons in what was typed: masked, with a salted digest that proves them when they are given again.
//!
//! The digest is of the signs of the number alone, in upper case and half width, so that blanks do not matter. Who holds
//! the salt can try all numbers that a mask leaves open, and there are few; where the person key is at hand, the digest is
//! a MAC under it, which says nothing to who does not have that key.

use crate::date::Date;
use crate::query::SubjectQuery;
use crate::roster::Origin;
use crate::subject::IdKind;
use crate::subject::personal::{signs, without_persons};
use crate::suite::Suite;
use crate::suite::hex;
use serde::Serialize;

const CONTEXT: &str = "jrp/v1/evidence-number";

/// A field of a subject that may hold a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "build", derive(serde::Deserialize))]
#[serde(rename_all = "camelCase")]
pub(super) enum Field {
    CreditCode,
    Id,
    Name,
}

/// A field of which characters are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "build", derive(serde::Deserialize), serde(deny_unknown_fields))]
#[serde(rename_all = "camelCase")]
pub(super) struct Hidden {
    /// Which
    pub(super) field: Field,
    /// `sm3:…`, or `mac:…` under the person key
    pub(super) digest: String,
}

/// What proves numbers.
pub(super) struct Prover<'a> {
    origin: &'a Origin,
    salt: &'a [u8],
}

impl<'a> Prover<'a> {
    pub(super) fn new(origin: &'a Origin, salt: &'a [u8]) -> Self {
        Self { origin, salt }
    }

    /// The digest of a number: a MAC under the first person key at hand, where there is one.
    pub(super) fn digest(&self, text: &str) -> String {
        self.mac(text).unwrap_or_else(|| self.plain(text))
    }

    /// Whether a digest is that of a number; `None` where the person key is missing that it was made with.
    #[cfg(feature = "build")]
    pub(super) fn proves(&self, digest: &str, text: &str) -> Option<bool> {
        match digest.starts_with("mac:") {
            true => self.mac(text).map(|mac| mac == digest),
            false => Some(self.plain(text) == digest),
        }
    }

    fn mac(&self, text: &str) -> Option<String> {
        let mut snapshots = self.origin.snapshots.iter();
        let (suite, key) =
            snapshots.find_map(|snapshot| Some((snapshot.suite, snapshot.persons.as_ref()?)))?;
        let number = number_of(text);
        let mac = key.mac(suite, CONTEXT, &[self.salt, number.as_bytes()]);
        Some(format!("mac:{}", hex(&mac)))
    }

    fn plain(&self, text: &str) -> String {
        // The salt has less than 256 bytes, so that no two pairs have the same bytes.
        let length = [self.salt.len() as u8];
        let number = number_of(text);
        let parts = [CONTEXT.as_bytes(), &length, self.salt, number.as_bytes()];
        format!("sm3:{}", Suite::Sm2Sm3.digest(&parts.concat()))
    }
}

fn number_of(text: &str) -> String {
    signs(text).map(|(_, sign)| sign).collect()
}

/// The field as it may be shown; `None` where nothing of it is to be hidden.
pub(super) fn masked(
    subject: &SubjectQuery,
    field: Field,
    text: &str,
    is_person: bool,
    today: Date,
) -> Option<String> {
    let shown = without_persons(text, today);
    let is_persons_number = match (field, &subject.id) {
        (Field::Name, _) => false,
        (Field::CreditCode, _) => is_person,
        (Field::Id, Some((IdKind::CitizenId | IdKind::Passport, _))) => true,
        (Field::Id, Some((kind, _))) => is_person && kind.is_personal(),
        (Field::Id, None) => false,
    };
    if !is_persons_number {
        return shown;
    }
    let text = shown.as_deref().unwrap_or(text);
    Some(ends_of(text)).filter(|ends| ends != text).or(shown)
}

/// The text with the signs of its number hidden but for the ends: four and four of a citizen id, of others at most two and
/// two and never more than half.
fn ends_of(text: &str) -> String {
    let places: Vec<usize> = signs(text).map(|(at, _)| at).collect();
    let count = places.len();
    let (head, tail) = match count {
        0..15 => ((count / 2).min(4).div_ceil(2), (count / 2).min(4) / 2),
        15..18 => (4, 3),
        _ => (4, 4),
    };
    let hidden = places.get(head..count.saturating_sub(tail)).unwrap_or_default();
    let hide = |(at, c)| match hidden.binary_search(&at) {
        Ok(_) => '*',
        Err(_) => c,
    };
    text.char_indices().map(hide).collect()
}

/// The text as it was typed, from what is shown of it and the number given again; `None` where what is shown contradicts
/// the number.
#[cfg(feature = "build")]
pub(super) fn typed_again(shown: &str, number: &str) -> Option<String> {
    let number: Vec<char> = signs(number).map(|(_, sign)| sign).collect();
    let places: Vec<(usize, char)> = signs(shown).collect();
    if number.len() != places.len() {
        return None;
    }
    let mut given = places.iter().zip(&number).peekable();
    let mut typed = String::with_capacity(shown.len());
    for (at, c) in shown.char_indices() {
        match given.next_if(|((place, _), _)| *place == at) {
            Some(((_, '*'), sign)) => typed.push(*sign),
            Some(((_, seen), sign)) if seen == sign => typed.push(c),
            Some(_) => return None,
            None => typed.push(c),
        }
    }
    Some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_its_ends_are_shown_wherever_its_signs_stand() {
        for (text, shown) in [
            ("11010519491231002X", "1101**********002X"),
            (" 110105 19491231 002x ", " 1101** ******** 002x "),
            ("110105491231002", "1101********002"),
            ("E12345678", "E1*****78"),
            ("E1234", "E***4"),
            ("1", "*"),
            ("", ""),
            ("1101051949", "11******49"),
        ] {
            assert_eq!(ends_of(text), shown);
        }
    }

    #[test]
    #[cfg(feature = "build")]
    fn what_is_shown_and_the_number_give_what_was_typed() {
        for (typed, number) in [
            (" 110105 19491231 002x ", "11010519491231002X"),
            ("11010519491231002X", "110105 19491231 002x"),
            ("E-12345678", "E12345678"),
        ] {
            assert_eq!(typed_again(&ends_of(typed), number).as_deref(), Some(typed));
        }
        assert_eq!(typed_again("1101**********002X", "11010519491231003X"), None);
        assert_eq!(typed_again("1101**********002X", "1101051949123100"), None);
    }
}
