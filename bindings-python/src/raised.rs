//! Failures and panics as `jrp.JrpError`.

use jrp_host::Failure;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

pyo3::import_exception!(jrp._error, JrpError);

/// A failure as Python raises it.
pub(crate) fn raised(failure: Failure) -> PyErr {
    JrpError::new_err((failure.code, failure.text, failure.section, failure.offset))
}

/// Does what needs no interpreter, while other threads of Python go on. A panic is a failure like others.
pub(crate) fn detached<T: Send>(
    py: Python<'_>,
    body: impl FnOnce() -> Result<T, Failure> + Send,
) -> PyResult<T> {
    let caught = || catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Failure::panic()));
    py.detach(caught).map_err(raised)
}
