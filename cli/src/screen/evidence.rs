//! Evidence of a screening: one file, a line for each question and the head behind them.

use crate::error::CliError;
use crate::files::{Access, Draft};
use crate::words;
use jrp_core::Query;
use jrp_core::compare::{Comparison, QueryError};
use jrp_core::evidence::{EvidenceError, LineDigest, Occasion, doubtful_line};
use jrp_core::policy::Lang;
use jrp_core::roster::RosterSet;
use jrp_core::suite::Suite;
use jrp_intake::Unreadable;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Behind the name of the register.
const ENDING: &str = "evidence.jsonl";

/// From what the salts of a screening's lines are made; it is kept nowhere.
pub(super) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(super) fn draw() -> Result<Self, CliError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).map_err(CliError::Random)?;
        Ok(Self(bytes))
    }

    /// The salt of a row's question. Nobody makes another line's of it.
    fn salt(&self, row: u64, question: u64) -> [u8; 16] {
        let places = [row.to_le_bytes(), question.to_le_bytes()].concat();
        let digest = Suite::Sm2Sm3.digest(&[&self.0[..], &places].concat());
        std::array::from_fn(|at| digest.as_bytes().get(at).copied().unwrap_or_default())
    }
}

/// Lines of some rows.
#[derive(Default)]
pub(super) struct Lines {
    text: Vec<u8>,
    digests: Vec<LineDigest>,
}

impl Lines {
    /// Adds what was asked for a row, and why something was not.
    pub(super) fn add(
        &mut self,
        row: u64,
        asked: &[(Query, Result<Comparison, QueryError>)],
        doubts: &[Unreadable],
        lang: Lang,
        secret: &Secret,
    ) -> Result<(), EvidenceError> {
        let mut troubles: Vec<String> = doubts.iter().map(|why| words::unreadable(why, lang)).collect();
        for (at, (query, answer)) in (0..).zip(asked) {
            match answer {
                Ok(comparison) => self.push(&comparison.register_line(query, row, &secret.salt(row, at))?),
                Err(error) => troubles.push(error.to_string()),
            }
        }
        if !troubles.is_empty() || asked.is_empty() {
            self.push(&doubtful_line(row, &troubles, &secret.salt(row, u64::MAX))?);
        }
        Ok(())
    }

    fn push(&mut self, line: &str) {
        self.digests.push(LineDigest::of(line));
        self.text.extend_from_slice(line.as_bytes());
        self.text.push(b'\n');
    }
}

/// The file being written.
pub(super) struct Record {
    draft: Draft,
    digests: Vec<LineDigest>,
}

impl Record {
    /// Where the evidence of a register's screening goes in a folder.
    pub(super) fn path(folder: &Path, register: &Path) -> PathBuf {
        let name = register.file_stem().unwrap_or_default().to_string_lossy();
        folder.join(format!("{name}.{ENDING}"))
    }

    pub(super) fn create(path: &Path) -> Result<Self, CliError> {
        Ok(Self {
            draft: Draft::create(path, Access::Group)?,
            digests: Vec::new(),
        })
    }

    pub(super) fn append(&mut self, lines: Lines) -> Result<(), CliError> {
        self.digests.extend(lines.digests);
        Ok(self.draft.append(&lines.text)?)
    }

    /// Writes the head, and puts the file in its place.
    pub(super) fn finish(
        mut self,
        rosters: &RosterSet<Vec<u8>>,
        question: &Query,
        occasion: &Occasion,
        rows: u64,
    ) -> Result<(), CliError> {
        let head = rosters.register_head(question, occasion, rows, &self.digests);
        self.draft.append(head.as_bytes())?;
        Ok(self.draft.finish()?)
    }
}
