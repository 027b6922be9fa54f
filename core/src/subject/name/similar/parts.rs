//! What a name is made of: regions in front, brand and trade with regions among them, and the legal form.

use super::super::endings::FORM;
use super::region::Region;

/// A name's key, taken apart.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    /// The key as a whole
    pub(super) key: &'a str,
    /// All but the legal form
    pub(super) formless: &'a str,
    /// Brand and trade, with the regions among them
    pub(super) plain: &'a str,
    /// The same behind regions that are known by name only
    pub(super) behind_known: &'a str,
    /// Brand and trade
    pub(super) bare: String,
    pub(super) regions: Vec<Region<'a>>,
    /// The regions in front are no more than the bare name of a city, which may be a brand
    pub(super) is_doubtful: bool,
}

impl<'a> Parts<'a> {
    pub(super) fn of(key: &'a str) -> Self {
        let formless = without_form(key);
        let mut regions: Vec<Region<'a>> = Vec::new();
        // The name behind each region, the whole first.
        let mut behind = vec![formless];
        while let Some(rest) = behind.last()
            && let Some((region, taken)) = Region::at_front(rest, &regions)
            && let Some(rest) = rest.get(taken..).filter(|rest| has_two(rest))
        {
            regions.push(region);
            behind.push(rest);
        }
        let plain = behind.last().copied().unwrap_or(formless);
        let known = regions.iter().take_while(|region| region.is_known()).count();
        let behind_known = behind.get(known).copied().unwrap_or(formless);
        let is_doubtful = regions.iter().all(|region| region.is_doubtful) && !regions.is_empty();
        let mut bare = String::with_capacity(plain.len());
        let mut at = 0;
        let mut inside = Vec::new();
        while let Some(rest) = plain.get(at..)
            && let Some(c) = rest.chars().next()
        {
            let found = if at == 0 {
                None
            } else {
                found_inside(rest, &regions)
            };
            match found {
                Some((region, taken)) => {
                    inside.push(region);
                    at += taken;
                }
                None => {
                    bare.push(c);
                    at += c.len_utf8();
                }
            }
        }
        // A city in front of another one in the middle is a brand.
        let is_brand =
            |front: &Region<'_>| front.is_doubtful && !inside.iter().any(|other| front.agrees(other));
        if let [front] = regions.as_slice()
            && !inside.is_empty()
            && is_brand(front)
        {
            bare.insert_str(0, front.stem);
            let behind_known = formless;
            return Self {
                key,
                formless,
                plain: formless,
                behind_known,
                bare,
                regions: inside,
                is_doubtful: false,
            };
        }
        if has_two(&bare) {
            regions.extend(inside);
        } else {
            plain.clone_into(&mut bare);
        }
        Self {
            key,
            formless,
            plain,
            behind_known,
            bare,
            regions,
            is_doubtful,
        }
    }

    /// Brand and trade, with the regions among them and without.
    pub(super) fn cores(&self) -> [&str; 2] {
        [self.plain, &self.bare]
    }

    /// The legal form.
    pub(super) fn form(&self) -> &'a str {
        self.key.get(self.formless.len()..).unwrap_or_default()
    }

    /// How many characters stand before brand and trade, and behind which the form begins.
    pub(super) fn bounds(&self) -> (usize, usize) {
        let before = self.formless.len() - self.plain.len();
        let count = |text: Option<&str>| text.map_or(0, |text| text.chars().count());
        (count(self.key.get(..before)), count(Some(self.formless)))
    }
}

/// A region known by name, or one in front once more.
fn found_inside<'a>(rest: &'a str, front: &[Region<'a>]) -> Option<(Region<'a>, usize)> {
    let again = front
        .iter()
        .find(|region| has_two(region.stem) && rest.starts_with(region.stem));
    match again {
        Some(region) => Some((*region, region.stem.len())),
        None => Region::inside(rest),
    }
}

/// The name without the longest legal form it ends with.
pub(super) fn without_form(key: &str) -> &str {
    let rests = FORM.iter().filter_map(|form| key.strip_suffix(form));
    let rests = rests.filter(|rest| has_two(rest));
    rests.min_by_key(|rest| rest.len()).unwrap_or(key)
}

pub(super) fn has_two(text: &str) -> bool {
    text.chars().nth(1).is_some()
}
