//! Evidence as one printed page for the procurement file: HTML with a print style sheet, without script and without anything
//! that is loaded. The command and the web element make it from here, so that both print the same page.
//!
//! ```
//! use jrp_slip::{Additions, page};
//! assert!(page("{}", &Additions::default()).is_err(), "no evidence, no page");
//! ```
#![forbid(unsafe_code)]

pub mod html;
mod page;
pub mod phrases;
mod qr;
mod words;

use jrp_core::error::ErrorCode;
use jrp_core::evidence::{Evidence, EvidenceFault};
use jrp_core::policy::Lang;
use page::{Filled, Page};
use thiserror::Error;

/// What is given for the page beside the evidence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Additions<'a> {
    /// Language of the page; without it that of the question
    pub lang: Option<Lang>,
    /// The project, where the evidence names none; the page says that it was added
    pub project: Option<&'a str>,
    /// Who asked, where the evidence names nobody; likewise
    pub operator: Option<&'a str>,
}

/// Why no page was made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SlipError {
    /// The text is not evidence, or was altered.
    #[error(transparent)]
    Evidence(#[from] EvidenceFault),
    /// What was given is not what the evidence says.
    #[error("{what} {given}: the evidence names {told}; leave it out")]
    Contradicts {
        /// `project` or `operator`
        what: &'static str,
        /// what was given
        given: String,
        /// what the evidence says
        told: String,
    },
}

impl SlipError {
    /// The code that all languages share.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Evidence(fault) => fault.code(),
            Self::Contradicts { .. } => ErrorCode::QueryInvalid,
        }
    }
}

/// The page of evidence, of which every byte must be as it was written.
pub fn page(evidence: &str, additions: &Additions<'_>) -> Result<String, SlipError> {
    let parsed = Evidence::parse(evidence)?;
    let occasion = parsed.occasion();
    let filled = |what, told: Option<String>, given: Option<&str>| match (told, given) {
        (Some(told), Some(given)) if told != given => Err(SlipError::Contradicts {
            what,
            given: given.to_owned(),
            told,
        }),
        (Some(told), _) => Ok(Filled::Told(told)),
        (None, Some(given)) => Ok(Filled::Added(parsed.mask(given))),
        (None, None) => Ok(Filled::Blank),
    };
    // Evidence that was parsed is JSON.
    let value = serde_json::from_str(evidence).unwrap_or_default();
    let page = Page {
        evidence: &value,
        lang: additions.lang.unwrap_or(parsed.lang()),
        project: filled("project", occasion.project, additions.project)?,
        operator: filled("operator", occasion.operator, additions.operator)?,
    };
    Ok(page.html())
}
