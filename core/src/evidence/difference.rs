//! What differs where a question is asked again.

use crate::unseen::Quoted;
use serde_json::Value;
use thiserror::Error;

/// What is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Difference {
    /// Another number of snapshots.
    #[error("{then} snapshots answered then, {now} now")]
    Snapshots {
        /// in the evidence
        then: usize,
        /// at hand
        now: usize,
    },
    /// Another snapshot: its publisher, region, audience, suite, or version of the policy pack.
    #[error("snapshot {snapshot}: {what} was {}, and is {} now", Quoted(.then), Quoted(.now))]
    Snapshot {
        /// place, from 0
        snapshot: usize,
        /// which
        what: &'static str,
        /// in the evidence
        then: String,
        /// at hand
        now: String,
    },
    /// Another file, or one more or less.
    #[error("snapshot {snapshot}: file {layer} was {then}, and is {now} now")]
    Layer {
        /// place of the snapshot, from 0
        snapshot: usize,
        /// place of the file, 0 for the base
        layer: usize,
        /// in the evidence
        then: String,
        /// at hand
        now: String,
    },
    /// Natural persons were compared then and are not now, or the other way round.
    #[error("snapshot {snapshot}: natural persons were {} then; {}", compared(*.then), remedy(*.then))]
    Persons {
        /// place, from 0
        snapshot: usize,
        /// whether they were compared
        then: bool,
    },
    /// A day of a file.
    #[error("snapshot {snapshot}: {what} of file {layer} was {}, and is {now} now", Quoted(.then))]
    Day {
        /// place of the snapshot, from 0
        snapshot: usize,
        /// place of the file, 0 for the base
        layer: usize,
        /// which
        what: &'static str,
        /// in the evidence
        then: String,
        /// at hand
        now: String,
    },
    /// A value that the evidence states beside the answer, of the question or of the lists that were compared or were not.
    #[error("{path}: was {then}, and is {now} now")]
    Stated {
        /// which, such as `notCompared.lists[0].code`
        path: String,
        /// in the evidence, as JSON
        then: String,
        /// at hand, as JSON
        now: String,
    },
    /// A value of the answer.
    #[error("answer{path}: was {then}, and is {now} now")]
    Answer {
        /// which, such as `.findings[0].effect`
        path: String,
        /// in the evidence, as JSON
        then: String,
        /// at hand, as JSON
        now: String,
    },
}

impl Difference {
    /// Whether the answer differs, and not only what it was made of.
    pub fn is_of_answer(&self) -> bool {
        matches!(self, Self::Answer { .. })
    }
}

fn compared(were: bool) -> &'static str {
    if were { "compared" } else { "not compared" }
}

fn remedy(were: bool) -> &'static str {
    if were {
        "give the person key"
    } else {
        "leave the person key out"
    }
}

/// What is not as it was and changes no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Note {
    /// Another version of the software.
    #[error("asked by {then}, asked again by {now}")]
    Software {
        /// in the evidence
        then: String,
        /// this one
        now: &'static str,
    },
    /// Other keys count for a file, as the trust at hand is another one.
    #[error("snapshot {snapshot}: of file {layer} the signatures of {then} counted then, and of {now} now")]
    Signers {
        /// place of the snapshot, from 0
        snapshot: usize,
        /// place of the file, 0 for the base
        layer: usize,
        /// key ids in the evidence
        then: String,
        /// key ids now
        now: String,
    },
}

/// Most differences of an answer that are told.
const TOLD: usize = 20;

/// A value that differs: where, in the evidence, and at hand.
pub(super) type Differing = (String, String, String);

/// The values in which two texts of JSON differ.
pub(super) fn differences_of(then: &str, now: &str) -> Vec<Differing> {
    let mut found = Vec::new();
    match (serde_json::from_str(then), serde_json::from_str(now)) {
        (Ok(then), Ok(now)) => walk("", Some(&then), Some(&now), &mut found),
        _ => walk("", None, None, &mut found),
    }
    if found.is_empty() {
        // Equal values written in another way.
        found.push((
            String::new(),
            "written otherwise".to_owned(),
            "written as ever".to_owned(),
        ));
    }
    found.truncate(TOLD);
    found
}

fn walk(path: &str, then: Option<&Value>, now: Option<&Value>, found: &mut Vec<Differing>) {
    match (then, now) {
        (then, now) if then == now => {}
        (Some(Value::Object(then)), Some(Value::Object(now))) => {
            let keys = then
                .keys()
                .chain(now.keys().filter(|key| !then.contains_key(*key)));
            for key in keys {
                walk(&format!("{path}.{key}"), then.get(key), now.get(key), found);
            }
        }
        (Some(Value::Array(then)), Some(Value::Array(now))) => {
            for at in 0..then.len().max(now.len()) {
                walk(&format!("{path}[{at}]"), then.get(at), now.get(at), found);
            }
        }
        (then, now) => {
            let told = |value: Option<&Value>| value.map_or_else(|| "absent".to_owned(), Value::to_string);
            found.push((path.to_owned(), told(then), told(now)));
        }
    }
}
