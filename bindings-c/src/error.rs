//! What went wrong, in full.

use crate::guard::guard;
use crate::input;
use crate::result::jrp_result;
use crate::text::{Owned, jrp_text};
use core::ptr::null_mut;
use jrp_arrow::ArrowError;
use jrp_core::ChainError;
use jrp_core::compare::QueryError;
use jrp_core::error::{ErrorCode, OpenError, Section};
use jrp_core::evidence::EvidenceError;
use jrp_core::suite::KeyError;
use jrp_core::trust::TrustError;
use jrp_folder::{FolderCode, FolderError};

/// A failure, before C sees it.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) code: jrp_result,
    pub(crate) section: Option<Section>,
    pub(crate) offset: Option<u64>,
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn new(code: jrp_result, text: impl Into<String>) -> Self {
        Self {
            code,
            section: None,
            offset: None,
            text: text.into(),
        }
    }

    /// A value of the query that cannot be read.
    pub(crate) fn query(text: impl Into<String>) -> Self {
        Self::new(ErrorCode::QueryInvalid.into(), text)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let (section, offset) = error.place();
        Self {
            code: error.code().into(),
            section,
            offset,
            text: error.to_string(),
        }
    }
}

impl From<ChainError> for Failure {
    fn from(error: ChainError) -> Self {
        let failure = Self::from(*error.source);
        match error.layer {
            0 => failure,
            delta => Self {
                text: format!("delta {delta}: {}", failure.text),
                ..failure
            },
        }
    }
}

impl From<EvidenceError> for Failure {
    fn from(error: EvidenceError) -> Self {
        Self::new(error.code().into(), error.to_string())
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        let text = error.to_string();
        match error {
            FolderError::Open { source, .. } => Self {
                text,
                ..Self::from(*source)
            },
            error => Self::new(
                match error.code() {
                    FolderCode::Core(code) => code.into(),
                    FolderCode::NothingPublished => jrp_result::Absent,
                    _ => jrp_result::Io,
                },
                text,
            ),
        }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        Self::new(error.code().into(), error.to_string())
    }
}

impl From<ArrowError> for Failure {
    fn from(error: ArrowError) -> Self {
        let text = error.to_string();
        let code = match error {
            ArrowError::Null { .. } | ArrowError::Released { .. } => jrp_result::NullPointer,
            ArrowError::Length { .. } => jrp_result::Length,
            ArrowError::Utf8 { offset, .. } => {
                return Self {
                    offset: Some(offset as u64),
                    ..Self::new(jrp_result::InvalidUtf8, text)
                };
            }
            ArrowError::Query(error) => error.code().into(),
            _ => return Self::query(text),
        };
        Self::new(code, text)
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::new(error.code().into(), error.to_string())
    }
}

impl From<TrustError> for Failure {
    fn from(error: TrustError) -> Self {
        Self::new(error.code().into(), error.to_string())
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
            section: failure.section.map(|section| Owned::new(section.to_string())),
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
