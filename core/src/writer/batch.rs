//! Records made ready for a builder, on any thread: checked, hashed, their texts one behind the other.

use super::check::{self, MAX_TEXT};
use super::keyed::Keyed;
use super::listing::Listing;
use super::partial_row::PartialRow;
use super::shared::Beside;
use super::texts::RowTexts;
use super::unnamed::Unnamed;
use super::withdrawn::Withdrawn;
use super::{BuildError, Options};
use crate::date::Date;
use crate::policy::{Polarity, Policy};
use crate::record::{Record, Severity, Status, SubjectKind, UnreadRow, Withdrawal};
use crate::snapshot::Audience;
use crate::subject::{CitizenIds, IdKind};
use crate::suite::{PersonKey, Suite};
use std::sync::Arc;

/// Makes records ready for the builder that gave it. Threads may share it.
#[derive(Clone)]
pub struct Preparer<'a> {
    policy: &'a Policy,
    audience: Audience,
    citizen_ids: CitizenIds,
    as_of: Date,
    suite: Suite,
    /// The publisher's
    person_key: Option<Arc<PersonKey>>,
}

/// The person key as the publisher uses it.
pub(super) fn publishers(options: &Options, person_key: Option<&PersonKey>) -> Option<Arc<PersonKey>> {
    let key = person_key?.of_publisher(options.suite, &options.publisher);
    Some(Arc::new(key))
}

impl<'a> Preparer<'a> {
    pub(super) fn new(policy: &'a Policy, options: &Options, person_key: Option<Arc<PersonKey>>) -> Self {
        Self {
            policy,
            audience: options.audience,
            citizen_ids: CitizenIds::on(options.data_as_of),
            as_of: options.data_as_of,
            suite: options.suite,
            person_key,
        }
    }

    /// A batch of one record.
    pub(super) fn batch_of(&self, record: &Record) -> Result<Batch, BuildError> {
        let mut batch = Batch::default();
        self.add(record, 0, &mut batch)?;
        Ok(batch)
    }

    /// A batch of one row that could not be read.
    pub(super) fn unread_of(&self, row: &UnreadRow) -> Result<Batch, BuildError> {
        let mut batch = Batch::default();
        self.add_unread(row, &mut batch)?;
        Ok(batch)
    }

    /// A batch of one withdrawal.
    pub(super) fn withdrawal_of(&self, withdrawal: &Withdrawal) -> Batch {
        let mut batch = Batch::default();
        self.withdraw(withdrawal, &mut batch);
        batch
    }

    /// Adds a record to a batch, with its row in the feed as a spreadsheet shows it. A record that is refused leaves the batch
    /// as it was.
    pub fn add(&self, record: &Record, row: u64, batch: &mut Batch) -> Result<(), BuildError> {
        check::check(record, self.policy, self.audience, &self.citizen_ids)?;
        let keyed = Keyed::of(record, self.suite, self.person_key.as_deref())?;
        batch.push(&keyed)?;
        if record.subject_kind == SubjectKind::Person
            && self.is_against(&record.list_kind)
            && keyed.mask.is_none()
            && let (Some(number), Some(name)) = (keyed.primary, &record.name)
        {
            batch.beside.push(Beside::of(number, name, row));
        }
        Ok(())
    }

    /// Adds a withdrawal to a batch.
    pub fn withdraw(&self, withdrawal: &Withdrawal, batch: &mut Batch) {
        let number = batch.withdrawals;
        let person_key = self.person_key.as_deref();
        let made = Withdrawn::of(withdrawal, self.suite, person_key, self.as_of, number);
        batch.withdrawn.extend(made);
        batch.withdrawals += 1;
    }

