//! Who is listed. A subject is a function of the seed and its number, so a later row can list it again without
//! anything being remembered.

use crate::identifier;
use crate::names::Names;
use crate::random::{Random, Weighted};
use crate::regions::Region;

/// What a subject is; decides its name, its identifier and the lists that take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Enterprise,
    Cooperative,
    Social,
    Institution,
    Government,
    SoleTrader,
    Person,
}

impl Class {
    /// Every class, in the order of its discriminants.
    pub(crate) const ALL: [Self; 7] = [
        Self::Enterprise,
        Self::Cooperative,
        Self::Social,
        Self::Institution,
        Self::Government,
        Self::SoleTrader,
        Self::Person,
    ];

    /// The shares, in thousandths.
    pub(crate) fn shares() -> Weighted<Self> {
        Weighted::new(Self::ALL.into_iter().zip([560, 20, 25, 11, 4, 80, 300]))
    }

    /// The letter in `data/lists.txt`.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Enterprise => 'E',
            Self::Cooperative => 'C',
            Self::Social => 'S',
            Self::Institution => 'I',
            Self::Government => 'G',
            Self::SoleTrader => 'T',
            Self::Person => 'P',
        }
    }

    /// The `subject_kind` of a feed.
    pub(crate) fn subject_kind(self) -> &'static str {
        match self {
            Self::SoleTrader => "sole-trader",
            Self::Person => "person",
            _ => "org",
        }
    }
}

/// What one subject is called and numbered.
#[derive(Clone, Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) class: Class,
    pub(crate) region: &'a Region,
    pub(crate) name: String,
    /// Blank, or names joined by `|`.
    pub(crate) former_names: String,
    pub(crate) id_kind: &'static str,
    /// A citizen id is the full one here; only masks of it are written.
    pub(crate) id: String,
}

/// What subjects are made of.
#[derive(Clone, Debug)]
pub(crate) struct Population {
    seed: u64,
    classes: Weighted<Class>,
    regions: Weighted<Region>,
    names: Names,
}

/// The stream of random numbers that subjects draw from.
const SUBJECT: u64 = 1;

impl Population {
    /// The population of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            classes: Class::shares(),
            regions: crate::regions::load(),
            names: Names::load(),
        }
    }

    /// Any region, large cities more often.
    pub(crate) fn region(&self, random: &mut Random) -> &Region {
        self.regions.pick(random)
    }

    /// The class of a subject, without making the rest of it.
    pub(crate) fn class(&self, number: u64) -> Class {
        *self.classes.pick(&mut Random::stream(self.seed, SUBJECT, number))
    }

    /// The subject with this number.
    pub(crate) fn subject(&self, number: u64) -> Subject<'_> {
        let random = &mut Random::stream(self.seed, SUBJECT, number);
        let class = *self.classes.pick(random);
        let region = self.regions.pick(random);
        let mut name = String::with_capacity(96);
        let kind = self.name(&mut name, class, region, random);
        let (id_kind, id) = self.identifier(class, kind, region, random);
        let mut former_names = String::new();
        if class != Class::Person && random.chance(30) {
            self.name(&mut former_names, class, region, random);
            if random.chance(100) {
                former_names.push('|');
                self.name(&mut former_names, class, region, random);
            }
        }
        Subject {
            class,
            region,
            name,
            former_names,
            id_kind,
            id,
        }
    }

    /// Appends a name; returns the first two characters of the credit code.
    fn name(&self, out: &mut String, class: Class, region: &Region, random: &mut Random) -> &'static str {
        let names = &self.names;
        match class {
            Class::Enterprise => names.enterprise(out, region, random),
            Class::Cooperative => names.cooperative(out, region, random),
            Class::Social => return names.social(out, region, random),
            Class::Institution => names.institution(out, region, random),
            Class::Government => names.government(out, region, random),
            Class::SoleTrader => names.shop(out, region, random),
            Class::Person => names.person(out, random),
        }
        match class {
            Class::Cooperative => "93",
            Class::Institution => "12",
            Class::Government => "11",
            Class::SoleTrader => "92",
            _ => "91",
        }
    }

    fn identifier(
        &self,
        class: Class,
        kind: &str,
        region: &Region,
        random: &mut Random,
    ) -> (&'static str, String) {
        match (class, random.below(100)) {
            (Class::Person, at_home) => {
                let region = if at_home < 60 {
                    region
                } else {
                    self.regions.pick(random)
                };
                ("citizen-id", ascii(&identifier::citizen_id(random, region.code)))
            }
            (Class::Enterprise, 0) => ("org-code", ascii(&identifier::org_code(random, 0))),
            (Class::Enterprise | Class::SoleTrader, 1) => {
                // GS 15: domestic enterprises are numbered from 0 to 3, sole traders from 6 to 9.
                let series = if class == Class::SoleTrader { b'9' } else { b'3' };
                (
                    "reg-no",
                    ascii(&identifier::registration_number(random, series, region.code)),
                )
            }
            (class, _) => {
                let modern = match class {
                    Class::SoleTrader => 800,
                    Class::Institution | Class::Government => 0,
                    _ => 550,
                };
                (
                    "uscc",
                    ascii(&identifier::credit_code(random, kind, region.code, modern)),
                )
            }
        }
    }
}

fn ascii(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_the_same_whenever_it_is_made() {
        let population = Population::new(5);
        for number in 0..200 {
            let (one, two) = (population.subject(number), population.subject(number));
            assert_eq!(
                (one.name, one.id, one.former_names),
                (two.name, two.id, two.former_names)
            );
            assert_eq!(one.class, population.class(number));
        }
    }
}
