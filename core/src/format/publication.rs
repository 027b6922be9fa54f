//! Whose publications files are: what all files of one chain, one folder and one memory have in common.

use super::header::Audience;
use crate::date::Date;
use crate::suite::Suite;

/// What tells the publications of one publisher for one audience from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication<'a> {
    /// 发布单位
    pub publisher: &'a str,
    /// GB/T 2260 digits, or empty
    pub region: &'a str,
    /// For whom
    pub audience: Audience,
}

/// The first fact in which two publications differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `publisher`, `region`, `audience` or `suite`
    pub what: &'static str,
    /// As in the one that was asked
    pub found: String,
    /// As in the other
    pub expected: String,
}

impl Publication<'_> {
    fn facts(&self) -> [(&'static str, &str); 3] {
        [
            ("publisher", self.publisher),
            ("region", self.region),
            ("audience", self.audience.code()),
        ]
    }

    /// What makes this another publication than the expected one.
    pub fn differs_from(&self, expected: &Publication<'_>) -> Option<Difference> {
        let mut pairs = self.facts().into_iter().zip(expected.facts());
        let ((what, found), (_, expected)) = pairs.find(|(own, expected)| own != expected)?;
        Some(Difference {
            what,
            found: found.to_owned(),
            expected: expected.to_owned(),
        })
    }
}

/// A file's place in a chain: what all files of it have in common, and what never goes back from one to the next.
#[derive(Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) publication: Publication<'a>,
    pub(crate) suite: Suite,
    pub(crate) sequence: u64,
    pub(crate) data_as_of: Date,
}

/// Why a file does not continue another.
pub(crate) enum Break {
    /// It is another publication's, or in another suite
    Other(Difference),
    /// Its sequence is not above the other's
    Sequence,
    /// Its data are older
    Data,
}

impl Link<'_> {
    pub(crate) fn continues(&self, below: &Link<'_>) -> Result<(), Break> {
        if let Some(difference) = self.publication.differs_from(&below.publication) {
            return Err(Break::Other(difference));
        }
        if self.suite != below.suite {
            return Err(Break::Other(Difference {
                what: "suite",
                found: self.suite.code().to_owned(),
                expected: below.suite.code().to_owned(),
            }));
        }
        if self.sequence <= below.sequence {
            return Err(Break::Sequence);
        }
        match self.data_as_of < below.data_as_of {
            true => Err(Break::Data),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fact_that_differs_is_told() {
        let suzhou = Publication {
            publisher: "苏州市信用办",
            region: "320500",
            audience: Audience::Public,
        };
        assert_eq!(suzhou.differs_from(&suzhou), None);
        for (other, what, found) in [
            (
                Publication {
                    publisher: "无锡市信用办",
                    region: "320200",
                    ..suzhou
                },
                "publisher",
                "无锡市信用办",
            ),
            (Publication { region: "", ..suzhou }, "region", ""),
            (
                Publication {
                    audience: Audience::Government,
                    ..suzhou
                },
                "audience",
                "government",
            ),
        ] {
            let difference = other.differs_from(&suzhou).unwrap();
            assert_eq!((difference.what, difference.found.as_str()), (what, found));
        }
    }
}
