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
    fill(template.len(), Pieces(template), values)
}

/// A template that has been taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    text: String,
    /// Where each piece ends, and whether it is a placeholder
    ends: Vec<(u32, bool)>,
}

impl Template {
    pub(super) fn new(text: &str) -> Self {
        let mut end = 0;
        let ends = Pieces(text).map(|piece| {
            let (len, is_placeholder) = match piece {
                Piece::Text(plain) => (plain.len(), false),
                Piece::Placeholder(name) => (name.len() + 2, true),
            };
            end += len as u32;
            (end, is_placeholder)
        });
        Self {
            ends: ends.collect(),
            text: text.to_owned(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The same as [`render()`] of the text.
    pub(super) fn render(&self, values: &[(&str, &str)]) -> String {
        let mut start = 0;
        let pieces = self.ends.iter().filter_map(|(end, is_placeholder)| {
            let range = start..*end as usize;
            start = range.end;
            Some(match is_placeholder {
                true => Piece::Placeholder(self.text.get(range.start + 1..range.end - 1)?),
                false => Piece::Text(self.text.get(range)?),
            })
        });
        fill(self.text.len(), pieces, values)
    }
}

fn fill<'a>(len: usize, pieces: impl Iterator<Item = Piece<'a>>, values: &[(&str, &str)]) -> String {
    // Values seldom stand twice.
    let values_len: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut text = String::with_capacity(len + values_len);
    for piece in pieces {
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
            let values = [("a", "1"), ("", "2"), ("名", "3")];
            assert_eq!(render(text, &values), text);
            assert_eq!(Template::new(text).render(&values), text);
        }
        assert_eq!(render("{{a}}{a}", &[("a", "1")]), "{1}1");
    }

    #[test]
    fn unknown_names_stay() {
        assert_eq!(render("{a}{b}", &[("a", "{b}")]), "{b}{b}");
    }

    #[test]
    fn taken_apart_or_not_a_template_says_the_same() {
        for text in ["{a}", "甲{a}乙{b}丙", "{a}{a}", "{{a}}{", "甲"] {
            let values = [("a", "一"), ("b", "")];
            let template = Template::new(text);
            assert_eq!(template.text(), text);
            assert_eq!(template.render(&values), render(text, &values));
        }
    }
}
