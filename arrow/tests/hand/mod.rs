//! Arrays made by hand. They are never freed: a test ends soon.

use core::ffi::{CStr, c_char, c_void};
use core::ptr::{null, null_mut};
use jrp_arrow::{ArrowArray, ArrowSchema};

unsafe extern "C" fn keep_schema(_: *mut ArrowSchema) {}
unsafe extern "C" fn keep_array(_: *mut ArrowArray) {}

fn leak<T>(items: Vec<T>) -> *mut T {
    Box::leak(items.into_boxed_slice()).as_mut_ptr()
}

fn text(text: &str) -> *const c_char {
    let bytes: Vec<u8> = text.bytes().chain([0]).collect();
    leak(bytes).cast_const().cast()
}

pub(crate) fn schema(format: &str, name: &str) -> ArrowSchema {
    ArrowSchema {
        format: text(format),
        name: text(name),
        metadata: null(),
        flags: 2,
        n_children: 0,
        children: null_mut(),
        dictionary: null_mut(),
        release: Some(keep_schema),
        private_data: null_mut(),
    }
}

pub(crate) fn array(length: usize, buffers: Vec<*const c_void>) -> ArrowArray {
    ArrowArray {
        length: length as i64,
        null_count: -1,
        offset: 0,
        n_buffers: buffers.len() as i64,
        n_children: 0,
        buffers: leak(buffers),
        children: null_mut(),
        dictionary: null_mut(),
        release: Some(keep_array),
        private_data: null_mut(),
    }
}

pub(crate) fn buffer<T>(items: Vec<T>) -> *const c_void {
    leak(items).cast_const().cast()
}

fn valid(cells: &[Option<&str>]) -> *const c_void {
    let mut bits = vec![0u8; cells.len().div_ceil(8).max(1)];
    for (at, cell) in cells.iter().enumerate() {
        bits[at / 8] |= u8::from(cell.is_some()) << (at % 8);
    }
    buffer(bits)
}

/// A column as one of the types of text.
pub(crate) fn column(name: &str, format: &str, cells: &[Option<&str>]) -> (ArrowSchema, ArrowArray) {
    let data: Vec<u8> = cells.iter().flatten().flat_map(|cell| cell.bytes()).collect();
    let ends = cells.iter().scan(0, |end, cell| {
        *end += cell.map_or(0, str::len);
        Some(*end)
    });
    let ends = core::iter::once(0).chain(ends);
    let buffers = match format {
        "u" => vec![
            valid(cells),
            buffer(ends.map(|end| end as i32).collect()),
            buffer(data),
        ],
        "U" => vec![
            valid(cells),
            buffer(ends.map(|end| end as i64).collect()),
            buffer(data),
        ],
        "vu" => views(cells),
        "n" => Vec::new(),
        keys => return dictionary(name, keys, cells),
    };
    (schema(format, name), array(cells.len(), buffers))
}

fn views(cells: &[Option<&str>]) -> Vec<*const c_void> {
    let (mut views, mut data) = (Vec::new(), Vec::new());
    for cell in cells {
        let text = cell.unwrap_or_default().as_bytes();
        let mut view = [0u8; 16];
        view[..4].copy_from_slice(&(text.len() as i32).to_ne_bytes());
        if text.len() <= 12 {
            view[4..4 + text.len()].copy_from_slice(text);
        } else {
            view[4..8].copy_from_slice(&text[..4]);
            view[12..].copy_from_slice(&(data.len() as i32).to_ne_bytes());
            data.extend_from_slice(text);
        }
        views.push(view);
    }
    let lengths = vec![data.len() as i64];
    vec![valid(cells), buffer(views), buffer(data), buffer(lengths)]
}

fn dictionary(name: &str, keys: &str, cells: &[Option<&str>]) -> (ArrowSchema, ArrowArray) {
    let count = cells.len();
    let values: Vec<Option<&str>> = cells.iter().rev().copied().collect();
    let key = |at: usize| count - 1 - at;
    let keys_at = match keys {
        "c" => buffer((0..count).map(|at| key(at) as i8).collect()),
        "S" => buffer((0..count).map(|at| key(at) as u16).collect()),
        "i" => buffer((0..count).map(|at| key(at) as i32).collect()),
        _ => buffer((0..count).map(|at| key(at) as u64).collect()),
    };
    let (mut schema, mut array) = (schema(keys, name), array(count, vec![valid(cells), keys_at]));
    let (values_schema, values) = column("", "u", &values);
    schema.dictionary = leak(vec![values_schema]);
    array.dictionary = leak(vec![values]);
    (schema, array)
}

pub(crate) fn table(rows: usize, columns: Vec<(ArrowSchema, ArrowArray)>) -> (ArrowSchema, ArrowArray) {
    let (mut schema, mut array) = (schema("+s", ""), array(rows, vec![null()]));
    let (schemas, arrays): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    schema.n_children = schemas.len() as i64;
    array.n_children = arrays.len() as i64;
    schema.children = leak(schemas.into_iter().map(|one| leak(vec![one])).collect());
    array.children = leak(arrays.into_iter().map(|one| leak(vec![one])).collect());
    (schema, array)
}

/// The rows of an answer, which is released.
pub(crate) fn rows((mut schema, mut array): (ArrowSchema, ArrowArray)) -> Vec<[String; 5]> {
    let mut rows = vec![<[String; 5]>::default(); array.length as usize];
    assert_eq!((schema.n_children, array.n_children, array.null_count), (5, 5, 0));
    let titles = ["outcome", "lists", "match", "warnings", "prompt"];
    // SAFETY: as `screen` made them.
    unsafe {
        for (at, title) in titles.into_iter().enumerate() {
            let (field, column) = (&**schema.children.add(at), &**array.children.add(at));
            assert_eq!(CStr::from_ptr(field.name).to_str(), Ok(title));
            assert_eq!(CStr::from_ptr(field.format), c"u");
            assert_eq!(
                (column.length, column.offset, column.n_buffers),
                (array.length, 0, 3)
            );
            let offsets: *const i32 = (*column.buffers.add(1)).cast();
            let data: *const u8 = (*column.buffers.add(2)).cast();
            for (row, cells) in rows.iter_mut().enumerate() {
                let (start, end) = (*offsets.add(row) as usize, *offsets.add(row + 1) as usize);
                let bytes = core::slice::from_raw_parts(data.add(start), end - start);
                cells[at] = String::from_utf8(bytes.to_vec()).unwrap();
            }
        }
        // A host may move a column away and keep it longer than the rest.
        let mut moved = core::ptr::read(*array.children);
        (**array.children).release = None;
        array.release.unwrap()(&mut array);
        schema.release.unwrap()(&mut schema);
        let offsets: *const i32 = (*moved.buffers.add(1)).cast();
        assert_eq!(*offsets, 0);
        moved.release.unwrap()(&mut moved);
        assert!(moved.release.is_none());
    }
    assert!(schema.release.is_none() && array.release.is_none());
    rows
}
