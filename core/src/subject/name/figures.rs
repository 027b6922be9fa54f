//! Names with their numbers in other figures: `第十二中学` is `第12中学`, `第廿一工程队` the one with `二十一`, and both are said
//! without 第.

use super::super::clean::half_width;
use super::super::digits::{numeral, plain};
use super::key;

/// What a name falls into.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Its digits, and whether 第 stands in front
    Number {
        digits: String,
        is_ordinal: bool,
    },
}

const ORDINAL: char = '第';
const NUMERALS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The greatest number that is written with tens and hundreds.
const COUNTED: u32 = 999;

/// How a number may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `12`
    Figures,
    /// `一二〇`
    Numerals,
    /// `一二零`
    Spoken,
    /// `十二`
    Counted,
    /// `廿一` for 21
    Joined,
}

const STYLES: [Style; 5] = [
    Style::Figures,
    Style::Numerals,
    Style::Spoken,
    Style::Counted,
    Style::Joined,
];

/// Gives the keys of a name with its numbers written otherwise.
pub(super) fn figures(text: &str, add: &mut dyn FnMut(&str)) {
    let pieces = pieces(&with_noughts(text));
    let mut numbers = pieces.iter().filter_map(|piece| match piece {
        Piece::Number { is_ordinal, .. } => Some(*is_ordinal),
        Piece::Text(_) => None,
    });
    let Some(first) = numbers.next() else { return };
    // A brand such as 三一 is nobody's place in a count.
    let counts = [first, !first];
    let counts = match numbers.next() {
        None if first || counted(&pieces) => &counts[..],
        _ => &counts[..1],
    };
    let mut known = vec![text.to_owned()];
    for style in STYLES {
        for is_ordinal in counts {
            let other = write(&pieces, style, first != *is_ordinal);
            if !known.contains(&other) {
                add(&key(&other));
                known.push(other);
            }
        }
    }
}

/// The text with a nought for a circle or letter behind a numeral and in front of another: `二○二六`.
fn with_noughts(text: &str) -> String {
    let is_numeral = |c: Option<char>| c.is_some_and(|c| numeral(c).is_some());
    let (mut rest, mut before) = (text.chars(), None);
    core::iter::from_fn(|| {
        let c = rest.next()?;
        let is_circle = matches!(half_width(c), 'O' | 'o' | '\u{25CB}' | '\u{25EF}');
        let inside = is_circle && is_numeral(before) && is_numeral(rest.clone().next());
        before = Some(if inside { '\u{3007}' } else { c });
        before
    })
    .collect()
}

/// Whether the only number is one of a count.
fn counted(pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Number { digits, .. } if digits.len() < 4))
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut before = String::new();
    while let Some(c) = rest.chars().next() {
        let behind = rest.trim_start_matches(is_part);
        let run = rest.get(..rest.len() - behind.len()).unwrap_or_default();
        // 百 alone is a word of many names.
        let Some(digits) = read(run).filter(|_| run.contains(|c| sign(c).is_some_and(Sign::is_number)))
        else {
            let length = run.len().max(c.len_utf8());
            let (text, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
            before.push_str(text);
            rest = behind;
            continue;
        };
        let is_ordinal = before.ends_with(ORDINAL);
        if is_ordinal {
            before.pop();
        }
        pieces.push(Piece::Text(core::mem::take(&mut before)));
        pieces.push(Piece::Number { digits, is_ordinal });
        rest = behind;
    }
    pieces.push(Piece::Text(before));
    pieces
}

/// What a character says in a number.
#[derive(Clone, Copy)]
enum Sign {
    Digit(char),
    /// Ten or a hundred
    Unit(u32),
    /// So many tens
    Tens(u32),
}

impl Sign {
    fn is_number(self) -> bool {
        !matches!(self, Self::Unit(100))
    }
}

fn sign(c: char) -> Option<Sign> {
    let half = half_width(c);
    Some(match half {
        '十' | '拾' => Sign::Unit(10),
        '百' | '佰' => Sign::Unit(100),
        '廿' => Sign::Tens(2),
        '卅' => Sign::Tens(3),
        '卌' => Sign::Tens(4),
        _ => Sign::Digit(numeral(half).or_else(|| plain(half).filter(char::is_ascii_digit))?),
    })
}

fn is_part(c: char) -> bool {
    sign(c).is_some()
}

