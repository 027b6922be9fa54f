//! An answer with the question that it answers, as evidence needs both.

use crate::question::text;
use crate::raised::raised;
use jrp_core::compare::Comparison;
use jrp_core::evidence::Occasion;
use jrp_core::query::Query;
use pyo3::prelude::*;

/// What `jrp.Comparison` reads.
#[pyclass(frozen, module = "jrp._jrp")]
pub(crate) struct Answer {
    pub(crate) query: Query,
    pub(crate) comparison: Comparison,
}

#[pymethods]
impl Answer {
    fn to_json(&self) -> String {
        self.comparison.to_json()
    }

    fn evidence(
        &self,
        project: &Bound<'_, PyAny>,
        operator: &Bound<'_, PyAny>,
        reason: &Bound<'_, PyAny>,
        salt: &[u8],
    ) -> PyResult<String> {
        let mut occasion = Occasion::new().salt(salt);
        if let Some(project) = text(project, "project")? {
            occasion = occasion.project(project);
        }
        if let Some(operator) = text(operator, "operator")? {
            occasion = occasion.operator(operator);
        }
        if let Some(reason) = text(reason, "reason")? {
            occasion = occasion.reason(reason);
        }
        let evidence = self.comparison.evidence(&self.query, &occasion);
        evidence.map_err(|error| raised(error.into()))
    }
}
