//! The state digest, by which a chain of deltas is compared with a full build.

use jrp_core::snapshot::Header;
use serde::Serialize;

/// The sums of the leaves of the live records, in hexadecimal. A delta's are those of the chain that ends with it.
#[derive(Serialize)]
pub(crate) struct State {
    organisations: String,
    persons: String,
}

impl State {
    pub(crate) fn of(header: &Header) -> Self {
        let [organisations, persons] = header.state.map(|sum| format!("{sum:032x}"));
        Self {
            organisations,
            persons,
        }
    }

    pub(crate) fn text(&self) -> String {
        format!("{} organisations, {} persons", self.organisations, self.persons)
    }
}
