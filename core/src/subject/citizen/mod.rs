//! Citizen ids (GB 11643) in what people type and systems export, however they are written.
//!
//! A number is read as its digits: of every script, with anything between them that is not a word. So it does not help to
//! put dots, blanks or invisible characters between the digits, or to write them in Chinese. What remains to be told
//! apart are numbers that only look like ids: those of documents, and credit codes.

mod escaped;
mod run;
mod sign;
mod slip;
mod written;

use super::IdKind;
use super::check_digit::{citizen_check, inner_check, is_reg_no, outer_check};
use super::hint::is_province;
use super::personal::is_before_1910;
use crate::date::Date;
use run::{Piece, runs};
use std::borrow::Cow;

/// Birth dates begin here.
const FIRST_BIRTH_YEAR: i32 = 1900;

/// Nobody younger is on a list: 行政处罚法 punishes from 14 years on.
const YOUNGEST: i32 = 14;

/// The fewest digits of an id.
pub(super) const SHORTEST: usize = 15;

/// What counts as a citizen id on a day.
///
/// ```
/// use jrp_core::date::Date;
/// use jrp_core::subject::CitizenIds;
///
/// let ids = CitizenIds::on(Date::parse("2026-11-21").unwrap());
/// // The example printed in GB 11643.
/// assert!(ids.are_in("法定代表人（身份证 1101 0519 4912 3100 2X）"));
/// assert!(ids.are_in("一一〇一〇五一九四九一二三一〇〇二"));
/// assert!(!ids.are_in("1101**********002X"));
/// // The check digit tells what one sign hides.
/// assert!(ids.are_in("110105194912*1002X"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CitizenIds {
    /// The last birth date where the check digit is right
    checked_until: Date,
    /// The last birth date where it is wrong or absent
    until: Date,
}

/// What a document's number may begin with: of the row it stands in, the division and the years of decision and listing.
#[derive(Clone, Debug, Default)]
pub struct OwnNumber {
    /// Six digits of GB/T 2260, where the row has them
    pub region: Option<String>,
    /// The years in which the matter was decided and listed
    pub years: [Option<i32>; 2],
}

/// Where a number stands, which decides what else it may be.
enum Place<'o> {
    Text,
    /// A column of identifiers
    Number,
    /// A document's or record's own number
    Reference(&'o OwnNumber),
}

impl CitizenIds {
    /// For data of this day: with a right check digit whoever is born by then, else whoever is old enough to be punished.
    pub fn on(as_of: Date) -> Self {
        let (year, month, day) = as_of.ymd();
        let years_ago = Date::from_ymd(year - YOUNGEST, month, day);
        // 29 February has no date in a common year.
        let until = years_ago.or_else(|| Date::from_ymd(year - YOUNGEST, month, day - 1));
        Self {
            checked_until: as_of,
            until: until.unwrap_or(as_of),
        }
    }

    /// For what is shown: whoever is born by this day, whatever the check digit says.
    pub fn shown_on(today: Date) -> Self {
        Self {
            checked_until: today,
            until: today,
        }
    }

    /// Whether a text holds one.
    pub fn are_in(&self, text: &str) -> bool {
        self.find(text, &Place::Text)
    }

    /// Whether a number said to be an organisation's or a trader's is one, begins with one as tax numbers may, or comes from
    /// one by a slip: a character is wrong, lost or too many, or two have changed places.
    ///
    /// ```
    /// use jrp_core::date::Date;
    /// use jrp_core::subject::CitizenIds;
    ///
    /// let ids = CitizenIds::on(Date::parse("2026-11-21").unwrap());
    /// assert!(ids.are_in_number("110105194912310020"));
    /// // The month is wrong.
    /// assert!(ids.are_in_number("11010519491331002X"));
    /// assert!(!ids.are_in_number("91320507MA1QF7RX85"));
    /// ```
    pub fn are_in_number(&self, number: &str) -> bool {
        let comes_from_one = || slip::of_id(number, |id| self.is_checked(id, &Place::Number));
        // Nearly all are credit codes.
        !is_credit_code(number) && (self.find(number, &Place::Number) || comes_from_one())
    }

