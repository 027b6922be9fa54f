//! What parts the cells of a text.

use std::collections::BTreeMap;

/// Separators, the most usual first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Lines that are looked at.
const LINES: usize = 50;

/// A line that spreadsheets read as the name of the separator, and nothing else.
const SAID: [&[u8]; 2] = [b"sep=", b"SEP="];

/// The separator, and whether the first line only tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Separator {
    pub(crate) byte: u8,
    pub(crate) is_said: bool,
}

impl Separator {
    /// From the beginning of a text.
    pub(crate) fn of(text: &[u8]) -> Self {
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        if let Some(byte) = declared_by(text) {
            return Self { byte, is_said: true };
        }
        let fits = SEPARATORS.map(|separator| (fit(text, separator), separator));
        // Of two that fit as well the first is taken.
        let fittest = |fits: &mut dyn DoubleEndedIterator<Item = &(Fit, u8)>| {
            fits.rev().max_by_key(|(fit, _)| fit.cells * fit.lines).copied()
        };
        let best = fittest(&mut fits.iter());
        // What parts the header and the rows alike is more than what stands in a cell of the rows, however often.
        let heads = |fit: &Fit| {
            let is_before = best.is_some_and(|(best, _)| fit.first < best.first);
            is_before && fit.cells > 1 && fit.is_usual
        };
        let mut heading = fits.iter().filter(|(fit, _)| heads(fit));
        let found = fittest(&mut heading).or(best);
        Self {
            byte: found.map_or(b',', |(_, separator)| separator),
            is_said: false,
        }
    }

    /// How it is called.
    pub(crate) fn name(self) -> &'static str {
        match self.byte {
            b'\t' => "tab",
            b';' => "semicolon",
            b'|' => "vertical bar",
            _ => "comma",
        }
    }
}

fn declared_by(text: &[u8]) -> Option<u8> {
    let rest = SAID.iter().find_map(|word| text.strip_prefix(*word))?;
    match rest {
        [byte, b'\r' | b'\n', ..] if SEPARATORS.contains(byte) => Some(*byte),
        _ => None,
    }
}

/// The lines that a separator parts into as many cells as most.
#[derive(Clone, Copy, Default)]
struct Fit {
    /// Beyond the first
    cells: usize,
    lines: usize,
    /// Where the first of them begins
    first: usize,
    /// Whether that is half of all lines
    is_usual: bool,
}

/// How a separator parts the first lines.
fn fit(text: &[u8], separator: u8) -> Fit {
    // By the number of cells: how many lines, and where the first of them begins.
    let mut lines: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut start = 0;
    let (mut cells, mut is_quoted, mut is_blank, mut seen) = (1, false, true, 0);
    let mut before = b'\n';
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' if is_quoted => is_quoted = false,
            // A mark in the middle of a cell is a mark.
            b'"' if matches!(before, b'\n' | b'\r' | b'"') || before == separator => is_quoted = true,
            b'\n' | b'\r' if !is_quoted => {
                if !is_blank {
                    lines.entry(cells).or_insert((0, start)).0 += 1;
                    seen += 1;
                }
                (cells, is_blank, start) = (1, true, at + 1);
                if seen == LINES {
                    break;
                }
            }
            byte if *byte == separator && !is_quoted => {
                cells += 1;
                is_blank = false;
            }
            _ => is_blank = false,
        }
        before = *byte;
    }
    // The last line may be cut.
    if !is_blank && lines.is_empty() {
        lines.insert(cells, (1, start));
        seen = 1;
    }
    let all = { lines.values() }
        .map(|(count, _)| count)
        .sum::<usize>()
        .max(seen);
    // What parts few of the lines stands in texts.
    let most = { lines.iter() }.filter(|(_, (count, _))| separator == b',' || *count * 5 >= all * 2);
    let fits = most.map(|(cells, (lines, first))| Fit {
        cells: cells - 1,
        lines: *lines,
        first: *first,
        is_usual: lines * 2 >= all,
    });
    fits.max_by_key(|fit| fit.cells * fit.lines).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_known_by_the_lines() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb\tc\n1,5\t2\t3\n1\t2,2\t3,3\n", b'\t'),
            ("a;b;c\n\"1;1\n\";2;3\n", b';'),
            ("标题,,\n名称,曾用名,代码\n甲,乙|丙|丁|戊|己|庚,1\n", b','),
            ("a|b|c\n1|2|3\n", b'|'),
            ("a,b,c\n1,x|y|z|u|v|w,2\n1,x|y|z|u|v|w,2\n", b','),
            ("标题\na,b,c\n1,x|y|z|u|v|w,2\n1,x;y;z;u;v;w,2\n", b','),
            ("标题，2025,1\na\tb\tc\n1,5\t2\t3\n1\t2,2\t3,3\n", b'\t'),
            ("名称\n甲;乙\n丙\n丁\n", b','),
            ("标题\n\na\tb\n1\t2", b'\t'),
            ("name", b','),
            ("", b','),
        ] {
            let expected = Separator {
                byte: expected,
                is_said: false,
            };
            assert_eq!(Separator::of(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_may_say_it() {
        let expected = Separator {
            byte: b';',
            is_said: true,
        };
        assert_eq!(Separator::of(b"\xEF\xBB\xBFsep=;\r\na,b;c"), expected);
        assert!(!Separator::of(b"sep=x\r\na,b").is_said);
    }
}
