//! The npm package of JRP. Its functions come with the web package; until then this crate is empty on purpose.
