//! How sure it is that two rows speak of one subject, and of one authority.

use crate::subject::name;

/// Why a row and a record are taken for one subject's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sameness {
    /// By a number, or by the name where neither has one
    Sure,
    /// They share a name, and a number stands on one side only or cannot be compared: companies of two places may be
    /// called the same
    ByName,
}

/// Characters of an authority's name that say which one it is, and not only of which kind.
const TELLING: usize = 5;

/// Who decided, as far as a row tells.
#[derive(Clone, Debug)]
pub(super) struct Authority(String);

impl Authority {
    pub(super) fn of(name: Option<&str>) -> Self {
        Self(name.map(name::key).unwrap_or_default())
    }

    /// Whether the name may be this one: with or without the places above it in front. Where nothing is told, it may.
    pub(super) fn may_be(&self, other: &str) -> bool {
        let other = name::key(other);
        let (short, long) = match self.0.len() < other.len() {
            true => (self.0.as_str(), other.as_str()),
            false => (other.as_str(), self.0.as_str()),
        };
        short == long || short.is_empty() || short.chars().count() >= TELLING && long.ends_with(short)
    }
}

#[cfg(test)]
mod tests {
    use super::Authority;

    #[test]
    fn places_in_front_make_no_other_authority() {
        let may_be = |one, other| Authority::of(Some(one)).may_be(other);
        assert!(may_be("云澜区财政局", "江州市云澜区财政局"));
        assert!(may_be("江州市云澜区财政局", "云澜区 财政局"));
        assert!(!may_be("云澜区财政局", "江州市财政局"));
        assert!(!may_be("财政局", "云澜区财政局"));
        assert!(Authority::of(None).may_be("云澜区财政局"));
    }
}