    /// Adds a row that names a subject and could not be read otherwise; gives how many records stand for it. Where there
    /// is nothing to find it by, it names nobody. A row that is refused leaves the batch as it was.
    pub fn add_unread(&self, row: &UnreadRow, batch: &mut Batch) -> Result<u32, BuildError> {
        check::check_unread(row, self.policy, self.audience, &self.citizen_ids)?;
        let before = batch.heads.len();
        match (row.subject_kind, self.person_key.as_deref()) {
            (SubjectKind::Person, Some(key)) => {
                Keyed::unread_persons(row, self.suite, key, |keyed| batch.push(keyed))?;
                if self.is_against(&row.list_kind) {
                    batch.keep_names(before, row);
                }
            }
            (SubjectKind::Person, None) => {}
            _ if row.id.is_none() && row.name.is_none() && row.former_names.is_empty() => {}
            _ => batch.push(&Keyed::of(&row.to_record(), self.suite, None)?)?,
        }
        let added = (batch.heads.len() - before) as u32;
        if added == 0 {
            batch.unnamed.count(Some(&row.list_kind));
        } else if let Some(partial) = PartialRow::of(row, self.suite, self.person_key.as_deref()) {
            batch.tell(before, partial);
        }
        Ok(added)
    }

    /// Whether a list says something against its subjects: a row of another one must make no answer stricter.
    pub(super) fn is_against(&self, list: &str) -> bool {
        self.policy
            .list(list)
            .is_some_and(|list| list.polarity != Polarity::Red)
    }

    /// Adds what stands beside a person's row, for whoever is asked for by a name of it.
    pub(super) fn add_doubted(
        &self,
        row: &UnreadRow,
        partial: Option<&PartialRow>,
        batch: &mut Batch,
    ) -> Result<(), BuildError> {
        let Some(partial) = partial else {
            return self.add_unread(row, batch).map(|_| ());
        };
        let before = batch.heads.len();
        let key = self.person_key.as_deref().ok_or(BuildError::PersonKeyNeeded)?;
        Keyed::unread_persons(row, self.suite, key, |keyed| batch.push(keyed))?;
        batch.tell(before, partial.clone());
        Ok(())
    }

    /// Counts a row that could not be read and names nobody. One whose list cannot be read either may be of any list.
    pub fn add_unnamed(&self, list: Option<&str>, batch: &mut Batch) {
        batch.unnamed.count(list);
    }
}

/// Records ready for a builder, in the order they were added.
#[derive(Default)]
pub struct Batch {
    heads: Vec<Head>,
    texts: String,
    keys: Vec<u64>,
    withdrawn: Vec<Withdrawn>,
    /// How many were added, with those that withdraw nothing
    withdrawals: u32,
    /// What is known of rows that could not be read, by their places among the heads
    partial: Vec<(u32, Arc<PartialRow>)>,
    /// Names of persons beside their whole numbers
    pub(super) beside: Vec<Beside>,
    /// Rows of persons that could not be read and are kept by their whole numbers
    pub(super) numbered: Vec<(u64, Arc<UnreadRow>)>,
    pub(super) unnamed: Unnamed,
}

/// All of a record but its texts and keys.
struct Head {
    primary: Option<u64>,
    leaf: u128,
    group: u64,
    facts: Facts,
    lengths: [u16; TEXTS],
    keys: u32,
}

/// What of a record is of one size.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub(super) listed_on: Date,
    pub(super) decided_on: Option<Date>,
    pub(super) effective_from: Option<Date>,
    pub(super) publish_until: Option<Date>,
    pub(super) effective_until: Option<Date>,
    pub(super) id_kind: Option<IdKind>,
    pub(super) severity: Option<Severity>,
    pub(super) status: Status,
    pub(super) subject_kind: SubjectKind,
}

/// Texts of a record: six of its listing, cause, mask, and five that seldom repeat. An absent one is empty.
const TEXTS: usize = 13;

/// One record of a batch.
pub(super) struct Entry<'a> {
    pub(super) primary: Option<u64>,
    pub(super) leaf: u128,
    pub(super) group: u64,
    pub(super) facts: Facts,
    pub(super) listing: Listing<'a>,
    pub(super) cause: Option<&'a str>,
    /// The shape of a masked identifier, as `kind:shape`
    pub(super) mask: Option<&'a str>,
    pub(super) texts: RowTexts<'a>,
    /// Keys beside the primary one
    pub(super) keys: &'a [u64],
    /// What is known of a row that could not be read
    pub(super) partial: Option<&'a Arc<PartialRow>>,
}

