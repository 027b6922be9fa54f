//! Reading evidence: refused unless every byte is as it was written.

use super::hidden::Hidden;
use super::seal;
use super::seal::Broken;
use super::{Occasion, SALT, VERSION};
use crate::date::{Date, Timestamp};
use crate::error::ErrorCode;
use crate::policy::{Condition, Lang};
use crate::record::SubjectKind;
use crate::subject::IdKind;
use crate::subject::personal::without_persons;
use crate::unseen::Quoted;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

/// Why a text was not taken as evidence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EvidenceFault {
    /// It does not end as evidence does.
    #[error(
        "this is not evidence, or its end was altered; take the file as it was written, without a line break at its end"
    )]
    NoDigest,
    /// Its digest is not that of what stands before it.
    #[error(
        "the evidence was altered: its digest is not that of its content; take the file as it was written"
    )]
    Altered,
    /// Of a version that this build does not know.
    #[error("the evidence is of version {found}, this build reads up to {VERSION}; update JRP")]
    Version {
        /// its version
        found: u32,
    },
    /// A member is missing or makes no sense.
    #[error("the evidence contradicts its own specification: {what}; ask whoever made it")]
    Malformed {
        /// what is wrong
        what: String,
    },
}

impl EvidenceFault {
    /// The code shared with C and JavaScript.
    pub fn code(&self) -> ErrorCode {
        ErrorCode::EvidenceRefused
    }

    pub(super) fn json(error: serde_json::Error) -> Self {
        Self::Malformed {
            what: error.to_string(),
        }
    }

    fn of(member: &str, found: &str) -> Self {
        Self::Malformed {
            what: format!("{member} is {}", Quoted(found)),
        }
    }
}

impl From<Broken> for EvidenceFault {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::NoDigest => Self::NoDigest,
            Broken::Altered => Self::Altered,
        }
    }
}

/// Evidence whose digest holds. Whether its answer was given can only be told by asking again.
#[derive(Debug)]
pub struct Evidence {
    digest: String,
    pub(super) content: Content,
    pub(super) question: Asked,
    pub(super) on: Date,
    pub(super) now: Timestamp,
    pub(super) lang: Lang,
    pub(super) conditions: Vec<Condition>,
    pub(super) salt: Vec<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Content {
    #[serde(rename = "evidence")]
    _version: u32,
    pub(super) software: String,
    pub(super) project: Option<String>,
    pub(super) operator: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) question: Box<RawValue>,
    pub(super) answer: Box<RawValue>,
    pub(super) compared: Box<RawValue>,
    pub(super) not_compared: Box<RawValue>,
    pub(super) snapshots: Vec<SnapshotUsed>,
    salt: Option<String>,
    register: Option<Proof>,
    #[serde(rename = "digest")]
    _digest: String,
}