/// The digits of a run: those that stand there, or of what its tens and hundreds add up to. `None` where they do not.
fn read(run: &str) -> Option<String> {
    let signs = || run.chars().filter_map(sign);
    if signs().all(|sign| matches!(sign, Sign::Digit(_))) {
        let digits = signs().filter_map(|sign| match sign {
            Sign::Digit(digit) => Some(digit),
            _ => None,
        });
        return Some(digits.collect());
    }
    let (mut sum, mut ones, mut least) = (0_u32, None, 1000);
    for sign in signs() {
        match sign {
            // Nought stands for a place that is left out.
            Sign::Digit('0') if ones.is_none() => {}
            Sign::Digit(digit) if ones.is_none() => ones = digit.to_digit(10),
            Sign::Unit(unit) if unit < least => {
                sum += ones.take().unwrap_or(1) * unit;
                least = unit;
            }
            Sign::Tens(tens) if least > 10 && ones.is_none() => {
                sum += tens * 10;
                least = 10;
            }
            _ => return None,
        }
    }
    Some((sum + ones.unwrap_or(0)).to_string())
}

/// The name in a style; with 第 where it had none and without where it had, if that is asked for.
fn write(pieces: &[Piece], style: Style, turns: bool) -> String {
    let mut name = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => name.push_str(text),
            Piece::Number { digits, is_ordinal } => {
                if *is_ordinal != turns {
                    name.push(ORDINAL);
                }
                number(digits, style, &mut name);
            }
        }
    }
    name
}

fn number(digits: &str, style: Style, name: &mut String) {
    let named = |digit: u32| NUMERALS.get(digit as usize).copied().unwrap_or_default();
    let value = || digits.parse::<u32>().ok().filter(|value| *value <= COUNTED);
    match (style, value()) {
        (Style::Figures, _) => name.push_str(digits),
        (Style::Joined, Some(value @ 20..50)) => {
            name.push(
                ['廿', '卅', '卌']
                    .get((value / 10 - 2) as usize)
                    .copied()
                    .unwrap_or('廿'),
            );
            name.push_str(named(value % 10).trim_start_matches('〇'));
        }
        (Style::Counted, Some(value @ 1..)) => {
            let (hundreds, tens, ones) = (value / 100, value / 10 % 10, value % 10);
            if hundreds > 0 {
                name.extend([named(hundreds), "百"]);
            }
            if tens > 0 {
                name.push_str(if tens > 1 || hundreds > 0 { named(tens) } else { "" });
                name.push('十');
            } else if hundreds > 0 && ones > 0 {
                name.push('零');
            }
            name.push_str(if ones > 0 { named(ones) } else { "" });
        }
        (Style::Spoken, _) => {
            let digits = digits.chars().filter_map(|c| c.to_digit(10));
            name.extend(digits.map(|digit| if digit == 0 { "零" } else { named(digit) }));
        }
        _ => name.extend(digits.chars().filter_map(|c| c.to_digit(10)).map(named)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads_to(one: &str, other: &str) -> bool {
        let mut found = false;
        figures(one, &mut |name| found |= name == key(other));
        found
    }

    #[test]
    fn every_way_to_write_a_number_leads_to_every_other() {
        for ways in [
            &["十二", "12", "１２", "一二", "壹拾贰", "拾贰", "一十二"][..],
            &["二十", "20", "廿", "贰拾", "二〇"],
            &["三十一", "31", "卅一", "叁拾壹"],
            &["四十五", "卌五", "45"],
            &["一百二十", "120", "壹佰贰拾", "一二〇"],
            &["一百零五", "105"],
            &["七", "7", "柒", "⑦"],
        ] {
            for one in ways {
                for other in &ways[..2] {
                    for (front, back) in [("第", ""), ("", "第"), ("第", "第"), ("", "")] {
                        let (one, other) =
                            (format!("江州{front}{one}中学"), format!("江州{back}{other}中学"));
                        assert!(
                            key(&one) == key(&other) || leads_to(&one, &other),
                            "{one}: {other}"
                        );
                    }
                }
            }
        }
        for (one, other) in [
            ("江州一二三建筑公司", "江州123建筑公司"),
            ("江州2024文化公司", "江州二〇二四文化公司"),
            ("江州第一〇一厂", "江州第101厂"),
            ("江州二零二六文化公司", "江州二〇二六文化公司"),
            ("江州二零二六文化公司", "江州2026文化公司"),
            ("江州二○二六文化公司", "江州二零二六文化公司"),
            ("江州二O二六文化公司", "江州二零二六文化公司"),
        ] {
            assert!(leads_to(one, other), "{one}");
            assert!(leads_to(other, one), "{other}");
        }
    }

    #[test]
    fn names_without_numbers_cost_nothing() {
        let ways = |name: &str| {
            let mut count = 0;
            figures(name, &mut |_| count += 1);
            count
        };
        for name in ["江州百货大楼", "江州蓼屿建材有限公司", "百佰汇超市", ""] {
            assert_eq!(ways(name), 0, "{name}");
        }
        for name in [
            "第一二三四五六七八九十百",
            "一第二第三第",
            "第".repeat(50).as_str(),
        ] {
            assert!(ways(name) <= 8, "{name}");
        }
    }
}
