//! What a call gets back: a byte that says how it went, then the answer, or code, place and sentence of what went wrong.

use crate::failure::Failure;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `org.jrp.Reply` reads first.
const DONE: u8 = 0;
const FAILED: u8 = 1;

/// The reply to a call. A panic of `body` is a failure like others.
pub(crate) fn reply(body: impl FnOnce() -> Result<Vec<u8>, Failure>) -> Vec<u8> {
    let answer = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Failure::panic()));
    match answer {
        Ok(answer) => answer,
        Err(failure) => {
            let mut reply = vec![FAILED];
            put_text(&mut reply, Some(failure.code));
            put_text(&mut reply, failure.section.as_deref());
            // No file is so long.
            let offset = failure.offset.and_then(|offset| i64::try_from(offset).ok());
            reply.extend_from_slice(&offset.unwrap_or(-1).to_le_bytes());
            put_text(&mut reply, Some(&failure.text));
            reply
        }
    }
}

/// A reply that is to be filled.
pub(crate) fn done(room: usize) -> Vec<u8> {
    let mut reply = Vec::with_capacity(room + 1);
    reply.push(DONE);
    reply
}

/// Adds a text as requests have them.
pub(crate) fn put_text(reply: &mut Vec<u8>, text: Option<&str>) {
    // An array of the virtual machine has less than 2^31 bytes, so that a longer text cannot be handed over anyway.
    let length = text.map_or(0, |text| text.len().saturating_add(1));
    reply.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    reply.extend_from_slice(text.unwrap_or_default().as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::code;

    #[test]
    fn a_panic_is_a_failure_with_a_code() {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| ()));
        let said = reply(|| panic!("by the test"));
        std::panic::set_hook(hook);
        let mut wanted = vec![FAILED];
        put_text(&mut wanted, Some(code::PANIC));
        assert!(said.starts_with(&wanted), "{said:?}");
    }
}
