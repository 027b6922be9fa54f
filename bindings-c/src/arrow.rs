//! Registers as columns of the Arrow C data interface.

use crate::error::{Failure, jrp_error, of_arrow};
use crate::guard::guard;
use crate::input;
use crate::query::{self, jrp_query};
use crate::result::jrp_result;
use crate::roster::jrp_roster;
use crate::set::jrp_roster_set;
use jrp_arrow::{ArrowArray, ArrowSchema, Screened, Titles};
use jrp_core::roster::RosterSet;
use jrp_host::Bytes;
use std::sync::Arc;

/// Asks the question of every row of a table: a struct array of the Arrow C data interface, such as a record batch, with
/// the columns `credit_code`, `name`, `id` with `id_kind`, and `kind`. Each is optional and of texts (utf8, large_utf8, utf8_view, or a
/// dictionary of one of them), but `credit_code`, `name` or `id` must be there; other columns are left alone. `id_kind` and
/// `kind` have the words of the JSON, such as "citizen-id" and "sole-trader". `question` says scenario, time, date,
/// conditions and language, and names nobody.
///
/// `out_schema` and `out_array` get a struct with as many rows and the columns `outcome`, `lists`, `match`, `warnings` and
/// `prompt`, of utf8 and without nulls: the cells of `jrp screen`. They are yours: release each by its release. What you
/// hand over is read, not released and not moved; it must stay as it is until the call returns.
///
/// Errors name the column and the row, from 0, and nothing is written: JRP_RESULT_QUERY_INVALID for a type or a word that is
/// not known, JRP_RESULT_LENGTH for lengths and offsets that cannot be, more than 16,777,216 rows, or answers of more than
/// 2 GB (give fewer rows), JRP_RESULT_INVALID_UTF8, JRP_RESULT_NULL_POINTER for what is NULL or was released.
///
/// # Safety
/// `roster` is NULL or live; `question` is NULL or as described there, its texts readable; `schema` and `array` are NULL or
/// of one array as the interface promises; `out_schema`, `out_array` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_screen_arrow(
    roster: *const jrp_roster,
    question: *const jrp_query,
    schema: *const ArrowSchema,
    array: *const ArrowArray,
    out_schema: *mut ArrowSchema,
    out_array: *mut ArrowArray,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let roster = input::handle(roster, "roster")?;
            let lists = RosterSet::of(Arc::clone(&roster.roster), []);
            screen(&lists, question, (schema, array), (out_schema, out_array))
        })
    }
}

/// The same by all rosters of a set.
///
/// # Safety
/// `set` is NULL or live; the others as for jrp_roster_screen_arrow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_set_screen_arrow(
    set: *const jrp_roster_set,
    question: *const jrp_query,
    schema: *const ArrowSchema,
    array: *const ArrowArray,
    out_schema: *mut ArrowSchema,
    out_array: *mut ArrowArray,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let set = input::handle(set, "set")?;
            screen(&set.set, question, (schema, array), (out_schema, out_array))
        })
    }
}

/// # Safety
/// As for jrp_roster_screen_arrow.
unsafe fn screen(
    lists: &RosterSet<Bytes>,
    question: *const jrp_query,
    (schema, array): (*const ArrowSchema, *const ArrowArray),
    (out_schema, out_array): (*mut ArrowSchema, *mut ArrowArray),
) -> Result<(), Failure> {
    input::writable(out_schema, "out_schema")?;
    input::writable(out_array, "out_array")?;
    // SAFETY: as the caller promises.
    unsafe {
        let (question, _) = input::structure(question)?;
        let question = query::read(&question)?;
        let names_nobody = |subject: &jrp_core::SubjectQuery| subject.is_empty() && subject.kind.is_none();
        if question.subjects.len() != 1 || !question.subjects.iter().all(names_nobody) {
            return Err(Failure::query(
                "the question names a subject; leave that to the rows of the table",
            ));
        }
        let screened =
            jrp_arrow::screen(lists, question, &Titles::default(), schema, array).map_err(of_arrow)?;
        input::write(out_schema, Screened::schema(), "out_schema")?;
        input::write(out_array, screened.array(), "out_array")
    }
}
