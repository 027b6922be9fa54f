//! HTML in which foreign text is text.

use jrp_core::unseen;

/// A page being written.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Markup of ours.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text of anybody's: what would be markup, move the text around it or not be seen is written out.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in unseen::reveal(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// An element that holds text only; `open` is ours, its name and attributes.
    pub fn element(&mut self, open: &str, text: &str) -> &mut Self {
        let name = open.split(' ').next().unwrap_or_default();
        self.raw("<")
            .raw(open)
            .raw(">")
            .text(text)
            .raw("</")
            .raw(name)
            .raw(">")
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_no_markup_and_moves_nothing() {
        let mut html = Html::default();
        html.element("b class=x", "<img src=x onerror=alert(1)>\"'&\u{202e}\u{0}\n");
        let html = html.finish();
        let inside = html
            .strip_prefix("<b class=x>")
            .unwrap()
            .strip_suffix("</b>")
            .unwrap();
        assert!(
            !inside.contains(['<', '>', '"', '\'', '\u{202e}', '\0']),
            "{inside}"
        );
        assert!(inside.starts_with("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"));
    }
}
