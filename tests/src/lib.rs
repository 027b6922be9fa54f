//! What tests across the crates share: the conformance vectors of `tests/vectors/`, read and run.

pub mod expect;
pub mod names;
pub mod pack;
pub mod parsers;
pub mod policy_page;
pub mod query;
pub mod requirements;
pub mod synthetic;
pub mod vectors;
