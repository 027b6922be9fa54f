//! A number as typed, read in every way in which it can name a subject.
//!
//! The field says how the number is echoed; what it is compared as follows from its form. The reading that the field
//! asks for may confirm, all others are possible.

use crate::date::Date;
use crate::subject::direction;
use crate::subject::hidden::{hidden, hidden_in};
use crate::subject::personal::{may_be_citizen_id, may_be_of_living};
use crate::subject::traces::{ends_in_lost_digits, is_scientific, without_traces};
use crate::subject::{IdKind, Identifier, InputWarning, SubjectError, is_invisible, is_reg_no};

/// A number read as another kind than its field asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) id: Identifier,
    /// Its form and check digits leave hardly another meaning, so that it is compared once this is
    pub(crate) is_sure: bool,
}

/// What a number was read as, for a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadAs {
    CreditCode,
    OrgCode,
    CitizenId,
}

impl ReadAs {
    /// The warning for a reading of this kind, where there is one.
    pub(crate) fn of(kind: IdKind) -> Option<Self> {
        match kind {
            IdKind::Uscc => Some(Self::CreditCode),
            IdKind::OrgCode => Some(Self::OrgCode),
            IdKind::CitizenId => Some(Self::CitizenId),
            IdKind::RegNo | IdKind::TaxNo | IdKind::Passport | IdKind::Permit => None,
        }
    }
}

/// What is odd about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// What the field asks for
    pub(crate) kind: IdKind,
    pub(crate) fault: Fault,
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A check digit does not fit
    Check(InputWarning),
    /// So many characters are not a length of such a number
    Length(usize),
    /// A character that cannot stand at this place, from 1
    Character(char, usize),
    /// Only a part is shown
    Masked,
    /// A spreadsheet kept only the first digits
    LostDigits,
    /// Records that carry other numbers are not reached by it
    Unanswerable,
}

impl Problem {
    /// The warning, where there is one.
    pub(crate) fn code(self) -> Option<&'static str> {
        match self.fault {
            Fault::Check(warning) => Some(warning.code()),
            Fault::Length(_) => Some("length"),
            Fault::Character(..) => Some("characters"),
            Fault::Masked | Fault::LostDigits | Fault::Unanswerable => None,
        }
    }
}

