//! One row: a subject, a list that takes it, and the dates between which it is listed.

use crate::calendar::{self, Day};
use crate::lists::{Act, ListKind, Lists};
use crate::random::Random;
use crate::subject::{Class, Population, Subject};
use crate::template::Template;
use crate::{Options, Summary};

/// The stream of random numbers that rows draw from.
const ROW: u64 = 2;

/// Thousandths of rows that list a subject of an earlier row once more.
const REPEATED: u64 = 50;

/// Everything rows are made of.
pub(crate) struct Feed {
    seed: u64,
    days: Vec<Day>,
    lists: Lists,
    population: Population,
    source_units: [Template; 2],
}

impl Feed {
    /// `None` if the feed's day is before 2021.
    pub(crate) fn new(options: &Options) -> Option<Self> {
        Some(Self {
            seed: options.seed,
            days: calendar::days_until(options.as_of)?,
            lists: Lists::load(),
            population: Population::new(options.seed),
            source_units: [
                Template::new(SOURCE_UNIT_OF_CITY),
                Template::new(SOURCE_UNIT_OF_PROVINCE),
            ],
        })
    }

    /// A summary of no rows.
    pub(crate) fn empty_summary(&self) -> Summary {
        Summary {
            lists: self.lists.codes().map(|code| (code, 0)).collect(),
            ..Summary::default()
        }
    }

    /// Appends row `number` and counts it.
    pub(crate) fn write_row(&self, number: u64, out: &mut String, summary: &mut Summary) {
        let (mut random, repeated) = self.begin(number);
        let random = &mut random;
        let owner = if repeated {
            self.earlier(number, random)
        } else {
            number
        };
        let subject = self.population.subject(owner);
        let index = if repeated {
            self.lists
                .pick_other(subject.class, self.first_list(owner), random)
        } else {
            self.lists.pick(subject.class, random)
        };
        let list = self.lists.kind(index);
        self.write_cells(out, &subject, list, random);

        summary.records += 1;
        summary.repeated += u64::from(repeated);
        summary.lists[index].1 += 1;
        match subject.class {
            Class::Person => summary.persons += 1,
            Class::SoleTrader => summary.sole_traders += 1,
            _ => summary.orgs += 1,
        }
    }

    /// The row's random numbers, and whether its subject is listed before.
    fn begin(&self, number: u64) -> (Random, bool) {
        let mut random = Random::stream(self.seed, ROW, number);
        let repeated = random.chance(REPEATED) && number > 0;
        (random, repeated)
    }

    /// A row before `number` whose subject is its own.
    fn earlier(&self, number: u64, random: &mut Random) -> u64 {
        let mut owner = random.below(number);
        while self.begin(owner).1 {
            owner -= 1; // Row 0 is nobody's repetition.
        }
        owner
    }

    /// The list of a row whose subject is its own.
    fn first_list(&self, owner: u64) -> usize {
        let (mut random, _) = self.begin(owner);
        self.lists.pick(self.population.class(owner), &mut random)
    }

    fn write_cells(&self, out: &mut String, subject: &Subject<'_>, list: &ListKind, random: &mut Random) {
        let act = list.acts.pick(random);
        let place = if random.chance(900) {
            subject.region
        } else {
            self.population.region(random)
        };
        let outcome = random.pick(&list.outcomes);
        let dates = self.dates(outcome.months, random);
        let year = dates.decided.year;
        let mut row = Row { out, start: 0 };

        row.text(list.code);
        row.text(subject.class.subject_kind());
        row.text(&subject.name);
        row.text(&subject.former_names);
        row.text(subject.id_kind);
        row.cell(|out| match subject.class {
            Class::Person => act.masks.pick(random).push(&subject.id, out),
            _ => out.push_str(&subject.id),
        });
        row.cell(|out| act.document.render(out, place, year, random));
        row.cell(|out| act.causes.pick(random).render(out, place, year, random));
        row.text(outcome.severity);
        row.cell(|out| act.authority.render(out, place, year, random));
        row.cell(|out| self.source_unit(act, random).render(out, place, year, random));
        row.cell(|out| dates.decided.push(out));
        row.cell(|out| dates.listed.push(out));
        row.cell(|out| {
            if random.chance(120) {
                dates.listed.push(out);
            }
        });
        row.cell(|out| {
            if let Some(until) = dates.until {
                until.push(out);
            }
        });
        row.text(status(subject.class, list, random));
        row.cell(|out| list.legal_basis.render(out, place, year, random));
        row.text(act.domain);
        row.text(place.code);
        row.text("");
        row.end();
    }

    fn source_unit<'a>(&'a self, act: &'a Act, random: &mut Random) -> &'a Template {
        match random.below(10) {
            0..=5 => &self.source_units[0],
            6 => &self.source_units[1],
            _ => &act.authority,
        }
    }

    /// Listed on any day that leaves the term running on the feed's day; decided up to three weeks before.
    fn dates(&self, term: u16, random: &mut Random) -> Dates {
        let days = self.days.len() as u64;
        // No month is shorter than 28 days, and 28 days a month is never more than the term.
        let back = if term == 0 {
            days
        } else {
            days.min(u64::from(term) * 28)
        };
        let listed = days - 1 - random.below(back);
        let decided = listed.saturating_sub(random.below(22));
        Dates {
            decided: self.days[decided as usize],
            listed: self.days[listed as usize],
            until: (term > 0).then(|| self.days[listed as usize].plus_months(term)),
        }
    }
}

struct Dates {
    decided: Day,
    listed: Day,
    until: Option<Day>,
}

/// {市}公共信用信息中心
const SOURCE_UNIT_OF_CITY: &str = "{city}\u{516c}\u{5171}\u{4fe1}\u{7528}\u{4fe1}\u{606f}\u{4e2d}\u{5fc3}";
/// {省}公共信用信息中心
const SOURCE_UNIT_OF_PROVINCE: &str =
    "{province}\u{516c}\u{5171}\u{4fe1}\u{7528}\u{4fe1}\u{606f}\u{4e2d}\u{5fc3}";

fn status(class: Class, list: &ListKind, random: &mut Random) -> &'static str {
    match random.below(1000) {
        0..=15 if !list.is_red() => "objection",
        16..=24 if !list.is_red() && class == Class::Enterprise => "suspended",
        _ => "active",
    }
}

/// A CSV row being written; cells are quoted only when they must be.
struct Row<'a> {
    out: &'a mut String,
    start: usize,
}

impl Row<'_> {
    fn text(&mut self, text: &str) {
        self.cell(|out| out.push_str(text));
    }

    fn cell(&mut self, write: impl FnOnce(&mut String)) {
        self.start = self.out.len();
        write(self.out);
        if self.out.as_bytes()[self.start..]
            .iter()
            .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
        {
            let cell = self.out.split_off(self.start).replace('"', "\"\"");
            self.out.push('"');
            self.out.push_str(&cell);
            self.out.push('"');
        }
        self.out.push(',');
    }

    fn end(self) {
        self.out.pop();
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_only_when_they_must_be() {
        let mut out = String::new();
        let mut row = Row {
            out: &mut out,
            start: 0,
        };
        ["plain", "", "a,b", "say \"no\""]
            .into_iter()
            .for_each(|text| row.text(text));
        row.end();
        assert_eq!(out, "plain,,\"a,b\",\"say \"\"no\"\"\"\n");
    }
}
