//! Opening snapshots and asking them.

use crate::comparison::jrp_comparison;
use crate::error::{Failure, jrp_error};
use crate::guard::guard;
use crate::input::{self, Sized1st};
use crate::query::{self, jrp_query};
use crate::result::jrp_result;
use crate::text::{Owned, jrp_text};
use crate::trust::jrp_trust;
use core::ffi::c_char;
use core::mem::offset_of;
use core::ptr::null_mut;
use jrp_core::Open;
use jrp_core::roster::Roster;
use jrp_core::suite::PersonKey;
use jrp_host::{Bytes, read_text};
use jrp_threads::Threads;
use std::sync::Arc;

/// An opened snapshot: immutable, for any number of threads.
pub struct jrp_roster {
    pub(crate) roster: Arc<Roster<Bytes>>,
    info: Owned,
}

/// How to open. Zero it, then set struct_size to sizeof(jrp_open_options). Without a person key, questions about natural
/// persons are answered "indeterminate".
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct jrp_open_options {
    /// sizeof(jrp_open_options)
    pub struct_size: usize,
    /// The person key: the content of a person.key file
    pub person_key: jrp_text,
    /// The path of a person.key file, instead
    pub person_key_file: jrp_text,
    /// The deltas on the snapshot, the oldest first: their bytes for jrp_roster_open, their paths for the others, which
    /// read them. NULL for none. The minimum sequence of the trust is asked of the last one alone, which signs for the
    /// files below it
    pub deltas: *const jrp_text,
    /// How many
    pub delta_count: usize,
    /// For jrp_roster_open_folder: the path of a file of the host's, in which the library keeps the highest sequence it has
    /// opened, also across restarts. It is made where it is missing. NULL to remember nothing
    pub memory_file: jrp_text,
}

// SAFETY: repr(C), begins with struct_size; pointers and integers only.
unsafe impl Sized1st for jrp_open_options {
    const FIRST: usize = offset_of!(Self, deltas);
    const NAME: &'static str = "jrp_open_options";
}

/// Opens a snapshot in memory. The bytes are copied and may be freed directly afterwards. `options` may be NULL.
///
/// # Safety
/// `bytes` is NULL or has `len` readable bytes; `trust` is NULL or live; `options` is NULL or as described there;
/// `roster` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_open(
    bytes: *const u8,
    len: usize,
    trust: *const jrp_trust,
    options: *const jrp_open_options,
    roster: *mut *mut jrp_roster,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(roster, "roster")?;
            let bytes = input::bytes(bytes, len, input::BYTES_MAX, "bytes")?;
            let delta = |delta: jrp_text| {
                let bytes = input::bytes(delta.data.cast(), delta.len, input::BYTES_MAX, "a delta")?;
                Ok(Bytes::Read(copy(bytes)?))
            };
            open(|| Ok(Bytes::Read(copy(bytes)?)), delta, trust, options, roster)
        })
    }
}

/// Opens a snapshot file by reading it. The path is what fopen takes, in UTF-8 on Windows. `options` may be NULL.
///
/// # Safety
/// `path` is NULL or has `len` readable bytes; the others as for jrp_roster_open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_open_file(
    path: *const c_char,
    len: usize,
    trust: *const jrp_trust,
    options: *const jrp_open_options,
    roster: *mut *mut jrp_roster,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(roster, "roster")?;
            let path = input::path(jrp_text { data: path, len }, "path")?;
            open(
                || Ok(Bytes::read(path)?),
                |path| read_delta(path),
                trust,
                options,
                roster,
            )
        })
    }
}

/// Opens a snapshot file by mapping it: processes share its pages. A mapped file that another process shortens KILLS THE
/// HOST (SIGBUS), and one that is rewritten in place gives wrong answers: replace snapshots by renaming a new file over
/// the old one, never by writing into it. Where that cannot be promised, use jrp_roster_open_file.
///
/// # Safety
/// `path` is NULL or has `len` readable bytes; the file keeps its bytes while the roster lives; the others as for
/// jrp_roster_open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_map_file(
    path: *const c_char,
    len: usize,
    trust: *const jrp_trust,
    options: *const jrp_open_options,
    roster: *mut *mut jrp_roster,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(roster, "roster")?;
            let path = input::path(jrp_text { data: path, len }, "path")?;
            open(
                || Ok(Bytes::map(path)?),
                |path| read_delta(path),
                trust,
                options,
                roster,
            )
        })
    }
}

