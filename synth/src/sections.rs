//! The committed word lists: `[section]` headers, words separated by space, `#` comments.

/// The words of one section; a number after a word belongs to it.
pub(crate) fn words<'a>(text: &'a str, section: &str) -> Vec<(&'a str, Option<u64>)> {
    let mut words: Vec<(&str, Option<u64>)> = Vec::new();
    for token in lines(text, section).flat_map(str::split_whitespace) {
        match (token.parse(), words.last_mut()) {
            (Ok(number), Some((_, slot))) => *slot = Some(number),
            _ => words.push((token, None)),
        }
    }
    words
}

/// The lines of one section, without comments and blank lines.
pub(crate) fn lines<'a>(text: &'a str, section: &str) -> impl Iterator<Item = &'a str> {
    let header = format!("[{section}]");
    content(text)
        .skip_while(move |line| *line != header)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
}

/// All lines, without comments and blank lines.
pub(crate) fn content(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_end_at_the_next_header() {
        let text = "# words\n[a]\nx 3 y\nz\n\n[b]\nw\n";
        assert_eq!(words(text, "a"), [("x", Some(3)), ("y", None), ("z", None)]);
        assert_eq!(words(text, "b"), [("w", None)]);
        assert!(words(text, "c").is_empty());
    }
}