    /// Whether the number of a document or record holds one. Such numbers often begin with a division and a year, and so
    /// look like ids: where these are the row's own they are not a birth date. The row is asked only where it matters.
    pub fn are_in_reference(&self, number: &str, own: impl FnOnce() -> OwnNumber) -> bool {
        let is_long = |text: &str| runs(text).next().is_some();
        let may_be =
            is_long(&as_written(number)) || escaped::plain(number).is_some_and(|plain| is_long(&plain));
        may_be && self.find(number, &Place::Reference(&own()))
    }

    /// Whether a text holds a number as long as an id, whatever else it says. Where nobody knows what such a number is, it
    /// is not to be shown.
    pub fn may_be_in(text: &str) -> bool {
        let is_long = |text: &str| runs(text).any(|run| run::pieces(run, |_| true));
        is_long(&as_written(text)) || escaped::plain(text).is_some_and(|plain| is_long(&plain))
    }

    fn find(&self, text: &str, place: &Place<'_>) -> bool {
        self.find_plain(&as_written(text), place)
            || escaped::plain(text).is_some_and(|plain| self.find_plain(&plain, place))
    }

    fn find_plain(&self, text: &str, place: &Place<'_>) -> bool {
        let in_words = written::dates(text);
        let text = in_words.as_deref().unwrap_or(text);
        // Credit codes are looked for only where something was found, which is seldom.
        self.find_any(text, place)
            && without_credit_codes(text).is_none_or(|rest| self.find_any(&rest, place))
    }

    fn find_any(&self, text: &str, place: &Place<'_>) -> bool {
        runs(text).any(|run| run::pieces(run, |piece| self.holds(piece, place)))
    }

    fn holds(&self, piece: &Piece, place: &Place<'_>) -> bool {
        let checked = piece
            .digits
            .windows(18)
            .any(|window| self.is_checked(window, place) && !is_own(window, place));
        checked
            || self.holds_unchecked(piece, place)
            || piece
                .filled()
                .any(|number| self.is_checked(&number, place) && !is_own(&number, place))
    }

    /// 18 digits whose check is right.
    fn is_checked(&self, window: &[u8], place: &Place<'_>) -> bool {
        let until = match place {
            Place::Reference(_) => self.until,
            _ => self.checked_until,
        };
        (has_province(window, 0) || window.first() == Some(&9) && has_province(window, 1))
            && self.is_birth(number(window, 6, 4), window, 10, until)
            && check_holds(window)
    }

    /// 15, 17 or 18 digits on their own: all of a run, or up to four groups of it.
    fn holds_unchecked(&self, piece: &Piece, place: &Place<'_>) -> bool {
        let whole = piece.digits.len();
        let numbers = [15, 17, 18].into_iter().any(|length| {
            piece.numbers(length).any(|number| {
                self.is_unchecked(number.digits)
                    && !(is_of_the_dead(number.digits, place)
                        || length == SHORTEST && number.is_masked
                        || is_own(number.digits, place))
            })
        });
        let begins_with = |length| piece.digits.get(..length).is_some_and(|id| self.is_unchecked(id));
        // A tax number is the id and two more.
        let longer = match place {
            Place::Number => {
                matches!(whole, 16 | 17 | 19 | 20) && begins_with(15) || whole == 20 && begins_with(18)
            }
            Place::Text => whole == 17 && begins_with(15),
            Place::Reference(_) => false,
        };
        numbers || longer
    }

    fn is_unchecked(&self, digits: &[u8]) -> bool {
        let dated = match digits.len() {
            15 => self.is_birth(
                number(digits, 6, 2).map(|year| year + 1900),
                digits,
                8,
                self.until,
            ),
            _ => self.is_birth(number(digits, 6, 4), digits, 10, self.until),
        };
        dated && has_province(digits, 0)
    }

