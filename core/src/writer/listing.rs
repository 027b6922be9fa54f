//! What records have in common, and how it is numbered.

use super::dictionaries::Former;
use crate::format::carried;
use crate::format::front::Front;
use rustc_hash::FxHashMap as HashMap;

/// Listings by number, each by its texts; none where a number is free.
pub(super) type Listings<'a> = Vec<[Option<&'a str>; 6]>;

/// Their list, who listed them, and on what basis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listing<'a> {
    pub(super) list_kind: &'a str,
    pub(super) authority: &'a str,
    pub(super) source_unit: Option<&'a str>,
    pub(super) legal_basis: Option<&'a str>,
    pub(super) domain: Option<&'a str>,
    pub(super) region: Option<&'a str>,
}

impl<'a> Listing<'a> {
    /// Its texts, in the order of the columns.
    pub(super) fn texts(&self) -> [Option<&'a str>; 6] {
        [
            Some(self.list_kind),
            Some(self.authority).filter(|authority| !authority.is_empty()),
            self.source_unit,
            self.legal_basis,
            self.domain,
            self.region,
        ]
    }
}

/// Leaves out the listings that the base has, and numbers all as a delta does.
pub(super) fn take_from_base<'a>(base: &Front, listings: Listings<'a>, place: &mut [u32]) -> Listings<'a> {
    let known = base.all();
    let known: HashMap<[Option<&str>; 6], u32> = known
        .iter()
        .map(|texts| texts.each_ref().map(Option::as_deref))
        .zip(0..)
        .collect();
    let mut own = Vec::new();
    let first = base.listings() as u32;
    let numbers = listings.into_iter().map(|listing| match known.get(&listing) {
        Some(number) => *number,
        None => {
            own.push(listing);
            first + own.len() as u32 - 1
        }
    });
    renumber(place, &numbers.collect::<Vec<_>>());
    own
}

/// Numbers the listings as the base before does, unless too many numbers would be free.
pub(super) fn keep_numbers<'a>(
    former: &'a Former,
    mut listings: Listings<'a>,
    rows: usize,
    place: &mut [u32],
) -> Listings<'a> {
    let given = listings.clone();
    listings.sort_unstable();
    let known = former
        .listings
        .iter()
        .map(|texts| texts.each_ref().map(Option::as_deref));
    let kept = carried::numbered(known.map(Some), &listings).filter(|kept| kept.len() <= rows);
    let Some(kept) = kept else { return given };
    let kept: Listings<'a> = kept.into_iter().map(Option::unwrap_or_default).collect();
    let numbers: HashMap<[Option<&str>; 6], u32> = kept.iter().copied().zip(0..).collect();
    let numbers = given
        .iter()
        .map(|listing| numbers.get(listing).copied().unwrap_or_default());
    renumber(place, &numbers.collect::<Vec<_>>());
    kept
}

/// What stood at each place has another number.
fn renumber(place: &mut [u32], numbers: &[u32]) {
    for place in place {
        *place = numbers.get(*place as usize).copied().unwrap_or_default();
    }
}
