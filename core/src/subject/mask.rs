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

    /// Hides the characters of a full identifier. A mask with one run of hidden characters may be narrower or wider than
    /// what it hides; other masks fit values of their own length only.
    pub fn apply(&self, full: &str) -> Option<String> {
        let (shape, full): (Vec<char>, Vec<char>) = (self.0.chars().collect(), full.chars().collect());
        if shape.len() == full.len() {
            let pairs = shape.iter().zip(&full);
            return Some(
                pairs
                    .map(|(shape, c)| if *shape == '*' { '*' } else { *c })
                    .collect(),
            );
        }
        let head = shape.iter().take_while(|c| **c != '*').count();
        let tail = shape.iter().rev().take_while(|c| **c != '*').count();
        let run = shape.get(head..shape.len().checked_sub(tail)?)?;
        if run.contains(&'.') || head + tail >= full.len() {
            return None;
        }
        let (first, last) = (full.get(..head)?, full.get(full.len() - tail..)?);
        Some(first.iter().chain(run).chain(last).collect())
    }

    /// How many characters stay visible.
    pub fn visible(&self) -> usize {
        self.0.bytes().filter(|b| *b == b'.').count()
    }
}

/// Compares two values of which one or both are masked: the number of positions visible in both and equal; `None` where a
/// position visible in both differs, or where lengths differ and no single run of hidden characters explains it.
pub fn agreeing(a: &str, b: &str) -> Option<usize> {
    if a.chars().count() != b.chars().count() {
        let (masked, full) = if b.contains('*') { (b, a) } else { (a, b) };
        let shape = Shape::of(masked).filter(|_| !full.contains('*'))?;
        return (shape.apply(full)? == masked).then(|| shape.visible());
    }
    a.chars().zip(b.chars()).try_fold(0, |agreeing, pair| match pair {
        ('*', _) | (_, '*') => Some(agreeing),
        (x, y) => (x == y).then_some(agreeing + 1),
    })
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
        assert_eq!(
            shape.apply("11010519491231").as_deref(),
            Some("1101**********1231")
        );
        assert_eq!(shape.apply("11011231"), None);
        assert_eq!(Shape::of("12**34**56").unwrap().apply("123456789"), None);
        assert_eq!(Shape::of("110105194912310020"), None);
    }

    #[test]
    fn agreement_counts_positions_visible_on_both_sides() {
        assert_eq!(agreeing("3205**********1234", "320501190001011234"), Some(8));
        assert_eq!(agreeing("3205**********1234", "320***190001*****4"), Some(4));
        assert_eq!(agreeing("12******", "****3456"), Some(0));
        assert_eq!(agreeing("3205**********1234", "320501190001011235"), None);
        assert_eq!(agreeing("3205****1234", "320501190001011234"), Some(8));
        assert_eq!(agreeing("320501190001011235", "3205****1234"), None);
        assert_eq!(agreeing("3205****1234", "3205**********1234"), None);
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
