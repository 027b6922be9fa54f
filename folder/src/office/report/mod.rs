//! What the office owes its superiors: numbers, each with the lines of the ledger it was counted from.

mod acts;
mod numbers;
mod period;
mod units;

pub use period::Period;
pub use units::UnitYear;

use super::show::OfficeRecord;
use super::{Office, OfficeError};
use jrp_core::date::Date;
use serde::Serialize;

/// A report.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Who reports
    pub publisher: String,
    /// About which time, in Chinese
    pub period: String,
    /// The first day of it
    pub from: Date,
    /// The last day of it that has been
    pub to: Date,
    /// The numbers
    pub numbers: Vec<Number>,
    /// The same by unit
    pub units: Vec<UnitYear>,
    /// Records whose term ends in the month after
    pub ending: Vec<OfficeRecord>,
    /// Years of which the holidays are not known
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown_years: Vec<i32>,
    /// Units that delivered in the time and that `office.toml` does not name any more: what they owed is not known
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown_units: Vec<String>,
}

/// One number: so many of so many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Number {
    /// Its code
    pub code: &'static str,
    /// What it is, in Chinese
    pub title: &'static str,
    /// How many
    pub count: u64,
    /// Of how many, where it is a share
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// The least that is asked for: a share in per mille, or a count
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u64>,
    /// Lines of the ledger from which it was counted
    pub lines: Vec<u64>,
}

impl Number {
    /// The share in per mille, rounded down so that no bar is passed by rounding.
    pub fn per_mille(&self) -> Option<u64> {
        let of = self.of.filter(|of| *of > 0)?;
        Some(self.count.saturating_mul(1000) / of)
    }

    /// Whether what is asked for was reached; `None` where nothing is asked, or nothing was there to be counted.
    pub fn is_met(&self) -> Option<bool> {
        let least = self.at_least?;
        match self.of {
            Some(_) => Some(self.per_mille()? >= least),
            None => Some(self.count >= least),
        }
    }
}

impl Office {
    /// Counts a report. What is due after today is not counted yet.
    pub fn report(&mut self, period: Period) -> Result<Report, OfficeError> {
        let today = self.today();
        if period.first() > today {
            return Err(OfficeError::Usage(format!("{period} has not begun")));
        }
        self.load_all()?;
        let acts = acts::of_period(self.ledger.lines(), &self.tables, period)?;
        let numbers = self.numbers(period, &acts);
        let units = self.units(period, &acts);
        let unknown_units = self.unknown_units(period);
        let ending = self.ending(period)?;
        let known = self.policy.calendar().years();
        let (first, ..) = period.first().ymd();
        let unknown_years = [first]
            .into_iter()
            .filter(|year| known.binary_search(year).is_err());
        Ok(Report {
            publisher: self.settings.publisher.clone(),
            period: period.to_string(),
            from: period.first(),
            to: period.last().min(today),
            numbers,
            units,
            ending,
            unknown_years: unknown_years.collect(),
            unknown_units,
        })
    }

    /// Records whose term ends in the month after the period.
    fn ending(&mut self, period: Period) -> Result<Vec<OfficeRecord>, OfficeError> {
        let from = period.last().next();
        let (year, month, _) = from.ymd();
        let to = super::clock::last_of(year, month).unwrap_or(from);
        let mut records = self.standing(&super::Asked::default())?;
        records.retain(|record| {
            let live = matches!(record.state.as_str(), "active" | "objection" | "suspended");
            live && record
                .publish_until
                .is_some_and(|until| (from..=to).contains(&until))
        });
        Ok(records)
    }
}
