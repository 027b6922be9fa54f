use super::*;
use crate::format::text_column::Coded;
use crate::writer::tokens::train;

const STRINGS: [&str; 3] = ["苏州甲乙有限公司", "苏州丙丁有限公司", "甲"];

fn put(bytes: &mut [u8], at: u64, width: u32, value: u64) {
    for bit in 0..u64::from(width) {
        let at = at + bit;
        let byte = &mut bytes[(at / 8) as usize];
        *byte = *byte & !(1 << (at % 8)) | ((value >> bit & 1) as u8) << (at % 8);
    }
}

fn read(bytes: &[u8], dictionary: &[u8], at: usize) -> Option<String> {
    let dictionary = Dictionary::open(dictionary, 0..dictionary.len(), Section::Organisations).unwrap();
    let text = TokenText::open(
        bytes,
        0..bytes.len(),
        Arc::new(dictionary),
        Section::Organisations,
    )
    .unwrap();
    let mut out = String::new();
    text.get(bytes, at, &mut out)?;
    Some(out)
}

/// FORMAT.md, section 7.2: no reader guesses what a string might be.
#[test]
fn a_string_with_a_token_or_character_that_there_is_not_is_malformed() {
    const PACKED: usize = 104;
    let Coded { strings, dictionary } = train(&STRINGS);
    let strings = strings.whole();
    let good = dictionary.unwrap();
    let number = |at: usize| u64::from(u32::from_le_bytes(*good[at..].first_chunk().unwrap()));
    let (alphabet, tokens) = (number(0), number(4));
    let width = 64 - tokens.max(alphabet).leading_zeros();
    let (tokens_at, stride) = (alphabet * u64::from(CHARACTER_BITS), u64::from(2 * width + 1));
    let mut refused = 0;
    let mut check = |at: u64, width: u32, value: u64, readable: usize| {
        let mut dictionary = good.clone();
        put(&mut dictionary[PACKED..], at, width, value);
        for (at, string) in STRINGS.iter().enumerate().take(readable) {
            let found = read(&strings, &dictionary, at);
            assert!(found.is_none() || found.as_deref() == Some(string), "{found:?}");
            refused += usize::from(found.is_none());
        }
    };
    for character in 0..alphabet {
        for scalar in [0xD800, 0xDFFF, 0x11_0000, 0x1F_FFFF] {
            check(character * u64::from(CHARACTER_BITS), CHARACTER_BITS, scalar, 3);
        }
    }
    for token in 0..tokens {
        let at = tokens_at + token * stride;
        let pair = bits::read_wide(&good[PACKED..], at, 2 * width);
        let is_character = pair >> width == tokens;
        // One beyond the alphabet is the token that stands for any character.
        let beyond = if is_character { alphabet + 1 } else { tokens };
        if beyond <= bits::mask(width) {
            check(at, width, beyond, 3);
        }
        check(at, width, bits::mask(width), 3);
        if tokens < bits::mask(width) {
            check(at + u64::from(width), width, tokens + 1, 3);
        }
        // Strings behind a wrong mark begin elsewhere: they are passed over by marks.
        let mark = bits::read(&good[PACKED..], at + stride - 1, 1);
        check(at + stride - 1, 1, 1 - mark, 1);
    }
    assert!(refused > 50, "{refused} strings were refused");
}
