//! Numbers of which a spreadsheet has made the last digits zeros, though the check digits happen to fit.
//!
//! A spreadsheet keeps fifteen digits. One cut citizen id in 11 still fits its check, one cut credit code in 341 both of its
//! own, while one genuine citizen id in 1100 ends so, and one genuine code of digits in 3410. Neither can be believed nor
//! refused; but what may have been cut is known but for two digits, so that all of it can be looked up: a hundred citizen ids,
//! at most ten codes.

use super::check_digit::{citizen_check, inner_check, outer_check};
use super::{IdKind, Identifier};

/// Digits that a spreadsheet keeps.
const KEPT: usize = 15;

/// What it puts behind them.
const ZEROS: &str = "000";

/// The numbers of the kind that may have been cut to a value of eighteen digits, or the one that this value may have been
/// cut to. Their check digits fit.
pub(crate) fn uncut(kind: IdKind, value: &str) -> Vec<String> {
    let is_number = value.len() == KEPT + ZEROS.len() && value.bytes().all(|byte| byte.is_ascii_digit());
    let Some((kept, rest)) = value.split_at_checked(KEPT).filter(|_| is_number) else {
        return Vec::new();
    };
    if rest == ZEROS {
        let whole = |digits: u8| match kind {
            IdKind::Uscc => code(kept, digits),
            _ => citizen_id(kept, digits),
        };
        let last = if kind == IdKind::Uscc { 10 } else { 100 };
        let all = (0..last).filter_map(whole);
        return all.filter(|other| other != value).collect();
    }
    let cut = [kept, ZEROS].concat();
    let fits = Identifier::parse(kind, &cut).is_ok_and(|id| id.warnings().is_empty());
    fits.then_some(cut).into_iter().collect()
}

/// The code with this sixteenth digit; one with a letter among its checks is not a number to a spreadsheet.
fn code(kept: &str, digit: u8) -> Option<String> {
    let mut code = format!("{kept}{digit}").into_bytes();
    code.push(inner_check(code.get(8..)?)?);
    code.push(outer_check(&code)?);
    numeric(code)
}

/// The citizen id with these two digits behind those that were kept.
fn citizen_id(kept: &str, digits: u8) -> Option<String> {
    let mut id = format!("{kept}{digits:02}").into_bytes();
    id.push(citizen_check(&id)?);
    numeric(id)
}

fn numeric(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_spreadsheet_cuts_is_found_again_from_both_sides() {
        let ids = (0..1000).map(|n| format!("32990219880415{n:03}"));
        let ids = ids.filter_map(|id| numeric([id.as_bytes(), &[citizen_check(id.as_bytes())?]].concat()));
        let codes =
            (0..1000).filter_map(|n: u32| code(&format!("9132990255812{:02}", n % 100), (n / 100) as u8));
        let numbers = ids
            .map(|id| (IdKind::CitizenId, id))
            .chain(codes.map(|code| (IdKind::Uscc, code)));
        let (mut count, mut fitting) = (0, 0);
        for (kind, whole) in numbers {
            let cut = format!("{}000", &whole[..15]);
            assert!(cut == whole || uncut(kind, &cut).contains(&whole), "{whole}");
            let believed = Identifier::parse(kind, &cut).unwrap().warnings().is_empty();
            let leads_on = uncut(kind, &whole).contains(&cut);
            assert!(cut == whole || leads_on == believed, "{whole}");
            (count, fitting) = (count + 1, fitting + usize::from(believed));
        }
        assert!(count > 1000 && fitting > 50, "{count} {fitting}");
    }

    #[test]
    fn few_are_meant_and_nothing_by_what_is_no_number() {
        assert!(uncut(IdKind::CitizenId, "329902198804153000").len() > 80);
        assert!(uncut(IdKind::Uscc, "913299025581230000").len() <= 10);
        for text in ["91329902MA7QK2R000", "11010519491231002X", "913299025581230", ""] {
            assert!(uncut(IdKind::Uscc, text).is_empty(), "{text}");
            assert!(uncut(IdKind::CitizenId, text).is_empty(), "{text}");
        }
    }
}
