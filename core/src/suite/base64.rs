//! Base64 of RFC 4648 section 4: padded, and one text for each content.
//!
//! Made for programs that must be small; it does not branch on what it reads, which may be a private key.

const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of `content`.
pub(crate) fn encode(content: &[u8]) -> String {
    let mut text = String::with_capacity(content.len().div_ceil(3) * 4);
    for three in content.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at) & 63) as usize;
            let symbol = SYMBOLS.get(six).filter(|_| at <= three.len());
            text.push(char::from(*symbol.unwrap_or(&b'=')));
        }
    }
    text
}

/// Appends the content of a text; `None` where it is not as [`encode`] writes it.
pub(crate) fn decode(text: impl Iterator<Item = u8>, content: &mut Vec<u8>) -> Option<()> {
    let (mut bits, mut symbols, mut pads, mut seen) = (0, 0, 0, 0);
    for symbol in text {
        if symbol == b'=' {
            pads += 1;
            continue;
        }
        if pads > 0 {
            return None;
        }
        let six = value(symbol);
        seen |= six;
        bits = bits << 6 | (six & 63) as u32;
        symbols += 1;
        if symbols % 4 == 0 {
            let [_, three @ ..] = bits.to_be_bytes();
            content.extend(three);
        }
    }
    let [.., high, low] = bits.to_be_bytes();
    let in_order = match (symbols % 4, pads) {
        (0, 0) => true,
        (2, 2) => {
            content.push(high << 4 | low >> 4);
            low & 0xf == 0
        }
        (3, 1) => {
            let [_, high, middle, low] = (bits << 6).to_be_bytes();
            content.extend([high, middle]);
            low == 0
        }
        _ => false,
    };
    (in_order && seen >= 0).then_some(())
}

/// The six bits of a symbol; below 0 for what is none.
fn value(symbol: u8) -> i32 {
    let symbol = i32::from(symbol);
    // All bits set where `first ..= last` holds the symbol, none elsewhere.
    let within = |first: u8, last: u8| !((symbol - i32::from(first)) | (i32::from(last) - symbol)) >> 31;
    let six = |first: u8, last: u8, at: i32| within(first, last) & (symbol - i32::from(first) + at + 1);
    six(b'A', b'Z', 0) + six(b'a', b'z', 26) + six(b'0', b'9', 52) + six(b'+', b'+', 62) + six(b'/', b'/', 63)
        - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64ct::Encoding;
    use proptest::prelude::*;

    fn decoded(text: &str) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        decode(text.bytes(), &mut content).map(|()| content)
    }

    #[test]
    fn every_byte_is_the_symbol_that_it_should_be_or_none() {
        for byte in 0..=u8::MAX {
            let known = SYMBOLS.iter().position(|symbol| *symbol == byte);
            assert_eq!(value(byte), known.map_or(-1, |at| at as i32), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_those_of_the_library(content in proptest::collection::vec(any::<u8>(), 0..20)) {
            let text = base64ct::Base64::encode_string(&content);
            prop_assert_eq!(&encode(&content), &text);
            prop_assert_eq!(decoded(&text), Some(content));
        }

        #[test]
        fn what_the_library_refuses_is_refused(text in "[A-Za-z0-9+/=]{0,12}|[A-D]{1,7}={0,3}|.{0,4}") {
            prop_assert_eq!(decoded(&text), base64ct::Base64::decode_vec(&text).ok());
        }
    }
}
