//! How many rows came to what, and what was said of all of them.

use jrp_core::compare::{Outcome, Prompt};
use jrp_intake::Watch;

const STRICTEST: [Outcome; 7] = Outcome::STRICTEST;

/// What screening saw.
#[derive(Default)]
pub(super) struct Tally {
    /// Rows by outcome, in the order of [`STRICTEST`]
    rows: [u64; STRICTEST.len()],
    /// Totals and signatures, which name nobody
    passed_over: u64,
    /// What was said of every row alike
    general: Vec<Prompt>,
    /// What columns that are not read look like
    pub(super) watch: Watch,
}

impl Tally {
    pub(super) fn add(&mut self, outcome: Outcome) {
        if let Some(count) = self.rows.get_mut(outcome.strictness()) {
            *count += 1;
        }
    }

    /// A row is a total or a signature.
    pub(super) fn pass_over(&mut self) {
        self.passed_over += 1;
    }

    pub(super) fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// Keeps what concerns every row.
    pub(super) fn hold(&mut self, prompt: &Prompt) {
        if !self.general.contains(prompt) {
            self.general.push(prompt.clone());
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        for (count, more) in self.rows.iter_mut().zip(other.rows) {
            *count += more;
        }
        self.passed_over += other.passed_over;
        other.general.iter().for_each(|prompt| self.hold(prompt));
        self.watch.join(&other.watch);
    }

    /// What the whole register comes to; one without rows has nothing against it.
    pub(super) fn strictest(&self) -> Outcome {
        self.found().next().map_or(Outcome::Clear, |(outcome, _)| outcome)
    }

    pub(super) fn rows(&self) -> u64 {
        self.rows.iter().sum()
    }

    /// The outcomes there are, the strictest first.
    pub(super) fn found(&self) -> impl Iterator<Item = (Outcome, u64)> {
        let counts = STRICTEST.into_iter().zip(self.rows);
        counts.filter(|(_, count)| *count > 0)
    }

    pub(super) fn general(&self) -> &[Prompt] {
        &self.general
    }
}