/// Opens a published folder, or one that `jrp pull` keeps: verifies its `latest`, then the files it names, which must be
/// what it announces. The minimum sequence of `trust` is asked of the newest of them. The path is what fopen takes, in UTF-8 on
/// Windows. `options` may be NULL; they name no deltas.
///
/// With `options->memory_file` an older folder in the place of the one that was opened before is refused
/// (JRP_RESULT_SEQUENCE_TOO_OLD), and so is one of another publisher (JRP_RESULT_PUBLICATION_MISMATCH). One process at a
/// time keeps such a file.
///
/// JRP_RESULT_ABSENT: nothing was published into the folder. JRP_RESULT_MANIFEST_MALFORMED: `latest` cannot be read.
///
/// # Safety
/// `path` is NULL or has `len` readable bytes; the others as for jrp_roster_open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_open_folder(
    path: *const c_char,
    len: usize,
    trust: *const jrp_trust,
    options: *const jrp_open_options,
    roster: *mut *mut jrp_roster,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(roster, "roster")?;
            let path = input::path(jrp_text { data: path, len }, "path")?;
            let trust = &input::handle(trust, "trust")?.anchors;
            let (person_key, memory) = match options.is_null() {
                true => (None, None),
                false => {
                    let (options, _) = input::structure(options)?;
                    if options.delta_count > 0 {
                        return Err(Failure::new(
                            jrp_result::DeltaMismatch,
                            "jrp_open_options.deltas: the folder names its own deltas; leave them out",
                        ));
                    }
                    let memory = input::path_if_given(options.memory_file, "jrp_open_options.memory_file")?;
                    (person_key(&options)?, memory)
                }
            };
            let opened = match memory {
                Some(memory) => jrp_folder::open_remembering(path, memory, trust, person_key, Bytes::Read)?,
                None => jrp_folder::open_as(path, trust, person_key, Bytes::Read)?,
            };
            input::give(roster, jrp_roster::from(opened))
        })
    }
}

/// A new roster: the old one with a delta on it. The old one stays as it is, so a host opens the new one, swaps its
/// pointer, and frees the old one when its last user is done. The bytes are copied. The person key is the old roster's.
///
/// JRP_RESULT_DELTA_MISMATCH: the delta does not continue this roster. JRP_RESULT_STATE_MISMATCH: roster and delta do not
/// add up to what the delta signs. The minimum sequence of `trust` is asked of the delta.
///
/// # Safety
/// `roster` and `trust` are NULL or live; `bytes` is NULL or has `len` readable bytes; `newer` and `detail` are NULL or
/// may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_with_delta(
    roster: *const jrp_roster,
    bytes: *const u8,
    len: usize,
    trust: *const jrp_trust,
    newer: *mut *mut jrp_roster,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(newer, "newer")?;
            let roster = input::handle(roster, "roster")?;
            let trust = input::handle(trust, "trust")?;
            let bytes = input::bytes(bytes, len, input::BYTES_MAX, "bytes")?;
            let opened = Open::new(&trust.anchors)
                .deltas([Bytes::Read(copy(bytes)?)])
                .executor(&Threads)
                .upon(&roster.roster);
            // There is one delta, which needs no number.
            let opened = opened.map_err(|error| *error.source)?;
            input::give(newer, jrp_roster::from(opened))
        })
    }
}

/// Whether a roster may take the place of `before`, which a host has opened of the same publisher: JRP_RESULT_OK where
/// whoever signed its base is entitled to the lists of the other too. A base may leave lists out, with all that was on them;
/// a host that follows a publisher by itself asks this wherever it opens another base, and else keeps the roster that it has.
/// A delta (jrp_roster_with_delta) needs no such question.
///
/// # Safety
/// `roster`, `before` and `trust` are NULL or live; `detail` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_may_replace(
    roster: *const jrp_roster,
    before: *const jrp_roster,
    trust: *const jrp_trust,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let roster = input::handle(roster, "roster")?;
            let before = input::handle(before, "before")?;
            let trust = input::handle(trust, "trust")?;
            let judged = roster.roster.may_replace(before.roster.header(), &trust.anchors);
            Ok(judged?)
        })
    }
}

/// Compares the subjects of a query with the lists.
///
/// # Safety
/// `roster` is NULL or live; `query` is NULL or as described there, its texts readable; `comparison` and `detail` are
/// NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_check(
    roster: *const jrp_roster,
    query: *const jrp_query,
    comparison: *mut *mut jrp_comparison,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(comparison, "comparison")?;
            let roster = input::handle(roster, "roster")?;
            let (query, _) = input::structure(query)?;
            input::give(comparison, roster.check(&query)?)
        })
    }
}

