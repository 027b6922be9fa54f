//! Texts, and GB18030 for hosts that hold it.

use crate::error::Failure;
use crate::guard::{guard, guard_free};
use crate::input;
use crate::result::jrp_result;
use core::ffi::c_char;
use core::ptr::{null, null_mut};
use encoding_rs::GB18030;

/// A text: UTF-8, pointer and length in bytes. NULL with length 0 is an absent text. Texts from this library have a NUL
/// behind them, which the length does not count.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct jrp_text {
    /// The bytes
    pub data: *const c_char,
    /// How many
    pub len: usize,
}

impl jrp_text {
    /// No text.
    pub const fn absent() -> Self {
        Self { data: null(), len: 0 }
    }

    /// Of a Rust text, which must live as long as it is used.
    pub const fn of(text: &str) -> Self {
        Self {
            data: text.as_ptr().cast(),
            len: text.len(),
        }
    }

    /// The bytes.
    ///
    /// # Safety
    /// The text is absent, or its bytes live for the time of `'a`.
    pub unsafe fn as_bytes<'a>(self) -> &'a [u8] {
        match self.data.is_null() {
            true => &[],
            // SAFETY: as the caller promises.
            false => unsafe { core::slice::from_raw_parts(self.data.cast(), self.len) },
        }
    }
}

/// A text with a NUL behind it, held by a handle.
pub(crate) struct Owned(Box<[u8]>);

impl Owned {
    pub(crate) fn new(text: impl Into<Vec<u8>>) -> Self {
        let mut bytes = text.into();
        bytes.reserve_exact(1);
        bytes.push(0);
        Self(bytes.into_boxed_slice())
    }

    pub(crate) fn as_text(&self) -> jrp_text {
        jrp_text {
            data: self.0.as_ptr().cast(),
            len: self.0.len() - 1,
        }
    }

    /// To be freed with `jrp_text_free`.
    pub(crate) fn leak(self) -> jrp_text {
        let text = self.as_text();
        let _ = Box::into_raw(self.0);
        text
    }
}

/// Writes GB18030 (GBK, GB2312) as UTF-8. Free the text with jrp_text_free.
///
/// # Safety
/// `bytes` is NULL or has `len` readable bytes; `text` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_text_from_gb18030(
    bytes: *const c_char,
    len: usize,
    text: *mut jrp_text,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            input::writable(text, "text")?;
            let bytes = input::bytes(bytes.cast(), len, CONVERT_MAX, "bytes")?;
            let utf8 = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
            let utf8 =
                utf8.ok_or_else(|| Failure::new(jrp_result::InvalidGb18030, "the bytes are not GB18030"))?;
            input::write(text, Owned::new(utf8.into_owned()).leak(), "text")
        })
    }
}

/// Writes UTF-8 as GB18030, for hosts that show it. Free the bytes with jrp_text_free.
///
/// # Safety
/// `text` is NULL or has `len` readable bytes; `bytes` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_text_to_gb18030(
    text: *const c_char,
    len: usize,
    bytes: *mut jrp_text,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            input::writable(bytes, "bytes")?;
            let text = input::bytes(text.cast(), len, CONVERT_MAX, "text")?;
            let text = core::str::from_utf8(text)
                .map_err(|_| Failure::new(jrp_result::InvalidUtf8, "the text is not UTF-8"))?;
            let (encoded, _, unmappable) = GB18030.encode(text);
            if unmappable {
                let failure = Failure::new(jrp_result::InvalidGb18030, "GB18030 lacks a character");
                return Err(failure);
            }
            input::write(bytes, Owned::new(encoded.into_owned()).leak(), "bytes")
        })
    }
}

/// A result JSON of a thousand findings is far smaller.
const CONVERT_MAX: usize = 1 << 28;

/// Frees what the two conversions gave, and makes it absent. Not for texts that belong to a handle. NULL is fine.
///
/// # Safety
/// `text` is NULL, or points to an absent text, or to one from a conversion, unchanged.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_text_free(text: *mut jrp_text) {
    if text.is_null() {
        return;
    }
    // SAFETY: not NULL; C packs structs at times, hence unaligned.
    let owned = unsafe { text.read_unaligned() };
    if owned.data.is_null() {
        return;
    }
    let bytes = core::ptr::slice_from_raw_parts_mut(owned.data.cast_mut().cast::<u8>(), owned.len + 1);
    // SAFETY: from `Owned::leak`, one byte longer than its length says.
    guard_free(|| drop(unsafe { Box::from_raw(bytes) }));
    // SAFETY: as above.
    unsafe { text.write_unaligned(jrp_text::absent()) };
}
