//! A row that is left out, made ready: whose records it may end, and which of them it names.

use super::decision::{Decision, group};
use super::first::{self, Until};
use super::keyed::{Keyed, mask_of, person_key};
use super::number::Number;
use super::same::Authority;
use crate::date::Date;
use crate::format::fingerprint::{KeyKind, fingerprint};
use crate::record::{DocumentNo, Force, Record, Status, SubjectKind, Withdrawal};
use crate::subject::{Identifier, name};
use crate::suite::{PersonKey, Suite};

/// A withdrawal made ready.
#[derive(Clone)]
pub(super) struct Withdrawn {
    pub(super) subject_kind: SubjectKind,
    pub(super) force: Force,
    /// Counts the withdrawals given to the builder
    pub(super) number: u32,
    /// The same for records of the row's own decision
    pub(super) group: u64,
    identity: Decision,
    pub(super) subject: Number,
    /// By which records of the subject may be found
    pub(super) primary: Option<u64>,
    pub(super) keys: Vec<u64>,
    /// Folded, the name first where there is one
    pub(super) names: Vec<String>,
    pub(super) has_name: bool,
    list_kind: String,
    record_id: Option<String>,
    /// Folded; `None` where it is none
    document_no: Option<String>,
    /// Whether the number names a decision by itself
    names_decision: bool,
    authority: Authority,
    decided_on: Option<Date>,
    listed_on: Option<Date>,
}

/// A record that a withdrawal may be about.
pub(super) struct Listed<'a> {
    pub(super) record: &'a Record,
    /// Of the primary key; a person's is the MAC of the identifier
    pub(super) primary: Option<u64>,
    /// Whether its identifier is masked at the source. What is stored of a person's always is.
    pub(super) is_masked: bool,
}

impl Withdrawn {
    /// `None` where there is nothing by which a record could be told.
    pub(super) fn of(
        row: &Withdrawal,
        suite: Suite,
        key: Option<&PersonKey>,
        as_of: Date,
        number: u32,
    ) -> Option<Self> {
        let record = Record {
            id: row.id.clone(),
            name: row.name.clone(),
            former_names: row.former_names.clone(),
            document_no: row.document_no.clone(),
            decided_on: row.decided_on,
            record_id: row.record_id.clone(),
            ..Record::new(
                row.list_kind.clone(),
                row.subject_kind,
                row.authority.clone().unwrap_or_default(),
                row.listed_on.unwrap_or(Date::unix_epoch()),
                Status::Active,
            )
        };
        let keyed = Keyed::of(&record, suite, key).ok();
        if keyed.is_none() && row.record_id.is_none() {
            return None;
        }
        let primary = keyed.as_ref().and_then(|keyed| keyed.primary);
        let macs = person_key(row.subject_kind, primary);
        let names: Vec<String> = row
            .name
            .iter()
            .chain(&row.former_names)
            .map(|text| name::key(text))
            .collect();
        let mut keys = keyed.as_ref().map(|keyed| keyed.keys.clone()).unwrap_or_default();
        if row.subject_kind != SubjectKind::Person {
            // One feed calls a sole trader an organisation that another does not.
            for kind in [KeyKind::OrgName, KeyKind::SoleTraderName] {
                keys.extend(names.iter().map(|name| fingerprint(kind, name.as_bytes())));
            }
            keys.sort_unstable();
            keys.dedup();
        }
        Some(Self {
            subject_kind: row.subject_kind,
            // What is decided tomorrow ends nothing today.
            force: match row.decided_on.max(row.listed_on) {
                Some(day) if day > as_of => Force::Unclear,
                _ => row.force,
            },
            number,
            group: group(&record, macs),
            identity: Decision::of(&record, macs),
            subject: Number::of(
                row.subject_kind,
                keyed
                    .and_then(|keyed| keyed.id.map(|id| id.into_owned()))
                    .or_else(|| row.id.as_ref().map(shown))
                    .as_ref(),
                primary,
                row.id.as_ref().and_then(mask_of).is_some(),
            ),
            primary,
            keys,
            names,
            has_name: row.name.is_some(),
            list_kind: row.list_kind.clone(),
            record_id: row.record_id.clone(),
            document_no: row.document_no.as_deref().and_then(folded_number),
            names_decision: row.document_no.as_deref().map(DocumentNo::of) == Some(DocumentNo::Decision),
            authority: Authority::of(row.authority.as_deref()),
            decided_on: row.decided_on,
            listed_on: row.listed_on,
        })
    }

    /// The same behind as many others.
    pub(super) fn behind(&self, others: u32) -> Self {
        Self {
            number: others + self.number,
            ..self.clone()
        }
    }

    /// The day from which it can speak; `None` where it names none.
    pub(super) fn own_date(&self) -> Option<Date> {
        self.decided_on.max(self.listed_on)
    }

    /// The decision that a record of the row would be of.
    pub(super) fn identity(&self) -> &Decision {
        &self.identity
    }

    /// The decision that a record is of.
    pub(super) fn identity_of(listed: &Listed<'_>) -> Decision {
        let macs = person_key(listed.record.subject_kind, listed.primary);
        Decision::of(listed.record, macs)
    }

    pub(super) fn record_id(&self) -> Option<&str> {
        self.record_id.as_deref()
    }

    /// The document number, folded; `None` where it is none.
    pub(super) fn document_no(&self) -> Option<&str> {
        self.document_no.as_deref()
    }

    /// Whether the document number names a decision by itself.
    pub(super) fn names_decision(&self) -> bool {
        self.names_decision
    }

    pub(super) fn authority(&self) -> &Authority {
        &self.authority
    }

    pub(super) fn listed_on(&self) -> Option<Date> {
        self.listed_on
    }

    /// Whether it says whose record it ends.
    pub(super) fn names_subject(&self) -> bool {
        self.subject.is_some() || !self.names.is_empty()
    }

    pub(super) fn list(&self) -> &str {
        &self.list_kind
    }

    /// Whether the row was decided after a day of listing, as a repair with a number of its own is: document numbers that
    /// differ tell no two records of that day then.
    pub(super) fn is_decided_after(&self, listed_on: Date) -> bool {
        self.decided_on.is_some_and(|decided| decided > listed_on)
    }

    /// Whether the row tells nothing but whose record it ends, and when.
    pub(super) fn names_no_record(&self) -> bool {
        !self.names_decision && self.listed_on.is_none() && self.own_date().is_some()
    }

    /// The last days of which it ends records, as far as it names days: never one decided or listed after it. One that only
    /// outweighs rows of its decision ends those decided before it.
    pub(super) fn until(&self) -> Option<Until> {
        match self.force {
            Force::Unclear => None,
            Force::Outweighs => self.decided_on.map(|day| Until {
                decided: first::listed(day) - 1,
                listed: Until::ANY,
            }),
            Force::Ends => Some(Until {
                decided: { self.decided_on.or(self.listed_on) }.map_or(Until::ANY, first::listed),
                listed: self.own_date().map_or(Until::ANY, first::listed),
            }),
        }
    }
}

/// A masked number of a person as it would be stored, which makes no key without a name.
fn shown(id: &Identifier) -> Identifier {
    Identifier::parse(id.kind(), &id.masked_for_display()).unwrap_or_else(|_| id.clone())
}

/// A document number, folded; `None` where what stands for it is none.
pub(super) fn folded_number(text: &str) -> Option<String> {
    (DocumentNo::of(text) != DocumentNo::Nothing).then(|| name::fold(text))
}
