//! How much is measured: the settings of a run.

use std::env;

/// Rows of the feed that everything is measured on: `JRP_BENCH_N`.
pub fn records() -> u64 {
    number("JRP_BENCH_N").unwrap_or(100_000)
}

/// Rows of a feed of which only sizes and the build are measured: `JRP_BENCH_SIZES_N`.
pub fn records_for_sizes() -> Option<u64> {
    number("JRP_BENCH_SIZES_N")
}

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    let number = text
        .replace('_', "")
        .parse()
        .ok()
        .filter(|number| *number >= 1_000);
    Some(number.unwrap_or_else(|| panic!("{variable} is `{text}`; give a number of 1000 or more")))
}
