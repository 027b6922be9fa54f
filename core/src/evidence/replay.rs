//! The same question again: is the answer the same, byte for byte, and if not, what differs?

use super::body::{Asked, NotCompared, SOFTWARE, compared as lists_compared};
use super::difference::{Difference, Note, differences_of};
use super::hidden::{Field, Prover, typed_again};
use super::read::{Evidence, EvidenceFault, LayerUsed, SnapshotUsed, Typed};
use crate::compare::{Comparison, QueryError};
use crate::error::ErrorCode;
use crate::json::to_json;
use crate::query::{Query, SubjectQuery};
use crate::roster::SnapshotOrigin;
use crate::unseen::Quoted;
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
    /// Whether the answer is the same, byte for byte, and all else that the evidence states of question, lists and files
    pub is_same: bool,
    /// What differs: of the files first, then of question and lists, then of the answer
    pub differences: Vec<Difference>,
    /// What differs and changes no answer
    pub notes: Vec<Note>,
}

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
        self.compare_stated(&query, &answer, &mut differences);
        let now = answer.to_json();
        if now != self.answer() {
            let found = differences_of(self.answer(), &now);
            let found = found
                .into_iter()
                .map(|(path, then, now)| Difference::Answer { path, then, now });
            differences.extend(found);
        }
        Ok(Replay {
            is_same: differences.is_empty(),
            differences,
            notes,
        })
    }

    /// Makes again what evidence states beside the answer: whoever made its digest anew may have altered that alone.
    fn compare_stated(&self, query: &Query, answer: &Comparison, differences: &mut Vec<Difference>) {
        let origin = &answer.origin;
        let asked = Asked::of(query, origin, &Prover::new(origin, &self.salt));
        let stated = [
            ("question", &self.content.question, to_json(&asked)),
            (
                "compared",
                &self.content.compared,
                to_json(&lists_compared(origin)),
            ),
            (
                "notCompared",
                &self.content.not_compared,
                to_json(&NotCompared::of(origin, &query.scenario)),
            ),
        ];
        for (member, then, now) in stated {
            if then.get() != now {
                let found = differences_of(then.get(), &now).into_iter();
                differences.extend(found.map(|(path, then, now)| Difference::Stated {
                    path: format!("{member}{path}"),
                    then,
                    now,
                }));
            }
        }
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
            let shown = || subject.field_shown(hidden.field).unwrap_or_default().to_owned();
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
    pub(super) fn field_shown(&self, field: Field) -> Option<&str> {
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
            let (Some(shown), Some(number)) = (self.field_shown(hidden.field), numbers.next()) else {
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
                for (what, then, now) in [
                    ("the time of issue", &then.issued_at, now.issued_at.to_string()),
                    (
                        "the date of the data",
                        &then.data_as_of,
                        now.data_as_of.to_string(),
                    ),
                ] {
                    if *then != now {
                        differences.push(Difference::Day {
                            snapshot,
                            layer,
                            what,
                            then: then.clone(),
                            now,
                        });
                    }
                }
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
