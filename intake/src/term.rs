//! From when to when a row counts. Where the last day of publication should stand, tables also write that there is none (长期), or
//! how long it is (3年).

use crate::cells::Cells;
use crate::faults::Found;
use crate::refusal::{Problem, Refusal};
use crate::{Column, clean};
use jrp_core::date::Date;
use jrp_core::policy::ListKind;

/// That there is no last day.
pub(crate) const ENDLESS: [&str; 8] = [
    "长期",
    "长期有效",
    "长期公示",
    "无固定期限",
    "无期限",
    "不限期",
    "永久",
    "永久有效",
];

/// What may stand before a length of time. What begins on another day than the listing is none of these.
const BEFORE: [&str; 7] = [
    "自列入之日起",
    "列入之日起",
    "公示期限",
    "公示期",
    "有效期",
    "期限",
    "公示",
];

/// Most months of a length of time: more is a slip.
const MOST: u32 = 1200;

/// From when to when a row counts, as far as that can be read.
pub(crate) struct Term {
    pub(crate) listed_on: Option<Date>,
    pub(crate) effective_from: Option<Date>,
    pub(crate) publish_until: Option<Date>,
    pub(crate) effective_until: Option<Date>,
}

impl Term {
    /// Reads it. Of a row whose list is not known it is not told whether the list allows the term.
    pub(crate) fn read(cells: &Cells<'_>, list: Option<&ListKind>, found: &mut Found) -> Self {
        let listed_on = cells
            .date(Column::ListedOn)
            .and_then(|day| day.ok_or_else(|| Problem::Blank.at(Column::ListedOn)));
        let listed_on = found.keep(listed_on);
        let effective_from = found.keep(cells.date(Column::EffectiveFrom));
        let begins =
            { listed_on.zip(effective_from) }.map(|(listed, from)| from.unwrap_or(listed).max(listed));
        let until = found.keep(Until::read(cells, list, begins));
        let effective_until = found.keep(cells.date(Column::EffectiveUntil));
        if let (Some(Until::Blank), Some(list)) = (&until, list.filter(|list| !list.open_ended)) {
            let list = list.code.clone();
            found.add(Problem::EndMissing { list }.at(Column::PublishUntil));
        }
        let term = Self {
            listed_on,
            effective_from: effective_from.flatten(),
            publish_until: until.and_then(Until::day),
            effective_until: effective_until.flatten(),
        };
        found.keep(term.ends_after_it_begins(Column::PublishUntil, term.publish_until));
        found.keep(term.ends_after_it_begins(Column::EffectiveUntil, term.effective_until));
        term
    }

    fn ends_after_it_begins(&self, column: Column, end: Option<Date>) -> Result<(), Refusal> {
        let starts = [
            (Column::ListedOn, self.listed_on),
            (Column::EffectiveFrom, self.effective_from),
        ];
        for (start_of, start) in starts {
            if let Some((until, start)) = end.zip(start).filter(|(until, start)| until < start) {
                let (until, start) = (until.to_string(), start.to_string());
                return Err(Problem::EndTooEarly {
                    until,
                    start,
                    start_of,
                }
                .at(column));
            }
        }
        Ok(())
    }
}

/// The last day of publication.
enum Until {
    Day(Date),
    /// Nothing is written, or what stands for nothing
    Blank,
    /// There is none, and the list allows that
    Endless,
    /// In words whose meaning depends on a list or a day that could not be read
    Untold,
}

