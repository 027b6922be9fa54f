//! Who a record or a query is about: identifiers, names and masks.
//!
//! Text becomes a type here. Parsing fails only on length and characters; a wrong check digit is an [`InputWarning`], an
//! odd area or birth date a [`Hint`], and the lookup happens all the same.

mod check_digit;
mod citizen;
mod clean;
mod credit_code;
mod digits;
pub(crate) mod direction;
pub(crate) mod hidden;
mod hint;
mod identifier;
mod kind;
pub mod mask;
pub(crate) mod meant;
pub mod name;
pub(crate) mod personal;
mod problem;
pub(crate) mod rounded;
pub mod spreadsheet;
pub(crate) mod traces;

pub use check_digit::{citizen_check, inner_check, is_reg_no, outer_check, reg_no_check};
pub use citizen::{CitizenIds, OwnNumber};
pub(crate) use clean::is_invisible;
pub use credit_code::{CodeChecks, CreditCode, OrgCode};
pub use hint::Hint;
pub(crate) use hint::has_province;
pub use identifier::Identifier;
pub use kind::IdKind;
pub use meant::meant_codes;
pub use problem::{InputWarning, SubjectError};
