//! What the command adds to evidence: project, operator, reason, and random bytes.

use crate::error::CliError;
use jrp_core::evidence::Occasion;

/// Bytes of a salt.
const SALT: usize = 16;

/// For what and by whom is asked, with a new salt.
pub(crate) fn occasion(
    project: Option<&str>,
    operator: Option<&str>,
    reason: Option<&str>,
) -> Result<Occasion, CliError> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(CliError::Random)?;
    let mut occasion = Occasion::new().salt(&salt);
    occasion.project = project.map(str::to_owned);
    occasion.operator = operator.map(str::to_owned);
    occasion.reason = reason.map(str::to_owned);
    Ok(occasion)
}
