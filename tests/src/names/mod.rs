//! Real-like names of one city's companies, the slips people make in them, and how a roster answers both.

mod grammar;
mod measure;
mod slips;

pub use grammar::{Grammar, Random};
pub use measure::{Measured, Register, measure, register};
pub use slips::Slip;
