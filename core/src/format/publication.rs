//! Whose publications files are: what all files of one chain, one folder and one memory have in common.

use super::header::Audience;

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
    /// `publisher`, `region` or `audience`
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
