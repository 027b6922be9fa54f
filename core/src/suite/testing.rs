//! What the tests of this module share.

/// Reads hexadecimal; the length is the receiver's.
pub(crate) fn hex<const N: usize>(text: &str) -> [u8; N] {
    let bytes: Vec<u8> = (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect();
    bytes.try_into().unwrap()
}

/// The input of BLAKE3's official vectors: 0, 1, … 250, 0, 1, …
pub(crate) fn blake3_input(length: usize) -> Vec<u8> {
    (0..=250).cycle().take(length).collect()
}
