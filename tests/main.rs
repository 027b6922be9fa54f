//! Tests across the crates, in one program: of many small ones, most of the time goes into compiling and linking.
#![allow(missing_docs)]

mod bloomfilter;
mod earned;
mod pages;
mod parsers;
mod policy;
mod programs;
mod promises;
mod requirements;
mod rooms;
#[path = "../core/tests/shared.rs"]
mod shared;
mod similar;
mod vectors;
