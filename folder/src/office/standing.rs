//! What stands: the ledger's deliveries and changes, taken together up to one of its lines.

use super::entry::{Arrival, Change, ChangeKind, Entry};
use super::inbox::Tables;
use super::ledger::Line;
use super::table::{Row, Table};
use super::{OfficeError, identity::Identity};
use jrp_core::date::Date;
use jrp_core::policy::Policy;
use jrp_core::record::{Record, Status};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The deliveries that stand, by unit and list, in their order.
pub(super) type Deliveries<'l> = BTreeMap<(&'l str, &'l str), Vec<(u64, &'l Arrival)>>;

/// A whole list takes the place of what its unit delivered of it before; a part is added, and so are mended rows.
pub(super) fn deliveries(lines: &[Line]) -> Deliveries<'_> {
    let mut standing = Deliveries::new();
    for line in lines {
        let Entry::Receive(arrival) = &line.entry else {
            continue;
        };
        if arrival.acts.is_some() {
            continue;
        }
        for list in arrival.lists.keys() {
            let stands = standing.entry((&arrival.unit, list)).or_default();
            if !arrival.part && arrival.mends.is_none() {
                stands.clear();
            }
            stands.push((line.line, arrival));
        }
    }
    standing
}

/// The rows of one list that stand of one delivery.
pub(super) struct Delivered<'a> {
    pub(super) unit: &'a str,
    pub(super) list: &'a str,
    /// The line of the ledger
    pub(super) line: u64,
    pub(super) table: &'a Table,
    pub(super) rows: Vec<&'a Row>,
}

/// The rows that stand after these lines. A mended row takes the place of the one with its number.
pub(super) fn rows<'a>(lines: &'a [Line], tables: &'a Tables) -> Result<Vec<Delivered<'a>>, OfficeError> {
    let deliveries = deliveries(lines);
    let mended = mended(&deliveries, tables)?;
    let mut found = Vec::new();
    for ((unit, list), arrivals) in deliveries {
        for (line, arrival) in arrivals {
            let Some(table) = tables.of(arrival)? else {
                continue;
            };
            let delivery = arrival.mends.unwrap_or(line);
            let stands = |row: &&Row| {
                let last = mended.get(&(delivery, row.number));
                row.list == list && last.is_none_or(|last| *last == line)
            };
            found.push(Delivered {
                unit,
                list,
                line,
                table,
                rows: table.rows.iter().filter(stands).collect(),
            });
        }
    }
    Ok(found)
}

/// For every row that was mended, by the line of its delivery and its number: the line that mended it last. What mended a delivery
/// that another has replaced stands no more, and is not read.
fn mended(deliveries: &Deliveries<'_>, tables: &Tables) -> Result<HashMap<(u64, u64), u64>, OfficeError> {
    let mut mended = HashMap::new();
    for (line, arrival) in deliveries.values().flatten() {
        let Some(delivery) = arrival.mends else { continue };
        for row in tables.of(arrival)?.into_iter().flat_map(|table| &table.rows) {
            let last = mended.entry((delivery, row.number)).or_insert(*line);
            *last = (*last).max(*line);
        }
    }
    Ok(mended)
}

/// The last change of every record, with the number of its line.
pub(super) fn changes(lines: &[Line]) -> HashMap<&str, (u64, &Change)> {
    let mut last = HashMap::new();
    for line in lines {
        if let Entry::Change(change) = &line.entry {
            last.insert(change.record.as_str(), (line.line, change));
        }
    }
    last
}

/// The change that a record is under. One listed or decided after the notice is another record, whatever it is called.
pub(super) fn change_of<'l>(
    record: &Record,
    identity: &Identity,
    changes: &HashMap<&'l str, (u64, &'l Change)>,
) -> Option<(u64, &'l Change)> {
    let (line, change) = changes.get(identity.text()).copied()?;
    let is_later = |day: Option<Date>| day.is_some_and(|day| day > change.noticed);
    (!is_later(Some(record.listed_on)) && !is_later(record.decided_on)).then_some((line, change))
}

/// A record that stands.
pub(super) struct Stands<'a> {
    /// Line of the delivery
    pub(super) arrival: u64,
    /// Who delivered it
    pub(super) unit: &'a str,
    /// Its row
    pub(super) row: &'a Row,
    /// The record
    pub(super) record: &'a Record,
    /// The former names that it has in any of its rows, which may tell one each
    pub(super) former_names: BTreeSet<&'a str>,
    /// Its identity
    pub(super) identity: &'a Identity,
    /// What it is under
    pub(super) change: Option<(u64, &'a Change)>,
}

impl Stands<'_> {
    /// Whether a publication of that day has it.
    pub(super) fn is_live(&self, policy: &Policy, day: Date) -> bool {
        let ended = self.change.is_some_and(|(_, change)| change.change.ends());
        let last = policy
            .list(&self.record.list_kind)
            .and_then(|list| list.last_day(self.record.publish_until, self.record.effective_until));
        !ended && !self.row.has_left(day) && last.is_none_or(|last| last >= day)
    }

    /// The word for its state on that day.
    pub(super) fn state(&self, policy: &Policy, day: Date) -> &'static str {
        match self.change.map(|(_, change)| change.change) {
            Some(ChangeKind::Repair) => "repaired",
            Some(ChangeKind::Revoke) => "revoked",
            _ if self.row.has_left(day) => "revoked",
            _ if !self.is_live(policy, day) => "expired",
            Some(ChangeKind::Object) => "objection",
            Some(ChangeKind::Settle) | None => match self.record.status {
                Status::Objection => "objection",
                Status::Suspended => "suspended",
                Status::Active | Status::Unread => "active",
            },
        }
    }
}

/// Every record that stands after these lines, whatever its state. Deliveries of one record again are one.
pub(super) fn records<'a>(lines: &'a [Line], tables: &'a Tables) -> Result<Vec<Stands<'a>>, OfficeError> {
    let changes = changes(lines);
    let mut found: BTreeMap<&Identity, Stands<'a>> = BTreeMap::new();
    for delivered in rows(lines, tables)? {
        for row in delivered.rows {
            let Some((record, identity)) = row.record() else {
                continue;
            };
            let before = found.remove(identity).map(|stands| stands.former_names);
            let own = record.former_names.iter().map(String::as_str);
            let stands = Stands {
                former_names: before.into_iter().flatten().chain(own).collect(),
                arrival: delivered.line,
                unit: delivered.unit,
                row,
                record,
                identity,
                change: change_of(record, identity, &changes),
            };
            found.insert(identity, stands);
        }
    }
    Ok(found.into_values().collect())
}

/// Records of which the unit itself says that they are over, by rows of the deliveries that stand.
pub(super) fn said_to_be_over<'a>(
    lines: &'a [Line],
    tables: &'a Tables,
) -> Result<BTreeSet<&'a str>, OfficeError> {
    let mut found = BTreeSet::new();
    for delivered in rows(lines, tables)? {
        found.extend(
            delivered
                .rows
                .into_iter()
                .filter_map(Row::left_out)
                .map(Identity::text),
        );
    }
    Ok(found)
}
