//! Which characters of a text are escaped, sought sixteen bytes at a time.

use crate::unseen;

/// What stands before the first character to be escaped, that character, and what stands behind it.
pub(super) fn split_at_escaped(text: &str) -> Option<(&str, char, &str)> {
    let mut from = 0;
    loop {
        let at = from + first_found(text.as_bytes().get(from..)?)?;
        let rest = text.get(at..)?;
        // Quotation marks and dashes begin as some that are escaped do.
        if let [0xE2, second, third, ..] = rest.as_bytes()
            && !matches!(
                (second, third),
                (0x80, 0x8E | 0x8F | 0xA8..=0xAE) | (0x81, 0xA6..=0xA9)
            )
        {
            from = at + 3;
            continue;
        }
        let c = rest.chars().next()?;
        let after = at + c.len_utf8();
        if is_escaped(c) {
            return Some((text.get(..at)?, c, text.get(after..)?));
        }
        from = after;
    }
}

/// The first byte of [`may_escape`].
fn first_found(bytes: &[u8]) -> Option<usize> {
    let (pairs, _) = bytes.as_chunks::<16>();
    let plain = 16 * pairs.iter().take_while(|pair| is_plain_pair(pair)).count();
    let (words, rest) = bytes.get(plain..)?.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let found = found_in(*word);
        if found != 0 {
            return Some(plain + 8 * at + found.trailing_zeros() as usize / 8);
        }
    }
    let rest = rest.iter().position(|byte| may_escape(*byte))?;
    Some(plain + 8 * words.len() + rest)
}

/// What JSON says must be escaped, and what would move or hide the text around it wherever it is shown: the controls of
/// Latin-1, line and paragraph separators, the marks that turn the direction of writing.
fn is_escaped(c: char) -> bool {
    c < ' ' || matches!(c, '"' | '\\') || unseen::moves(c)
}

/// Whether a character to be escaped is this byte or begins with it.
fn may_escape(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'"' | b'\\' | 0xC2 | 0xD8 | 0xE2)
}

/// Whether no byte begins a character that may have to be escaped. The last bytes looked at overlap those before them.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        let (pairs, _) = bytes.as_chunks::<16>();
        return pairs.iter().all(is_plain_pair) && is_plain_pair(last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return found_in(*first) | found_in(*last) == 0;
    }
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some([a, b, c, d]), Some([e, f, g, h])) => found_in([*a, *b, *c, *d, *e, *f, *g, *h]) == 0,
        _ => !bytes.iter().any(|byte| may_escape(*byte)),
    }
}

fn is_plain_pair(pair: &[u8; 16]) -> bool {
    let (words, _) = pair.as_chunks::<8>();
    words.iter().fold(0, |found, word| found | found_in(*word)) == 0
}

/// Not 0 if one of eight bytes is one of [`may_escape`]: the lowest bit set is the highest of the first such byte.
fn found_in(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let word = u64::from_le_bytes(word);
    // Turning one bit puts the quotation mark next to the controls, so that one comparison finds them all. A borrow
    // passes on only behind a byte that was found.
    let controls = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5C)).wrapping_sub(ONES);
    // The two leading bytes C2 and E2 differ in one bit.
    let leads = (word & (ONES * 0xDF)) ^ (ONES * 0xC2);
    let arabic = word ^ (ONES * 0xD8);
    let ascii = (controls | backslash) & !word;
    let others = leads.wrapping_sub(ONES) & !leads | arabic.wrapping_sub(ONES) & !arabic;
    (ascii | others) & (ONES * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_found_at_every_place() {
        for (byte, len) in (0..=u8::MAX).flat_map(|byte| (1..40).map(move |len| (byte, len))) {
            for at in 0..len {
                let mut text = "\u{e2a}".repeat(14).into_bytes();
                text.resize(len, b'x');
                assert!(is_plain(&text));
                text[at] = byte;
                assert_eq!(is_plain(&text), !may_escape(byte), "{text:?}");
            }
        }
    }

    #[test]
    fn no_character_to_be_escaped_escapes_the_quick_look() {
        for c in '\0'..='\u{10FFFF}' {
            let mut buffer = [0; 4];
            let first = c.encode_utf8(&mut buffer).as_bytes()[0];
            assert!(may_escape(first) || !is_escaped(c), "{c:?}");
            assert!(!is_escaped(c) || c <= '\u{FFFF}', "{c:?}");
            let text = format!("xxxxxxxxx{c}x");
            let split = split_at_escaped(&text).map(|(before, c, _)| (before.len(), c));
            assert_eq!(split, is_escaped(c).then_some((9, c)), "{c:?}");
        }
    }
}
