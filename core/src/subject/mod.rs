//! Who a record or a query is about: identifiers, names and masks.

mod credit_code;
mod identifier;
pub mod mask;
pub mod name;

pub use credit_code::{CodeChecks, CreditCode, OrgCode, inner_check, outer_check};
pub use identifier::{IdKind, Identifier, InputWarning, SubjectError};
