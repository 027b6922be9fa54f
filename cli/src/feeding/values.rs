//! What options of feeds must not say.

/// A name that says something.
pub(super) fn publisher(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("write the publisher's name"),
        name => Ok(name.to_owned()),
    }
}

/// A division of GB/T 2260.
pub(super) fn region(text: &str) -> Result<String, &'static str> {
    let right = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    right
        .then(|| text.to_owned())
        .ok_or("write six digits of GB/T 2260, such as 320507")
}
