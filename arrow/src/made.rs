//! The columns that come out, and how they are released.

use crate::abi::{ArrowArray, ArrowSchema};
use crate::error::ArrowError;
use core::ffi::{CStr, c_void};
use core::ptr::{null, null_mut};
use jrp_core::compare::RowAnswer;
use std::borrow::Cow;
use std::sync::Arc;

const TITLES: [&CStr; 5] = [c"outcome", c"lists", c"match", c"warnings", c"prompt"];

/// The titles of the columns that come out.
pub const COLUMNS: [&str; 5] = ["outcome", "lists", "match", "warnings", "prompt"];

/// A screened table: five columns, which may be exported as often as they are wanted.
#[derive(Debug, Default)]
pub struct Screened {
    columns: [Texts; 5],
    rows: usize,
}

/// The five columns, row by row.
#[derive(Default)]
pub(crate) struct Made {
    screened: Screened,
    /// The last answer with its cells: most rows come to the same as the one before
    last: Option<(Arc<RowAnswer>, [String; 5])>,
}

/// A column of type utf8.
#[derive(Debug)]
struct Texts {
    offsets: Vec<i32>,
    data: Vec<u8>,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            offsets: vec![0],
            data: Vec::new(),
        }
    }
}

impl Made {
    pub(crate) fn push(&mut self, answer: &Arc<RowAnswer>) -> Result<(), ArrowError> {
        let is_last = |(last, _): &(Arc<RowAnswer>, _)| Arc::ptr_eq(last, answer);
        if !self.last.as_ref().is_some_and(is_last) {
            self.last = Some((Arc::clone(answer), answer.cells().map(Cow::into_owned)));
        }
        let cells = self.last.as_ref().map(|(_, cells)| cells);
        for (column, cell) in self.screened.columns.iter_mut().zip(cells.into_iter().flatten()) {
            column.data.extend_from_slice(cell.as_bytes());
            let end = i32::try_from(column.data.len()).map_err(|_| ArrowError::Length {
                what: format!(
                    "the answers to the first {} rows have more than two gigabytes; give fewer rows at a time",
                    self.screened.rows
                ),
            })?;
            column.offsets.push(end);
        }
        self.screened.rows += 1;
        Ok(())
    }

    pub(crate) fn finish(self) -> Arc<Screened> {
        let mut screened = self.screened;
        // Some readers want an address even of no data.
        screened
            .columns
            .iter_mut()
            .for_each(|texts| texts.data.reserve(1));
        Arc::new(screened)
    }
}

impl Screened {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The cells of a column of [`COLUMNS`], from the first row on; none of a column that is not there.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.columns.get(column).into_iter().flat_map(|texts| {
            let ends = texts.offsets.iter().zip(texts.offsets.iter().skip(1));
            ends.map(|(start, end)| {
                let range = usize::try_from(*start).ok().zip(usize::try_from(*end).ok());
                range.and_then(|(start, end)| texts.data.get(start..end))
            })
        });
        // Texts went in, one behind the other.
        cells.map(|cell| {
            cell.and_then(|cell| core::str::from_utf8(cell).ok())
                .unwrap_or_default()
        })
    }

    /// The schema of every screened table, which whoever gets it releases.
    pub fn schema() -> ArrowSchema {
        let fields = TITLES.map(|title| Box::into_raw(Box::new(schema(c"u", title, Vec::new()))));
        schema(c"+s", c"", fields.to_vec())
    }

    /// An array of a struct, which whoever gets it releases. The cells are shared, not copied.
    pub fn array(self: &Arc<Self>) -> ArrowArray {
        // Kept below two to the 24th.
        let rows = i64::try_from(self.rows).unwrap_or(i64::MAX);
        let columns = self.columns.each_ref().map(|texts| {
            let owned = OwnedArray {
                buffers: vec![null(), texts.offsets.as_ptr().cast(), texts.data.as_ptr().cast()],
                children: Vec::new(),
                _cells: Arc::clone(self),
            };
            Box::into_raw(Box::new(array(rows, owned)))
        });
        let owned = OwnedArray {
            buffers: vec![null()],
            children: columns.to_vec(),
            _cells: Arc::clone(self),
        };
        array(rows, owned)
    }
}

/// What a schema of ours owns.
struct OwnedSchema {
    children: Vec<*mut ArrowSchema>,
}

/// What an array of ours owns.
struct OwnedArray {
    buffers: Vec<*const c_void>,
    children: Vec<*mut ArrowArray>,
    /// What the buffers point to
    _cells: Arc<Screened>,
}

fn schema(format: &'static CStr, name: &'static CStr, children: Vec<*mut ArrowSchema>) -> ArrowSchema {
    let mut owned = Box::new(OwnedSchema { children });
    ArrowSchema {
        format: format.as_ptr(),
        name: name.as_ptr(),
        metadata: null(),
        flags: 0,
        n_children: count(owned.children.len()),
        children: owned.children.as_mut_ptr(),
        dictionary: null_mut(),
        release: Some(release_schema),
        private_data: Box::into_raw(owned).cast(),
    }
}

fn array(length: i64, owned: OwnedArray) -> ArrowArray {
    let mut owned = Box::new(owned);
    ArrowArray {
        length,
        null_count: 0,
        offset: 0,
        n_buffers: count(owned.buffers.len()),
        n_children: count(owned.children.len()),
        buffers: owned.buffers.as_mut_ptr(),
        children: owned.children.as_mut_ptr(),
        dictionary: null_mut(),
        release: Some(release_array),
        private_data: Box::into_raw(owned).cast(),
    }
}

fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or_default()
}

/// Frees a schema of ours and the columns that nobody has moved away. Does nothing the second time.
///
/// # Safety
/// `schema` is NULL or one of ours.
unsafe extern "C" fn release_schema(schema: *mut ArrowSchema) {
    // SAFETY: NULL or ours, as the caller promises.
    let Some(schema) = (unsafe { schema.as_mut() }) else {
        return;
    };
    if schema.release.take().is_none() || schema.private_data.is_null() {
        return;
    }
    // SAFETY: made by `schema`, and this is the only time, since `release` was there.
    let owned = unsafe { Box::from_raw(schema.private_data.cast::<OwnedSchema>()) };
    schema.private_data = null_mut();
    for child in owned.children {
        // SAFETY: made by `export`; a column that was moved away has no release any more.
        unsafe {
            if let Some(release) = (*child).release {
                release(child);
            }
            drop(Box::from_raw(child));
        }
    }
}

/// The same for an array.
///
/// # Safety
/// `array` is NULL or one of ours.
unsafe extern "C" fn release_array(array: *mut ArrowArray) {
    // SAFETY: NULL or ours, as the caller promises.
    let Some(array) = (unsafe { array.as_mut() }) else {
        return;
    };
    if array.release.take().is_none() || array.private_data.is_null() {
        return;
    }
    // SAFETY: made by `array`, and this is the only time, since `release` was there.
    let owned = unsafe { Box::from_raw(array.private_data.cast::<OwnedArray>()) };
    array.private_data = null_mut();
    for child in owned.children {
        // SAFETY: as above.
        unsafe {
            if let Some(release) = (*child).release {
                release(child);
            }
            drop(Box::from_raw(child));
        }
    }
}
