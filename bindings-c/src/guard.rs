//! The one guard between Rust and C: failures and panics become a `jrp_result`.

use crate::error::{Failure, jrp_error};
use crate::result::jrp_result;
use core::any::Any;
use core::cell::Cell;
use core::ptr::null_mut;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Runs `body`; writes its failure to `detail`, or NULL.
///
/// `AssertUnwindSafe`: handles are immutable, so a panic leaves nothing half-changed.
///
/// # Safety
/// `detail` is NULL or may be written.
pub(crate) unsafe fn guard(
    detail: *mut *mut jrp_error,
    body: impl FnOnce() -> Result<(), Failure>,
) -> jrp_result {
    keep_panics_quiet();
    let before = INSIDE.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(body));
    INSIDE.set(before);
    let failure = match outcome {
        Ok(Ok(())) => {
            if !detail.is_null() {
                // SAFETY: not NULL, so the caller lets us write; packed structs of other languages may hold it anywhere.
                unsafe { detail.write_unaligned(null_mut()) };
            }
            return jrp_result::Ok;
        }
        Ok(Err(failure)) => failure,
        Err(payload) => {
            let failure = Failure::new(
                jrp_result::Panic,
                format!("a fault inside JRP: {}", message_of(&*payload)),
            );
            // A payload could panic when dropped; ours are texts, but nothing may unwind into C.
            core::mem::forget(payload);
            failure
        }
    };
    let code = failure.code;
    if !detail.is_null() {
        // SAFETY: as above.
        unsafe { detail.write_unaligned(Box::into_raw(Box::new(failure.into()))) };
    }
    code
}

/// Frees, in the same manner, what cannot fail.
pub(crate) fn guard_free(body: impl FnOnce()) {
    // SAFETY: NULL is not written.
    unsafe {
        guard(null_mut(), || {
            body();
            Ok(())
        })
    };
}

/// Rust prints a line for each panic; a library has no business on its host's terminal. The hook belongs to the copy of
/// std inside libjrp, so no one else notices it.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !INSIDE.get() {
                loud(panic);
            }
        }));
    });
}

fn message_of(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{jrp_error_code, jrp_error_free, jrp_error_text};
    use crate::text::jrp_text;

    #[test]
    fn a_panic_becomes_a_result_with_its_message() {
        let mut detail = null_mut();
        let mut text = jrp_text::absent();
        // SAFETY: all pointers are our own.
        unsafe {
            assert_eq!(guard(&mut detail, || panic!("seven")), jrp_result::Panic);
            assert_eq!(jrp_error_code(detail), jrp_result::Panic);
            assert_eq!(jrp_error_text(detail, &mut text), jrp_result::Ok);
            assert_eq!(text.as_bytes(), b"a fault inside JRP: seven");
            jrp_error_free(detail);
            assert_eq!(guard(null_mut(), || panic!("eight")), jrp_result::Panic);
        }
    }

    #[test]
    fn the_detail_may_stand_at_any_address() {
        let mut bytes = [0u8; 2 * size_of::<usize>() + 1];
        let odd = bytes.as_ptr().align_offset(align_of::<usize>()) + 1;
        // SAFETY: a pointer fits behind that byte, and what is written there is an error that we free.
        unsafe {
            let at: *mut *mut jrp_error = bytes.as_mut_ptr().add(odd).cast();
            let failure = || Err(Failure::new(jrp_result::Io, "nine"));
            assert_eq!(guard(at, failure), jrp_result::Io);
            let error = at.read_unaligned();
            assert_eq!(jrp_error_code(error), jrp_result::Io);
            jrp_error_free(error);
            assert_eq!(guard(at, || Ok(())), jrp_result::Ok);
            assert!(at.read_unaligned().is_null());
        }
    }

    #[test]
    fn success_clears_the_detail() {
        let mut detail = core::ptr::dangling_mut();
        // SAFETY: the pointer is our own.
        unsafe { assert_eq!(guard(&mut detail, || Ok(())), jrp_result::Ok) };
        assert!(detail.is_null());
    }
}
