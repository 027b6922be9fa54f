//! The same question again: is the answer the same, byte for byte, and if not, what differs?

use super::body::SOFTWARE;
use super::hidden::{Field, Prover, typed_again};
use super::read::{Evidence, EvidenceFault, LayerUsed, SnapshotUsed, Typed};
use crate::compare::{Comparison, QueryError};
use crate::error::ErrorCode;
use crate::query::{Query, SubjectQuery};
use crate::roster::SnapshotOrigin;
use crate::unseen::Quoted;
use serde_json::Value;
use thiserror::Error;

/// Why the question could not be asked again.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// Numbers of persons are masked in the evidence.
    #[error(
        "the evidence masks {needed} numbers, the first as {}; give them again, {found} were given",
        Quoted(.shown)
    )]
    NumbersNeeded {
        /// how many
        needed: usize,
        /// how many were given
        found: usize,
        /// what is shown of the first
        shown: String,
    },
    /// A number is not the one that was asked for.
    #[error("the number given for {} is not the one that was asked for; give that one", Quoted(.shown))]
    OtherNumber {
        /// what is shown of the one that was asked for
        shown: String,
    },
    /// The number is proven by the person key, which was not given.
    #[error("the number {} is proven by the person key with which was asked; give that key", Quoted(.shown))]
    PersonKeyNeeded {
        /// what is shown of the number
        shown: String,
    },
    /// The lists do not take the question.
    #[error("the lists do not answer the question any more: {0}")]
    Query(#[from] QueryError),
    /// The evidence makes no sense.
    #[error(transparent)]
    Evidence(#[from] EvidenceFault),
}

impl ReplayError {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NumbersNeeded { .. } | Self::OtherNumber { .. } => ErrorCode::QueryInvalid,
            Self::PersonKeyNeeded { .. } => ErrorCode::PersonKeyWrong,
            Self::Query(error) => error.code(),
            Self::Evidence(fault) => fault.code(),
        }
    }
}

/// What came of asking again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replay {
    /// Whether the answer is the same, byte for byte
    pub is_same: bool,
    /// What differs: of the files first, then of the answer
    pub differences: Vec<Difference>,
    /// What differs and changes no answer
    pub notes: Vec<Note>,
}

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

impl Evidence {
    /// Asks again. `check` answers from the archived files; `numbers` are the persons' numbers that the evidence masks, in
    /// the order of [`Evidence::numbers`].
    pub fn replay(
        &self,
        numbers: &[String],
        check: impl FnOnce(&Query) -> Result<Comparison, QueryError>,
    ) -> Result<Replay, ReplayError> {
        let query = self.query(numbers)?;
        let answer = check(&query)?;
        self.prove(numbers, &answer)?;
        let (mut differences, mut notes) = (Vec::new(), Vec::new());
        if self.software() != SOFTWARE {
            notes.push(Note::Software {
                then: self.software().to_owned(),
                now: SOFTWARE,
            });
        }
        let (then, now) = (&self.content.snapshots, &answer.origin.snapshots);
        if then.len() != now.len() {
            differences.push(Difference::Snapshots {
                then: then.len(),
                now: now.len(),
            });
        }
        for (at, (then, now)) in then.iter().zip(now).enumerate() {
            compare_snapshots(at, then, now, &mut differences, &mut notes);
        }
        let now = answer.to_json();
        let is_same = now == self.answer();
        if !is_same {
            differences.extend(differences_of(self.answer(), &now));
        }
        Ok(Replay {
            is_same,
            differences,
            notes,
        })
    }

    /// The question as it was typed, numbers put back in their places.
    fn query(&self, numbers: &[String]) -> Result<Query, ReplayError> {
        let needed = self.numbers();
        if needed.len() != numbers.len() {
            return Err(ReplayError::NumbersNeeded {
                needed: needed.len(),
                found: numbers.len(),
                shown: needed.into_iter().next().map(|one| one.shown).unwrap_or_default(),
            });
        }
        let mut numbers = numbers.iter();
        let subjects = self.question.subjects.iter();
        let subjects = subjects.map(|subject| subject.typed(&mut numbers));
        Ok(Query {
            scenario: self.question.scenario.clone(),
            subjects: subjects.collect::<Result<_, _>>()?,
            conditions: self.conditions.clone(),
            on: self.on,
            now: self.now,
            lang: self.lang,
        })
    }

