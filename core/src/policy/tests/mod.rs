//! The default pack, and what is refused.

mod builtin;
mod refusals;
mod wording;

use super::{Policy, Tables};

fn builtin() -> Policy {
    Policy::from_tables(&Tables::builtin().unwrap()).unwrap()
}
