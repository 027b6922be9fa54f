//! clubcard, the structure of browsers' certificate revocation lists: smaller than any table of codes, but it answers
//! rightly only for a universe that is enumerated while it is made, and the business subjects of a country are none.

use clubcard::builder::{ApproximateRibbon, ClubcardBuilder, ExactRibbon};
use clubcard::{ApproximateSizeOf, AsQuery, Equation, Filterable, Queryable};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many times the list the universe is.
const UNIVERSE: usize = 10;

const WORDS: usize = 4;

struct Code {
    hash: [u64; WORDS],
    listed: bool,
}

impl Code {
    fn new(code: &str, listed: bool) -> Self {
        let word = |seed: u64| {
            let mut hasher = DefaultHasher::new();
            (seed, code).hash(&mut hasher);
            hasher.finish()
        };
        Self {
            hash: [word(0) | 1, word(1), word(2), word(3)],
            listed,
        }
    }
}

impl AsQuery<WORDS> for Code {
    fn as_query(&self, columns: usize) -> Equation<WORDS> {
        let start = (self.hash[WORDS - 1] as usize) % columns.max(1);
        Equation::inhomogeneous(start, self.hash, u8::from(!self.listed))
    }

    fn block(&self) -> &[u8] {
        &[]
    }

    fn discriminant(&self) -> &[u8] {
        &[]
    }
}

impl Filterable<WORDS> for Code {
    fn included(&self) -> bool {
        self.listed
    }
}

struct Universe;

impl ApproximateSizeOf for Universe {}

impl Queryable<WORDS> for Code {
    type UniverseMetadata = Universe;
    type PartitionMetadata = ();

    fn in_universe(&self, _: &Universe) -> bool {
        true
    }
}

/// Bytes for these codes in a universe of ten times as many.
pub(super) fn size(codes: impl Iterator<Item = String>) -> usize {
    let codes: BTreeSet<String> = codes.collect();
    let mut builder = ClubcardBuilder::new();
    let mut approximate = builder.new_approx_builder(&[]);
    for code in &codes {
        approximate.insert(Code::new(code, true));
    }
    approximate.set_universe_size(codes.len() * UNIVERSE);
    builder.collect_approx_ribbons(vec![ApproximateRibbon::from(approximate)]);
    let mut exact = builder.new_exact_builder(&[]);
    for code in &codes {
        exact.insert(Code::new(code, true));
    }
    for other in codes.len()..codes.len() * UNIVERSE {
        exact.insert(Code::new(&other.to_string(), false));
    }
    builder.collect_exact_ribbons(vec![ExactRibbon::from(exact)]);
    builder.build::<Code>(Universe, ()).approximate_size_of()
}
