//! What looks like an accident, or is late, before anything is published.

use super::clock::{Clock, published_after};
use super::entry::{Change, ChangeKind, Entry, Publication};
use super::ledger::Line;
use super::settings::{Action, Guards};
use super::show::{enters, shown_id};
use super::standing::{self, Stands, change_of, changes, records, said_to_be_over};
use super::table::Fate;
use super::{Office, OfficeError};
use jrp_core::date::Date;
use jrp_core::policy::Polarity;
use jrp_core::record::Record;
use jrp_core::subject::CreditCode;
use jrp_core::subject::name::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Lists shorter than this are judged by records, longer ones by per cent.
const SMALL: u64 = 20;

/// What a list has lost since it was published.
#[derive(Clone, Copy, Default)]
struct Loss {
    /// Records published last
    before: u64,
    /// Those that are gone though nobody ended them
    gone: u64,
}

/// What the guards found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// It stops the publication
    pub(super) stops: Vec<String>,
    /// It is said
    pub(super) said: Vec<String>,
}

impl Found {
    fn add(&mut self, action: Action, what: String) {
        match action {
            Action::Stop => self.stops.push(what),
            Action::Say => self.said.push(what),
        }
    }
}

impl Office {
    /// Looks at what is about to be published on a day.
    pub(super) fn guard(&mut self, on: Date, allow_shrink: bool) -> Result<Found, OfficeError> {
        self.load_all()?;
        let mut found = Found::default();
        self.guard_shrink(on, allow_shrink, &mut found)?;
        self.guard_units(on, &mut found);
        self.guard_changes(on, &mut found)?;
        Ok(found)
    }

    /// What was published last and would be no more, though nobody repaired it and its term is not over.
    fn guard_shrink(&self, on: Date, allow: bool, found: &mut Found) -> Result<(), OfficeError> {
        let lines = self.ledger.lines();
        let last = lines.iter().rev().find_map(|line| match &line.entry {
            Entry::Publish(publication) => Some((line.line, publication)),
            _ => None,
        });
        let now = records(lines, &self.tables)?;
        let now: Vec<&Stands<'_>> = now
            .iter()
            .filter(|stands| stands.is_live(&self.policy, on))
            .collect();
        let mut held: BTreeMap<&str, u64> = BTreeMap::new();
        for stands in &now {
            *held.entry(stands.record.list_kind.as_str()).or_default() += 1;
        }
        let action = if allow {
            Action::Say
        } else {
            self.settings.guards.shrink
        };
        let Some((line, last)) = last else {
            let (covers, may_be_empty) = (&self.settings.covers, &self.settings.may_be_empty);
            let lacking = |list: &&String| {
                !held.contains_key(list.as_str()) && !may_be_empty.contains(list) && !self.said_empty(list)
            };
            for list in covers.iter().filter(lacking) {
                let what = format!(
                    "list {list} is covered and nobody has delivered it; receive it, or a zero report, or take it out of covers"
                );
                found.add(action, what);
            }
            return Ok(());
        };
        let until = usize::try_from(line).unwrap_or(usize::MAX).min(lines.len());
        let published = lines.get(..until).unwrap_or_default();
        let mut lists = self.lost(on, &now, &records(published, &self.tables)?, last)?;
        // A publication that was found may hold records of which the ledger never told, or tells no more.
        if last.found {
            let unread = self.unread(published)?;
            for (list, count) in &last.lists {
                let loss = lists.entry(list).or_default();
                let known = loss.before + unread.get(list.as_str()).copied().unwrap_or_default();
                let now = held.get(list.as_str()).copied().unwrap_or_default();
                let untold = count.saturating_sub(known);
                loss.before = loss.before.saturating_add(untold);
                loss.gone = loss.gone.saturating_add(untold.min(count.saturating_sub(now)));
            }
        }
        for (list, loss) in lists {
            let left = held.get(list).copied().unwrap_or_default();
            if let Some(what) = self.tell_loss(list, loss, left) {
                found.add(action, what);
            }
        }
        Ok(())
    }