    fn is_birth(&self, year: Option<u32>, digits: &[u8], day_at: usize, until: Date) -> bool {
        let date = || {
            let (month, day) = (number(digits, day_at, 2)?, number(digits, day_at + 2, 2)?);
            Date::from_ymd(i32::try_from(year?).ok()?, month, day)
        };
        date().is_some_and(|born| born.ymd().0 >= FIRST_BIRTH_YEAR && born <= until)
    }
}

/// First two digits of an id.
fn has_province(digits: &[u8], at: usize) -> bool {
    number(digits, at, 2).is_some_and(|number| is_province(IdKind::CitizenId, number))
}

/// Some digits as a number; `None` where the check of ten is among them.
fn number(digits: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = digits.get(at..at + count)?;
    digits.iter().try_fold(0, |sum, digit| {
        (*digit < 10).then(|| sum * 10 + u32::from(*digit))
    })
}

/// Nobody lives who was born before 1910. Fifteen digits that say so, with the check of a registration number, are one: these count
/// up from zero behind their division.
fn is_of_the_dead(digits: &[u8], place: &Place<'_>) -> bool {
    let ascii = || -> Vec<u8> { digits.iter().map(|digit| b'0' + digit).collect() };
    matches!(place, Place::Number) && is_before_1910(digits, 0) && is_reg_no(&ascii())
}

fn check_holds(window: &[u8]) -> bool {
    let Some((last, first17)) = window.split_last() else {
        return false;
    };
    let ascii = |digit: &u8| if *digit == 10 { b'X' } else { b'0' + digit };
    let first17: Vec<u8> = first17.iter().map(ascii).collect();
    citizen_check(&first17) == Some(ascii(last))
}

/// Whether the digits begin with the row's own division and year. Of a row without division the year alone says that the
/// digits are not a birth date.
fn is_own(digits: &[u8], place: &Place<'_>) -> bool {
    let Place::Reference(own) = place else {
        return false;
    };
    let region = own.region.as_deref().unwrap_or_default();
    let mut region = region.as_bytes();
    // A province or city stands for the divisions in it.
    while let Some(shorter) = region.strip_suffix(b"00") {
        region = shorter;
    }
    let begins = digits.len() >= region.len() && region.iter().zip(digits).all(|(a, b)| *a == b'0' + *b);
    let mut years = own
        .years
        .iter()
        .flatten()
        .filter_map(|year| u32::try_from(*year).ok());
    let is_year = |year| number(digits, 6, 4) == Some(year);
    // Of a province or city the year stands right behind it.
    let follows = |year| !region.is_empty() && number(digits, region.len(), 4) == Some(year);
    // Fifteen digits have two for the year of birth.
    let is_short_year = |year| number(digits, 6, 2) == Some(year % 100) && !region.is_empty();
    begins
        && years.any(|year| is_year(year) || follows(year) || digits.len() == SHORTEST && is_short_year(year))
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
}

/// The text with a word in the place of each credit code; `None` where there is none.
fn without_credit_codes(text: &str) -> Option<String> {
    let codes: Vec<&str> = tokens(text).filter(|token| is_credit_code(token)).collect();
    let mut rest = text.to_owned();
    for code in &codes {
        rest = rest.replace(code, "A");
    }
    (!codes.is_empty()).then_some(rest)
}

/// Whether 18 characters are a credit code rather than a citizen id. One id in 31 has the check of a code too, one in 341
/// both checks; so a number whose check is an id's remains one, unless it begins with 9 as the codes of companies do: ids
/// that begin so are those of foreign permanent residents, who are few.
fn is_credit_code(token: &str) -> bool {
    let code = token.to_ascii_uppercase();
    let code = code.as_bytes();
    let (Some(first17), Some(check)) = (code.get(..17), code.get(17)) else {
        return false;
    };
    let inner = code.get(8..16).and_then(inner_check);
    code.len() == 18
        && outer_check(first17) == Some(*check)
        && inner.as_ref() == code.get(16)
        && (code.starts_with(b"9") || citizen_check(first17) != Some(*check))
}

/// The text as it is written, but for ideographs that are written by their numbers.
fn as_written(text: &str) -> Cow<'_, str> {
    escaped::with_ideographs(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests;
