//! Months and days in words, as in `三月十二日`.

use super::sign::numeral;

const TEN: char = '十';

/// The text with two digits for each month and day that is written with tens; `None` where there is none.
pub(super) fn dates(text: &str) -> Option<String> {
    if !text.contains(TEN) {
        return None;
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match number(rest) {
            Some((value, behind)) if behind.starts_with(['月', '日', '号']) => {
                written.push_str(&format!("{value:02}"));
                rest = behind;
            }
            _ => {
                written.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    Some(written)
}

/// A number from ten to ninety-nine in words at the beginning of a text, and what stands behind it.
fn number(text: &str) -> Option<(u8, &str)> {
    let unit = |text: &str| {
        let c = text.chars().next()?;
        Some((numeral(c)?, text.len() - c.len_utf8()))
    };
    let behind = |text: &str, left: usize| text.len() - left;
    let (tens, text) = match unit(text) {
        Some((tens, left)) => (tens, text.get(behind(text, left)..)?),
        None => (1, text),
    };
    let text = text.strip_prefix(TEN)?;
    let (ones, text) = match unit(text) {
        Some((ones, left)) => (ones, text.get(behind(text, left)..)?),
        None => (0, text),
    };
    Some((tens * 10 + ones, text))
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn months_and_days_are_written_in_digits() {
        for (text, written) in [
            ("一九八五年十二月三十一日", "一九八五年12月31日"),
            ("十月二十日", "10月20日"),
            ("三月十二号", "三月12号"),
            ("第十二条，十个", "第十二条，十个"),
        ] {
            assert_eq!(dates(text).as_deref(), Some(written));
        }
        assert_eq!(dates("三月二日"), None);
    }
}
