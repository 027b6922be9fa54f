//! The structs of the Arrow C data and stream interfaces, field for field as its specification has them.

use core::ffi::{c_char, c_int, c_void};

/// The type of an array, and of a table as a struct of columns.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowSchema {
    /// Which type, in the letters of the specification
    pub format: *const c_char,
    /// The title of the column; may be NULL
    pub name: *const c_char,
    /// Not read here
    pub metadata: *const c_char,
    /// Not read here
    pub flags: i64,
    /// How many columns there are
    pub n_children: i64,
    /// The columns
    pub children: *mut *mut ArrowSchema,
    /// The type of a dictionary's values; NULL where there is none
    pub dictionary: *mut ArrowSchema,
    /// Frees it; NULL once that is done
    pub release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    /// The producer's
    pub private_data: *mut c_void,
}

/// The data of an array.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowArray {
    /// Cells from the offset on
    pub length: i64,
    /// How many of them are null; -1 where nobody counted
    pub null_count: i64,
    /// The first cell
    pub offset: i64,
    /// How many buffers there are
    pub n_buffers: i64,
    /// How many columns there are
    pub n_children: i64,
    /// The buffers, whose number and meaning the type gives
    pub buffers: *mut *const c_void,
    /// The columns
    pub children: *mut *mut ArrowArray,
    /// The values of a dictionary; NULL where there is none
    pub dictionary: *mut ArrowArray,
    /// Frees it; NULL once that is done
    pub release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    /// The producer's
    pub private_data: *mut c_void,
}

/// Arrays of one type, one after the other.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowArrayStream {
    /// Their type; 0 on success
    pub get_schema: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int>,
    /// The next one; one that was released is none
    pub get_next: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int>,
    /// What went wrong in the last call; may be NULL
    pub get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char>,
    /// Frees it; NULL once that is done
    pub release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    /// The producer's
    pub private_data: *mut c_void,
}
