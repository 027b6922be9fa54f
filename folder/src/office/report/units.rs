//! The same by unit: what its yearly assessment is counted from.

use super::super::Office;
use super::super::inbox::numbered;
use super::Period;
use super::acts::ActsOfUnits;
use serde::Serialize;
use std::collections::BTreeSet;

/// What one unit delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitYear {
    /// Its name
    pub unit: String,
    /// Monthly deliveries that it owed
    pub owed: u64,
    /// Those that came by their day
    pub in_time: u64,
    /// Those that never came
    pub missing: u64,
    /// Rows that it delivered, again with every delivery
    pub rows: u64,
    /// Acts that it delivered, each once however often it did
    pub acts: u64,
    /// Acts that went back, each once however often it did
    pub refused: u64,
    /// Rows with a term of their own
    pub timed: u64,
    /// Those that came within it
    pub timely: u64,
    /// Cases and items of work
    pub cases: u64,
    /// Lines of the ledger from which this was counted
    pub lines: Vec<u64>,
}

impl Office {
    /// Units of the ledger that the settings do not name.
    pub(super) fn unknown_units(&self, period: Period) -> Vec<String> {
        let came = numbered(self.ledger.lines()).filter(|(_, arrival)| period.holds(arrival.on));
        let cases = self.cases().filter(|(_, case)| period.holds(case.on));
        let names = came
            .map(|(_, arrival)| &arrival.unit)
            .chain(cases.map(|(_, case)| &case.unit));
        let unknown: BTreeSet<&String> = names.filter(|name| self.settings.unit(name).is_none()).collect();
        unknown.into_iter().cloned().collect()
    }

    pub(super) fn units(&self, period: Period, acts: &ActsOfUnits<'_>) -> Vec<UnitYear> {
        let owed = self.owed(period);
        let of_unit = |name: &str| {
            let mut unit = UnitYear {
                unit: name.to_owned(),
                ..UnitYear::default()
            };
            for owed in owed.iter().filter(|owed| owed.unit == name) {
                unit.owed += 1;
                unit.in_time += u64::from(owed.is_in_time());
                unit.missing += u64::from(owed.delivery.is_none());
                unit.lines.extend(owed.delivery.map(|(line, _)| line));
            }
            for (line, arrival) in numbered(self.ledger.lines()) {
                if arrival.unit != name || !period.holds(arrival.on) {
                    continue;
                }
                for tally in arrival.lists.values() {
                    unit.rows += tally.rows;
                    if arrival.acts.is_some() {
                        unit.acts += tally.rows;
                        unit.refused += tally.refused;
                    }
                    unit.timed += tally.timed;
                    unit.timely += tally.timely;
                }
                unit.lines.push(line);
            }
            let own = acts.iter().filter(|((delivered_by, _), _)| *delivered_by == name);
            for (_, acts) in own {
                unit.acts += acts.came();
                unit.refused += acts.back();
            }
            for (line, case) in self.cases() {
                if case.unit == name && period.holds(case.on) {
                    unit.cases += 1;
                    unit.lines.push(line.line);
                }
            }
            unit.lines.sort_unstable();
            unit.lines.dedup();
            unit
        };
        let named = self.settings.units.iter().map(|unit| unit.name.clone());
        let all = named.chain(self.unknown_units(period));
        all.map(|name| of_unit(&name)).collect()
    }
}
