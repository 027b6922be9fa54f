//! The numbers of the whole office.

use super::super::Office;
use super::super::clock::{Clock, published_after};
use super::super::entry::{Arrival, CaseKind, Entry};
use super::super::inbox::numbered;
use super::acts::ActsOfUnits;
use super::{Number, Period};
use jrp_core::date::Date;
use jrp_core::policy::Polarity;

/// A number being counted.
#[derive(Default)]
struct Count {
    count: u64,
    of: u64,
    lines: Vec<u64>,
}

impl Count {
    fn add(&mut self, count: u64, of: u64, line: u64) {
        self.count += count;
        self.of += of;
        if of > 0 || count > 0 {
            self.lines.push(line);
        }
    }

    /// The same, counted from several lines.
    fn add_from(&mut self, count: u64, of: u64, lines: &[u64]) {
        self.count += count;
        self.of += of;
        if of > 0 || count > 0 {
            self.lines.extend(lines);
            self.lines.sort_unstable();
            self.lines.dedup();
        }
    }

    fn share(self, code: &'static str, title: &'static str, at_least: Option<u64>) -> Number {
        Number {
            code,
            title,
            count: self.count,
            of: Some(self.of),
            at_least,
            lines: self.lines,
        }
    }

    fn count(self, code: &'static str, title: &'static str, at_least: Option<u64>) -> Number {
        Number {
            code,
            title,
            count: self.count,
            of: None,
            at_least,
            lines: self.lines,
        }
    }
}

/// One list that one unit owes for one month, and the first delivery of it.
pub(super) struct Owed<'a> {
    pub(super) unit: &'a str,
    pub(super) delivery: Option<(u64, Date)>,
    pub(super) due: Date,
}

impl Owed<'_> {
    pub(super) fn is_in_time(&self) -> bool {
        self.delivery.is_some_and(|(_, on)| on <= self.due)
    }
}

impl Office {
    pub(super) fn numbers(&self, period: Period, acts: &ActsOfUnits<'_>) -> Vec<Number> {
        let mut numbers = vec![self.black(period)];
        numbers.extend(self.deliveries(period, acts));
        numbers.push(self.changes(period));
        numbers.extend(self.cases_of(period));
        numbers
    }

