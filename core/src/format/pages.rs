//! Page digests: the body in pages of 16 KiB, each with its digest, so that a page can be proved by itself.

use crate::error::{OpenError, Section};
use crate::executor::{Executor, Work, collect};
use crate::suite::Suite;

/// Bytes of a page; the last one may be shorter.
pub(crate) const PAGE: usize = 16 * 1024;

/// Bytes of a digest.
pub(crate) const DIGEST: usize = 32;

/// Pages hashed by one piece of work: 1 MiB.
const PAGES_AT_ONCE: usize = 64;

/// Checks every page of `body` against `table`; of several that do not fit, the first is told.
pub(crate) fn verify(
    suite: Suite,
    body: &[u8],
    table: &[u8],
    body_at: u64,
    executor: &dyn Executor,
) -> Result<(), OpenError> {
    let (digests, _) = table.as_chunks::<DIGEST>();
    if digests.len() != body.len().div_ceil(PAGE) {
        return Err(OpenError::Malformed {
            section: Section::Pages,
            what: "the page digests do not fit the body",
        });
    }
    let first_wrong = |from: usize| {
        let pages = body.chunks(PAGE).zip(digests).enumerate();
        let mut pages = pages.skip(from).take(PAGES_AT_ONCE);
        pages.find_map(|(page, (bytes, digest))| (suite.digest_of(&[bytes]) != *digest).then_some(page))
    };
    let pieces = || (0..digests.len()).step_by(PAGES_AT_ONCE);
    let work = pieces().map(|from| -> Work<'_, Option<usize>> { Box::new(move || first_wrong(from)) });
    // What an executor has left undone has not been proved.
    let wrong = collect(executor, work.collect()).unwrap_or_else(|| pieces().map(first_wrong).collect());
    match wrong.into_iter().flatten().next() {
        None => Ok(()),
        Some(page) => Err(OpenError::Page {
            page: page as u64,
            offset: body_at + (page * PAGE) as u64,
        }),
    }
}

/// The table of a body.
#[cfg(feature = "build")]
pub(crate) fn digests(suite: Suite, body: &[u8]) -> Vec<u8> {
    body.chunks(PAGE)
        .flat_map(|page| suite.digest_of(&[page]))
        .collect()
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use crate::executor::{Job, Sequential};

    /// Loses every job but the last.
    struct Idler;

    impl Executor for Idler {
        fn run_all(&self, mut jobs: Vec<Job<'_>>) {
            if let Some(job) = jobs.pop() {
                job();
            }
        }
    }

    #[test]
    fn the_first_wrong_page_is_told_whatever_the_executor_does() {
        let suite = Suite::Ed25519Blake3;
        let body: Vec<u8> = (0..200 * PAGE + 5).map(|at| (at / 7) as u8).collect();
        let table = digests(suite, &body);
        let check = |body: &[u8], executor: &dyn Executor| verify(suite, body, &table, 1000, executor);
        for executor in [&Sequential as &dyn Executor, &Idler] {
            assert!(check(&body, executor).is_ok());
            for page in [0, 63, 64, 130, 200] {
                let mut altered = body.clone();
                altered[page * PAGE] ^= 1;
                altered[200 * PAGE + 4] ^= 1;
                let expected = OpenError::Page {
                    page: page as u64,
                    offset: 1000 + (page * PAGE) as u64,
                };
                assert_eq!(check(&altered, executor), Err(expected));
            }
        }
    }
}