/// Compares many queries, one by one. `comparisons` and `results` have room for `count` items: where `results[i]` is
/// JRP_RESULT_OK, `comparisons[i]` is to be freed, else it is NULL (jrp_roster_check on that query tells the details).
/// Returns JRP_RESULT_OK once all were tried; on any other result neither array was written.
///
/// # Safety
/// `roster` is NULL or live; `queries` is NULL or points to `count` structs of one struct_size, their texts readable;
/// `comparisons` and `results` are NULL or have room for `count` items; `detail` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_check_all(
    roster: *const jrp_roster,
    queries: *const jrp_query,
    count: usize,
    comparisons: *mut *mut jrp_comparison,
    results: *mut jrp_result,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            let roster = input::handle(roster, "roster")?;
            query::each(queries, count, comparisons, results, |query| roster.check(query))
        })
    }
}

/// What the roster says of itself, as JSON: publisher, sequence, dates, lists with their records, scenarios. It lives as
/// long as the roster.
///
/// # Safety
/// `roster` is NULL or live; `json` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_info(roster: *const jrp_roster, json: *mut jrp_text) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let roster = input::handle(roster, "roster")?;
            input::write(json, roster.info.as_text(), "json")
        })
    }
}

/// Frees a roster; NULL is fine. Comparisons made with it stay valid.
///
/// # Safety
/// `roster` is NULL or live, no thread is in a call with it, and it is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_roster_free(roster: *mut jrp_roster) {
    // SAFETY: as the caller promises.
    unsafe { input::free(roster) }
}

impl jrp_roster {
    /// # Safety
    /// The query's texts and members are readable.
    unsafe fn check(&self, query: &jrp_query) -> Result<jrp_comparison, Failure> {
        // SAFETY: as the caller promises.
        let query = unsafe { query::read(query)? };
        Ok(jrp_comparison::new(self.roster.check(&query)?, query))
    }
}

impl From<Roster<Bytes>> for jrp_roster {
    fn from(roster: Roster<Bytes>) -> Self {
        Self {
            info: Owned::new(roster.info().to_json()),
            roster: Arc::new(roster),
        }
    }
}

/// `delta` gets the bytes of one of the options' deltas.
///
/// # Safety
/// As for jrp_roster_open.
unsafe fn open(
    base: impl FnOnce() -> Result<Bytes, Failure>,
    delta: impl Fn(jrp_text) -> Result<Bytes, Failure>,
    trust: *const jrp_trust,
    options: *const jrp_open_options,
    roster: *mut *mut jrp_roster,
) -> Result<(), Failure> {
    // SAFETY: as the caller promises.
    unsafe {
        let trust = &input::handle(trust, "trust")?.anchors;
        let (person_key, deltas) = match options.is_null() {
            true => (None, Vec::new()),
            false => {
                let (options, _) = input::structure(options)?;
                let deltas = input::texts(options.deltas, options.delta_count, "jrp_open_options.deltas")?;
                let deltas = deltas.map(delta).collect::<Result<_, _>>()?;
                (person_key(&options)?, deltas)
            }
        };
        let opened = Open::new(trust)
            .person_key(person_key)
            .deltas(deltas)
            .executor(&Threads)
            .open(base()?)?;
        input::give(roster, jrp_roster::from(opened))
    }
}

/// # Safety
/// The path's bytes are readable.
unsafe fn read_delta(path: jrp_text) -> Result<Bytes, Failure> {
    // SAFETY: as the caller promises.
    let path = unsafe { input::path(path, "the path of a delta") }?;
    Ok(Bytes::read(path)?)
}

/// # Safety
/// The texts' bytes are readable.
unsafe fn person_key(options: &jrp_open_options) -> Result<Option<PersonKey>, Failure> {
    // SAFETY: as the caller promises.
    let (memory, file) = unsafe {
        (
            input::text(options.person_key, "jrp_open_options.person_key")?,
            input::path_if_given(options.person_key_file, "jrp_open_options.person_key_file")?,
        )
    };
    Ok(match (memory, file) {
        (None, None) => None,
        (Some(pem), _) => Some(PersonKey::from_pem(pem)?),
        (None, Some(path)) => Some(PersonKey::from_pem(&read_text(path)?)?),
    })
}

/// A copy, or a failure where memory lacks: a wrong length must not end the host.
fn copy(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut copied = Vec::new();
    copied
        .try_reserve_exact(bytes.len())
        .map_err(|_| Failure::new(jrp_result::Length, format!("no memory for {} bytes", bytes.len())))?;
    copied.extend_from_slice(bytes);
    Ok(copied)
}
