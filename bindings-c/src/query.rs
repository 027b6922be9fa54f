//! A question, as the caller's struct.

use crate::comparison::jrp_comparison;
use crate::error::Failure;
use crate::input::{self, Sized1st};
use crate::result::jrp_result;
use crate::text::jrp_text;
use core::mem::size_of;
use core::ptr::{null, null_mut};
use jrp_core::date::{Date, Timestamp};
use jrp_core::policy::{Condition, Lang};
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;

/// What kind of subject is asked for.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_subject_kind {
    /// Not said; a name alone is taken as an organisation's
    Unsaid = 0,
    /// Legal persons and other organisations
    Org = 1,
    /// Natural person
    Person = 2,
    /// Individual business
    SoleTrader = 3,
}

/// What an identifier is a number of.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_id_kind {
    /// No identifier given
    None = 0,
    /// Unified social credit code
    Uscc = 1,
    /// Organisation code
    OrgCode = 2,
    /// Registration number of a business
    RegNo = 3,
    /// Tax registration number
    TaxNo = 4,
    /// Citizen id and the resident permits that follow it
    CitizenId = 5,
    /// Passport
    Passport = 6,
    /// Any other permit
    Permit = 7,
}

/// The language of prompts.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_lang {
    /// Simplified Chinese
    ZhCn = 0,
    /// English
    En = 1,
}

/// What the asker asserts; flags.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_condition {
    /// The tender or transaction document says so
    Document = 1,
    /// The application guide says so
    Guide = 2,
    /// The authority confirms the legal basis
    Basis = 4,
    /// The subject is asked about as an evaluation expert
    Expert = 8,
    /// The subject is asked about as tender staff
    Staff = 16,
    /// The subject is asked about as a tender agency
    Agency = 32,
    /// The question is about the unit's legal representative or person in charge
    LegalRepresentative = 64,
}

/// A further subject of a consortium. Zero it, then set struct_size to sizeof(jrp_subject).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct jrp_subject {
    /// sizeof(jrp_subject)
    pub struct_size: usize,
    /// A jrp_subject_kind
    pub kind: u32,
    /// A jrp_id_kind: what `id` is a number of
    pub id_kind: u32,
    /// Unified social credit code
    pub credit_code: jrp_text,
    /// Name
    pub name: jrp_text,
    /// Another identifier
    pub id: jrp_text,
}

/// A question. Zero it, then set struct_size to sizeof(jrp_query); fields left zero are not asked.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct jrp_query {
    /// sizeof(jrp_query)
    pub struct_size: usize,
    /// Where the question is asked: "ZFCG", "XZXK"
    pub scenario: jrp_text,
    /// The date on which records must be effective, YYYY-MM-DD: the tender cut-off. Absent: today in Beijing
    pub on: jrp_text,
    /// The present time in seconds since 1970: time(NULL). Needed
    pub now: i64,
    /// A jrp_lang
    pub lang: u32,
    /// Flags of jrp_condition
    pub conditions: u32,
    /// A jrp_subject_kind
    pub kind: u32,
    /// A jrp_id_kind: what `id` is a number of
    pub id_kind: u32,
    /// Unified social credit code
    pub credit_code: jrp_text,
    /// Name
    pub name: jrp_text,
    /// Another identifier
    pub id: jrp_text,
    /// The other members of a consortium
    pub members: *const jrp_subject,
    /// How many there are
    pub member_count: usize,
}

// SAFETY: repr(C), begins with struct_size; pointers and integers only.
unsafe impl Sized1st for jrp_subject {
    const FIRST: usize = size_of::<Self>();
    const NAME: &'static str = "jrp_subject";
}

// SAFETY: as above.
unsafe impl Sized1st for jrp_query {
    const FIRST: usize = size_of::<Self>();
    const NAME: &'static str = "jrp_query";
}

impl jrp_subject {
    /// A subject with nothing filled in but its size.
    pub const fn empty() -> Self {
        Self {
            struct_size: size_of::<Self>(),
            kind: 0,
            id_kind: 0,
            credit_code: jrp_text::absent(),
            name: jrp_text::absent(),
            id: jrp_text::absent(),
        }
    }
}

