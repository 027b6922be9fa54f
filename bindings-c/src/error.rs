//! What went wrong, in full.

use crate::guard::guard;
use crate::input;
use crate::result::jrp_result;
use crate::text::{Owned, jrp_text};
use core::ptr::null_mut;
use jrp_arrow::ArrowError;
use jrp_core::error::ErrorCode;
use jrp_folder::FolderCode;
use jrp_host::Code;

/// A failure, before C sees it.
///
/// cbindgen:ignore
pub(crate) type Failure = jrp_host::Failure<jrp_result>;

impl Code for jrp_result {
    fn of(code: ErrorCode) -> Self {
        code.into()
    }

    fn of_folder(code: FolderCode) -> Self {
        match code {
            FolderCode::Core(code) => code.into(),
            FolderCode::NothingPublished => Self::Absent,
            _ => Self::Io,
        }
    }
}

/// A table that cannot be screened.
pub(crate) fn of_arrow(error: ArrowError) -> Failure {
    let text = error.to_string();
    match error {
        ArrowError::Null { .. } | ArrowError::Released { .. } => Failure::new(jrp_result::NullPointer, text),
        ArrowError::Length { .. } => Failure::new(jrp_result::Length, text),
        ArrowError::Utf8 { offset, .. } => Failure {
            offset: Some(offset as u64),
            ..Failure::new(jrp_result::InvalidUtf8, text)
        },
        ArrowError::Query(error) => error.into(),
        _ => Failure::query(text),
    }
}

/// The details of a failure: result, section of the snapshot, byte offset, and a sentence that says what to do.
pub struct jrp_error {
    code: jrp_result,
    section: Option<Owned>,
    offset: Option<u64>,
    text: Owned,
}

impl From<Failure> for jrp_error {
    fn from(failure: Failure) -> Self {
        Self {
            code: failure.code,
            section: failure.section.map(Owned::new),
            offset: failure.offset,
            text: Owned::new(failure.text),
        }
    }
}

/// The result that the failed call returned.
///
/// # Safety
/// `error` is NULL or a live error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_error_code(error: *const jrp_error) -> jrp_result {
    // SAFETY: NULL or live, as the caller promises.
    unsafe { error.as_ref() }.map_or(jrp_result::NullPointer, |error| error.code)
}

/// A sentence that says what is wrong and what to do. It lives as long as the error.
///
/// # Safety
/// `error` is NULL or a live error; `text` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_error_text(error: *const jrp_error, text: *mut jrp_text) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let error = input::handle(error, "error")?;
            input::write(text, error.text.as_text(), "text")
        })
    }
}

/// The section of the snapshot that the failure speaks of: "header", "policy", "filter", "organisations", "persons",
/// "page digests" or "signatures". JRP_RESULT_ABSENT where it speaks of none. It lives as long as the error.
///
/// # Safety
/// `error` is NULL or a live error; `section` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_error_section(error: *const jrp_error, section: *mut jrp_text) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let error = input::handle(error, "error")?;
            let found = error.section.as_ref();
            let found = found.ok_or_else(|| Failure::new(jrp_result::Absent, "no section"))?;
            input::write(section, found.as_text(), "section")
        })
    }
}

/// The byte that the failure speaks of: in the snapshot, or in the text that is not UTF-8. JRP_RESULT_ABSENT where
/// it speaks of none.
///
/// # Safety
/// `error` is NULL or a live error; `offset` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_error_offset(error: *const jrp_error, offset: *mut u64) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let error = input::handle(error, "error")?;
            let found = error.offset;
            let found = found.ok_or_else(|| Failure::new(jrp_result::Absent, "no offset"))?;
            input::write(offset, found, "offset")
        })
    }
}

/// Frees an error; NULL is fine.
///
/// # Safety
/// `error` is NULL or a live error, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_error_free(error: *mut jrp_error) {
    // SAFETY: as the caller promises.
    unsafe { input::free(error) }
}
