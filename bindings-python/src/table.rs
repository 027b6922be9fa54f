//! Tables by the capsules of Arrow's PyCapsule interface, in and out. The one place here with `unsafe`.

use crate::question::wrong_type;
use crate::raised::detached;
use core::ffi::CStr;
use core::ptr::NonNull;
use jrp_arrow::{ArrowArray, ArrowArrayStream, ArrowError, ArrowSchema, COLUMNS, Held, Titles};
use jrp_core::query::Query;
use jrp_core::roster::RosterSet;
use jrp_host::{Bytes, Failure};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::sync::Arc;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The code of tables that cannot be read.
const TABLE_INVALID: &str = "table-invalid";

/// The answers to a table, batch by batch as it came.
#[pyclass(frozen, module = "jrp._jrp")]
pub(crate) struct Screened {
    tables: Vec<Arc<jrp_arrow::Screened>>,
}

#[pymethods]
impl Screened {
    fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.rows()).sum()
    }

    /// The cells of a column, by its place in `titles`.
    fn cells(&self, column: usize) -> Vec<&str> {
        self.tables.iter().flat_map(|table| table.cells(column)).collect()
    }

    #[staticmethod]
    fn titles() -> [&'static str; 5] {
        COLUMNS
    }

    #[staticmethod]
    fn schema(py: Python<'_>) -> PyResult<Bound<'_, PyCapsule>> {
        // SAFETY: made here, and nobody else's.
        let schema: Held<ArrowSchema> = unsafe { Held::new(jrp_arrow::Screened::schema()) };
        capsule(py, schema, SCHEMA)
    }

    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        // SAFETY: made here, and nobody else's.
        let stream: Held<ArrowArrayStream> = unsafe { Held::new(jrp_arrow::stream(self.tables.clone())) };
        capsule(py, stream, STREAM)
    }
}

/// A capsule that releases what nobody has taken out of it.
fn capsule<'py, T: jrp_arrow::Release + 'static>(
    py: Python<'py>,
    held: Held<T>,
    name: &'static CStr,
) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, held, name)
}

pub(crate) fn titles(given: Vec<(String, String)>) -> Result<Titles, ArrowError> {
    let mut given = given.into_iter();
    given.try_fold(Titles::default(), |titles, (column, title)| {
        titles.with(&column, &title)
    })
}

pub(crate) fn failure(error: ArrowError) -> Failure {
    match error {
        ArrowError::Query(error) => error.into(),
        error => Failure::new(TABLE_INVALID, error.to_string()),
    }
}

/// A pointer on its way past the interpreter's lock.
#[derive(Clone, Copy)]
struct Pointer<T>(NonNull<T>);

// SAFETY: what it points to is used by the one thread that screens; the interface lets that be any.
unsafe impl<T> Send for Pointer<T> {}

impl<T> Pointer<T> {
    /// As a method, so that a closure takes the whole.
    fn get(self) -> *mut T {
        self.0.as_ptr()
    }
}

/// What a capsule of this name holds.
fn pointer_in<T>(exported: &Bound<'_, PyAny>, name: &CStr) -> PyResult<Pointer<T>> {
    let Ok(capsule) = exported.cast::<PyCapsule>() else {
        let wanted = format!("a capsule {}", name.to_string_lossy());
        return Err(wrong_type("what the table exports", &wanted, exported));
    };
    Ok(Pointer(capsule.pointer_checked(Some(name))?.cast()))
}

/// Screens whatever has the Arrow interface: a stream of tables, one table, or the capsules themselves.
pub(crate) fn screen(
    py: Python<'_>,
    lists: &RosterSet<Bytes>,
    question: Query,
    titles: &Titles,
    table: &Bound<'_, PyAny>,
) -> PyResult<Screened> {
    let none = || {
        wrong_type(
            "table",
            "something with Arrow's C interface (a table of pyarrow, pandas, Polars or DuckDB)",
            table,
        )
    };
    let export = |method: &str| match table.hasattr(method)? {
        true => table.call_method0(method).map(Some),
        false => Ok(None),
    };
    let exported = match export("__arrow_c_stream__")? {
        Some(stream) => stream,
        None => export("__arrow_c_array__")?.unwrap_or_else(|| table.clone()),
    };
    let tables = if let Ok(pair) = exported.cast::<PyTuple>() {
        if pair.len() != 2 {
            return Err(none());
        }
        let schema = pointer_in::<ArrowSchema>(&pair.get_item(0)?, SCHEMA)?;
        let array = pointer_in::<ArrowArray>(&pair.get_item(1)?, ARRAY)?;
        detached(py, || {
            // SAFETY: the capsules, which live here, hold what the interface promises.
            let screened = unsafe { jrp_arrow::screen(lists, question, titles, schema.get(), array.get()) };
            Ok(vec![screened.map_err(failure)?])
        })?
    } else if exported.is_instance_of::<PyCapsule>() {
        let stream = pointer_in::<ArrowArrayStream>(&exported, STREAM)?;
        detached(py, || {
            // SAFETY: as above; nobody else has the stream, since it is exported anew for each consumer.
            let screened = unsafe { jrp_arrow::screen_stream(lists, &question, titles, stream.get()) };
            screened.map_err(failure)
        })?
    } else {
        return Err(none());
    };
    Ok(Screened { tables })
}
