//! The answer.

use crate::error::{Failure, jrp_error};
use crate::guard::guard;
use crate::input::{self, Sized1st};
use crate::result::jrp_result;
use crate::text::{Owned, jrp_text};
use core::mem::{offset_of, size_of};
use core::ptr::{null, null_mut};
use jrp_core::compare::{Comparison, Outcome};
use jrp_core::evidence::Occasion;
use jrp_core::policy::PromptLevel;
use jrp_core::query::Query;
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
    query: Query,
    json: OnceLock<Owned>,
    prompts: OnceLock<Box<[(Owned, Owned)]>>,
    /// Lists and matches of the findings
    findings: OnceLock<Box<[(Owned, Owned)]>>,
}

impl jrp_comparison {
    pub(crate) fn new(comparison: Comparison, query: Query) -> Self {
        Self {
            comparison,
            query,
            json: OnceLock::new(),
            prompts: OnceLock::new(),
            findings: OnceLock::new(),
        }
    }

    fn findings(&self) -> &[(Owned, Owned)] {
        self.findings.get_or_init(|| {
            let findings = self.comparison.findings.iter();
            findings
                .map(|found| {
                    (
                        Owned::new(found.list.code.as_str()),
                        Owned::new(found.matched.code()),
                    )
                })
                .collect()
        })
    }

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

/// What evidence repeats of the caller's. Zero it, then set struct_size to sizeof(jrp_occasion).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct jrp_occasion {
    /// sizeof(jrp_occasion)
    pub struct_size: usize,
    /// For which project was asked
    pub project: jrp_text,
    /// Who asked
    pub asker: jrp_text,
    /// Random bytes, 16 to 64, drawn anew for each evidence; needed where a person's number was asked for
    pub salt: *const u8,
    /// How many
    pub salt_len: usize,
    /// Why whoever is in charge goes on with a subject that is listed
    pub reason: jrp_text,
}

// SAFETY: repr(C), begins with struct_size; pointers and integers only.
unsafe impl Sized1st for jrp_occasion {
    const FIRST: usize = offset_of!(Self, reason);
    const NAME: &'static str = "jrp_occasion";
}

impl jrp_occasion {
    /// An occasion with nothing filled in but its size.
    pub const fn empty() -> Self {
        Self {
            struct_size: size_of::<Self>(),
            project: jrp_text::absent(),
            asker: jrp_text::absent(),
            salt: null(),
            salt_len: 0,
            reason: jrp_text::absent(),
        }
    }
}

/// # Safety
/// `at` is NULL or as described there, its texts and bytes readable.
unsafe fn occasion(at: *const jrp_occasion) -> Result<Occasion, Failure> {
    let mut occasion = Occasion::new();
    if at.is_null() {
        return Ok(occasion);
    }
    // SAFETY: as the caller promises.
    unsafe {
        let (given, _) = input::structure(at)?;
        if let Some(project) = input::text(given.project, "jrp_occasion.project")? {
            occasion = occasion.project(project);
        }
        if let Some(asker) = input::text(given.asker, "jrp_occasion.asker")? {
            occasion = occasion.operator(asker);
        }
        if let Some(reason) = input::text(given.reason, "jrp_occasion.reason")? {
            occasion = occasion.reason(reason);
        }
        let salt = input::bytes(given.salt, given.salt_len, input::TEXT_MAX, "jrp_occasion.salt")?;
        Ok(occasion.salt(salt))
    }
}

/// Evidence of the comparison for the procurement archive, as JSON on one line, the same bytes in every language: what was
/// asked, answered and when, by which files, with the SM3 digest of all that. `jrp replay` asks again from it. Free the
/// text with jrp_text_free. `occasion` may be NULL.
///
/// JRP_RESULT_QUERY_INVALID: a person's number was asked for, and the salt is missing or has not 16 to 64 bytes.
///
/// # Safety
/// `comparison` is NULL or live; `occasion` is NULL or as described there; `json` and `detail` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_evidence(
    comparison: *const jrp_comparison,
    occasion: *const jrp_occasion,
    json: *mut jrp_text,
    detail: *mut *mut jrp_error,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(detail, || {
            input::writable(json, "json")?;
            let comparison = input::handle(comparison, "comparison")?;
            let occasion = self::occasion(occasion)?;
            let evidence = comparison.comparison.evidence(&comparison.query, &occasion)?;
            input::write(json, Owned::new(evidence).leak(), "json")
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

/// How many records were reached.
///
/// # Safety
/// `comparison` is NULL or live; `count` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_finding_count(
    comparison: *const jrp_comparison,
    count: *mut usize,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let comparison = input::handle(comparison, "comparison")?;
            input::write(count, comparison.comparison.findings.len(), "count")
        })
    }
}

/// A record that was reached, the strictest first: the code of its list such as "BK-ZFCGSX", how it was reached such as
/// "identifier" or "name", and 1 where it is the subject's beyond doubt, else 0. The texts live as long as the comparison;
/// jrp_comparison_json has everything else.
///
/// # Safety
/// `comparison` is NULL or live; `list`, `matched` and `confirmed` are NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparison_finding(
    comparison: *const jrp_comparison,
    index: usize,
    list: *mut jrp_text,
    matched: *mut jrp_text,
    confirmed: *mut u32,
) -> jrp_result {
    // SAFETY: as the caller promises.
    unsafe {
        guard(null_mut(), || {
            let comparison = input::handle(comparison, "comparison")?;
            input::writable(list, "list")?;
            input::writable(matched, "matched")?;
            input::writable(confirmed, "confirmed")?;
            let found = comparison.comparison.findings.get(index);
            let (Some(found), Some(texts)) = (found, comparison.findings().get(index)) else {
                return Err(Failure::new(jrp_result::OutOfRange, "no such finding"));
            };
            input::write(list, texts.0.as_text(), "list")?;
            input::write(matched, texts.1.as_text(), "matched")?;
            input::write(confirmed, u32::from(found.confirmed), "confirmed")
        })
    }
}

/// Frees what jrp_roster_check_all wrote: `count` comparisons and their texts, NULL among them. The array is yours.
///
/// # Safety
/// `comparisons` is NULL or points to `count` comparisons, each NULL or live, none of which is used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrp_comparisons_free(comparisons: *mut *mut jrp_comparison, count: usize) {
    if comparisons.is_null() {
        return;
    }
    for at in 0..count {
        // SAFETY: as the caller promises.
        unsafe { input::free(comparisons.add(at).read_unaligned()) }
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
