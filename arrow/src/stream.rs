//! Tables one after the other: a stream that a host hands over, and one of answers.

use crate::abi::{ArrowArray, ArrowArrayStream, ArrowSchema};
use crate::column::readable;
use crate::error::ArrowError;
use crate::made::Screened;
use crate::rows::screen;
use crate::table::Titles;
use core::ffi::{CStr, c_char, c_int};
use core::mem::zeroed;
use core::ops::{Deref, DerefMut};
use core::ptr::{null, null_mut};
use jrp_core::compare::Screener;
use jrp_core::query::Query;
use jrp_core::roster::RosterSet;
use std::sync::Arc;

/// A struct of the interface that is released when it is dropped, unless somebody has moved its content away.
#[repr(transparent)]
#[derive(Debug)]
pub struct Held<T: Release>(T);

/// What the structs of the interface have in common.
///
/// # Safety
/// `release` calls the struct's own release, where it is there.
pub unsafe trait Release {
    /// Releases it.
    fn release(&mut self);
}

macro_rules! releases {
    ($($name:ident),*) => {$(
        // SAFETY: as the trait asks.
        unsafe impl Release for $name {
            fn release(&mut self) {
                if let Some(release) = self.release {
                    // SAFETY: it is there, so that nobody has released or moved the struct before.
                    unsafe { release(self) }
                }
            }
        }
    )*};
}

releases!(ArrowSchema, ArrowArray, ArrowArrayStream);

impl<T: Release> Drop for Held<T> {
    fn drop(&mut self) {
        self.0.release();
    }
}

impl<T: Release> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Release> DerefMut for Held<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

// SAFETY: the interface lets consumers read and release what they hold from any thread, one at a time.
unsafe impl<T: Release> Send for Held<T> {}

impl<T: Release> Held<T> {
    /// Holds a struct from now on.
    ///
    /// # Safety
    /// It is as the interface promises, and nobody else releases it.
    pub unsafe fn new(held: T) -> Self {
        Self(held)
    }
}

/// Screens every table of a stream to its end, as [`screen`] does, and leaves the stream to its owner.
///
/// # Safety
/// `stream` is NULL or as the interface promises, and nobody else uses it meanwhile.
pub unsafe fn screen_stream<B: AsRef<[u8]>>(
    lists: &RosterSet<B>,
    question: &Query,
    titles: &Titles,
    stream: *mut ArrowArrayStream,
) -> Result<Vec<Arc<Screened>>, ArrowError> {
    let null = |what: &str| ArrowError::Null {
        what: what.to_owned(),
    };
    // SAFETY: NULL or readable, as the caller promises.
    let found = unsafe { readable(stream, "the stream")? };
    if found.release.is_none() {
        return Err(ArrowError::Released { what: "the stream" });
    }
    let get_schema = found.get_schema.ok_or_else(|| null("get_schema of the stream"))?;
    let get_next = found.get_next.ok_or_else(|| null("get_next of the stream"))?;
    // SAFETY: all zero is a struct that was released; whoever fills it gives it to us.
    let mut schema: Held<ArrowSchema> = unsafe { Held::new(zeroed()) };
    // SAFETY: the stream is live, and the schema may be written.
    check(stream, unsafe { get_schema(stream, &mut *schema) })?;
    // A stream without tables says too what no row could be asked.
    Screener::new(lists, question.clone())?;
    let mut screened = Vec::new();
    loop {
        // SAFETY: as for the schema.
        let mut array: Held<ArrowArray> = unsafe { Held::new(zeroed()) };
        // SAFETY: as for the schema.
        check(stream, unsafe { get_next(stream, &mut *array) })?;
        if array.release.is_none() {
            return Ok(screened);
        }
        // SAFETY: the stream promises that its arrays are of its schema.
        screened.push(unsafe { screen(lists, question.clone(), titles, &*schema, &*array)? });
    }
}

/// What a call of the stream came to.
fn check(stream: *mut ArrowArrayStream, code: c_int) -> Result<(), ArrowError> {
    if code == 0 {
        return Ok(());
    }
    // SAFETY: the stream is live; its text ends with NUL and lives until the next call.
    let text = unsafe {
        let said = (*stream).get_last_error.map_or(null(), |said| said(stream));
        (!said.is_null()).then(|| CStr::from_ptr(said).to_string_lossy().into_owned())
    };
    Err(ArrowError::Producer {
        what: text.unwrap_or_else(|| format!("error {code}")),
    })
}

/// What a stream of ours owns.
struct Answers {
    tables: std::vec::IntoIter<Arc<Screened>>,
}

/// A stream of screened tables, which whoever gets it releases.
pub fn stream(tables: Vec<Arc<Screened>>) -> ArrowArrayStream {
    let tables = tables.into_iter();
    ArrowArrayStream {
        get_schema: Some(our_schema),
        get_next: Some(our_next),
        get_last_error: Some(no_error),
        release: Some(release_stream),
        private_data: Box::into_raw(Box::new(Answers { tables })).cast(),
    }
}

/// # Safety
/// `schema` may be written.
unsafe extern "C" fn our_schema(_: *mut ArrowArrayStream, schema: *mut ArrowSchema) -> c_int {
    // SAFETY: as the caller promises.
    unsafe { schema.write(Screened::schema()) };
    0
}

/// The next table. Of a stream that was released there is none.
///
/// # Safety
/// `stream` is one of ours, `array` may be written.
unsafe extern "C" fn our_next(stream: *mut ArrowArrayStream, array: *mut ArrowArray) -> c_int {
    // SAFETY: made by `stream`, or NULL since it was released.
    let answers = unsafe { (*stream).private_data.cast::<Answers>().as_mut() };
    let next = answers.and_then(|answers| answers.tables.next());
    // SAFETY: all zero is an array that was released: the end.
    let next = next.map_or_else(|| unsafe { zeroed() }, |table| table.array());
    // SAFETY: as the caller promises.
    unsafe { array.write(next) };
    0
}

/// Nothing of ours goes wrong.
unsafe extern "C" fn no_error(_: *mut ArrowArrayStream) -> *const c_char {
    null()
}

/// Frees a stream of ours. Does nothing the second time.
///
/// # Safety
/// `stream` is NULL or one of ours.
unsafe extern "C" fn release_stream(stream: *mut ArrowArrayStream) {
    // SAFETY: NULL or ours, as the caller promises.
    let Some(stream) = (unsafe { stream.as_mut() }) else {
        return;
    };
    if stream.release.take().is_some() && !stream.private_data.is_null() {
        // SAFETY: made by `stream`, and this is the only time, since `release` was there.
        drop(unsafe { Box::from_raw(stream.private_data.cast::<Answers>()) });
        stream.private_data = null_mut();
    }
}
