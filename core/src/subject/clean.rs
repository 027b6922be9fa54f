//! What a typed or copied character stands for: nothing at all, its half-width form, or a hidden position.

/// Whether a character leaves no mark: controls, spaces, zero-width and bidirectional marks, fillers, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7F}';
    }
    c.is_control()
        || c.is_whitespace()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFC}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The ASCII character of a full-width one; any other character as it is.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The characters of a code: visible, half width, upper case, every dash a hyphen.
pub(super) fn code_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match half_width(c) {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
            c => c.to_ascii_uppercase(),
        })
}

/// The same with every sign that hides a character turned into `*`. A multiplication sign hides only beside another.
pub(super) fn maskable_chars(text: &str) -> impl Iterator<Item = char> {
    const TIMES: char = '\u{D7}';
    let mut chars = code_chars(text).peekable();
    let mut before = None;
    core::iter::from_fn(move || {
        let c = chars.next()?;
        let hides = is_mask_sign(c) || c == TIMES && (before == Some(TIMES) || chars.peek() == Some(&TIMES));
        before = Some(c);
        Some(if hides { '*' } else { c })
    })
}

/// Asterisks, circles, squares and stars in place of a character, the bullet, the ellipsis.
pub(super) fn is_mask_sign(c: char) -> bool {
    matches!(
        half_width(c),
        '*' | '#'
            | '\u{2022}'
            | '\u{2026}'
            | '\u{203B}'
            | '\u{204E}'
            | '\u{2217}'
            | '\u{22EF}'
            | '\u{25A0}'
            | '\u{25A1}'
            | '\u{25CB}'
            | '\u{25CF}'
            | '\u{25EF}'
            | '\u{2605}'
            | '\u{2606}'
            | '\u{26AB}'
            | '\u{2588}'
            | '\u{2731}'
            | '\u{2B1B}'
            | '\u{2B24}'
            | '\u{FE61}'
    )
}
