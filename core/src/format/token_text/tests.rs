use super::*;

const STRINGS: [&str; 3] = ["苏州甲乙有限公司", "苏州丙丁有限公司", "甲"];

fn put(bytes: &mut [u8], at: u64, width: u32, value: u64) {
    for bit in 0..u64::from(width) {
        let at = at + bit;
        let byte = &mut bytes[(at / 8) as usize];
        *byte = *byte & !(1 << (at % 8)) | ((value >> bit & 1) as u8) << (at % 8);
    }
}

fn read(bytes: &[u8], at: usize) -> Option<String> {
    let text = TokenText::open(bytes, 0..bytes.len(), Section::Organisations).unwrap();
    let mut out = String::new();
    text.get(bytes, at, &mut out)?;
    Some(out)
}

/// FORMAT.md, section 7.2: no reader guesses what a string might be.
#[test]
fn a_string_with_a_token_or_character_that_there_is_not_is_malformed() {
    let good = crate::writer::tokens::encode(&STRINGS);
    let text = TokenText::open(&good, 0..good.len(), Section::Organisations).unwrap();
    let alphabet = text.tokens_at / u64::from(CHARACTER_BITS);
    let (stride, packed) = (u64::from(2 * text.width + 1), text.packed.clone());
    let mut refused = 0;
    let mut check = |at: u64, width: u32, value: u64, strings: usize| {
        let mut bytes = good.clone();
        put(&mut bytes[packed.clone()], at, width, value);
        for (at, string) in STRINGS.iter().enumerate().take(strings) {
            let found = read(&bytes, at);
            assert!(found.is_none() || found.as_deref() == Some(string), "{found:?}");
            refused += usize::from(found.is_none());
        }
    };
    for character in 0..alphabet {
        for scalar in [0xD800, 0xDFFF, 0x11_0000, 0x1F_FFFF] {
            check(character * u64::from(CHARACTER_BITS), CHARACTER_BITS, scalar, 3);
        }
    }
    for token in 0..text.tokens {
        let at = text.tokens_at + token * stride;
        let pair = bits::read_wide(&good[packed.clone()], at, 2 * text.width);
        let is_character = pair >> text.width == text.tokens;
        let beyond = if is_character { alphabet } else { text.tokens };
        if beyond <= bits::mask(text.width) {
            check(at, text.width, beyond, 3);
        }
        check(at, text.width, bits::mask(text.width), 3);
        if text.tokens < bits::mask(text.width) {
            check(at + u64::from(text.width), text.width, text.tokens + 1, 3);
        }
        // Strings behind a wrong mark begin elsewhere: they are passed over by marks.
        let mark = bits::read(&good[packed.clone()], at + stride - 1, 1);
        check(at + stride - 1, 1, 1 - mark, 1);
    }
    assert!(refused > 50, "{refused} strings were refused");
}
