//! Pointers from C become references, slices, texts and structs here and nowhere else.
//!
//! What can be told from the outside is checked: NULL, lengths beyond reason, sizes of structs, UTF-8. Structs are
//! copied byte by byte, so they need no alignment.

use crate::error::Failure;
use crate::guard::guard_free;
use crate::result::jrp_result;
use crate::text::jrp_text;
use core::mem::{MaybeUninit, size_of};
use std::path::Path;

/// No text of a query or key is longer; a longer one is an uninitialised length.
pub(crate) const TEXT_MAX: usize = 1 << 16;
/// The same for counts of members and anchors.
pub(crate) const ITEMS_MAX: usize = 1 << 12;
/// No struct of a future version is larger.
const STRUCT_MAX: usize = 1 << 12;

/// A struct of the caller's whose first field is its size.
///
/// # Safety
/// `repr(C)`, begins with a `usize`, and any bytes, zero above all, are a value of it.
pub(crate) unsafe trait Sized1st: Copy {
    /// Its size in the first version of the ABI; smaller ones are refused.
    const FIRST: usize;
    const NAME: &'static str;
}

fn null(what: &str) -> Failure {
    Failure::new(jrp_result::NullPointer, format!("{what} is NULL"))
}

fn length(what: &str, len: usize, max: usize) -> Failure {
    let text = format!("{what} has length {len}, more than {max} is beyond reason");
    Failure::new(jrp_result::Length, text)
}

/// A handle of ours.
///
/// # Safety
/// `handle` is NULL or from `Box::into_raw` and not freed for the time of `'a`.
pub(crate) unsafe fn handle<'a, T>(handle: *const T, what: &str) -> Result<&'a T, Failure> {
    // SAFETY: NULL or live, as the caller promises; handles are never changed, so a shared reference may be taken.
    unsafe { handle.as_ref() }.ok_or_else(|| null(what))
}

/// Checks that a call's output can be written before any work is done.
pub(crate) fn writable<T>(out: *mut T, what: &str) -> Result<(), Failure> {
    match out.is_null() {
        true => Err(null(what)),
        false => Ok(()),
    }
}

/// Writes an output.
///
/// # Safety
/// `out` is NULL or may be written.
pub(crate) unsafe fn write<T>(out: *mut T, value: T, what: &str) -> Result<(), Failure> {
    writable(out, what)?;
    // SAFETY: not NULL, so the caller lets us write; C packs structs at times, hence unaligned.
    unsafe { out.write_unaligned(value) };
    Ok(())
}

/// Gives a handle to the caller.
///
/// # Safety
/// `out` is NULL or may be written.
pub(crate) unsafe fn give<T>(out: *mut *mut T, value: T) -> Result<(), Failure> {
    writable(out, "the output")?;
    // SAFETY: as the caller promises.
    unsafe { write(out, Box::into_raw(Box::new(value)), "the output") }
}

/// Takes a handle back.
///
/// # Safety
/// `handle` is NULL or from [`give`], and not used afterwards.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: from `Box::into_raw` in `give`, and this is the only time it comes back.
        guard_free(|| drop(unsafe { Box::from_raw(handle) }));
    }
}

/// Bytes of the caller's.
///
/// # Safety
/// `data` is NULL or has `len` readable bytes that nobody changes for the time of `'a`.
pub(crate) unsafe fn bytes<'a>(
    data: *const u8,
    len: usize,
    max: usize,
    what: &str,
) -> Result<&'a [u8], Failure> {
    if len > max {
        return Err(length(what, len, max));
    }
    match (data.is_null(), len) {
        (_, 0) => Ok(&[]),
        (true, _) => Err(null(what)),
        // SAFETY: not NULL, `len` readable bytes, and `max` is at most isize::MAX.
        (false, _) => Ok(unsafe { core::slice::from_raw_parts(data, len) }),
    }
}

/// Bytes of any length there can be.
pub(crate) const BYTES_MAX: usize = isize::MAX as usize;

/// A text of the caller's; `None` where it is NULL.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn text<'a>(text: jrp_text, what: &str) -> Result<Option<&'a str>, Failure> {
    // SAFETY: as the caller promises.
    let bytes = unsafe { bytes(text.data.cast(), text.len, TEXT_MAX, what)? };
    if text.data.is_null() {
        return Ok(None);
    }
    core::str::from_utf8(bytes).map(Some).map_err(|error| Failure {
        offset: Some(error.valid_up_to() as u64),
        ..Failure::new(
            jrp_result::InvalidUtf8,
            format!(
                "{what} is not UTF-8 at byte {}; jrp_text_from_gb18030 converts",
                error.valid_up_to()
            ),
        )
    })
}