impl Until {
    fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Blank | Self::Endless | Self::Untold => None,
        }
    }

    /// As a date or in words; a length of time runs from the day on which the record begins.
    fn read(cells: &Cells<'_>, list: Option<&ListKind>, begins: Option<Date>) -> Result<Self, Refusal> {
        let cell = cells.get(Column::PublishUntil);
        let found = || clean::quoted(&cell);
        let Some(words) = Words::of(&cell) else {
            let day = cells.date(Column::PublishUntil)?;
            return Ok(day.map_or(Self::Blank, Self::Day));
        };
        let Some(list) = list else {
            return Ok(Self::Untold);
        };
        let list_code = || list.code.clone();
        let problem = match words {
            Words::Endless if list.open_ended => return Ok(Self::Endless),
            Words::Endless => Problem::EndOpen {
                found: found(),
                list: list_code(),
            },
            // Only where the law of the list counts a term from the listing is it known from when. What is longer is none: 26年10月
            // may be a month.
            Words::Months(months) => {
                let is_allowed = list.max_term.is_some_and(|most| months <= most.months(None));
                match begins.map(|begins| begins.plus_months(months)) {
                    None if is_allowed => return Ok(Self::Untold),
                    Some(Some(last)) if is_allowed => return Ok(Self::Day(last)),
                    _ => Problem::EndLength {
                        found: found(),
                        list: list_code(),
                    },
                }
            }
        };
        Err(problem.at(Column::PublishUntil))
    }
}

/// What may stand in the place of a last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Endless,
    Months(u32),
}

impl Words {
    /// What a cleaned cell says; `None` where it is neither, such as a date.
    pub(crate) fn of(cell: &str) -> Option<Self> {
        // Dates have more figures than a length of time has.
        if cell.is_empty() || cell.len() > 40 || cell.starts_with("20") || cell.starts_with("19") {
            return None;
        }
        let text: String = clean::half_width(cell)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        if ENDLESS.contains(&text.as_str()) {
            return Some(Self::Endless);
        }
        let text = { BEFORE.iter() }
            .find_map(|before| text.strip_prefix(before))
            .unwrap_or(&text);
        let text = text.trim_start_matches([':', '：', '为']);
        months(text)
            .filter(|months| (1..=MOST).contains(months))
            .map(Self::Months)
    }
}

/// `3年`, `36个月`, `一年半`, `1年6个月`.
fn months(text: &str) -> Option<u32> {
    let (years, rest) = match text.split_once('年') {
        Some((years, rest)) => (half_or(years, 12)?, rest),
        None => (0, text),
    };
    let months = match rest {
        "" => return (years > 0).then_some(years),
        "半" if years > 0 => 6,
        rest => number(
            rest.strip_suffix("个月")
                .or(rest.strip_suffix('月').filter(|_| years > 0))?,
        )?,
    };
    years.checked_add(months)
}

/// So many units of so many months, or half a one.
fn half_or(text: &str, months: u32) -> Option<u32> {
    match text {
        "半" => Some(months / 2),
        text => number(text)?.checked_mul(months),
    }
}

/// A number to 999 in figures, or to 99 in characters.
fn number(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|number| *number < 1000);
    }
    let digit = |text: &str| match text {
        "" => None,
        "两" => Some(2),
        text => {
            let mut digits = "一二三四五六七八九".chars().zip(1_u32..);
            let (_, value) = digits.find(|(digit, _)| text.chars().eq([*digit]))?;
            Some(value)
        }
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_place_of_a_last_day() {
        for (cell, months) in [
            ("3年", 36),
            ("三年", 36),
            ("３ 年", 36),
            ("两年", 24),
            ("半年", 6),
            ("一年半", 18),
            ("1年6个月", 18),
            ("36个月", 36),
            ("十二个月", 12),
            ("二十四个月", 24),
            ("公示期：1年", 12),
            ("自列入之日起3年", 36),
        ] {
            assert_eq!(Words::of(cell), Some(Words::Months(months)), "{cell}");
        }
        for cell in ENDLESS {
            assert_eq!(Words::of(cell), Some(Words::Endless), "{cell}");
        }
        for cell in [
            "",
            "2028年",
            "2028-10-09",
            "2028年10月9日",
            "3月",
            "3",
            "年",
            "半",
            "0年",
            "1000年",
            "三三年",
            "十十年",
            "-1年",
            "自处罚决定之日起3年",
            "3年以上",
        ] {
            assert_eq!(Words::of(cell), None, "{cell}");
        }
    }
}
