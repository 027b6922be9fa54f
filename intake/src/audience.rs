//! Whom a snapshot is made for.

/// Whom a snapshot is made for; decides what may go into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Authorities and their systems: every list, persons under the person key.
    Government,
    /// Anyone: public lists only, no natural persons, sole traders by credit code only.
    Public,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 2] = [Self::Government, Self::Public];

    /// The code used on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Public => "public",
        }
    }

    /// The audience with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}
