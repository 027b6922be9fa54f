//! What records have in common.

/// Their list, who listed them, and on what basis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listing<'a> {
    pub(super) list_kind: &'a str,
    pub(super) authority: &'a str,
    pub(super) source_unit: Option<&'a str>,
    pub(super) legal_basis: Option<&'a str>,
    pub(super) domain: Option<&'a str>,
    pub(super) region: Option<&'a str>,
}

impl<'a> Listing<'a> {
    /// Its texts, in the order of the columns.
    pub(super) fn texts(&self) -> [Option<&'a str>; 6] {
        [
            Some(self.list_kind),
            Some(self.authority).filter(|authority| !authority.is_empty()),
            self.source_unit,
            self.legal_basis,
            self.domain,
            self.region,
        ]
    }
}