impl Batch {
    pub(super) fn push(&mut self, keyed: &Keyed<'_>) -> Result<(), BuildError> {
        let record = keyed.record;
        let former_names = record.former_names.join("|");
        let texts: [&str; TEXTS] = [
            Some(record.list_kind.as_str()),
            Some(record.authority.as_str()),
            record.source_unit.as_deref(),
            record.legal_basis.as_deref(),
            record.domain.as_deref(),
            record.region.as_deref(),
            record.cause.as_deref(),
            keyed.mask.as_deref(),
            keyed.id.as_ref().map(|id| id.value()),
            record.name.as_deref(),
            Some(former_names.as_str()),
            record.document_no.as_deref(),
            record.record_id.as_deref(),
        ]
        .map(Option::unwrap_or_default);
        if texts.iter().any(|text| text.len() > MAX_TEXT) {
            return Err(BuildError::Text);
        }
        texts.iter().for_each(|text| self.texts.push_str(text));
        self.keys.extend(&keyed.keys);
        self.heads.push(Head {
            primary: keyed.primary,
            leaf: keyed.leaf,
            group: keyed.group,
            facts: Facts {
                listed_on: record.listed_on,
                decided_on: record.decided_on,
                effective_from: record.effective_from,
                publish_until: record.publish_until,
                effective_until: record.effective_until,
                id_kind: keyed.id.as_ref().map(|id| id.kind()),
                severity: record.severity,
                status: record.status,
                subject_kind: record.subject_kind,
            },
            lengths: texts.map(|text| text.len() as u16),
            keys: keyed.keys.len() as u32,
        });
        Ok(())
    }

    /// What is known of a row for which all from this place on stand.
    fn tell(&mut self, from: usize, partial: PartialRow) {
        let partial = Arc::new(partial);
        let places = (from..self.heads.len()).map(|at| at as u32);
        self.partial.extend(places.map(|at| (at, Arc::clone(&partial))));
    }

    /// Remembers the names of a row of a person whose whole number stands at this place.
    fn keep_names(&mut self, at: usize, row: &UnreadRow) {
        let is_whole = row.id.as_ref().is_some_and(|id| !id.is_masked());
        let number = self.heads.get(at).and_then(|head| head.primary);
        if let Some(number) = number.filter(|_| is_whole)
            && let Some(name) = row.name.as_ref().or(row.former_names.first())
        {
            self.beside.push(Beside::of(number, name, row.row));
            self.numbered.push((number, Arc::new(row.clone())));
        }
    }

    /// The withdrawals, numbered behind those of the batches before.
    pub(super) fn withdrawn(&self, before: &mut u32) -> impl Iterator<Item = Withdrawn> {
        let first = *before;
        *before += self.withdrawals;
        self.withdrawn.iter().map(move |row| row.behind(first))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        let (mut texts, mut keys) = (self.texts.as_str(), self.keys.as_slice());
        let mut partial = self.partial.iter().peekable();
        (0..).zip(&self.heads).map(move |(at, head)| {
            let (own, others) = keys.split_at(head.keys as usize);
            keys = others;
            let fields = head.lengths.map(|length| {
                let (text, rest) = texts.split_at(usize::from(length));
                texts = rest;
                Some(text).filter(|text| !text.is_empty())
            });
            let [
                list_kind,
                authority,
                source_unit,
                legal_basis,
                domain,
                region,
                rest @ ..,
            ] = fields;
            let [cause, mask, id, name, former_names, document_no, record_id] = rest;
            Entry {
                primary: head.primary,
                leaf: head.leaf,
                group: head.group,
                facts: head.facts,
                listing: Listing {
                    list_kind: list_kind.unwrap_or_default(),
                    authority: authority.unwrap_or_default(),
                    source_unit,
                    legal_basis,
                    domain,
                    region,
                },
                cause,
                mask,
                texts: RowTexts {
                    id,
                    name,
                    former_names,
                    document_no,
                    record_id,
                },
                keys: own,
                partial: partial
                    .next_if(|(place, _)| *place == at)
                    .map(|(_, partial)| partial),
            }
        })
    }
}