/// A text that must be there.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn needed<'a>(value: jrp_text, what: &str) -> Result<&'a str, Failure> {
    // SAFETY: as the caller promises.
    unsafe { text(value, what)? }.ok_or_else(|| null(what))
}

/// A path; `None` where it is NULL. On Unix a file's name is bytes, whatever encoding the host's users write (GBK, say).
/// Elsewhere it is UTF-8.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn path_if_given<'a>(path: jrp_text, what: &str) -> Result<Option<&'a Path>, Failure> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        // SAFETY: as the caller promises.
        let bytes = unsafe { bytes(path.data.cast(), path.len, TEXT_MAX, what)? };
        let given = !path.data.is_null();
        Ok(given.then(|| Path::new(std::ffi::OsStr::from_bytes(bytes))))
    }
    #[cfg(not(unix))]
    {
        // SAFETY: as the caller promises.
        Ok(unsafe { text(path, what)? }.map(Path::new))
    }
}

/// A path that must be there.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn path<'a>(path: jrp_text, what: &str) -> Result<&'a Path, Failure> {
    // SAFETY: as the caller promises.
    unsafe { path_if_given(path, what)? }.ok_or_else(|| null(what))
}

/// An array of texts; NULL for none.
///
/// # Safety
/// `at` is NULL or points to `count` texts.
pub(crate) unsafe fn texts(
    at: *const jrp_text,
    count: usize,
    what: &str,
) -> Result<impl Iterator<Item = jrp_text>, Failure> {
    if count > ITEMS_MAX {
        return Err(length(what, count, ITEMS_MAX));
    }
    if at.is_null() && count > 0 {
        return Err(null(what));
    }
    // SAFETY: `count` texts lie there, as the caller promises.
    Ok((0..count).map(move |index| unsafe { at.add(index).read_unaligned() }))
}

/// A struct that may be of an older or a newer version, and its size. Fields that an older caller does not know are
/// zero; fields that we do not know must be zero.
///
/// # Safety
/// `at` is NULL or points to a `usize` and as many readable bytes in all as it says.
pub(crate) unsafe fn structure<T: Sized1st>(at: *const T) -> Result<(T, usize), Failure> {
    if at.is_null() {
        return Err(null(T::NAME));
    }
    // SAFETY: not NULL, and begins with a usize.
    let size = unsafe { at.cast::<usize>().read_unaligned() };
    if !(T::FIRST..=STRUCT_MAX).contains(&size) {
        let text = format!(
            "{}.struct_size is {size}; set it to sizeof({}), which is {} here",
            T::NAME,
            T::NAME,
            size_of::<T>()
        );
        return Err(Failure::new(jrp_result::StructSize, text));
    }
    let known = size.min(size_of::<T>());
    let mut value = MaybeUninit::<T>::zeroed();
    // SAFETY: `known` bytes are readable at `at` and writable in `value`, which is our own.
    unsafe { core::ptr::copy_nonoverlapping(at.cast::<u8>(), value.as_mut_ptr().cast::<u8>(), known) };
    // SAFETY: `size` bytes are readable, `known` of them before this slice.
    let unknown = unsafe { core::slice::from_raw_parts(at.cast::<u8>().add(known), size - known) };
    if unknown.iter().any(|byte| *byte != 0) {
        let text = format!(
            "{} has fields that this version of JRP does not know; update libjrp",
            T::NAME
        );
        return Err(Failure::new(jrp_result::StructSize, text));
    }
    // SAFETY: any bytes are a value of T, by the trait's promise.
    Ok((unsafe { value.assume_init() }, size))
}

/// An array of such structs, all of one size.
///
/// # Safety
/// `at` is NULL or points to `count` structs as in [`structure`], each behind the other by the first one's size.
pub(crate) unsafe fn structures<T: Sized1st>(
    at: *const T,
    count: usize,
    max: usize,
) -> Result<impl Iterator<Item = Result<T, Failure>>, Failure> {
    if count > max {
        return Err(length(T::NAME, count, max));
    }
    let stride = match count {
        0 => 0,
        // SAFETY: there is a first one.
        _ => unsafe { structure(at)? }.1,
    };
    Ok((0..count).map(move |index| {
        // SAFETY: `index` structs of `stride` bytes lie before this one.
        let (value, size) = unsafe { structure(at.cast::<u8>().add(index * stride).cast::<T>())? };
        match size == stride {
            true => Ok(value),
            false => Err(Failure::new(
                jrp_result::StructSize,
                format!("{} {index} has another struct_size than the first", T::NAME),
            )),
        }
    }))
}
