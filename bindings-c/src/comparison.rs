//! The answer.

use crate::error::Failure;
use crate::guard::guard;
use crate::input;
use crate::result::jrp_result;
use crate::text::{Owned, jrp_text};
use core::ptr::null_mut;
use jrp_core::compare::{Comparison, Outcome};
use jrp_core::policy::PromptLevel;
use std::sync::OnceLock;

/// What a comparison comes to. Larger is not stricter: compare with the names.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_outcome {
    /// No answer can be given; the prompts say why
    Indeterminate = 0,
    /// No effective record in the lists compared
    Clear = 1,
    /// A benefit applies
    Preferred = 2,
    /// Listed; for information
    Notice = 3,
    /// A person must look into it
    Review = 4,
    /// A confirmed finding carries a restriction
    Restricted = 5,
    /// A confirmed finding carries a prohibition
    Prohibited = 6,
}

impl From<Outcome> for jrp_outcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Indeterminate => Self::Indeterminate,
            Outcome::Clear => Self::Clear,
            Outcome::Preferred => Self::Preferred,
            Outcome::Notice => Self::Notice,
            Outcome::Review => Self::Review,
            Outcome::Restricted => Self::Restricted,
            Outcome::Prohibited => Self::Prohibited,
        }
    }
}

/// How loudly a prompt speaks.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum jrp_level {
    /// A prohibition
    Stop = 1,
    /// Something a person must look into
    Warn = 2,
    /// For information
    Info = 3,
    /// A benefit
    Good = 4,
}

impl From<PromptLevel> for jrp_level {
    fn from(level: PromptLevel) -> Self {
        match level {
            PromptLevel::Stop => Self::Stop,
            PromptLevel::Warn => Self::Warn,
            PromptLevel::Info => Self::Info,
            PromptLevel::Good => Self::Good,
        }
    }
}

/// The answer to one query. Texts for C are made when first asked for.
pub struct jrp_comparison {
    comparison: Comparison,
    json: OnceLock<Owned>,
    prompts: OnceLock<Box<[(Owned, Owned)]>>,
}

impl From<Comparison> for jrp_comparison {
    fn from(comparison: Comparison) -> Self {
        Self {
            comparison,
            json: OnceLock::new(),
            prompts: OnceLock::new(),
        }
    }
}

impl jrp_comparison {
    fn prompts(&self) -> &[(Owned, Owned)] {
        self.prompts.get_or_init(|| {
            let prompts = self.comparison.prompts.iter();
            prompts
                .map(|prompt| (Owned::new(prompt.code.code()), Owned::new(prompt.text.as_str())))
                .collect()
        })
    }
}

/// What the comparison comes to: a jrp_outcome.
///
/// # Safety
/// `comparison` is NULL or live; `outcome` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_outcome(
    comparison: *const jrp_comparison,
    outcome: *mut jrp_outcome,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let comparison = input::handle(comparison, "comparison")?;
            input::write(outcome, comparison.comparison.outcome.into(), "outcome")
        })
    }
}

/// The whole answer as JSON on one line, the same bytes in every language. It lives as long as the comparison.
///
/// # Safety
/// `comparison` is NULL or live; `json` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_json(
    comparison: *const jrp_comparison,
    json: *mut jrp_text,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let comparison = input::handle(comparison, "comparison")?;
            let made = comparison
                .json
                .get_or_init(|| Owned::new(comparison.comparison.to_json()));
            input::write(json, made.as_text(), "json")
        })
    }
}

/// How many prompts there are.
///
/// # Safety
/// `comparison` is NULL or live; `count` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_prompt_count(
    comparison: *const jrp_comparison,
    count: *mut usize,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let comparison = input::handle(comparison, "comparison")?;
            input::write(count, comparison.comparison.prompts.len(), "count")
        })
    }
}

/// One prompt, the loudest first: its level, its code such as "hit-prohibit", its words in the language of the query.
/// The texts live as long as the comparison.
///
/// # Safety
/// `comparison` is NULL or live; `level`, `code` and `text` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_prompt(
    comparison: *const jrp_comparison,
    index: usize,
    level: *mut jrp_level,
    code: *mut jrp_text,
    text: *mut jrp_text,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let comparison = input::handle(comparison, "comparison")?;
            input::writable(level, "level")?;
            input::writable(code, "code")?;
            input::writable(text, "text")?;
            let prompt = comparison.comparison.prompts.get(index);
            let (Some(prompt), Some(texts)) = (prompt, comparison.prompts().get(index)) else {
                return Err(Failure::new(jrp_result::OutOfRange, "no such prompt"));
            };
            input::write(level, prompt.level.into(), "level")?;
            input::write(code, texts.0.as_text(), "code")?;
            input::write(text, texts.1.as_text(), "text")
        })
    }
}

/// Frees a comparison and its texts; NULL is fine.
///
/// # Safety
/// `comparison` is NULL or live, and neither it nor its texts are used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_free(comparison: *mut jrp_comparison) {
    // SAFETY: as the caller promises.
    unsafe { input::free(comparison) }
}
