//! Evidence of a whole register: a line for each question, and behind them the head, which names lists and files and holds
//! the root of the tree over the lines. One line, taken out with its path to the root, is evidence by itself.

use super::body::{Asked, ListCompared, NotCompared, SOFTWARE, SnapshotUsed, compared, mask};
use super::hidden::Prover;
use super::read::{Proof, bytes_of};
use super::tree::{self, Hash};
use super::{Evidence, EvidenceError, EvidenceFault, Occasion, SALT, VERSION, seal};
use crate::compare::Comparison;
use crate::json::to_json;
use crate::query::Query;
use crate::roster::{Origin, Roster, RosterSet};
use crate::suite::hex;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What was asked for a row, and the answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answered<'a> {
    row: u64,
    question: Asked<'a>,
    answer: &'a Comparison,
    salt: String,
}

impl crate::json::Plain for Answered<'_> {}

/// A row of which something was not asked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Doubtful<'a> {
    row: u64,
    doubts: &'a [String],
    salt: String,
}

impl crate::json::Plain for Doubtful<'_> {}

impl Comparison {
    /// The line of a register's evidence for a row's question, without a line break. Every line has a salt of its own, so
    /// that nobody guesses a row from the digest of its line.
    pub fn register_line(&self, query: &Query, row: u64, salt: &[u8]) -> Result<String, EvidenceError> {
        if !self.answers(query) {
            return Err(EvidenceError::OtherQuestion);
        }
        let origin = &*self.origin;
        Ok(to_json(&Answered {
            row,
            question: Asked::of(query, origin, &Prover::new(origin, salt)),
            answer: self,
            salt: salted(salt)?,
        }))
    }
}

/// The line for a row of which something was not asked, with the reasons.
pub fn doubtful_line(row: u64, doubts: &[String], salt: &[u8]) -> Result<String, EvidenceError> {
    let salt = salted(salt)?;
    Ok(to_json(&Doubtful { row, doubts, salt }))
}

fn salted(salt: &[u8]) -> Result<String, EvidenceError> {
    match SALT.contains(&salt.len()) {
        true => Ok(hex(salt)),
        false => Err(EvidenceError::Salt { found: salt.len() }),
    }
}

/// The digest of a line, which any thread may make.
#[derive(Clone, Copy, Debug)]
pub struct LineDigest(Hash);

impl LineDigest {
    /// Of a line without its line break.
    pub fn of(line: &str) -> Self {
        Self(tree::leaf(line))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    register_evidence: u32,
    software: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<String>,
    rows: u64,
    lines: usize,
    tree: String,
    compared: Vec<ListCompared>,
    not_compared: NotCompared,
    snapshots: Vec<SnapshotUsed<'a>>,
}

impl crate::json::Plain for Head<'_> {}

impl<B: AsRef<[u8]>> Roster<B> {
    /// The head of a register's evidence, which stands behind its lines: `question` is what all rows were asked but for
    /// their subjects, `rows` how many rows there were.
    pub fn register_head(
        &self,
        question: &Query,
        occasion: &Occasion,
        rows: u64,
        lines: &[LineDigest],
    ) -> String {
        head(self.origin(), question, occasion, rows, lines)
    }
}

impl<B: AsRef<[u8]>> RosterSet<B> {
    /// The head of the evidence of a register that several snapshots answered; see [`Roster::register_head`].
    pub fn register_head(
        &self,
        question: &Query,
        occasion: &Occasion,
        rows: u64,
        lines: &[LineDigest],
    ) -> String {
        let origin = Origin::joined(self.rosters().map(|roster| &**roster.origin()));
        head(&origin, question, occasion, rows, lines)
    }
}

fn head(origin: &Origin, question: &Query, occasion: &Occasion, rows: u64, lines: &[LineDigest]) -> String {
    let today = origin.latest(question.now);
    let leaves: Vec<Hash> = lines.iter().map(|line| line.0).collect();
    let head = Head {
        register_evidence: VERSION,
        software: SOFTWARE,
        project: mask(occasion.project.as_deref(), today),
        operator: mask(occasion.operator.as_deref(), today),
        rows,
        lines: lines.len(),
        tree: sm3(&tree::root(&leaves)),
        compared: compared(origin),
        not_compared: NotCompared::of(origin, &question.scenario),
        snapshots: origin
            .snapshots
            .iter()
            .map(|snapshot| SnapshotUsed::of(snapshot))
            .collect(),
    };
    seal::sealed(to_json(&head))
}

fn sm3(hash: &Hash) -> String {
    format!("sm3:{}", hex(hash))
}

/// The evidence of a register, whose head and tree hold.
#[derive(Debug)]
pub struct Register<'a> {
    lines: Vec<&'a str>,
    leaves: Vec<Hash>,
    digest: String,
    head: HeadRead<'a>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct HeadRead<'a> {
    register_evidence: u32,
    #[serde(borrow)]
    software: &'a RawValue,
    #[serde(borrow)]
    project: Option<&'a RawValue>,
    #[serde(borrow)]
    operator: Option<&'a RawValue>,
    rows: u64,
    lines: usize,
    tree: String,
    #[serde(borrow)]
    compared: &'a RawValue,
    #[serde(borrow)]
    not_compared: &'a RawValue,
    #[serde(borrow)]
    snapshots: &'a RawValue,
    #[serde(rename = "digest")]
    _digest: String,
}

#[derive(Deserialize)]
struct RowOf {
    row: u64,
}

#[derive(Deserialize)]
struct AnsweredRead<'a> {
    #[serde(borrow)]
    question: &'a RawValue,
    #[serde(borrow)]
    answer: &'a RawValue,
    salt: String,
}