    /// Whether the numbers given are those that were asked for.
    fn prove(&self, numbers: &[String], answer: &Comparison) -> Result<(), ReplayError> {
        let prover = Prover::new(&answer.origin, &self.salt);
        let subjects = self.question.subjects.iter();
        let hidden = subjects.flat_map(|subject| subject.hidden.iter().map(move |one| (subject, one)));
        for ((subject, hidden), number) in hidden.zip(numbers) {
            let shown = || subject.shown(hidden.field).unwrap_or_default().to_owned();
            match prover.proves(&hidden.digest, number) {
                Some(true) => {}
                Some(false) => return Err(ReplayError::OtherNumber { shown: shown() }),
                None => return Err(ReplayError::PersonKeyNeeded { shown: shown() }),
            }
        }
        Ok(())
    }
}

impl Typed {
    /// What is shown of a field.
    pub(super) fn shown(&self, field: Field) -> Option<&str> {
        match field {
            Field::CreditCode => self.credit_code.as_deref(),
            Field::Id => self.id.as_deref(),
            Field::Name => self.name.as_deref(),
        }
    }

    fn typed<'a>(&self, numbers: &mut impl Iterator<Item = &'a String>) -> Result<SubjectQuery, ReplayError> {
        let mut subject = SubjectQuery {
            kind: self.kind()?,
            credit_code: self.credit_code.clone(),
            name: self.name.clone(),
            id: self.id_kind()?.zip(self.id.clone()),
        };
        for hidden in &self.hidden {
            let (Some(shown), Some(number)) = (self.shown(hidden.field), numbers.next()) else {
                return Err(EvidenceFault::Malformed {
                    what: "a field is hidden that is not there".to_owned(),
                }
                .into());
            };
            let typed = typed_again(shown, number).ok_or_else(|| ReplayError::OtherNumber {
                shown: shown.to_owned(),
            })?;
            match hidden.field {
                Field::CreditCode => subject.credit_code = Some(typed),
                Field::Id => subject.id = subject.id.map(|(kind, _)| (kind, typed)),
                Field::Name => subject.name = Some(typed),
            }
        }
        Ok(subject)
    }
}

fn compare_snapshots(
    snapshot: usize,
    then: &SnapshotUsed,
    now: &SnapshotOrigin,
    differences: &mut Vec<Difference>,
    notes: &mut Vec<Note>,
) {
    for (what, then, now) in [
        ("the publisher", &then.publisher, now.publisher.as_str()),
        ("the region", &then.region, &now.region),
        ("the audience", &then.audience, now.audience.code()),
        ("the suite", &then.suite, now.suite.code()),
        ("the policy pack", &then.policy, now.policy.version()),
    ] {
        if then != now {
            differences.push(Difference::Snapshot {
                snapshot,
                what,
                then: then.clone(),
                now: now.to_owned(),
            });
        }
    }
    if then.persons != now.persons.is_some() {
        differences.push(Difference::Persons {
            snapshot,
            then: then.persons,
        });
    }
    const NONE: &str = "none";
    let named = |sequence: u64, digest: &str| format!("no. {sequence}, {digest}");
    for layer in 0..then.layers.len().max(now.layers.len()) {
        let (then, now) = (then.layers.get(layer), now.layers.get(layer));
        let told = (
            then.map(|layer: &LayerUsed| named(layer.sequence, &layer.digest)),
            now.map(|layer| named(layer.sequence, &layer.digest)),
        );
        match (then, now) {
            (Some(then), Some(now)) if told.0 == told.1 => {
                let signers: Vec<String> = now.signers.iter().map(ToString::to_string).collect();
                if then.signers != signers {
                    notes.push(Note::Signers {
                        snapshot,
                        layer,
                        then: then.signers.join(", "),
                        now: signers.join(", "),
                    });
                }
            }
            _ => differences.push(Difference::Layer {
                snapshot,
                layer,
                then: told.0.unwrap_or_else(|| NONE.to_owned()),
                now: told.1.unwrap_or_else(|| NONE.to_owned()),
            }),
        }
    }
}

/// The values in which two answers differ.
fn differences_of(then: &str, now: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    match (serde_json::from_str(then), serde_json::from_str(now)) {
        (Ok(then), Ok(now)) => walk("", Some(&then), Some(&now), &mut found),
        _ => walk("", None, None, &mut found),
    }
    if found.is_empty() {
        // Equal values written in another way.
        found.push(Difference::Answer {
            path: String::new(),
            then: "written otherwise".to_owned(),
            now: "written as ever".to_owned(),
        });
    }
    found.truncate(TOLD);
    found
}

fn walk(path: &str, then: Option<&Value>, now: Option<&Value>, found: &mut Vec<Difference>) {
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
            found.push(Difference::Answer {
                path: path.to_owned(),
                then: told(then),
                now: told(now),
            });
        }
    }
}
