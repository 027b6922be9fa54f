//! Masked identifiers: `3205**********1234`, any shape. All functions take canonical values, in which `*` hides.

/// Which characters a mask hides: a string of `*` (hidden) and `.` (shown).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape(String);

impl Shape {
    /// The shape of a masked value, `None` where nothing is hidden.
    pub fn of(masked: &str) -> Option<Self> {
        masked
            .contains('*')
            .then(|| Self(masked.chars().map(|c| if c == '*' { '*' } else { '.' }).collect()))
    }

    /// The text of the shape.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Hides the characters of a full identifier; `None` where the lengths differ.
    pub fn apply(&self, full: &str) -> Option<String> {
        let mut chars = full.chars();
        let mut masked = String::with_capacity(full.len());
        for shape in self.0.chars() {
            let c = chars.next()?;
            masked.push(if shape == '*' { '*' } else { c });
        }
        chars.next().is_none().then_some(masked)
    }

    /// How many characters stay visible.
    pub fn visible(&self) -> usize {
        self.0.bytes().filter(|b| *b == b'.').count()
    }
}

/// Compares two values of which one or both are masked: the number of positions visible in both and equal; `None` where
/// lengths differ or a position visible in both differs.
pub fn agreeing(a: &str, b: &str) -> Option<usize> {
    let (mut a, mut b) = (a.chars(), b.chars());
    let mut agreeing = 0;
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Some(agreeing),
            (Some(_), None) | (None, Some(_)) => return None,
            (Some('*'), Some(_)) | (Some(_), Some('*')) => {}
            (Some(x), Some(y)) if x == y => agreeing += 1,
            _ => return None,
        }
    }
}

/// Hides all but the first `head` and the last `tail` characters.
pub(super) fn keep_ends(value: &str, head: usize, tail: usize) -> String {
    let length = value.chars().count();
    value
        .chars()
        .enumerate()
        .map(|(at, c)| if at < head || at + tail >= length { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_shape_hides_in_another_value_what_it_hides_in_its_own() {
        let shape = Shape::of("3205**********1234").unwrap();
        assert_eq!(shape.as_str(), "....**********....");
        assert_eq!(shape.visible(), 8);
        assert_eq!(
            shape.apply("110105194912310020").as_deref(),
            Some("1101**********0020")
        );
        assert_eq!(shape.apply("11010519491231002"), None);
        assert_eq!(shape.apply("1101051949123100200"), None);
        assert_eq!(Shape::of("110105194912310020"), None);
    }

    #[test]
    fn agreement_counts_positions_visible_on_both_sides() {
        assert_eq!(agreeing("3205**********1234", "320501190001011234"), Some(8));
        assert_eq!(agreeing("3205**********1234", "320***190001*****4"), Some(4));
        assert_eq!(agreeing("12******", "****3456"), Some(0));
        assert_eq!(agreeing("3205**********1234", "320501190001011235"), None);
        assert_eq!(agreeing("3205*********1234", "320501190001011234"), None);
    }

    proptest! {
        #[test]
        fn a_value_agrees_with_its_own_mask(full in "[0-9X]{1,24}", hidden in proptest::collection::vec(any::<bool>(), 24)) {
            let masked: String = full.chars().zip(&hidden).map(|(c, h)| if *h { '*' } else { c }).collect();
            if let Some(shape) = Shape::of(&masked) {
                prop_assert_eq!(shape.apply(&full), Some(masked.clone()));
                prop_assert_eq!(agreeing(&masked, &full), Some(shape.visible()));
                prop_assert_eq!(agreeing(&full, &masked), Some(shape.visible()));
            }
        }
    }
}
