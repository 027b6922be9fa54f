//! How names of branches and of their parents end, and the legal forms of companies: the lines of `endings.txt`, sorted
//! into kinds when this crate is compiled. So are those of other tables of this shape.

#![expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a mistake ends the build"
)]

const TEXT: &str = include_str!("endings.txt");

/// Endings of branches
pub(super) const BRANCH: [&str; count(TEXT, "branch ")] = of_kind(TEXT, "branch ");
/// Endings of companies and partnerships
pub(super) const COMPANY: [&str; count(TEXT, "company ")] = of_kind(TEXT, "company ");
/// Endings of other organisations
pub(super) const OTHER: [&str; count(TEXT, "other ")] = of_kind(TEXT, "other ");
/// Legal forms of companies
pub(super) const FORM: [&str; count(TEXT, "form ")] = of_kind(TEXT, "form ");

pub(super) const fn count(text: &'static str, kind: &str) -> usize {
    let (mut count, mut rest) = (0, text);
    while let Some((line, behind)) = split_line(rest) {
        if without(kind, line).is_some() {
            count += 1;
        }
        rest = behind;
    }
    count
}

pub(super) const fn of_kind<const N: usize>(text: &'static str, kind: &str) -> [&'static str; N] {
    let mut endings = [""; N];
    let (mut at, mut rest) = (0, text);
    while let Some((line, behind)) = split_line(rest) {
        if let Some(ending) = without(kind, line) {
            endings[at] = ending;
            at += 1;
        }
        rest = behind;
    }
    endings
}

/// The first three bytes of each word, which are its first character: all words here are Han.
pub(super) const fn firsts<const N: usize>(words: &[&'static str; N]) -> [u32; N] {
    let (mut firsts, mut at) = ([0; N], 0);
    while at < N {
        let word = words[at].as_bytes();
        firsts[at] = u32::from_le_bytes([word[0], word[1], word[2], 0]);
        at += 1;
    }
    firsts
}

/// The last three bytes of each word.
pub(super) const fn lasts<const N: usize>(words: &[&'static str; N]) -> [u32; N] {
    let (mut lasts, mut at) = ([0; N], 0);
    while at < N {
        let word = words[at].as_bytes();
        let end = word.len();
        lasts[at] = u32::from_le_bytes([word[end - 3], word[end - 2], word[end - 1], 0]);
        at += 1;
    }
    lasts
}

/// Whether a text begins with one of these words, of which the first characters are given: nearly no text does, and it is
/// seen by these.
pub(super) fn begins_with(text: &str, words: &[&str], firsts: &[u32]) -> bool {
    let Some([a, b, c]) = text.as_bytes().first_chunk::<3>() else {
        return false;
    };
    let first = u32::from_le_bytes([*a, *b, *c, 0]);
    let mut words = words.iter().zip(firsts);
    words.any(|(word, own)| *own == first && text.starts_with(word))
}

/// The same of its end.
pub(super) fn ends_with(text: &str, words: &[&str], lasts: &[u32]) -> bool {
    let Some([a, b, c]) = text.as_bytes().last_chunk::<3>() else {
        return false;
    };
    let last = u32::from_le_bytes([*a, *b, *c, 0]);
    let mut words = words.iter().zip(lasts);
    words.any(|(word, own)| *own == last && text.ends_with(word))
}

/// The first line, and what is behind its line feed; every line has one.
const fn split_line(text: &'static str) -> Option<(&'static str, &'static str)> {
    let mut at = 0;
    while at < text.len() {
        if text.as_bytes()[at] == b'\n' {
            let (line, behind) = text.split_at(at);
            return Some((line, behind.split_at(1).1));
        }
        at += 1;
    }
    None
}

const fn without(kind: &str, line: &'static str) -> Option<&'static str> {
    let mut at = 0;
    while at < kind.len() {
        if at >= line.len() || line.as_bytes()[at] != kind.as_bytes()[at] {
            return None;
        }
        at += 1;
    }
    Some(line.split_at(at).1)
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    #[test]
    fn words_are_found_at_both_ends() {
        const WORDS: [&str; 2] = ["分公司", "部"];
        for text in [
            "分公司甲",
            "部",
            "部分",
            "甲分公司",
            "公司",
            "甲",
            "",
            "A",
            "分公",
        ] {
            let begins = WORDS.iter().any(|word| text.starts_with(word));
            let ends = WORDS.iter().any(|word| text.ends_with(word));
            assert_eq!(begins_with(text, &WORDS, &firsts(&WORDS)), begins, "{text}");
            assert_eq!(ends_with(text, &WORDS, &lasts(&WORDS)), ends, "{text}");
        }
    }

    #[test]
    fn every_line_is_read_and_written_as_a_key() {
        let read: Vec<&str> = [&BRANCH[..], &COMPANY, &OTHER, &FORM].concat();
        let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
        let endings: Vec<&str> = lines.map(|line| line.split_once(' ').unwrap().1).collect();
        assert_eq!(read, endings);
        assert!(read.iter().all(|ending| key(ending) == **ending));
    }
}
