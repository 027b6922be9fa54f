//! Numbers that a slip of the eye or the hand has made of another one.

use super::numbers::{Fault, Numbers, Problem, Reading};
use crate::subject::meant::{letters_as_digits, meant_codes, meant_for_org_code, small_letters_as_digits};
use crate::subject::personal::may_be_citizen_id;
use crate::subject::{IdKind, Identifier};

impl Numbers<'_> {
    /// Reads a value as the credit codes that a slip of the eye or the hand can have made it of.
    pub(super) fn meant(&mut self, value: &str) {
        let upper = value.to_ascii_uppercase();
        for digits in [letters_as_digits(&upper), small_letters_as_digits(&upper)] {
            if digits != value {
                self.citizen(&digits);
            }
        }
        self.swapped(value);
        for code in meant_codes(&upper) {
            if let Ok(id) = Identifier::parse(IdKind::Uscc, code.as_str()) {
                self.add(Reading { id, is_sure: false });
            }
        }
    }

    /// Reads a value as the credit codes of which a character was lost, or to which one was added.
    pub(super) fn of_other_length(&mut self, value: &str) {
        if !matches!(value.len(), 17 | 19) {
            return;
        }
        for code in meant_codes(&value.to_ascii_uppercase()) {
            if let Ok(id) = Identifier::parse(IdKind::Uscc, code.as_str()) {
                self.add(Reading { id, is_sure: false });
            }
        }
    }

    /// Reads a citizen id, whose check digit fails, as those that two neighbours swapped can have made it of, or all of it
    /// written backwards.
    pub(super) fn swapped(&mut self, value: &str) {
        let mut digits: Vec<char> = value.chars().collect();
        let backwards = digits.iter().rev().collect::<String>();
        let swapped = (1..digits.len()).map(|at| {
            digits.swap(at - 1, at);
            let other: String = digits.iter().collect();
            digits.swap(at - 1, at);
            other
        });
        for other in swapped.chain([backwards]) {
            if other != value
                && may_be_citizen_id(&other, self.today)
                && let Ok(id) = Identifier::parse(IdKind::CitizenId, &other)
                && id.warnings().is_empty()
            {
                self.add(Reading { id, is_sure: false });
            }
        }
    }

    /// Reads what fills up a tax number of fifteen characters with noughts, to the length of a credit code.
    pub(super) fn filled_up(&mut self, value: &str) {
        if let Some(number) = value.strip_suffix("000").filter(|number| number.len() == 15) {
            self.other_readings(IdKind::Uscc, number);
        }
    }

    /// Reads an organisation code entered twice in another field than that of a credit code. Whether it was.
    pub(super) fn twice_in_other(&mut self, value: &str) -> bool {
        let upper = value.to_ascii_uppercase();
        let is_code = |half: &str| !meant_for_org_code(half).is_empty();
        upper.len() == 18
            && upper
                .split_at_checked(9)
                .is_some_and(|(one, other)| is_code(one) || is_code(other))
            && self.twice(&upper)
    }

    /// Reads an organisation code that was entered twice, mistyped once or both times. Whether it was.
    pub(super) fn twice(&mut self, value: &str) -> bool {
        // Two characters differ where two neighbours were swapped.
        const MOST: usize = 2;
        let Some((one, other)) = value.split_at_checked(value.len() / 2) else {
            return false;
        };
        let differing = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
        if one.len() != other.len() || differing > MOST {
            return false;
        }
        let mut is_code = false;
        for code in [one, other].into_iter().flat_map(meant_for_org_code) {
            if let Ok(id) = Identifier::parse(IdKind::OrgCode, &code) {
                is_code = true;
                let is_sure = differing == 0 && code == one;
                self.add(Reading { id, is_sure });
            }
        }
        if !is_code || differing > 0 {
            self.problems.push(Problem {
                kind: IdKind::OrgCode,
                fault: Fault::Length(value.len()),
            });
        }
        true
    }
}