impl jrp_query {
    /// A query with nothing filled in but its size.
    pub const fn empty() -> Self {
        Self {
            struct_size: size_of::<Self>(),
            scenario: jrp_text::absent(),
            on: jrp_text::absent(),
            now: 0,
            lang: 0,
            conditions: 0,
            kind: 0,
            id_kind: 0,
            credit_code: jrp_text::absent(),
            name: jrp_text::absent(),
            id: jrp_text::absent(),
            members: null(),
            member_count: 0,
        }
    }
}

const CONDITIONS: [(jrp_condition, Condition); 7] = [
    (jrp_condition::Document, Condition::Document),
    (jrp_condition::Guide, Condition::Guide),
    (jrp_condition::Basis, Condition::Basis),
    (jrp_condition::Expert, Condition::Expert),
    (jrp_condition::Staff, Condition::Staff),
    (jrp_condition::Agency, Condition::Agency),
    (jrp_condition::LegalRepresentative, Condition::LegalRepresentative),
];

/// # Safety
/// The texts and members are readable.
pub(crate) unsafe fn read(query: &jrp_query) -> Result<Query, Failure> {
    // SAFETY: as the caller promises.
    let (scenario, on, members) = unsafe {
        (
            input::needed(query.scenario, "jrp_query.scenario")?,
            input::text(query.on, "jrp_query.on")?,
            input::structures(query.members, query.member_count, input::ITEMS_MAX)?,
        )
    };
    let now = Timestamp::from_unix(query.now).filter(|now| now.unix() != 0);
    let now = now.ok_or_else(|| {
        let text = format!(
            "jrp_query.now is {}; give the seconds since 1970, as time(NULL) does",
            query.now
        );
        Failure::query(text)
    })?;
    let on = on.map(|text| {
        Date::parse(text)
            .ok_or_else(|| Failure::query(format!("jrp_query.on is {text:?}; write the date as YYYY-MM-DD")))
    });
    let on = on.transpose()?;
    let lang = *Lang::ALL
        .get(query.lang as usize)
        .ok_or_else(|| Failure::query(format!("jrp_query.lang is {}; use a jrp_lang", query.lang)))?;
    let known = CONDITIONS.iter().fold(0, |all, (flag, _)| all | *flag as u32);
    if query.conditions & !known != 0 {
        let text = format!(
            "jrp_query.conditions is {}; use flags of jrp_condition",
            query.conditions
        );
        return Err(Failure::query(text));
    }
    let asserted = |(flag, condition): &(jrp_condition, Condition)| {
        (query.conditions & *flag as u32 != 0).then_some(*condition)
    };
    let first = jrp_subject {
        struct_size: size_of::<jrp_subject>(),
        kind: query.kind,
        id_kind: query.id_kind,
        credit_code: query.credit_code,
        name: query.name,
        id: query.id,
    };
    // SAFETY: as the caller promises.
    let subject = unsafe { read_subject(&first) }?;
    let members = members
        // SAFETY: as the caller promises.
        .map(|member| unsafe { read_subject(&member?) })
        .collect::<Result<Vec<_>, Failure>>()?;
    Ok(Query::new(scenario, now)
        .subject(subject)
        .members(members)
        .conditions(CONDITIONS.iter().filter_map(asserted))
        .on(on)
        .lang(lang))
}

/// # Safety
/// The texts are readable.
unsafe fn read_subject(subject: &jrp_subject) -> Result<SubjectQuery, Failure> {
    // SAFETY: as the caller promises.
    let (credit_code, name, id) = unsafe {
        (
            input::text(subject.credit_code, "credit_code")?,
            input::text(subject.name, "name")?,
            input::text(subject.id, "id")?,
        )
    };
    let kind = numbered(&SubjectKind::ALL, subject.kind)
        .ok_or_else(|| Failure::query(format!("kind is {}; use a jrp_subject_kind", subject.kind)))?;
    let id_kind = numbered(&IdKind::ALL, subject.id_kind)
        .ok_or_else(|| Failure::query(format!("id_kind is {}; use a jrp_id_kind", subject.id_kind)))?;
    let subject = SubjectQuery {
        kind,
        credit_code: credit_code.map(str::to_owned),
        name: name.map(str::to_owned),
        id: None,
    };
    Ok(subject.id_of_form(id_kind, id)?)
}

