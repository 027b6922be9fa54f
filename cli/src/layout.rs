//! Text in columns: widths count a Chinese character as two, as terminals do.

use jrp_core::unseen;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use jrp_slip::phrases::grouped;

/// So many of something, in English: `1 row`, `2,000 rows`.
pub(crate) fn counted(count: impl TryInto<u64>, thing: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", grouped(count))
}

/// The files of a chain.
pub(crate) fn layers(deltas: usize) -> String {
    match deltas {
        0 => "a base".to_owned(),
        deltas => format!("a base and {}", counted(deltas, "delta")),
    }
}

/// Foreign text on one line: what is not seen, or would move the text around it, written out.
pub(crate) fn plain(text: &str) -> String {
    unseen::reveal(text)
}

/// Our own text around foreign text, as it goes to a terminal: line breaks and the styles of ours stay, everything else
/// that is not seen is written out, whether or not [`plain`] was thought of.
pub(crate) fn safe(text: &str) -> String {
    if !text.contains(unseen::is_unseen) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(unseen::is_unseen) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let styled = style_at(from);
        let kept = if from.starts_with('\n') { 1 } else { styled };
        let (kept, behind) = from.split_at(kept);
        out.push_str(kept);
        rest = behind;
        if kept.is_empty() {
            let c = rest.chars().next().unwrap_or_default();
            out.extend(c.escape_unicode());
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    out + rest
}

/// The length of a sequence that selects colour or weight (`ESC [ … m`), and nothing else; 0 where there is none.
fn style_at(text: &str) -> usize {
    let Some(body) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let parameters = body
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b';')
        .count();
    match body.as_bytes().get(parameters) {
        Some(b'm') if parameters <= 8 => 2 + parameters + 1,
        _ => 0,
    }
}

/// The text, filled with spaces up to a width.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.width());
    format!("{text}{:gap$}", "")
}

/// Rows of cells under a header, each column as wide as its widest cell. Lines have no space at the end.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let widths: Vec<usize> = header
        .iter()
        .enumerate()
        .map(|(column, title)| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width());
            cells.max().unwrap_or(0).max(title.width())
        })
        .collect();
    let line = |cells: Vec<&str>| {
        let cells = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| padded(cell, *width));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let head = line(header.to_vec());
    let body = rows
        .iter()
        .map(|row| line(row.iter().map(String::as_str).collect()));
    std::iter::once(head).chain(body).collect()
}

/// The text in lines of at most this width: words stay whole, and no line begins with a closing mark.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let wide = piece.trim_end().width();
        if used > 0 && used + wide > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
        used += piece.width();
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// The runs of a text that a line break must not part.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, next) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, next)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(next);
    }
    pieces.extend(text.get(start..));
    pieces
}

fn may_break(before: char, next: char) -> bool {
    let opens = |c| "（“《〔「【(".contains(c);
    let closes = |c| "，。、；：！？）”》〕」】)".contains(c);
    let wide = |c: char| c.width() == Some(2);
    let parts = before == ' ' || wide(before) || wide(next) || closes(before) || opens(next);
    next != ' ' && parts && !opens(before) && !closes(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal;
    use expect_test::expect;

    #[test]
    fn nothing_unseen_reaches_a_terminal_but_line_breaks_and_styles() {
        let styled = terminal::styled(terminal::STOP, "禁止");
        let foreign = "甲\u{202e}乙\u{9b}31m\u{1b}]0;x\u{7}\u{1b}[2J\u{2028}\r\u{feff}";
        expect![[r"甲\u{202e}乙\u{9b}31m\u{1b}]0;x\u{7}\u{1b}[2J\u{2028}\u{d}\u{feff}"]]
            .assert_eq(&safe(foreign));
        assert_eq!(safe(&format!("{styled}\n")), format!("{styled}\n"));
        assert_eq!(
            plain(&styled).matches("\\u{1b}").count(),
            styled.matches('\u{1b}').count()
        );
    }

    #[test]
    fn thousands_are_parted() {
        let texts = [0, 12, 999, 1000, 1_234_567].map(grouped);
        assert_eq!(texts, ["0", "12", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn columns_of_chinese_and_latin_stand_in_line() {
        let rows = [
            vec!["政府采购".to_owned(), "x".to_owned()],
            vec!["tax".to_owned(), "限制".to_owned()],
        ];
        expect![[r#"
            名单      effect
            政府采购  x
            tax       限制"#]]
        .assert_eq(&table(&["名单", "effect"], &rows).join("\n"));
    }

    #[test]
    fn lines_break_between_characters_but_keep_marks_and_words() {
        let text = "请在信用中国（https://www.creditchina.gov.cn）核实后，由经办人决定。";
        expect![[r#"
            请在信用中国
            （https://www.creditchina.gov.cn）
            核实后，由经
            办人决定。"#]]
        .assert_eq(&wrapped(text, 12).join("\n"));
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped(text, usize::MAX), [text]);
        assert_eq!(wrapped("", 10), [""]);
    }
}
