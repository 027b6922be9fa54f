//! Foreign bytes are taken, never indexed.

use crate::error::{OpenError, Section};
use core::ops::Range;

/// Takes values off the front of a byte slice and knows where it stands, for errors.
#[derive(Clone, Debug)]
pub(crate) struct Taker<'a> {
    rest: &'a [u8],
    /// Where it began, for errors
    start: u64,
    /// How far it came from there
    offset: u64,
    section: Section,
}

impl<'a> Taker<'a> {
    pub(crate) fn new(bytes: &'a [u8], section: Section) -> Self {
        Self {
            rest: bytes,
            start: 0,
            offset: 0,
            section,
        }
    }

    /// Takes what lies in `range` of `bytes`; errors count from the front of `bytes`.
    pub(crate) fn within(bytes: &'a [u8], range: Range<usize>, section: Section) -> Self {
        Self {
            start: range.start as u64,
            ..Self::new(bytes.get(range).unwrap_or_default(), section)
        }
    }

    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], OpenError> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(OpenError::Length {
            section: self.section,
            offset: self.start.saturating_add(self.offset),
            needed: len as u64,
            found: self.rest.len() as u64,
        })?;
        self.rest = rest;
        self.offset += len as u64;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], OpenError> {
        let mut out = [0; N];
        out.copy_from_slice(self.take(N)?);
        Ok(out)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, OpenError> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(crate) fn u16(&mut self) -> Result<u16, OpenError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, OpenError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, OpenError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    pub(crate) fn i64(&mut self) -> Result<i64, OpenError> {
        Ok(i64::from_le_bytes(self.array()?))
    }

    /// A `u64` that counts bytes or elements in memory. One beyond what this machine can address becomes the greatest: no
    /// file is so long, so that what takes it is refused as on every other machine, with the same code.
    pub(crate) fn size(&mut self) -> Result<usize, OpenError> {
        Ok(usize::try_from(self.u64()?).unwrap_or(usize::MAX))
    }

    /// `u16` length, then UTF-8.
    pub(crate) fn text(&mut self) -> Result<&'a str, OpenError> {
        let len = usize::from(self.u16()?);
        core::str::from_utf8(self.take(len)?).map_err(|_| self.malformed("text is not UTF-8"))
    }

    /// Bytes that must be zero, so that no byte of a file is without meaning.
    pub(crate) fn zeros(&mut self, len: usize) -> Result<(), OpenError> {
        if self.take(len)?.iter().any(|b| *b != 0) {
            return Err(self.malformed("a reserved byte is not zero"));
        }
        Ok(())
    }

    pub(crate) fn offset(&self) -> usize {
        self.offset as usize
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn malformed(&self, what: &'static str) -> OpenError {
        OpenError::Malformed {
            section: self.section,
            what,
        }
    }

    pub(crate) fn finish(self) -> Result<(), OpenError> {
        if self.rest.is_empty() {
            return Ok(());
        }
        Err(OpenError::Surplus {
            section: self.section,
            offset: self.start.saturating_add(self.offset),
            surplus: self.rest.len() as u64,
        })
    }
}
