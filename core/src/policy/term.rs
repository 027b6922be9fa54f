//! The longest term that a list allows its records.

use super::sheet::Row;
use super::{PolicyError, PolicyProblem};
use crate::date::Date;
use crate::record::Severity;

/// How long a record may stay on a list at most, in months from its listing; by grade where the law grades (国办发〔2025〕22号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongestTerm {
    /// Of 轻微, 一般, 严重
    by_grade: [u32; 3],
}

impl LongestTerm {
    /// Months for a record of this grade. One without a grade may stay as long as the most serious.
    pub fn months(&self, grade: Option<Severity>) -> u32 {
        let [minor, general, serious] = self.by_grade;
        match grade {
            Some(Severity::Minor) => minor,
            Some(Severity::General) => general,
            Some(Severity::Serious) | None => serious,
        }
    }

    /// The last day that a record listed on this day may stay, where the calendar reaches that far.
    pub fn last_day(&self, listed_on: Date, grade: Option<Severity>) -> Option<Date> {
        listed_on.plus_months(self.months(grade))
    }
}

/// `3y`, `18m`, or one for each grade.
pub(super) fn read(row: &Row<'_>, column: &str) -> Result<Option<LongestTerm>, PolicyError> {
    let text = row.text(column);
    if text.is_empty() {
        return Ok(None);
    }
    let term = parse(text).ok_or_else(|| {
        row.refuse(
            column,
            PolicyProblem::MalformedTerm {
                value: text.to_owned(),
            },
        )
    })?;
    Ok(Some(term))
}

fn parse(text: &str) -> Option<LongestTerm> {
    if let Some(months) = months(text) {
        return Some(LongestTerm {
            by_grade: [months; 3],
        });
    }
    let mut parts = text.split('|').map(str::trim);
    let mut grade = |severity: Severity| {
        let (name, term) = parts.next()?.split_once('=')?;
        months(term).filter(|_| name == severity.code())
    };
    let by_grade = [
        grade(Severity::Minor)?,
        grade(Severity::General)?,
        grade(Severity::Serious)?,
    ];
    parts.next().is_none().then_some(LongestTerm { by_grade })
}

fn months(text: &str) -> Option<u32> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: u32 = number.parse().ok().filter(|number| (1..=100).contains(number))?;
    match unit {
        "y" => Some(number * 12),
        "m" => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_years_months_or_one_for_each_grade() {
        assert_eq!(parse("3y").unwrap().months(None), 36);
        assert_eq!(parse("18m").unwrap().months(Some(Severity::Minor)), 18);
        let graded = parse("轻微=3m|一般=1y|严重=3y").unwrap();
        let months = Severity::ALL.map(|grade| graded.months(Some(grade)));
        assert_eq!(months, [3, 12, 36]);
        assert_eq!(graded.months(None), 36);
        for odd in [
            "",
            "y",
            "0y",
            "3",
            "3d",
            "-1y",
            "101y",
            "年",
            "一般=1y",
            "轻微=3m|一般=1y",
            "轻微=3m|一般=1y|严重=3y|严重=3y",
        ] {
            assert_eq!(parse(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn the_last_day_is_the_same_day_of_the_month() {
        let day = |text| Date::parse(text).unwrap();
        let term = parse("轻微=3m|一般=1y|严重=3y").unwrap();
        assert_eq!(
            term.last_day(day("2025-11-30"), Some(Severity::Minor)),
            Some(day("2026-02-28"))
        );
        assert_eq!(term.last_day(day("2024-02-29"), None), Some(day("2027-02-28")));
    }
}
