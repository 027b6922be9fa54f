//! How names of branches and of their parents end, and the legal forms of companies: the lines of `endings.txt`, sorted
//! into kinds when this crate is compiled. So are those of other tables of this shape.

#![expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a mistake ends the build"
)]

const TEXT: &str = include_str!("endings.txt");

/// Endings of branches
pub(super) static BRANCH: Words<{ count(TEXT, "branch ") }> = Words::by_end(of_kind(TEXT, "branch "));
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

/// Words in the order of the characters that they begin or end with, so that a text is compared with few of them. Those of
/// one such character keep their order.
pub(super) struct Words<const N: usize> {
    pub(super) all: [&'static str; N],
    edges: [u32; N],
}

impl<const N: usize> Words<N> {
    pub(super) const fn by_front(words: [&'static str; N]) -> Self {
        let (mut edges, mut at) = ([0; N], 0);
        while at < N {
            let word = words[at].as_bytes();
            edges[at] = edge([word[0], word[1], word[2]]);
            at += 1;
        }
        Self::sorted(words, edges)
    }

    pub(super) const fn by_end(words: [&'static str; N]) -> Self {
        let (mut edges, mut at) = ([0; N], 0);
        while at < N {
            let word = words[at].as_bytes();
            let end = word.len();
            edges[at] = edge([word[end - 3], word[end - 2], word[end - 1]]);
            at += 1;
        }
        Self::sorted(words, edges)
    }

    const fn sorted(mut all: [&'static str; N], mut edges: [u32; N]) -> Self {
        let mut next = 1;
        while next < N {
            let mut at = next;
            while at > 0 && edges[at - 1] > edges[at] {
                (edges[at - 1], edges[at]) = (edges[at], edges[at - 1]);
                (all[at - 1], all[at]) = (all[at], all[at - 1]);
                at -= 1;
            }
            next += 1;
        }
        Self { all, edges }
    }

    /// What is behind each word that a text begins with.
    pub(super) fn behind<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let words = self.of_edge(text.as_bytes().first_chunk());
        words.iter().filter_map(|word| text.strip_prefix(word))
    }

    /// What is in front of each word that a text ends with.
    pub(super) fn in_front<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let words = self.of_edge(text.as_bytes().last_chunk());
        words.iter().filter_map(|word| text.strip_suffix(word))
    }

    /// Whether a text begins with one of the words.
    pub(super) fn begin(&self, text: &str) -> bool {
        self.behind(text).next().is_some()
    }

    /// Whether a text ends with one of the words.
    pub(super) fn end(&self, text: &str) -> bool {
        self.in_front(text).next().is_some()
    }

    /// Whether one of the words stands anywhere in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let mut places = text.char_indices().filter_map(|(at, _)| text.get(at..));
        places.any(|rest| self.begin(rest))
    }

    fn of_edge(&self, bytes: Option<&[u8; 3]>) -> &[&'static str] {
        let own = bytes.map_or(0, |bytes| edge(*bytes));
        let from = self.edges.partition_point(|other| *other < own);
        let same = self.edges.iter().skip(from).take_while(|other| **other == own);
        self.all.get(from..from + same.count()).unwrap_or_default()
    }
}

/// All words here are Han, whose characters have three bytes.
const fn edge([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
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
        const WORDS: [&str; 5] = ["分公司", "部", "公司", "分部", "公司部"];
        let (fronts, ends) = (Words::by_front(WORDS), Words::by_end(WORDS));
        for text in [
            "分公司甲",
            "部",
            "部分",
            "甲分公司",
            "公司",
            "公司部",
            "甲",
            "",
            "A",
            "分公",
        ] {
            let behind: Vec<&str> = WORDS.iter().filter_map(|word| text.strip_prefix(word)).collect();
            assert_eq!(fronts.behind(text).collect::<Vec<_>>(), behind, "{text}");
            let in_front: Vec<&str> = WORDS.iter().filter_map(|word| text.strip_suffix(word)).collect();
            assert_eq!(ends.in_front(text).collect::<Vec<_>>(), in_front, "{text}");
            let stands = WORDS.iter().any(|word| text.contains(word));
            assert_eq!(fronts.stand_in(text), stands, "{text}");
        }
    }

    #[test]
    fn every_line_is_read_and_written_as_a_key() {
        let mut read = [&BRANCH.all[..], &COMPANY, &OTHER, &FORM].concat();
        let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
        let mut endings: Vec<&str> = lines.map(|line| line.split_once(' ').unwrap().1).collect();
        read.sort_unstable();
        endings.sort_unstable();
        assert_eq!(read, endings);
        assert!(read.iter().all(|ending| key(ending) == **ending));
    }
}
