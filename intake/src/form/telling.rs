//! In what a text is written, told by its bytes.

use super::Encoding;

/// Bytes beyond ASCII that are enough to tell it.
const ENOUGH: usize = 32;

/// The encoding that a mark tells, and the bytes of a mark that is not a part of the text. The mark of UTF-8 is left: whoever
/// reads the text is told of it.
pub(super) fn marked(bytes: &[u8]) -> (Option<Encoding>, usize) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Some(Encoding::Utf8), 0),
        [0xFF, 0xFE, ..] => (Some(Encoding::Utf16Le), 2),
        [0xFE, 0xFF, ..] => (Some(Encoding::Utf16Be), 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (Some(Encoding::Gb18030), 4),
        bytes => (utf16(bytes), 0),
    }
}

/// UTF-16 without a mark: a table has separators and digits, of which every second byte is zero.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // In Chinese a few characters have such a byte in the other place.
    let is_clear = |many: usize, few: usize| many * 16 >= bytes.len() && many > few * 8 && many > 4;
    match bytes.len().is_multiple_of(2) {
        true if is_clear(odd, even) => Some(Encoding::Utf16Le),
        true if is_clear(even, odd) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-8, or GB 18030 where it cannot be. A text of UTF-8 with a broken byte stays one, so that it is refused: read as GB 18030
/// its names would be others. `None` where more is to be seen before it can be told.
pub(super) fn guess(bytes: &[u8], is_enough: bool) -> Option<Encoding> {
    let (mut good, mut bad) = (0, 0);
    let mut rest = bytes;
    loop {
        match core::str::from_utf8(rest) {
            Ok(text) => {
                good += text.bytes().filter(|b| !b.is_ascii()).count();
                break;
            }
            Err(error) => {
                let (valid, behind) = rest.split_at_checked(error.valid_up_to()).unwrap_or((rest, &[]));
                good += valid.iter().filter(|b| !b.is_ascii()).count();
                let Some(length) = error.error_len() else {
                    // A character is cut by the end of the chunk.
                    bad += if is_enough { behind.len() } else { 0 };
                    break;
                };
                bad += length;
                rest = behind.get(length..).unwrap_or_default();
            }
        }
    }
    // Of Chinese in GB 18030 next to nothing is UTF-8 by chance.
    match bad == 0 || good > bad * 8 {
        _ if !is_enough && good + bad < ENOUGH => None,
        true => Some(Encoding::Utf8),
        false => Some(Encoding::Gb18030),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_text_of_utf_8_makes_no_other_encoding_of_it() {
        let mut bytes = "名称,代码\r\n澄湾市𬭎达（澄湾）镕造有限公司,1\r\n"
            .repeat(3)
            .into_bytes();
        bytes[40] = 0xFF;
        assert_eq!(guess(&bytes, true), Some(Encoding::Utf8));
    }
}