    /// Of the records published last, how many each list had, and how many are gone though nobody ended them.
    fn lost<'l>(
        &self,
        on: Date,
        now: &[&Stands<'_>],
        before: &[Stands<'l>],
        last: &Publication,
    ) -> Result<BTreeMap<&'l str, Loss>, OfficeError> {
        let lines = self.ledger.lines();
        let still: BTreeSet<&str> = now.iter().map(|stands| stands.identity.text()).collect();
        let over_by_unit = said_to_be_over(lines, &self.tables)?;
        let changes = changes(lines);
        let mut lists: BTreeMap<&str, Loss> = BTreeMap::new();
        let entered = |stands: &&Stands<'_>| enters(stands, "government", last.as_of, &self.policy);
        for stands in before.iter().filter(entered) {
            let loss = lists.entry(&stands.record.list_kind).or_default();
            loss.before += 1;
            let ended = change_of(stands.record, stands.identity, &changes)
                .is_some_and(|(_, change)| change.change.ends());
            let over = !stands.is_live(&self.policy, on) || over_by_unit.contains(stands.identity.text());
            loss.gone += u64::from(!ended && !over && !still.contains(stands.identity.text()));
        }
        Ok(lists)
    }

    /// How many rows of each list could not be read.
    fn unread<'l>(&'l self, lines: &'l [Line]) -> Result<BTreeMap<&'l str, u64>, OfficeError> {
        let mut unread = BTreeMap::new();
        for delivered in standing::rows(lines, &self.tables)? {
            let rows = delivered.rows.iter();
            let refused = rows.filter(|row| matches!(row.fate, Fate::Refused(_)));
            *unread.entry(delivered.list).or_default() += refused.count() as u64;
        }
        Ok(unread)
    }

    /// What to say of a list that has lost more than it should.
    fn tell_loss(&self, list: &str, Loss { before, gone }: Loss, left: u64) -> Option<String> {
        let Guards {
            max_shrink,
            max_shrink_small,
            ..
        } = self.settings.guards;
        if self.settings.may_be_empty.iter().any(|code| code == list) {
            return None;
        }
        let is_covered = self.settings.covers.iter().any(|code| code == list);
        let is_much = match before < SMALL {
            true => gone > max_shrink_small,
            false => gone.saturating_mul(100) > max_shrink.saturating_mul(before),
        };
        if is_covered && left == 0 && gone > 0 {
            return Some(format!(
                "list {list} is covered, had {before} records and has none; receive the missing file, or let it \
                 go once where it is meant"
            ));
        }
        is_much.then(|| {
            format!(
                "list {list} loses {gone} of {before} records that nobody repaired; receive the missing file, or let \
                 them go once where it is meant"
            )
        })
    }

    /// Whether a unit has said that there is nothing on the list.
    fn said_empty(&self, list: &str) -> bool {
        super::inbox::arrivals(self.ledger.lines()).any(|arrival| arrival.lists.contains_key(list))
    }

    /// Units that deliver black and watch lists, and have not done so this month though the day is past.
    fn guard_units(&self, on: Date, found: &mut Found) {
        let (year, month, _) = on.ymd();
        let clock = Clock::of(self.policy.calendar());
        let deadlines = &self.settings.deadlines;
        let (Some(due), Some(first)) = (
            clock.black_day(deadlines, year, month),
            Date::from_ymd(year, month, 1),
        ) else {
            return;
        };
        if on <= due {
            return;
        }
        for unit in self.settings.units.iter().filter(|unit| unit.owes_on(due)) {
            let missing: Vec<&str> = unit
                .delivers
                .iter()
                .filter(|list| {
                    self.policy
                        .list(list)
                        .is_some_and(|list| list.polarity != Polarity::Red)
                })
                .filter(|list| {
                    let mut came = super::inbox::arrivals(self.ledger.lines());
                    !came.any(|arrival| {
                        arrival.unit == unit.name
                            && arrival.mends.is_none()
                            && arrival.on >= first
                            && arrival.lists.contains_key(*list)
                    })
                })
                .map(String::as_str)
                .collect();
            if !missing.is_empty() {
                let what = format!(
                    "{} has not delivered {}, due on {due}; remind it, or receive its zero report",
                    unit.name,
                    missing.join(", ")
                );
                found.add(self.settings.guards.late_unit, what);
            }
        }
    }

