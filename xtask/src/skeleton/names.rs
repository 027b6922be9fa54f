//! Letters and numbers that a character is named after: small capitals, enclosed and squared ones without a decomposition.

use super::sources::Facts;

/// What the character named so stands for, if its name says so.
pub(super) fn named(facts: &Facts) -> Option<String> {
    let name = facts.name.as_str();
    if let Some(letter) = name.strip_prefix("LATIN LETTER SMALL CAPITAL ") {
        return letters(letter).filter(|letters| letters.len() == 1);
    }
    if let Some(letter) = name.strip_prefix("REGIONAL INDICATOR SYMBOL LETTER ") {
        return letters(letter);
    }
    let enclosed = name.contains("CIRCLED") || name.contains("SQUARED");
    if !enclosed || name.starts_with("COMBINING") {
        return None;
    }
    if let Some(number) = facts.number {
        return Some(number.to_string());
    }
    let shape = [
        "CROSSED NEGATIVE SQUARED ",
        "NEGATIVE CIRCLED ",
        "NEGATIVE SQUARED ",
        "CIRCLED ",
        "SQUARED ",
    ]
    .into_iter()
    .find_map(|shape| name.strip_prefix(shape))?;
    let shape = shape.trim_start_matches("LATIN CAPITAL LETTER ");
    letters(shape.split(" WITH ").next()?)
}

/// One to four capitals.
fn letters(text: &str) -> Option<String> {
    let short = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    short.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_letters_and_numbers() {
        let said = |name: &str, number| {
            let facts = Facts {
                name: name.to_owned(),
                upper: None,
                number,
            };
            named(&facts)
        };
        for (name, number, letters) in [
            ("LATIN LETTER SMALL CAPITAL B", None, Some("B")),
            ("LATIN LETTER SMALL CAPITAL BARRED B", None, None),
            ("REGIONAL INDICATOR SYMBOL LETTER C", None, Some("C")),
            ("NEGATIVE SQUARED LATIN CAPITAL LETTER A", None, Some("A")),
            ("SQUARED COOL", None, Some("COOL")),
            ("SQUARED UP WITH EXCLAMATION MARK", None, Some("UP")),
            ("NEGATIVE CIRCLED NUMBER ELEVEN", Some(11), Some("11")),
            ("SQUARED FOUR CORNERS", None, None),
            ("COMBINING LATIN LETTER SMALL CAPITAL G", None, None),
            ("DIGIT ONE", Some(1), None),
        ] {
            assert_eq!(said(name, number).as_deref(), letters, "{name}");
        }
    }
}