/// What one field holds.
pub(super) struct Numbers<'a> {
    pub(super) today: Date,
    pub(super) readings: &'a mut Vec<Reading>,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Numbers<'_> {
    /// Reads a field; gives the number as the field asks for it, where it is one.
    pub(super) fn read(&mut self, kind: IdKind, text: &str) -> Option<Identifier> {
        if direction::may_turn(text) {
            self.turned(kind, text);
            return None;
        }
        if kind == IdKind::CitizenId
            && let Some(id) = self.fifteen_digits(text)
        {
            return Some(id);
        }
        let report = |fault| Problem { kind, fault };
        let (error, cleaned) = match Identifier::parse(kind, text) {
            Ok(id) => return self.declared(id),
            Err(error) => (error, without_traces(text)),
        };
        if is_scientific(text) {
            self.problems.push(report(fault_of(&error)));
            self.problems.push(report(Fault::LostDigits));
            return None;
        }
        if let Ok(id) = Identifier::parse(kind, &cleaned) {
            return self.declared(id);
        }
        if let Some(id) = hidden_in(kind, &cleaned) {
            return self.declared(id);
        }
        let known = self.readings.len();
        let is_sure = self.other_readings(kind, &cleaned) || self.several(kind, text);
        // Who says that a person is meant has not given that person's number.
        let is_persons = matches!(kind, IdKind::CitizenId | IdKind::Passport);
        let names_person = self
            .readings
            .iter()
            .skip(known)
            .any(|reading| reading.id.kind() == IdKind::CitizenId);
        if !is_sure || is_persons && !names_person {
            self.problems.push(report(fault_of(&error)));
        }
        self.glued(&cleaned);
        None
    }

    /// A number that is shown in another order than it is stored in, of which nobody knows what was meant.
    fn turned(&mut self, kind: IdKind, text: &str) {
        let orders = [direction::shown(text), Some(text.to_owned())];
        for number in orders.into_iter().flatten() {
            let is_unseen = |c: char| c.is_whitespace() || is_invisible(c);
            let id = Identifier::parse(kind, &without_traces(&number.replace(is_unseen, "")));
            if let Ok(id) = id {
                self.add(Reading { id, is_sure: false });
            }
        }
        let fault = Fault::Unanswerable;
        self.problems.push(Problem { kind, fault });
    }

    /// A number of the kind asked for. Nearly all are credit codes with right check digits, which have no other reading.
    fn declared(&mut self, id: Identifier) -> Option<Identifier> {
        let kind = id.kind();
        let mut report = |fault| self.problems.push(Problem { kind, fault });
        if id.is_masked() {
            report(Fault::Masked);
            return Some(id);
        }
        if kind == IdKind::Uscc
            && let Some(first) = all_the_same(id.value())
        {
            report(Fault::Character(first, 1));
            return None;
        }
        let warnings = id.warnings();
        if kind == IdKind::Uscc && !warnings.is_empty() && self.twice(id.value())
            || kind == IdKind::TaxNo && self.twice_in_other(id.value())
        {
            return None;
        }
        if let Some(masked) = hidden(&id, warnings.is_empty()) {
            self.problems.push(Problem {
                kind,
                fault: Fault::Masked,
            });
            return Some(masked);
        }
        // A citizen id in the field of a code may end so by itself, and is looked up with all that it may have been cut from.
        let may_be_cut = !warnings.is_empty()
            && kind != IdKind::RegNo
            && ends_in_lost_digits(id.value())
            && !(kind == IdKind::Uscc && self.is_citizens(id.value()));
        let mut report = |fault| self.problems.push(Problem { kind, fault });
        if may_be_cut {
            report(Fault::LostDigits);
        }
        let checks_fit = warnings.is_empty();
        warnings.into_iter().map(Fault::Check).for_each(report);
        match kind {
            IdKind::OrgCode => {}
            IdKind::CitizenId if checks_fit => {}
            IdKind::Uscc => {
                self.citizen(id.value());
                if !checks_fit {
                    self.meant(id.value());
                    self.filled_up(id.value());
                }
            }
            _ => {
                if kind == IdKind::CitizenId {
                    self.swapped(id.value());
                }
                let is_sure = self.other_readings(kind, id.value());
                self.glued(id.value());
                if !is_sure && kind == IdKind::TaxNo && id.value().len() == 18 {
                    // It is meant for a credit code, and one digit of it is wrong.
                    if ends_in_lost_digits(id.value()) {
                        self.problems.push(Problem {
                            kind,
                            fault: Fault::LostDigits,
                        });
                    }
                    self.meant(id.value());
                    let Ok(code) = Identifier::parse(IdKind::Uscc, id.value()) else {
                        self.problems.push(Problem {
                            kind,
                            fault: Fault::Unanswerable,
                        });
                        return Some(id);
                    };
                    let checks = code.warnings().into_iter().map(Fault::Check);
                    let kind = IdKind::Uscc;
                    self.problems.extend(checks.map(|fault| Problem { kind, fault }));
                    self.readings.push(Reading {
                        id: code,
                        is_sure: false,
                    });
                } else if !is_sure && kind != IdKind::CitizenId {
                    self.problems.push(Problem {
                        kind,
                        fault: Fault::Unanswerable,
                    });
                }
            }
        }
        Some(id)
    }

    /// A number in a name, of which nobody said what it is. Whether it is compared once its readings are.
    pub(super) fn in_name(&mut self, text: &str) -> bool {
        let cleaned = without_traces(text);
        if cleaned.contains('*') {
            // Beside a name a part of a number may still agree; alone it is none.
            let masked = Identifier::parse(IdKind::Uscc, &cleaned);
            self.readings
                .extend(masked.ok().map(|id| Reading { id, is_sure: false }));
            return false;
        }
        if cleaned.chars().count() == 18
            && let Ok(id) = Identifier::parse(IdKind::Uscc, &cleaned)
            && !may_be_citizen_id(id.value(), self.today)
        {
            let is_sure = id.warnings().is_empty();
            if !is_sure {
                if self.twice_in_other(id.value()) {
                    return true;
                }
                self.meant(id.value());
                self.filled_up(id.value());
            }
            self.readings.push(Reading { id, is_sure });
            return is_sure;
        }
        // Letters that no code has stand for the digits that look like them.
        if cleaned.chars().count() == 18 && Identifier::parse(IdKind::Uscc, &cleaned).is_err() {
            self.meant(&cleaned);
        }
        // A code in a name is meant for one; longer numbers may be anything.
        let kind = if cleaned.len() == 9 {
            IdKind::Uscc
        } else {
            IdKind::Permit
        };
        let is_sure = self.other_readings(kind, &cleaned) || self.twice_in_other(&cleaned);
        self.glued(&cleaned);
        self.of_other_length(&cleaned);
        is_sure
    }

    /// Adds a reading, unless it is known.
    pub(super) fn add(&mut self, reading: Reading) {
        if self.readings.iter().all(|known| known.id != reading.id) {
            self.readings.push(reading);
        }
    }

    /// Reads a value as every kind but the declared one whose form it has. Whether one of the readings is sure.
    pub(super) fn other_readings(&mut self, declared: IdKind, value: &str) -> bool {
        let value = value.to_ascii_uppercase();
        let all_digits = value.bytes().all(|byte| byte.is_ascii_digit());
        let mut is_sure = false;
        let mut add = |kind: IdKind, text: Option<&str>, is_good: &dyn Fn(&Identifier) -> Option<bool>| {
            let id = text.and_then(|text| Identifier::parse(kind, text).ok());
            let Some(id) = id.filter(|id| !id.is_masked()) else {
                return;
            };
            let Some(sure) = is_good(&id) else { return };
            is_sure |= sure;
            let reading = Reading { id, is_sure: sure };
            if !self.readings.contains(&reading) {
                self.readings.push(reading);
            }
        };
        let lookup = |_: &Identifier| Some(false);
        let checked = |id: &Identifier| id.warnings().is_empty().then_some(true);
        match value.len() {
            // One passport in eleven would be a code.
            9 => {
                let may_be_other = matches!(declared, IdKind::Passport | IdKind::Permit);
                add(IdKind::OrgCode, Some(&value), &|id| {
                    Some(id.warnings().is_empty() && !may_be_other)
                });
            }
            13 if declared != IdKind::RegNo => add(IdKind::RegNo, Some(&value), &lookup),
            15 => {
                for kind in [IdKind::RegNo, IdKind::TaxNo] {
                    if kind != declared {
                        add(kind, Some(&value), &lookup);
                    }
                }
                // Fifteen digits may as well be a registration number, one in eleven of which ends like a code.
                let is_tax_no = !all_digits || declared == IdKind::TaxNo && !is_reg_no(value.as_bytes());
                add(IdKind::OrgCode, value.get(6..), &|id| {
                    id.warnings().is_empty().then_some(is_tax_no)
                });
            }
            17 if declared != IdKind::TaxNo => add(IdKind::TaxNo, Some(&value), &lookup),
            18 if declared != IdKind::Uscc => add(IdKind::Uscc, Some(&value), &checked),
            20 => {
                if declared != IdKind::TaxNo {
                    add(IdKind::TaxNo, Some(&value), &lookup);
                }
                add(IdKind::Uscc, value.get(..18), &checked);
            }
            _ => {}
        }
        self.filled_up(&value);
        let number = value.get(..18).filter(|_| value.len() == 20).unwrap_or(&value);
        if declared != IdKind::CitizenId {
            is_sure |= self.citizen(number);
        }
        is_sure
    }

    /// Whether a value is a citizen's beyond doubt: its check digit fits, and codes and foreigners' ids begin otherwise.
    fn is_citizens(&self, value: &str) -> bool {
        !value.starts_with('9')
            && may_be_of_living(value, self.today)
            && Identifier::parse(IdKind::CitizenId, value).is_ok_and(|id| id.warnings().is_empty())
    }

    /// Reads a value as a citizen id, where it can be one: by its check digit, or because it is not a credit code.
    pub(super) fn citizen(&mut self, value: &str) -> bool {
        if !matches!(value.len(), 15 | 18) || !may_be_of_living(value, self.today) {
            return false;
        }
        let Ok(id) = Identifier::parse(IdKind::CitizenId, value) else {
            return false;
        };
        // Fifteen digits have no check, and may as well be a registration number.
        let is_sure = value.len() == 18 && id.warnings().is_empty();
        let is_code = || Identifier::parse(IdKind::Uscc, value).is_ok_and(|code| code.warnings().is_empty());
        if is_sure || !is_code() {
            self.add(Reading { id, is_sure });
        }
        is_sure
    }
}

/// The character of which a number consists alone, as what is typed where none is known does.
fn all_the_same(value: &str) -> Option<char> {
    let first = value.chars().next()?;
    value.chars().all(|c| c == first).then_some(first)
}

fn fault_of(error: &SubjectError) -> Fault {
    match error {
        SubjectError::Length { found } => Fault::Length(*found),
        SubjectError::Character { found, at } => Fault::Character(*found, *at),
    }
}