    /// Changes that no publication has yet and whose clock has run out; court proofs that nobody has decided; repaired records
    /// that may have come back under another identity.
    fn guard_changes(&self, on: Date, found: &mut Found) -> Result<(), OfficeError> {
        let lines = self.ledger.lines();
        let clock = Clock::of(self.policy.calendar());
        let changes = changes(lines);
        let action = self.settings.guards.late_change;
        let mut listed: Vec<_> = changes.values().collect();
        listed.sort_by_key(|(line, _)| *line);
        let audiences = self.audiences();
        let standing = records(lines, &self.tables)?;
        for (line, change) in listed {
            let due = clock.due(&self.settings.deadlines, change);
            let unpublished = audiences
                .iter()
                .any(|audience| published_after(lines, *line, audience).is_none());
            let who = change.name.as_deref().unwrap_or("no name");
            if change.change == ChangeKind::Object && change.court && due < on {
                let what = format!(
                    "line {line}: a court's proof about {who} on {} was due on {due} and is not decided; repair, revoke or settle it",
                    change.list
                );
                found.add(action, what);
            } else if change.change != ChangeKind::Settle && unpublished && due < on {
                let what = format!(
                    "line {line}: a change of {who} on {} was due on {due}; it goes out with this publication",
                    change.list
                );
                // To hold back the very publication that brings it would make it later still.
                found.add(Action::Say, what);
            }
            if !change.change.ends() {
                continue;
            }
            // What stood when it was taken out was seen then: the record itself, and others of its subject.
            let until = usize::try_from(*line).unwrap_or(usize::MAX).min(lines.len());
            let then = records(lines.get(..until).unwrap_or_default(), &self.tables)?;
            let own = then.iter().find(|known| known.identity.text() == change.record);
            let document = own.and_then(|own| own.record.document_no.as_deref());
            for stands in &standing {
                let is_back = stands.arrival > *line
                    && stands.change.is_none()
                    && stands.record.list_kind == change.list
                    && stands.is_live(&self.policy, on)
                    && may_be_of(stands.record, change, document);
                if !is_back || then.iter().any(|known| known.identity == stands.identity) {
                    continue;
                }
                let what = format!(
                    "{who} was taken from {} by line {line}, and the record {} of it has come that is called otherwise; repair \
                     that record too, or leave it where it is another",
                    change.list,
                    stands.identity.text()
                );
                // Said once.
                if !self.was_said(&what) {
                    found.add(Action::Say, what);
                }
            }
        }
        Ok(())
    }

    /// Whether a publication has said it already.
    fn was_said(&self, what: &str) -> bool {
        let lines = self.ledger.lines().iter();
        let mut said = lines.filter_map(|line| match &line.entry {
            Entry::Publish(publication) => Some(&publication.said),
            _ => None,
        });
        said.any(|said| said.iter().any(|told| told == what))
    }
}

/// Whether a record may be the one that a change took out, called otherwise: of a subject that may be the same, and listed
/// before the notice or under the same document.
fn may_be_of(record: &Record, change: &Change, document: Option<&str>) -> bool {
    let name = |name: Option<&String>| fold(name.map(String::as_str).unwrap_or_default());
    let same_name =
        !name(record.name.as_ref()).is_empty() && name(record.name.as_ref()) == name(change.name.as_ref());
    let same_subject = match (&change.id, shown_id(record)) {
        (Some(taken), Some(now)) => core_of(taken) == core_of(&now),
        (None, None) | (None, Some(_)) | (Some(_), None) => same_name,
    };
    let own = record
        .document_no
        .as_deref()
        .map(fold)
        .filter(|own| !own.is_empty());
    let same_document = own.is_some() && own == document.map(fold);
    same_subject && (record.listed_on <= change.noticed || same_document)
}

/// What a credit code and the organisation code in it have in common; other numbers as they are.
fn core_of(id: &str) -> String {
    let plain: String = id.chars().filter(|c| *c != '-').collect();
    match CreditCode::parse(&plain) {
        Ok(code) => code.org_code().as_str().replace('-', ""),
        Err(_) => plain,
    }
}