    /// Black and watch lists that were due in the period until today, but not before there was an office to deliver to.
    pub(super) fn owed(&self, period: Period) -> Vec<Owed<'_>> {
        let clock = Clock::of(self.policy.calendar());
        let today = self.today();
        let first_line = self.ledger.lines().first();
        let began = first_line.map_or(today, |line| line.at.beijing_date());
        let mut owed = Vec::new();
        for (year, month) in period.months() {
            let Some(first) = Date::from_ymd(year, month, 1) else {
                continue;
            };
            let Some(last) = super::super::clock::last_of(year, month) else {
                continue;
            };
            let due = clock.black_day(&self.settings.deadlines, year, month);
            let Some(due) = due.filter(|due| (began..=today).contains(due)) else {
                continue;
            };
            for unit in self.settings.units.iter().filter(|unit| unit.owes_on(due)) {
                let is_black = |code: &&String| {
                    let list = self.policy.list(code);
                    list.is_some_and(|list| list.polarity != Polarity::Red)
                };
                for list in unit.delivers.iter().filter(is_black) {
                    let mut came: Vec<(Date, u64)> = numbered(self.ledger.lines())
                        .filter(|(_, arrival)| {
                            arrival.unit == unit.name
                                && self.is_delivery(arrival, list)
                                && (first..=last.max(due)).contains(&arrival.on)
                        })
                        .map(|(line, arrival)| (arrival.on, line))
                        .collect();
                    came.sort_unstable();
                    owed.push(Owed {
                        unit: &unit.name,
                        delivery: came.first().map(|(on, line)| (*line, *on)),
                        due,
                    });
                }
            }
        }
        owed
    }

    /// Whether a list was delivered. Mended rows are a delivery only where the file that they mend was none.
    fn is_delivery(&self, arrival: &Arrival, list: &str) -> bool {
        let Some(tally) = arrival.lists.get(list) else {
            return false;
        };
        let is_refused_whole = tally.rows > 0 && tally.refused >= tally.rows;
        match self.settings.reports.refused_whole_counts {
            true => arrival.mends.is_none(),
            false => !is_refused_whole,
        }
    }

    fn black(&self, period: Period) -> Number {
        let mut count = Count::default();
        for owed in self.owed(period) {
            let line = owed.delivery.map(|(line, _)| line);
            count.count += u64::from(owed.is_in_time());
            count.of += 1;
            count.lines.extend(line);
        }
        count.lines.sort_unstable();
        count.lines.dedup();
        count.share("black-in-time", "失信名单按月按时报送", Some(1000))
    }

    /// What came in the period, by what it was.
    fn deliveries(&self, period: Period, acts: &ActsOfUnits<'_>) -> Vec<Number> {
        let [
            mut red,
            mut zero,
            mut double_time,
            mut double_valid,
            mut other,
            mut refused,
        ] = std::array::from_fn(|_| Count::default());
        let doubles = &self.settings.deadlines.double_publicity;
        for (line, arrival) in numbered(self.ledger.lines()).filter(|(_, arrival)| period.holds(arrival.on)) {
            if arrival.file.is_none() {
                zero.add(1, 0, line);
            }
            for (list, tally) in &arrival.lists {
                let is_permit = arrival.acts.as_deref() == Some("许可");
                let is_red = self
                    .policy
                    .list(list)
                    .is_some_and(|list| list.polarity == Polarity::Red);
                if is_permit || arrival.acts.is_none() && doubles.contains(list) {
                    double_time.add(tally.timely, tally.timed, line);
                    if is_permit {
                        double_valid.add(tally.rows - tally.refused.min(tally.rows), tally.rows, line);
                    }
                } else if arrival.acts.is_some() {
                    other.add(tally.timely, tally.timed, line);
                } else if is_red {
                    red.add(tally.timely, tally.timed, line);
                }
                if tally.refused > 0 && arrival.acts.is_some() {
                    refused.add(tally.refused, 0, line);
                }
            }
        }
        for ((_, list), acts) in acts {
            refused.add_from(acts.back(), 0, &acts.back_lines);
            if doubles.iter().any(|code| code == list) {
                let (valid, all) = acts.valid(self.settings.reports.double_valid);
                double_valid.add_from(valid, all, &acts.lines);
            }
        }
        vec![
            red.share("red-in-time", "守信名单认定后按时报送", Some(1000)),
            zero.count("zero-reports", "零报告", None),
            double_time.share("double-in-time", "双公示按时报送", Some(950)),
            double_valid.share("double-valid", "双公示数据有效", Some(980)),
            other.share("other-acts-in-time", "其他行政行为按时报送", Some(1000)),
            refused.count("refused-rows", "退回的数据", None),
        ]
    }

    /// Repairs and revocations of the period that every audience had in time. What is not due yet and not published is not
    /// counted.
    fn changes(&self, period: Period) -> Number {
        let lines = self.ledger.lines();
        let clock = Clock::of(self.policy.calendar());
        let mut count = Count::default();
        for line in lines {
            let Entry::Change(change) = &line.entry else {
                continue;
            };
            if !change.change.ends() || !period.holds(change.noticed) {
                continue;
            }
            let due = clock.due(&self.settings.deadlines, change);
            let out: Option<Vec<Date>> = self
                .audiences()
                .into_iter()
                .map(|audience| Some(published_after(lines, line.line, audience)?.at.beijing_date()))
                .collect();
            let last = out.and_then(|days| days.into_iter().max());
            match last {
                None if due >= self.today() => {}
                last => count.add(u64::from(last.is_some_and(|last| last <= due)), 1, line.line),
            }
        }
        count.share("repairs-in-time", "修复、撤销按时下线", Some(1000))
    }

    fn cases_of(&self, period: Period) -> Vec<Number> {
        let quotas = &self.settings.quotas;
        let of = |kind, code, title, at_least| {
            let mut count = Count::default();
            for (line, case) in self.cases() {
                if case.case == kind && period.holds(case.on) {
                    count.add(1, 0, line.line);
                }
            }
            count.count(code, title, at_least)
        };
        // A month owes no half-year's cases, and no quarter's work.
        let owed = |each: u64, times: u64| Some(each * times).filter(|owed| *owed > 0);
        let halves = period.halves();
        vec![
            of(
                CaseKind::Reward,
                "reward-cases",
                "守信激励典型案例",
                owed(quotas.reward_cases_a_half, halves),
            ),
            of(
                CaseKind::Punish,
                "punish-cases",
                "失信惩戒典型案例",
                owed(quotas.punish_cases_a_half, halves),
            ),
            of(
                CaseKind::Work,
                "work-items",
                "信用工作事项",
                owed(quotas.work_items_a_quarter, period.quarters()),
            ),
        ]
    }
}
