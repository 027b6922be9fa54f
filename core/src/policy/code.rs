//! Enums whose values are written as codes in the tables, in JSON and on the command line.

use crate::record::{Severity, SubjectKind};

/// A closed set of codes.
pub(super) trait Coded: Copy + 'static {
    /// Every value.
    const ALL: &'static [Self];

    /// How the value is written.
    fn code(self) -> &'static str;

    /// The value with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

impl Coded for SubjectKind {
    const ALL: &'static [Self] = &Self::ALL;

    fn code(self) -> &'static str {
        self.code()
    }
}

impl Coded for Severity {
    const ALL: &'static [Self] = &Self::ALL;

    fn code(self) -> &'static str {
        self.code()
    }
}

/// Writes an enum together with its codes, so that the two cannot drift apart. It serializes as its code.
macro_rules! coded {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code used in tables, queries and JSON.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The value with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        $crate::parse::parse_code!($name, "code of the policy pack");

        impl $crate::policy::code::Coded for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn code(self) -> &'static str {
                self.code()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

pub(super) use coded;
