//! What a call brings: numbers and texts one behind the other, as `org.jrp.Request` writes them.
//!
//! Numbers are little-endian. A text is its length plus one as four bytes, then UTF-8; 0 is an absent text.

use crate::failure::{self, Failure};

/// Reads a request from its beginning to its end.
pub(crate) struct Request<'a> {
    rest: &'a [u8],
}

impl<'a> Request<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Failure> {
        self.take(1)
            .map(|taken| taken.first().copied().unwrap_or_default())
    }

    pub(crate) fn count(&mut self) -> Result<usize, Failure> {
        let taken = self.take(4)?.try_into().map_err(|_| failure::request())?;
        usize::try_from(u32::from_le_bytes(taken)).map_err(|_| failure::request())
    }

    pub(crate) fn long(&mut self) -> Result<i64, Failure> {
        let taken = self.take(8)?.try_into().map_err(|_| failure::request())?;
        Ok(i64::from_le_bytes(taken))
    }

    pub(crate) fn bytes(&mut self) -> Result<Option<&'a [u8]>, Failure> {
        match self.count()?.checked_sub(1) {
            None => Ok(None),
            Some(length) => self.take(length).map(Some),
        }
    }

    pub(crate) fn text(&mut self) -> Result<Option<&'a str>, Failure> {
        let text = self.bytes()?.map(core::str::from_utf8).transpose();
        text.map_err(|_| failure::request())
    }

    pub(crate) fn needed(&mut self) -> Result<&'a str, Failure> {
        self.text()?.ok_or_else(failure::request)
    }

    /// As many items as a count says. Each takes a byte at least, so that no count makes room for more than was sent.
    pub(crate) fn items<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Failure> {
        let count = self.count()?;
        if count > self.rest.len() {
            return Err(failure::request());
        }
        (0..count).map(|_| item(self)).collect()
    }

    /// Nothing more may follow.
    pub(crate) fn end(self) -> Result<(), Failure> {
        match self.rest {
            [] => Ok(()),
            _ => Err(failure::request()),
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Failure> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(failure::request)?;
        self.rest = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_short_or_too_long_is_refused() {
        let bytes = [3, 0, 0, 0, b'o', b'k', 0, 0, 0, 0, 7];
        let mut request = Request::new(&bytes);
        assert_eq!(request.text(), Ok(Some("ok")));
        assert_eq!(request.text(), Ok(None));
        assert_eq!(request.byte(), Ok(7));
        assert_eq!(request.byte(), Err(failure::request()));
        for end in 1..bytes.len() {
            let mut request = Request::new(bytes.get(..end).unwrap());
            let read = request
                .text()
                .and_then(|_| request.text())
                .and_then(|_| request.byte());
            assert_eq!(read, Err(failure::request()), "{end}");
        }
        let mut request = Request::new(&bytes);
        assert!(request.text().is_ok());
        assert_eq!(request.end(), Err(failure::request()));
    }

    #[test]
    fn no_count_makes_room_for_more_than_was_sent() {
        let mut request = Request::new(&[255, 255, 255, 255, 0]);
        assert_eq!(request.items(Request::byte), Err(failure::request()));
    }
}
