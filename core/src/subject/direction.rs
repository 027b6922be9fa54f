//! Controls that show letters in another order than the one they are stored in: what people read is compared as well.

/// The most characters of a text that are put in order.
const LONGEST: usize = 2000;

/// Embedded from left to right and from right to left, the end of either, then the same as overrides.
const EMBEDDED: [char; 2] = ['\u{202A}', '\u{202B}'];
const END: char = '\u{202C}';
const FORWARD: char = '\u{202D}';
const BACKWARD: char = '\u{202E}';
/// From right to left, by itself.
const ISOLATED: char = '\u{2067}';

/// Whether a text may be shown in another order than it is stored in.
pub(crate) fn may_turn(text: &str) -> bool {
    !text.is_ascii() && text.contains([BACKWARD, EMBEDDED[1], ISOLATED])
}

/// The text as it is shown, where a control turns it around.
pub(crate) fn shown(text: &str) -> Option<String> {
    if !text.contains(BACKWARD) || text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (mut outer, mut own) = (Vec::new(), Run::of(FORWARD));
    for c in text.chars() {
        match c {
            BACKWARD | FORWARD => outer.push(core::mem::replace(&mut own, Run::of(c))),
            c if EMBEDDED.contains(&c) => outer.push(core::mem::replace(&mut own, Run::of(FORWARD))),
            END => {
                if let Some(run) = outer.pop() {
                    let inner = core::mem::replace(&mut own, run).shown();
                    own.pieces.push(inner);
                }
            }
            c => own.pieces.push(c.to_string()),
        }
    }
    // What is not ended goes on to the end of the text.
    while let Some(run) = outer.pop() {
        let inner = core::mem::replace(&mut own, run).shown();
        own.pieces.push(inner);
    }
    Some(own.shown())
}

/// A stretch of a text that is shown in one direction.
struct Run {
    is_backward: bool,
    pieces: Vec<String>,
}

impl Run {
    fn of(control: char) -> Self {
        Self {
            is_backward: control == BACKWARD,
            pieces: Vec::new(),
        }
    }

    fn shown(mut self) -> String {
        if self.is_backward {
            self.pieces.reverse();
        }
        self.pieces.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_is_undone() {
        for (text, expected) in [
            ("\u{202E}司公乙甲\u{202C}", "甲乙公司"),
            ("\u{202E}司公乙甲", "甲乙公司"),
            ("江州\u{202E}司公乙甲\u{202C}（盖章）", "江州甲乙公司（盖章）"),
            ("\u{202E}司公\u{202D}甲乙\u{202C}州江", "江州甲乙公司"),
            ("\u{202E}\u{202E}甲乙\u{202C}\u{202C}", "乙甲"),
            ("甲\u{202C}\u{202E}乙", "甲乙"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text:?}");
        }
        assert_eq!(shown("\u{202D}甲乙\u{202C}"), None);
        assert!(may_turn("\u{2067}甲") && !may_turn("\u{202A}甲\u{202C}\u{2066}\u{2069}"));
        assert_eq!(shown(&"\u{202E}甲".repeat(LONGEST)), None);
    }
}
