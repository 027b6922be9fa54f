//! The grammar of names: region, brand, trade and legal form for companies; surname and given name for persons.
//! The words are ours; the rarer brand characters are in the order of jieba 0.42's word counts.

use crate::random::{Random, Weighted};
use crate::regions::Region;
use crate::sections;

const NAMES: &str = include_str!("../data/names.txt");
const BRAND_CHARACTERS: &str = include_str!("../data/brand_characters.txt");

/// The words names are made of.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    surnames: Weighted<&'static str>,
    given: Weighted<&'static str>,
    brand: Weighted<char>,
    trades: Weighted<&'static str>,
    forms: Weighted<&'static str>,
    cooperatives: Weighted<&'static str>,
    social: Weighted<(&'static str, &'static str)>,
    institutions: Weighted<&'static str>,
    governments: Weighted<&'static str>,
    shops: Weighted<&'static str>,
}

impl Names {
    /// The committed words.
    pub(crate) fn load() -> Self {
        let zipf = |section| {
            Weighted::zipf(
                sections::words(NAMES, section).into_iter().map(|(word, _)| word),
                4,
            )
        };
        let weighted = |section| {
            let words = sections::words(NAMES, section).into_iter();
            Weighted::new(words.map(|(word, weight)| (word, weight.unwrap_or(1))))
        };
        let social = sections::words(NAMES, "social")
            .into_iter()
            .map(|(word, kind)| match kind {
                Some(51) => (word, "51"),
                Some(53) => (word, "53"),
                _ => (word, "52"),
            });
        Self {
            surnames: weighted("surnames"),
            given: zipf("given"),
            brand: brand_characters(),
            trades: zipf("trades"),
            forms: weighted("forms"),
            cooperatives: zipf("coop"),
            social: Weighted::zipf(social, 4),
            institutions: zipf("institution"),
            governments: zipf("government"),
            shops: zipf("shops"),
        }
    }

    /// A natural person's.
    pub(crate) fn person(&self, out: &mut String, random: &mut Random) {
        out.push_str(self.surnames.pick(random));
        let characters = if random.chance(150) { 1 } else { 2 };
        (0..characters).for_each(|_| out.push_str(self.given.pick(random)));
    }

    /// A company's; a few are branches.
    pub(crate) fn enterprise(&self, out: &mut String, region: &Region, random: &mut Random) {
        let bracketed = random.chance(80);
        if !bracketed {
            self.enterprise_region(out, region, random);
        }
        self.brand(out, random);
        if bracketed {
            // Full-width brackets, as registers write them.
            out.push('\u{ff08}');
            out.push_str(region.city_short());
            out.push('\u{ff09}');
        }
        out.push_str(self.trades.pick(random));
        out.push_str(self.forms.pick(random));
        if random.chance(20) {
            out.push_str(if random.chance(500) {
                region.city_short()
            } else {
                region.local_short()
            });
            out.push_str(BRANCH);
        }
    }

    /// A farmers' cooperative's.
    pub(crate) fn cooperative(&self, out: &mut String, region: &Region, random: &mut Random) {
        out.push_str(&region.area);
        self.brand(out, random);
        out.push_str(self.cooperatives.pick(random));
    }

    /// A social organisation's; returns the first two characters of its credit code.
    pub(crate) fn social(&self, out: &mut String, region: &Region, random: &mut Random) -> &'static str {
        out.push_str(if random.chance(300) {
            region.city
        } else {
            &region.area
        });
        self.brand(out, random);
        let (word, kind) = self.social.pick(random);
        out.push_str(word);
        kind
    }

    /// A public institution's.
    pub(crate) fn institution(&self, out: &mut String, region: &Region, random: &mut Random) {
        out.push_str(&region.area);
        if random.chance(700) {
            self.brand(out, random);
        }
        out.push_str(self.institutions.pick(random));
    }

    /// A government body's.
    pub(crate) fn government(&self, out: &mut String, region: &Region, random: &mut Random) {
        out.push_str(&region.area);
        self.brand(out, random);
        out.push_str(self.governments.pick(random));
    }

    /// A sole trader's shop.
    pub(crate) fn shop(&self, out: &mut String, region: &Region, random: &mut Random) {
        out.push_str(&region.area);
        match random.below(10) {
            0..=6 => self.brand(out, random),
            // Named after its owner.
            _ => self.person(out, random),
        }
        out.push_str(self.shops.pick(random));
    }

    fn brand(&self, out: &mut String, random: &mut Random) {
        let characters = match random.below(100) {
            0..=67 => 2,
            68..=84 => 3,
            _ => 4,
        };
        (0..characters).for_each(|_| out.push(*self.brand.pick(random)));
    }

    fn enterprise_region(&self, out: &mut String, region: &Region, random: &mut Random) {
        out.push_str(match random.below(100) {
            0..=37 => region.city_short(),
            38..=67 => region.city,
            68..=77 => &region.area,
            78..=86 => region.province_short,
            87..=92 => region.local_short(),
            93..=96 => region.province,
            _ => "",
        });
    }
}

/// Weights 1 / (rank + 50)^2: 200 characters make four fifths of all brands' text, the last thousand a twentieth.
fn brand_characters() -> Weighted<char> {
    let characters = BRAND_CHARACTERS
        .chars()
        .filter(|character| !character.is_whitespace());
    Weighted::new(
        (50..)
            .zip(characters)
            .map(|(rank, character): (u64, _)| (character, 1_000_000_000 / (rank * rank))),
    )
}

/// 分公司
const BRANCH: &str = "\u{5206}\u{516c}\u{53f8}";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions;

    #[test]
    fn sections_are_all_there() {
        let names = Names::load();
        assert!(names.brand.items().len() > 1_400);
        assert!(names.surnames.items().len() > 100 && names.given.items().len() > 150);
        assert!(names.trades.items().len() > 120 && names.shops.items().len() > 40);
        for part in [
            &names.forms,
            &names.cooperatives,
            &names.institutions,
            &names.governments,
        ] {
            assert!(part.items().len() >= 5);
        }
        let kinds: Vec<_> = names.social.items().iter().map(|(_, kind)| *kind).collect();
        assert!(["51", "52", "53"].iter().all(|kind| kinds.contains(kind)));
    }

    #[test]
    fn brand_characters_are_distinct() {
        let names = Names::load();
        let mut characters = names.brand.items().to_vec();
        characters.sort_unstable();
        characters.dedup();
        assert_eq!(characters.len(), names.brand.items().len());
    }

    #[test]
    fn ten_thousand_companies_have_almost_as_many_names() {
        let (names, regions) = (Names::load(), regions::load());
        let mut seen: Vec<_> = (0..10_000)
            .map(|number| {
                let mut random = Random::stream(1, 2, number);
                let mut name = String::new();
                names.enterprise(&mut name, regions.pick(&mut random), &mut random);
                name
            })
            .collect();
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() > 9_990, "{}", seen.len());
    }
}
