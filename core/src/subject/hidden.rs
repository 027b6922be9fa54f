//! Numbers of which something is hidden by letters or digits, where a mask of stars would stand: `913299XXXXXXXX018W`.

use super::{IdKind, Identifier};

/// So many equal characters in a row hide something, where the check digits do not speak for them.
const EQUAL: usize = 6;

/// The number with stars for what hides, where something in it hides. `fits`: its check digits do not speak against it.
pub(crate) fn hidden(id: &Identifier, fits: bool) -> Option<Identifier> {
    let (kind, value) = (id.kind(), id.value());
    // A credit code as a tax number has another kind where its check fits.
    let is_checked = match kind {
        IdKind::Uscc | IdKind::CitizenId => true,
        IdKind::RegNo => return None,
        _ => false,
    };
    if is_checked && fits {
        return None;
    }
    let fails = !fits || kind == IdKind::TaxNo && value.len() == 18;
    // Two may stand in a code; of a number that fails its check they are as good as three.
    let run = if fails { "XX" } else { "XXX" };
    let with_x = hidden_by(kind, value, |run_of, length| run_of == 'X' && length >= run.len());
    with_x.or_else(|| {
        fails
            .then(|| hidden_by(kind, value, |_, length| length >= EQUAL))
            .flatten()
    })
}

/// The same of a text that is not a number as it stands.
pub(crate) fn hidden_in(kind: IdKind, value: &str) -> Option<Identifier> {
    let value = value.to_ascii_uppercase();
    hidden_by(kind, &value, |run_of, length| run_of == 'X' && length >= 3)
}

/// The number with stars for the runs of one character that hide, where there are any and it is a number with them.
fn hidden_by(kind: IdKind, value: &str, hides: impl Fn(char, usize) -> bool) -> Option<Identifier> {
    let mut masked = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(first) = rest.chars().next() {
        let behind = rest.trim_start_matches(first);
        let length = (rest.len() - behind.len()) / first.len_utf8();
        let shown = if first != '*' && hides(first, length) {
            '*'
        } else {
            first
        };
        masked.extend(core::iter::repeat_n(shown, length));
        rest = behind;
    }
    (masked != value)
        .then(|| Identifier::parse(kind, &masked).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(kind: IdKind, text: &str) -> Option<String> {
        let id = Identifier::parse(kind, text).unwrap();
        let fits = id.warnings().is_empty();
        hidden(&id, fits).map(|id| id.value().to_owned())
    }

    #[test]
    fn letters_and_digits_that_hide_are_seen_in_every_kind() {
        for (kind, text, expected) in [
            (IdKind::Uscc, "91329902MA7XX2R18G", "91329902MA7**2R18G"),
            (IdKind::TaxNo, "913299XXXXXXXX018G", "913299********018G"),
            (IdKind::TaxNo, "91329902MA7XX2R18G", "91329902MA7**2R18G"),
            (IdKind::TaxNo, "329902MA7XXXX18", "329902MA7****18"),
            (IdKind::TaxNo, "3299021988041533XX", "3299021988041533**"),
            (IdKind::OrgCode, "MA7XXXX18", "MA7****18"),
            (IdKind::OrgCode, "MA7XX2R18", "MA7**2R18"),
            (IdKind::Permit, "91329902XXXXXXXXXX", "91329902**********"),
            (IdKind::Passport, "E1XXXX78", "E1****78"),
            (IdKind::Uscc, "913299000000008G12", "913299********8G12"),
            (IdKind::CitizenId, "329902000000003312", "329902********3312"),
        ] {
            assert_eq!(masked(kind, text).as_deref(), Some(expected), "{text}");
        }
        let text = hidden_in(IdKind::CitizenId, "329902xxxxxxxx3311").unwrap();
        assert_eq!(text.value(), "329902********3311");
    }

    #[test]
    fn whole_numbers_hide_nothing() {
        for (kind, text) in [
            (IdKind::Uscc, "91329902MA7QK2R18G"),
            (IdKind::Uscc, "91329902MA7QK2R19G"),
            (IdKind::TaxNo, "91329902MA7QK2R18G"),
            (IdKind::OrgCode, "MA7QK2R18"),
            (IdKind::RegNo, "320500000000018"),
            (IdKind::Passport, "EXX123456"),
        ] {
            assert_eq!(masked(kind, text), None, "{text}");
        }
    }
}
