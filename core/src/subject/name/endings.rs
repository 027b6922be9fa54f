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
    fn every_line_is_read_and_written_as_a_key() {
        let read: Vec<&str> = [&BRANCH[..], &COMPANY, &OTHER, &FORM].concat();
        let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
        let endings: Vec<&str> = lines.map(|line| line.split_once(' ').unwrap().1).collect();
        assert_eq!(read, endings);
        assert!(read.iter().all(|ending| key(ending) == **ending));
    }
}
