//! Core from outside. One program: of many small ones, most of the time goes into compiling and linking.
#![cfg(feature = "build")]
#![allow(missing_docs)]

mod allocations;
mod altered;
mod answers_page;
mod common;
mod compare;
mod copied;
mod delta;
mod dictionaries;
mod evidence;
mod format_page;
mod future;
mod golden;
mod golden_evidence;
mod histories;
mod hostile;
mod info;
mod lying;
mod manifest;
mod many;
mod mutants;
mod no_allocation;
mod often;
mod often_counted;
mod openssl;
mod properties;
mod rivals;
mod screener;
mod several;
mod shared;
mod silent;
mod snapshot;
mod trust;
mod trust_delta;
mod trust_file;