/// Position `number - 1` of the core's order, which is the order of the enums above; 0 is nothing.
pub(crate) fn numbered<T: Copy>(all: &[T], number: u32) -> Option<Option<T>> {
    match number.checked_sub(1) {
        None => Some(None),
        Some(at) => all.get(at as usize).copied().map(Some),
    }
}

/// More queries at once are not a batch but an uninitialised count.
const BATCH_MAX: usize = 1 << 24;

/// Answers many queries, one by one; see jrp_roster_check_all.
///
/// # Safety
/// As for jrp_roster_check_all.
pub(crate) unsafe fn each(
    queries: *const jrp_query,
    count: usize,
    comparisons: *mut *mut jrp_comparison,
    results: *mut jrp_result,
    check: impl Fn(&jrp_query) -> Result<jrp_comparison, Failure>,
) -> Result<(), Failure> {
    // SAFETY: as the caller promises.
    unsafe {
        each_struct(queries, count, comparisons, results, |query| match check(query) {
            Ok(answer) => (jrp_result::Ok, Box::into_raw(Box::new(answer))),
            Err(failure) => (failure.code, null_mut()),
        })
    }
}

/// The same for what is made of the query as core has it.
///
/// # Safety
/// As for jrp_roster_outcomes.
pub(crate) unsafe fn each_into<T>(
    queries: *const jrp_query,
    count: usize,
    items: *mut T,
    results: *mut jrp_result,
    ask: impl Fn(Result<Query, Failure>) -> (jrp_result, T),
) -> Result<(), Failure> {
    // SAFETY: as the caller promises.
    unsafe { each_struct(queries, count, items, results, |query| ask(read(query))) }
}

/// # Safety
/// As for jrp_roster_check_all; `items` is NULL or has room for `count`.
unsafe fn each_struct<T>(
    queries: *const jrp_query,
    count: usize,
    items: *mut T,
    results: *mut jrp_result,
    ask: impl Fn(&jrp_query) -> (jrp_result, T),
) -> Result<(), Failure> {
    // SAFETY: as the caller promises.
    unsafe {
        if count != 0 {
            input::writable(items, "the array of answers")?;
            input::writable(results, "results")?;
        }
        // Collected first: a struct_size that does not fit fails the batch before anything is written.
        let queries: Vec<jrp_query> =
            input::structures(queries, count, BATCH_MAX)?.collect::<Result<_, _>>()?;
        for (index, query) in queries.iter().enumerate() {
            let (result, item) = ask(query);
            input::write(items.add(index), item, "the array of answers")?;
            input::write(results.add(index), result, "results")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_mean_what_their_names_say() {
        assert_eq!(numbered(&IdKind::ALL, jrp_id_kind::None as u32), Some(None));
        for (number, kind) in [
            (jrp_id_kind::Uscc, IdKind::Uscc),
            (jrp_id_kind::OrgCode, IdKind::OrgCode),
            (jrp_id_kind::RegNo, IdKind::RegNo),
            (jrp_id_kind::TaxNo, IdKind::TaxNo),
            (jrp_id_kind::CitizenId, IdKind::CitizenId),
            (jrp_id_kind::Passport, IdKind::Passport),
            (jrp_id_kind::Permit, IdKind::Permit),
        ] {
            assert_eq!(numbered(&IdKind::ALL, number as u32), Some(Some(kind)));
        }
        assert_eq!(numbered(&IdKind::ALL, 8), None);
        for (number, kind) in [
            (jrp_subject_kind::Org, SubjectKind::Org),
            (jrp_subject_kind::Person, SubjectKind::Person),
            (jrp_subject_kind::SoleTrader, SubjectKind::SoleTrader),
        ] {
            assert_eq!(numbered(&SubjectKind::ALL, number as u32), Some(Some(kind)));
        }
        assert_eq!(Lang::ALL.get(jrp_lang::ZhCn as usize), Some(&Lang::ZhCn));
        assert_eq!(Lang::ALL.get(jrp_lang::En as usize), Some(&Lang::En));
    }
}
