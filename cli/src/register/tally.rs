//! How many rows came to what.

use crate::files::Shown;
use crate::layout::{grouped, padded};
use crate::screen::{FAINT, STRONG, styled};
use crate::words::{self, pick};
use jrp_core::compare::Outcome;
use jrp_core::policy::Lang;
use std::path::Path;

/// The strictest first. A finding that needs a person weighs more than a row that could not be compared.
const STRICTEST: [Outcome; 7] = [
    Outcome::Prohibited,
    Outcome::Restricted,
    Outcome::Review,
    Outcome::Indeterminate,
    Outcome::Notice,
    Outcome::Preferred,
    Outcome::Clear,
];

/// Rows by outcome, in the order of [`STRICTEST`].
#[derive(Default)]
pub(super) struct Tally([u64; STRICTEST.len()]);

impl Tally {
    pub(super) fn add(&mut self, outcome: Outcome) {
        for (count, counted) in self.0.iter_mut().zip(STRICTEST) {
            *count += u64::from(counted == outcome);
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// What the whole register comes to; one without rows has nothing against it.
    pub(super) fn strictest(&self) -> Outcome {
        self.found().next().map_or(Outcome::Clear, |(outcome, _)| outcome)
    }

    fn found(&self) -> impl Iterator<Item = (Outcome, u64)> {
        let counts = STRICTEST.into_iter().zip(self.0);
        counts.filter(|(_, count)| *count > 0)
    }

    /// The file, its rows, and the outcomes there are.
    pub(super) fn text(&self, out: &Path, lang: Lang) -> String {
        let rows = grouped(self.0.iter().sum());
        let rows = match lang {
            Lang::ZhCn => format!("{rows} 行"),
            Lang::En => format!("{rows} rows"),
        };
        let mut text = format!("{}  {rows}\n", styled(STRONG, &Shown(out).to_string()));
        for (outcome, count) in self.found() {
            let words = pick(lang, words::outcome(outcome));
            let (code, count) = (padded(outcome.code(), 13), grouped(count));
            text.push_str(&format!("  {code}{count:>11}   {}\n", styled(FAINT, words)));
        }
        text
    }
}
