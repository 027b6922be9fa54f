//! Which of the measures of a list in a scenario applies.

use super::{Condition, Measure, Policy, Role};
use crate::date::Date;
use crate::record::SubjectKind;

/// The measures of a list in a scenario, as one question meets them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The one that applies; `None` where the pack has none
    pub measure: Option<&'a Measure>,
    /// Stricter ones, each for a role that nobody has asserted or denied
    pub by_role: Vec<&'a Measure>,
}

impl Policy {
    /// The measures of a list in a scenario, one a role; those not enabled too.
    pub fn measures_of(&self, list: &str, scenario: &str) -> &[Measure] {
        let measures = self.measures();
        let key = (list, scenario);
        let from = measures.partition_point(|measure| measure.cell() < key);
        let rest = measures.get(from..).unwrap_or_default();
        // There are but a few, one a role.
        let count = rest.iter().take_while(|measure| measure.cell() == key).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The measure that applies on a date to a record of this subject kind, under what is asserted.
    ///
    /// Where a role is asserted that has a measure of its own, that one applies, of several the strictest. Where none is, the
    /// mildest does, and the stricter ones stand beside it, so that the asker learns that the role matters.
    pub fn cell(
        &self,
        list: &str,
        scenario: &str,
        kind: SubjectKind,
        on: Date,
        asserted: &[Condition],
    ) -> Cell<'_> {
        let fits = |measure: &&Measure| measure.applies_on(on) && measure.fits(kind);
        let measures = self.measures_of(list, scenario);
        let cells = || measures.iter().filter(fits);
        let is_asserted = |role: Role| asserted.iter().any(|condition| condition.role() == Some(role));
        let asked = cells().filter(|measure| measure.role.is_some_and(is_asserted));
        if let Some(measure) = asked.min_by_key(|measure| measure.effect) {
            return Cell {
                measure: Some(measure),
                by_role: Vec::new(),
            };
        }
        let mildest = cells().max_by_key(|measure| measure.effect);
        let stricter = |measure: &&Measure| mildest.is_some_and(|mildest| measure.effect < mildest.effect);
        Cell {
            measure: mildest,
            by_role: cells().filter(stricter).collect(),
        }
    }
}
