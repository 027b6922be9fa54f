//! Questions whose answer is one word: for hosts that go through many, and for those that watch the lists.

use crate::comparison::jrp_outcome;
use crate::error::{Failure, jrp_error};
use crate::guard::guard;
use crate::input;
use crate::query::{self, jrp_query};
use crate::result::jrp_result;
use crate::roster::jrp_roster;
use crate::set::jrp_roster_set;
use crate::text::jrp_text;
use core::ptr::null_mut;
use jrp_core::compare::{Comparison, Freshness, FreshnessState};
use jrp_core::date::Timestamp;
use jrp_core::subject::IdKind;

/// How old the data are.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_freshness {
    /// Within the time to the next update
    Fresh = 0,
    /// Past the next update
    Stale = 1,
    /// Too old: every question stays open
    Expired = 2,
    /// Issued after `now`: every question stays open; set the clock
    Future = 3,
}

impl From<FreshnessState> for jrp_freshness {
    fn from(state: FreshnessState) -> Self {
        match state {
            FreshnessState::Fresh => Self::Fresh,
            FreshnessState::Stale => Self::Stale,
            FreshnessState::Expired => Self::Expired,
            FreshnessState::Future => Self::Future,
        }
    }
}

/// What many queries come to, one by one, without the answers. `outcomes` and `results` have room for `count` items: where
/// `results[i]` is JRP_RESULT_OK, `outcomes[i]` is the outcome that jrp_roster_check has, else it is
/// JRP_OUTCOME_INDETERMINATE (jrp_roster_check on that query tells the details). Returns JRP_RESULT_OK once all were tried;
/// on any other result neither array was written.
///
/// # Safety
/// `roster` is NULL or live; `queries` is NULL or points to `count` structs of one struct_size, their texts readable;
/// `outcomes` and `results` are NULL or have room for `count` items; `detail` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_outcomes(
    roster: *const jrp_roster,
    queries: *const jrp_query,
    count: usize,
    outcomes: *mut jrp_outcome,
    results: *mut jrp_result,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let roster = input::handle(roster, "roster")?;
            query::each_into(queries, count, outcomes, results, |query| {
                split(query.and_then(|query| Ok(roster.roster.check(&query)?)))
            })
        })
    }
}

/// What many queries come to by all rosters of a set, as jrp_roster_outcomes does.
///
/// # Safety
/// `set` is NULL or live; the others as for jrp_roster_outcomes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_outcomes(
    set: *const jrp_roster_set,
    queries: *const jrp_query,
    count: usize,
    outcomes: *mut jrp_outcome,
    results: *mut jrp_result,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let set = input::handle(set, "set")?;
            query::each_into(queries, count, outcomes, results, |query| {
                split(query.and_then(|query| Ok(set.set.check(&query)?)))
            })
        })
    }
}

fn split(answer: Result<Comparison, Failure>) -> (jrp_result, jrp_outcome) {
    match answer {
        Ok(answer) => (jrp_result::Ok, answer.outcome.into()),
        Err(failure) => (failure.code, jrp_outcome::Indeterminate),
    }
}

/// Whether a record may be reached by this identifier alone: 0 is certain, jrp_roster_check with nothing but it finds no
/// record. 1 means that it may, that it cannot be read, or that it may be a natural person's, so ask. `id_kind` is a
/// jrp_id_kind; credit codes and organisation codes are looked up without allocation.
///
/// # Safety
/// `roster` is NULL or live; `id`'s bytes are readable; `may_list` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_may_list(
    roster: *const jrp_roster,
    id_kind: u32,
    id: jrp_text,
    may_list: *mut u32,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let roster = input::handle(roster, "roster")?;
            let text = input::needed(id, "id")?;
            let kind = query::numbered(&IdKind::ALL, id_kind).flatten();
            let kind =
                kind.ok_or_else(|| Failure::query(format!("id_kind is {id_kind}; use a jrp_id_kind")))?;
            let answer = roster.roster.may_list(kind, text);
            input::write(may_list, u32::from(answer), "may_list")
        })
    }
}

/// How old the data of a roster are at `now` (seconds since 1970), as every answer of that time says: a jrp_freshness, and
/// the calendar days since the date that the data stand for. `age_days` may be NULL.
///
/// # Safety
/// `roster` is NULL or live; `state` and `age_days` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_freshness(
    roster: *const jrp_roster,
    now: i64,
    state: *mut jrp_freshness,
    age_days: *mut i32,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            input::writable(state, "state")?;
            let roster = input::handle(roster, "roster")?;
            let now = Timestamp::from_unix(now)
                .ok_or_else(|| Failure::query("now lies outside the years 1970 to 9999; give the clock's"))?;
            let Freshness {
                state: found,
                age_days: age,
                ..
            } = roster.roster.freshness(now);
            if !age_days.is_null() {
                input::write(age_days, age, "age_days")?;
            }
            input::write(state, found.into(), "state")
        })
    }
}
