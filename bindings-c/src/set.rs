//! The lists of several publishers, asked as one.

use crate::comparison::jrp_comparison;
use crate::error::{Failure, jrp_error};
use crate::guard::guard;
use crate::input;
use crate::query::{self, jrp_query};
use crate::result::jrp_result;
use crate::roster::jrp_roster;
use crate::text::{Owned, jrp_text};
use core::ptr::null_mut;
use jrp_core::roster::RosterSet;
use jrp_host::Bytes;
use std::sync::Arc;

/// Rosters of several publishers (nation, province, city, sector), asked as one: immutable, for any number of threads.
pub struct jrp_roster_set {
    pub(crate) set: RosterSet<Bytes>,
    info: Owned,
}

/// More rosters are not a set but an uninitialised count.
const ROSTERS_MAX: usize = 1 << 10;

/// Rosters that are asked together, in this order. The set shares them: free them when you like. Each keeps its own trust,
/// sequence, age and policy pack; coverage adds up, and the answer is never milder than the strictest finding of any. Of
/// more than one, an answer has `snapshots` in the place of `snapshot`, and its findings have `sources`.
///
/// # Safety
/// `rosters` is NULL or points to `count` live rosters; `set` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_new(
    rosters: *const *const jrp_roster,
    count: usize,
    set: *mut *mut jrp_roster_set,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(set, "set")?;
            if rosters.is_null() {
                return Err(Failure::new(jrp_result::NullPointer, "rosters is NULL"));
            }
            if count == 0 || count > ROSTERS_MAX {
                return Err(Failure::new(
                    jrp_result::Length,
                    format!("count is {count}; give between 1 and {ROSTERS_MAX} rosters"),
                ));
            }
            let mut shared = Vec::with_capacity(count);
            let mut infos = Vec::with_capacity(count);
            for at in 0..count {
                let roster = input::handle(rosters.add(at).read_unaligned(), "a roster")?;
                shared.push(Arc::clone(&roster.roster));
                infos.push(roster.roster.info().to_json());
            }
            let mut shared = shared.into_iter();
            let first = shared
                .next()
                .ok_or_else(|| Failure::new(jrp_result::Length, "count is 0; give a roster"))?;
            input::give(
                set,
                jrp_roster_set {
                    set: RosterSet::of(first, shared),
                    info: Owned::new(format!("[{}]", infos.join(","))),
                },
            )
        })
    }
}

/// Compares the subjects of a query with the lists of all rosters of the set.
///
/// # Safety
/// `set` is NULL or live; `query` is NULL or as described there, its texts readable; `comparison` and `detail` are NULL or
/// may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_check(
    set: *const jrp_roster_set,
    query: *const jrp_query,
    comparison: *mut *mut jrp_comparison,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(comparison, "comparison")?;
            let set = input::handle(set, "set")?;
            let (query, _) = input::structure(query)?;
            input::give(comparison, set.check(&query)?)
        })
    }
}

/// Compares many queries, one by one, as jrp_roster_check_all does.
///
/// # Safety
/// `set` is NULL or live; the others as for jrp_roster_check_all.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_check_all(
    set: *const jrp_roster_set,
    queries: *const jrp_query,
    count: usize,
    comparisons: *mut *mut jrp_comparison,
    results: *mut jrp_result,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let set = input::handle(set, "set")?;
            query::each(queries, count, comparisons, results, |query| set.check(query))
        })
    }
}

/// What each roster of the set says of itself, as a JSON array in their order (see jrp_roster_info). It lives as long as the
/// set.
///
/// # Safety
/// `set` is NULL or live; `json` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_info(set: *const jrp_roster_set, json: *mut jrp_text) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let set = input::handle(set, "set")?;
            input::write(json, set.info.as_text(), "json")
        })
    }
}

/// Frees a set; NULL is fine. Its rosters, and comparisons made with it, stay valid.
///
/// # Safety
/// `set` is NULL or live, no thread is in a call with it, and it is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_free(set: *mut jrp_roster_set) {
    // SAFETY: as the caller promises.
    unsafe { input::free(set) }
}

impl jrp_roster_set {
    /// # Safety
    /// The query's texts and members are readable.
    unsafe fn check(&self, query: &jrp_query) -> Result<jrp_comparison, Failure> {
        // SAFETY: as the caller promises.
        let query = unsafe { query::read(query)? };
        Ok(jrp_comparison::new(self.set.check(&query)?, query))
    }
}
