//! Soft hints: what looks odd about an identifier but is never a reason to reject, warn or hold back a finding.

use super::{IdKind, Identifier};
use crate::date::Date;

/// Something that looks odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hint {
    /// The area code names no province of GB 2260.
    AreaUnknown,
    /// The digits of the birth date are not a date.
    BirthDateImpossible,
}

impl Hint {
    /// The hint's name.
    pub fn code(self) -> &'static str {
        match self {
            Self::AreaUnknown => "area-unknown",
            Self::BirthDateImpossible => "birth-date-impossible",
        }
    }
}

impl Identifier {
    /// The area code of an unmasked credit code or citizen id: six characters of GB 2260, of a foreign permanent
    /// resident's id the two of the province.
    pub fn area(&self) -> Option<&str> {
        match self.kind() {
            _ if self.is_masked() => None,
            IdKind::Uscc => self.value().get(2..8),
            IdKind::CitizenId if self.value().starts_with('9') => self.value().get(1..3),
            IdKind::CitizenId => self.value().get(..6),
            _ => None,
        }
    }

    /// The birth date in an unmasked citizen id, where it is a date.
    pub fn birth_date(&self) -> Option<Date> {
        if self.kind() != IdKind::CitizenId || self.is_masked() {
            return None;
        }
        let year = self.value().get(6..10)?.parse().ok()?;
        let month = self.value().get(10..12)?.parse().ok()?;
        let day = self.value().get(12..14)?.parse().ok()?;
        Date::from_ymd(year, month, day)
    }

    /// What looks odd.
    pub fn hints(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        if self.area().is_some_and(|area| !has_province(self.kind(), area)) {
            hints.push(Hint::AreaUnknown);
        }
        if self.kind() == IdKind::CitizenId && !self.is_masked() && self.birth_date().is_none() {
            hints.push(Hint::BirthDateImpossible);
        }
        hints
    }
}

/// Whether the first two digits name a province, a special region or, in credit codes, the national offices (10).
pub(crate) fn has_province(kind: IdKind, area: &str) -> bool {
    let Some(Ok(province)) = area.get(..2).map(str::parse::<u32>) else {
        return false;
    };
    is_province(kind, province)
}

/// The provinces of GB/T 2260, and what numbers of a kind have beside them.
pub(super) fn is_province(kind: IdKind, number: u32) -> bool {
    match number {
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=82 => true,
        // The national offices.
        10 => kind == IdKind::Uscc,
        // Residence permits of Taiwan.
        83 => kind == IdKind::CitizenId,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(kind: IdKind, text: &str) -> Identifier {
        Identifier::parse(kind, text).unwrap()
    }

    #[test]
    fn ordinary_identifiers_give_no_hint() {
        assert_eq!(id(IdKind::Uscc, "9144030071526726XG").hints(), []);
        let example = id(IdKind::CitizenId, "11010519491231002X");
        assert_eq!(example.area(), Some("110105"));
        assert_eq!(example.birth_date(), Date::from_ymd(1949, 12, 31));
        assert_eq!(example.hints(), []);
        assert_eq!(
            id(IdKind::CitizenId, "830000199902290010").hints(),
            [Hint::BirthDateImpossible]
        );
        assert_eq!(id(IdKind::Passport, "E12345678").hints(), []);
    }

    #[test]
    fn odd_areas_and_dates_are_told() {
        assert_eq!(
            id(IdKind::Uscc, "91990000MA00000000").hints(),
            [Hint::AreaUnknown]
        );
        let odd = id(IdKind::CitizenId, "000000199913010010");
        assert_eq!(odd.hints(), [Hint::AreaUnknown, Hint::BirthDateImpossible]);
        assert_eq!(id(IdKind::CitizenId, "0000**********0010").hints(), []);
    }

    #[test]
    fn a_foreign_permanent_resident_has_a_province_and_a_birth_date() {
        let resident = id(IdKind::CitizenId, "932840199001010019");
        assert_eq!(resident.area(), Some("32"));
        assert_eq!(resident.birth_date(), Date::from_ymd(1990, 1, 1));
        assert_eq!(resident.hints(), []);
    }
}