/// That the evidence is a line of a register's.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Proof {
    /// What the head of the register's evidence ends in
    pub(super) digest: String,
    /// The root of the tree over its lines
    pub(super) tree: String,
    pub(super) lines: usize,
    /// Place of the line, from 0
    pub(super) place: usize,
    pub(super) row: u64,
    /// Digests from the line to the root, the lowest first
    pub(super) path: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Asked {
    pub(super) scenario: String,
    #[serde(rename = "scenarioName")]
    _name: String,
    #[serde(rename = "scenarioNameEn")]
    _name_en: String,
    on: String,
    now: String,
    lang: String,
    conditions: Vec<String>,
    pub(super) subjects: Vec<Typed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Typed {
    kind: Option<String>,
    pub(super) credit_code: Option<String>,
    id_kind: Option<String>,
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) hidden: Vec<Hidden>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct SnapshotUsed {
    pub(super) publisher: String,
    pub(super) region: String,
    pub(super) audience: String,
    pub(super) suite: String,
    pub(super) policy: String,
    pub(super) persons: bool,
    pub(super) layers: Vec<LayerUsed>,
    publication: Option<PublicationUsed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicationUsed {
    line: u64,
    digest: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct LayerUsed {
    pub(super) sequence: u64,
    pub(super) digest: String,
    pub(super) issued_at: String,
    pub(super) data_as_of: String,
    pub(super) signers: Vec<String>,
}

/// The files of a snapshot that evidence names, the base first: sequence and header digest of each.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layers {
    /// Who published them
    pub publisher: String,
    /// Whether natural persons were compared, for which the person key is needed
    pub persons: bool,
    /// Sequence and digest of each
    pub files: Vec<(u64, String)>,
    /// Line of the publisher's log and its digest, where a published folder was asked
    pub publication: Option<(u64, String)>,
}

/// A person's number that the evidence does not tell, and that must be given to ask again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberNeeded {
    /// Place of the subject, from 0
    pub subject: usize,
    /// What is shown of the field that holds it
    pub shown: String,
}

impl Evidence {
    /// Reads evidence, which must be every byte as it was written.
    pub fn parse(text: &str) -> Result<Self, EvidenceFault> {
        let digest = seal::digest_of(text)?;
        let Head { evidence: found } = serde_json::from_str(text).map_err(EvidenceFault::json)?;
        if found != VERSION {
            return Err(EvidenceFault::Version { found });
        }
        let content: Content = serde_json::from_str(text).map_err(EvidenceFault::json)?;
        let asked: Asked = serde_json::from_str(content.question.get()).map_err(EvidenceFault::json)?;
        let fault = EvidenceFault::of;
        let conditions = asked.conditions.iter();
        let conditions = conditions
            .map(|code| Condition::from_code(code).ok_or_else(|| fault("question.conditions", code)));
        let salt = content.salt.as_deref().unwrap_or_default();
        let bytes = bytes_of(salt).ok_or_else(|| fault("salt", salt))?;
        let hides = asked.subjects.iter().any(|subject| !subject.hidden.is_empty());
        if hides && !SALT.contains(&bytes.len()) {
            return Err(fault("salt", salt));
        }
        if let Some(register) = &content.register
            && !register.holds(content.question.get(), content.answer.get(), salt)
        {
            return Err(EvidenceFault::Altered);
        }
        let read = Self {
            digest,
            on: Date::parse(&asked.on).ok_or_else(|| fault("question.on", &asked.on))?,
            now: Timestamp::parse(&asked.now).ok_or_else(|| fault("question.now", &asked.now))?,
            lang: Lang::from_code(&asked.lang).ok_or_else(|| fault("question.lang", &asked.lang))?,
            conditions: conditions.collect::<Result<_, _>>()?,
            salt: bytes,
            question: asked,
            content,
        };
        for subject in &read.question.subjects {
            subject.kind()?;
            subject.id_kind()?;
        }
        Ok(read)
    }

    /// The digest that the text ends in: `sm3:…`.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What made it, such as `JRP 0.1.0`.
    pub fn software(&self) -> &str {
        &self.content.software
    }

    /// A text that stands beside the evidence, numbers of natural persons masked as in it.
    pub fn mask(&self, text: &str) -> String {
        without_persons(text, self.now.beijing_date()).unwrap_or_else(|| text.to_owned())
    }

    /// The language of the question.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// When was asked.
    pub fn asked_at(&self) -> Timestamp {
        self.now
    }

    /// For what and by whom was asked.
    pub fn occasion(&self) -> Occasion {
        Occasion {
            project: self.content.project.clone(),
            operator: self.content.operator.clone(),
            reason: self.content.reason.clone(),
            salt: self.salt.clone(),
        }
    }

    /// Of a line taken out of a register's evidence: the row, and the root of the tree in which it stands.
    pub fn row(&self) -> Option<(u64, &str)> {
        let register = self.content.register.as_ref();
        register.map(|register| (register.row, register.tree.as_str()))
    }

    /// The answer as it was given.
    pub fn answer(&self) -> &str {
        self.content.answer.get()
    }

    /// The files that answered.
    pub fn snapshots(&self) -> impl Iterator<Item = Layers> {
        self.content.snapshots.iter().map(|snapshot| Layers {
            publisher: snapshot.publisher.clone(),
            persons: snapshot.persons,
            files: snapshot
                .layers
                .iter()
                .map(|layer| (layer.sequence, layer.digest.clone()))
                .collect(),
            publication: snapshot
                .publication
                .as_ref()
                .map(|publication| (publication.line, publication.digest.clone())),
        })
    }

    /// The numbers that must be given to ask again, in the order of the subjects and their fields.
    pub fn numbers(&self) -> Vec<NumberNeeded> {
        let subjects = self.question.subjects.iter().enumerate();
        let hidden =
            subjects.flat_map(|(at, subject)| subject.hidden.iter().map(move |one| (at, subject, one)));
        hidden
            .map(|(subject, typed, hidden)| NumberNeeded {
                subject,
                shown: typed.field_shown(hidden.field).unwrap_or_default().to_owned(),
            })
            .collect()
    }
}

#[derive(Deserialize)]
struct Head {
    evidence: u32,
}

impl Typed {
    pub(super) fn kind(&self) -> Result<Option<SubjectKind>, EvidenceFault> {
        let read = |code: &String| {
            SubjectKind::from_code(code).ok_or_else(|| EvidenceFault::of("question.subjects.kind", code))
        };
        self.kind.as_ref().map(read).transpose()
    }

    pub(super) fn id_kind(&self) -> Result<Option<IdKind>, EvidenceFault> {
        let read = |code: &String| {
            IdKind::from_code(code).ok_or_else(|| EvidenceFault::of("question.subjects.idKind", code))
        };
        self.id_kind.as_ref().map(read).transpose()
    }
}

/// Bytes of hexadecimal digits in lower case.
pub(super) fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: &u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let byte = |[high, low]: &[u8; 2]| Some(value(high)? << 4 | value(low)?);
    pairs.iter().map(byte).collect()
}
