//! The bytes of a snapshot. `docs/FORMAT.md` is the specification; only this module knows offsets.
//!
//! ```text
//! header | body: sections, each at a multiple of 64 | page digests | signatures
//! ```
//!
//! All integers are little-endian. A section that holds records (`Organisations`, `Persons`) is itself a table of
//! columns in the same layout. Readers borrow bytes and copy nothing.

pub(crate) mod bits;
pub(crate) mod bytes;
#[cfg(feature = "build")]
pub(crate) mod carried;
pub(crate) mod codes;
pub(crate) mod column;
pub(crate) mod columns;
pub(crate) mod dictionary;
mod directory;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod fingerprint;
pub(crate) mod freshness;
pub(crate) mod front;
pub(crate) mod groups;
pub(crate) mod header;
pub(crate) mod int_column;
pub(crate) mod key_index;
pub(crate) mod leaf;
pub(crate) mod opener;
pub(crate) mod pages;
pub(crate) mod partition;
pub(crate) mod place;
pub(crate) mod policy;
pub(crate) mod publication;
pub(crate) mod record_reader;
pub(crate) mod row;
pub(crate) mod seal;
pub(crate) mod signatures;
pub(crate) mod similar;
pub(crate) mod sorted;
pub(crate) mod table;
pub(crate) mod term;
pub(crate) mod text_column;
pub(crate) mod token_text;

/// `\x89JRP\r\n\x1a\n`: not text, and broken by newline conversion.
pub(crate) const MAGIC: [u8; 8] = [0x89, b'J', b'R', b'P', b'\r', b'\n', 0x1a, b'\n'];

/// The version of this layout.
pub(crate) const VERSION: u16 = 1;

/// Ids of the sections in the body.
pub(crate) mod section_id {
    pub(crate) const POLICY: u16 = 1;
    pub(crate) const FILTER: u16 = 2;
    pub(crate) const ORGANISATIONS: u16 = 3;
    pub(crate) const PERSONS: u16 = 4;

    /// A reader that does not know a section from here on passes it over.
    pub(crate) const PASSABLE: u16 = 0x8000;

    pub(crate) const ALL: [u16; 4] = [POLICY, FILTER, ORGANISATIONS, PERSONS];
}