/// A line taken out, in the order of a member of evidence.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TakenOut<'a> {
    evidence: u32,
    software: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<&'a RawValue>,
    question: &'a RawValue,
    answer: &'a RawValue,
    compared: &'a RawValue,
    not_compared: &'a RawValue,
    snapshots: &'a RawValue,
    salt: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    register: Option<Proof>,
}

impl<'a> Register<'a> {
    /// Whether a text is meant for the evidence of a register: its last line begins as a head does.
    pub fn is_meant(text: &str) -> bool {
        let last = text.rsplit('\n').next().unwrap_or_default();
        last.starts_with("{\"registerEvidence\":")
    }

    /// Reads the evidence of a register, which must be every byte as it was written.
    pub fn parse(text: &'a str) -> Result<Self, EvidenceFault> {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let head = lines.pop().unwrap_or_default();
        let digest = seal::digest_of(head)?;
        let head: HeadRead<'_> = serde_json::from_str(head).map_err(EvidenceFault::json)?;
        if head.register_evidence != VERSION {
            return Err(EvidenceFault::Version {
                found: head.register_evidence,
            });
        }
        let leaves: Vec<Hash> = lines.iter().map(|line| tree::leaf(line)).collect();
        if leaves.len() != head.lines || sm3(&tree::root(&leaves)) != head.tree {
            return Err(EvidenceFault::Altered);
        }
        Ok(Self {
            lines,
            leaves,
            digest,
            head,
        })
    }

    /// The digest that the head ends in.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many rows the register had.
    pub fn rows(&self) -> u64 {
        self.head.rows
    }

    /// Evidence of each question that was asked for a row, as texts; none where nothing was asked or there is no such row.
    pub fn row(&self, row: u64) -> Result<Vec<String>, EvidenceFault> {
        let mut found = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let RowOf { row: this } = serde_json::from_str(line).map_err(EvidenceFault::json)?;
            let Ok(answered) = serde_json::from_str::<AnsweredRead<'_>>(line) else {
                continue;
            };
            if this == row {
                let proof = self.proof(place, row);
                found.push(self.taken_out(answered, Some(proof))?);
            }
        }
        Ok(found)
    }

    /// Every question of the register with its row, to be asked again. The tree holds as a whole, so none of them proves its
    /// own place in it.
    pub fn questions(&self) -> impl Iterator<Item = Result<(u64, Evidence), EvidenceFault>> + '_ {
        self.lines.iter().filter_map(|line| {
            let answered = serde_json::from_str::<AnsweredRead<'_>>(line).ok()?;
            let read = serde_json::from_str(line).map_err(EvidenceFault::json);
            Some(read.and_then(|RowOf { row }| {
                let text = self.taken_out(answered, None)?;
                Ok((row, Evidence::parse(&text)?))
            }))
        })
    }

    fn proof(&self, place: usize, row: u64) -> Proof {
        Proof {
            digest: self.digest.clone(),
            tree: self.head.tree.clone(),
            lines: self.head.lines,
            place,
            row,
            path: tree::path(&self.leaves, place).iter().map(sm3).collect(),
        }
    }

    fn taken_out(&self, line: AnsweredRead<'_>, proof: Option<Proof>) -> Result<String, EvidenceFault> {
        let head = &self.head;
        let taken = TakenOut {
            evidence: VERSION,
            software: head.software,
            project: head.project,
            operator: head.operator,
            question: line.question,
            answer: line.answer,
            compared: head.compared,
            not_compared: head.not_compared,
            snapshots: head.snapshots,
            salt: line.salt,
            register: proof,
        };
        serde_json::to_string(&taken)
            .map(seal::sealed)
            .map_err(EvidenceFault::json)
    }
}

impl Proof {
    /// Whether question, answer and salt are a line of the register.
    pub(super) fn holds(&self, question: &str, answer: &str, salt: &str) -> bool {
        let hash = |text: &String| -> Option<Hash> { bytes_of(text.strip_prefix("sm3:")?)?.try_into().ok() };
        let line = format!(
            "{{\"row\":{},\"question\":{question},\"answer\":{answer},\"salt\":\"{salt}\"}}",
            self.row
        );
        let path = self.path.iter().map(hash).collect::<Option<Vec<Hash>>>();
        let root = path.and_then(|path| tree::root_by(tree::leaf(&line), self.place, self.lines, &path));
        root.is_some_and(|root| sm3(&root) == self.tree)
    }
}
