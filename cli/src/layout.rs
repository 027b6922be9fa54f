//! Text in columns: widths count a Chinese character as two, as terminals do.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A number with its thousands parted.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The text without control characters, on one line.
pub(crate) fn plain(text: &str) -> String {
    text.replace(char::is_control, "?")
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
    use expect_test::expect;

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
