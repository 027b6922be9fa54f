//! Filling in prompts.

/// Replaces every `{name}` by its value, once: a brace inside a value is text. An unknown name is left as it stands.
///
/// ```
/// use jrp_core::policy::render;
///
/// let text = render("{subject} on {list}", &[("subject", "{list}"), ("list", "A")]);
/// assert_eq!(text, "{list} on A");
/// ```
pub fn render(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() * 2);
    for piece in Pieces(template) {
        match piece {
            Piece::Text(plain) => text.push_str(plain),
            Piece::Placeholder(name) => match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => text.push_str(value),
                None => text.extend(["{", name, "}"]),
            },
        }
    }
    text
}

/// A run of a template.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// The runs of a template, in order. A brace without its partner is text.
pub(super) struct Pieces<'a>(pub(super) &'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let placeholder = self.0.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        if let Some((name, rest)) = placeholder.filter(|(name, _)| is_name(name)) {
            self.0 = rest;
            return Some(Piece::Placeholder(name));
        }
        // At least one character, up to the next brace that may open a placeholder.
        let end = self.0.bytes().skip(1).position(|b| b == b'{');
        let end = end.map_or(self.0.len(), |at| at + 1);
        let (plain, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(Piece::Text(plain))
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_that_open_nothing_are_text() {
        for text in ["{", "}", "{}", "{a", "a}", "{a b}", "{{", "{名}", ""] {
            assert_eq!(render(text, &[("a", "1"), ("", "2"), ("名", "3")]), text);
        }
        assert_eq!(render("{{a}}{a}", &[("a", "1")]), "{1}1");
    }

    #[test]
    fn unknown_names_stay() {
        assert_eq!(render("{a}{b}", &[("a", "{b}")]), "{b}{b}");
    }
}
