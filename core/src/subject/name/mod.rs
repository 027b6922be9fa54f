//! Names, folded for comparison. Nothing here is ever shown: records keep the name as it was published.

mod branch;
mod contained;
mod dressed;
mod embedded;
mod endings;
pub(super) mod entities;
mod figures;
mod fold;
mod forms;
mod garbled;
mod guesses;
mod latin;
mod nfkc;
mod numbers;
pub(crate) mod parts;
mod person;
mod placeholder;
mod published;
mod remains;
pub(crate) mod similar;
mod skeleton;
pub(crate) mod trader;
pub(crate) mod variants;

pub use branch::branch_parent;
pub(crate) use dressed::tells_of_person;
pub use fold::fold;
pub(crate) use fold::is_blank;
pub(crate) use forms::with_whole_form;
#[cfg(feature = "build")]
pub(crate) use person::hides;
pub use person::may_be_person;
pub(crate) use person::{is_called_as_person, is_latin_person, is_transliterated};
pub use published::{Published, published};
pub use skeleton::key;

/// Version of the tables behind [`fold()`] and [`key`]: Unicode normalisation, look-alikes and variants. A snapshot built with
/// another version is refused.
pub const CANONICALISATION: u16 = 2;

/// Whether a name holds what cannot stand in one: private use, replacement and unassigned characters, letters of scripts that have
/// long died, and signs that stand for a character which is not there, such as an empty box or a question mark; or whether all
/// of it stands in the place of a name, as `#N/A` and 未知 do.
pub fn unreadable(text: &str) -> bool {
    skeleton::unreadable(text) || placeholder::says_nothing(text)
}

/// What normalisation makes of a character alone, where that is one character.
pub(crate) fn normalised_char(c: char) -> Option<char> {
    match nfkc::nfkc(core::iter::once(c)).as_slice() {
        [c] => Some(*c),
        _ => None,
    }
}

/// Whether a character is a Han ideograph that normalisation leaves as it is.
fn is_unified_han(c: char) -> bool {
    matches!(
        c,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2F7FF}' | '\u{30000}'..='\u{3FFFD}'
    )
}

/// Whether a character is one of the middle dots. Full stops count: the full-width one is typed as a middle dot, and
/// normalisation makes the two equal.
pub(super) fn is_dot(c: char) -> bool {
    matches!(
        c,
        '.' | '\u{B7}'
            | '\u{387}'
            | '\u{1427}'
            | '\u{2022}'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{2981}'
            | '\u{2E31}'
            | '\u{2E33}'
            | '\u{30FB}'
            | '\u{A78F}'
            | '\u{FE52}'
            | '\u{FF0E}'
            | '\u{FF65}'
            | '\u{10101}'
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_moves_with_its_tables() {
        // Another Unicode version or another table gives other keys: raise CANONICALISATION, then these numbers.
        assert_eq!(super::CANONICALISATION, 2);
        assert_eq!(unicode_normalization::UNICODE_VERSION, (18, 0, 0));
        assert_eq!(
            super::skeleton::tests::digests(),
            [
                (7387, 4_126_705_261_978_834_918),
                (832, 9_764_043_638_819_355_556)
            ]
        );
    }
}
