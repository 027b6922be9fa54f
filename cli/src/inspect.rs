//! `jrp inspect`: what a file says of itself. Nothing of it is proven.

use crate::error::CliError;
use crate::files::Shown;
use crate::layout::{counted, grouped, padded, plain, table};
use crate::signing::claimed;
use crate::state::State;
use crate::terminal::{FAINT, STRONG, WARN, styled};
use crate::{snapshots, terminal};
use jrp_core::error::OpenError;
use jrp_core::policy::{Effect, Policy};
use jrp_core::snapshot::{Audience, SectionSize, UnverifiedSnapshot};
use jrp_core::suite::KeyId;
use serde::Serialize;
use std::path::PathBuf;

/// Show what a snapshot says of itself, without verifying anything
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The snapshot
    #[arg(value_name = "FILE.jrp")]
    file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// What is shown, in the order of the JSON keys.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contents {
    verified: bool,
    publisher: String,
    region: String,
    suite: &'static str,
    audience: Audience,
    kind: &'static str,
    /// In a delta: what it lies on, and what it brings and takes
    #[serde(skip_serializing_if = "Option::is_none")]
    delta: Option<DeltaContents>,
    sequence: u64,
    issued_at: String,
    data_as_of: String,
    next_update: String,
    expires_at: String,
    digest: String,
    state: State,
    /// Keys that the file claims to be signed by
    signers: Vec<KeyId>,
    persons_sealed: bool,
    policy: PolicyContents,
    records: u64,
    unread: u64,
    lists: Vec<ListContents>,
    sections: Vec<SectionSize>,
    bytes: u64,
    bytes_per_record: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeltaContents {
    base_sequence: u64,
    base_digest: String,
    /// Records of organisations and sole traders, new or changed
    brought: u64,
    /// Records of organisations and sole traders below that are gone or changed
    removed: u64,
}

impl DeltaContents {
    fn of(snapshot: &UnverifiedSnapshot<Vec<u8>>) -> Result<Option<Self>, OpenError> {
        let header = snapshot.header();
        let Some(base) = &header.base else {
            return Ok(None);
        };
        let (brought, removed) = snapshot.organisation_changes()?;
        Ok(Some(Self {
            base_sequence: base.sequence,
            base_digest: format!("{}:{}", header.suite.digest_name(), base.digest),
            brought,
            removed,
        }))
    }
}

#[derive(Serialize)]
struct PolicyContents {
    version: String,
    /// False in a delta that leaves the pack in force as it is
    inside: bool,
    disabled: Vec<Cell>,
}

/// A measure that is shipped and not applied.
#[derive(Serialize)]
struct Cell {
    list: String,
    scenario: String,
    effect: Effect,
    measure: String,
    basis: String,
}

#[derive(Serialize)]
struct ListContents {
    code: String,
    name: String,
    covered: bool,
    records: u64,
    /// Rows that could not be read: of a named subject, and of nobody
    unread: u64,
    unnamed: u64,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let snapshot = snapshots::read(&args.file)?;
    let policy = snapshot.policy().map_err(snapshots::at(&args.file))?;
    let delta = DeltaContents::of(&snapshot).map_err(snapshots::at(&args.file))?;
    let contents = Contents::of(&snapshot, delta, policy.as_ref());
    if args.json {
        terminal::print_value(&contents)?;
    } else {
        terminal::print(&contents.text(args))?;
    }
    Ok(0)
}

impl Contents {
    fn of(
        snapshot: &UnverifiedSnapshot<Vec<u8>>,
        delta: Option<DeltaContents>,
        policy: Option<&Policy>,
    ) -> Self {
        let header = snapshot.header();
        let sections = snapshot.sections();
        let bytes: u64 = sections.iter().map(|section| section.bytes).sum();
        let records: u64 = header.lists.iter().map(|list| list.records).sum();
        let measures = policy.map(Policy::measures).unwrap_or_default();
        let disabled = measures.iter().filter(|measure| !measure.enabled);
        Self {
            verified: false,
            publisher: header.publisher.clone(),
            region: header.region.clone(),
            suite: header.suite.code(),
            audience: header.audience,
            kind: if delta.is_some() { "delta" } else { "base" },
            delta,
            sequence: header.sequence,
            issued_at: header.issued_at.to_string(),
            data_as_of: header.data_as_of.to_string(),
            next_update: header.next_update.to_string(),
            expires_at: header.expires_at.to_string(),
            digest: snapshot.digest(),
            state: State::of(header),
            signers: snapshot.signers(),
            persons_sealed: header.person_key_id.is_some(),
            policy: PolicyContents {
                version: header.policy_version.clone(),
                inside: policy.is_some(),
                disabled: disabled
                    .map(|measure| Cell {
                        list: measure.list.clone(),
                        scenario: measure.scenario.clone(),
                        effect: measure.effect,
                        measure: measure.text.clone(),
                        basis: measure.basis.clone(),
                    })
                    .collect(),
            },
            records,
            unread: header.lists.iter().map(|list| list.unread).sum(),
            lists: header
                .lists
                .iter()
                .map(|list| ListContents {
                    code: list.code.clone(),
                    name: policy
                        .and_then(|policy| policy.list(&list.code))
                        .map(|kind| kind.name.clone())
                        .unwrap_or_default(),
                    covered: list.covered,
                    records: list.records,
                    unread: list.unread,
                    unnamed: list.unnamed,
                })
                .collect(),
            sections,
            bytes,
            bytes_per_record: (records > 0 && header.base.is_none())
                .then(|| (bytes as f64 / records as f64 * 10.0).round() / 10.0),
        }
    }

    fn text(&self, args: &Args) -> String {
        let mut text = format!(
            "{}  {}\n\n",
            Shown(&args.file),
            styled(
                WARN,
                "NOT verified: anyone can have written this; `jrp verify` proves the origin"
            )
        );
        for (what, fact) in self.facts().iter().filter(|(_, fact)| !fact.is_empty()) {
            text.push_str(&format!(
                "  {}  {}\n",
                styled(FAINT, &padded(what, 10)),
                plain(fact)
            ));
        }
        self.tables(&mut text);
        text
    }

    /// What is told in a line each; what is empty is not told.
    fn facts(&self) -> [(&'static str, String); 18] {
        let sealed = if self.persons_sealed {
            "sealed under a person key"
        } else {
            "none"
        };
        let per_record = match self.bytes_per_record {
            Some(bytes) => format!(", {bytes} bytes each"),
            None => String::new(),
        };
        let delta = self.delta.as_ref();
        let base = delta.map(|delta| format!("sequence {}, {}", delta.base_sequence, delta.base_digest));
        let changes = delta.map(|delta| {
            format!(
                "{} brought in, {} below taken out; natural persons not counted",
                counted(delta.brought, "record"),
                grouped(delta.removed)
            )
        });
        [
            ("publisher", self.publisher.clone()),
            ("region", self.region.clone()),
            ("kind", format!("{}, for {}", self.kind, self.audience.code())),
            ("lies on", base.unwrap_or_default()),
            ("changes", changes.unwrap_or_default()),
            ("sequence", self.sequence.to_string()),
            ("issued at", self.issued_at.clone()),
            ("data as of", self.data_as_of.clone()),
            ("next due", self.next_update.clone()),
            ("expires", self.expires_at.clone()),
            ("digest", self.digest.clone()),
            ("state", self.state.text()),
            ("signers", claimed(&self.signers)),
            ("suite", self.suite.to_owned()),
            ("persons", sealed.to_owned()),
            ("records", format!("{}{per_record}", grouped(self.records))),
            (
                "unread",
                if self.unread > 0 {
                    counted(self.unread, "row")
                } else {
                    String::new()
                },
            ),
            (
                "policy",
                format!(
                    "{}, {} measures disabled",
                    self.policy.version,
                    self.policy.disabled.len()
                ),
            ),
        ]
    }

    /// Lists, disabled measures and sections.
    fn tables(&self, text: &mut String) {
        let lists = self.lists.iter().map(|list| {
            let covered = if list.covered { "yes" } else { "no" };
            vec![
                list.code.clone(),
                covered.to_owned(),
                format!("{:>9}", grouped(list.records)),
                format!("{:>7}", grouped(list.unread)),
                format!("{:>7}", grouped(list.unnamed)),
                list.name.clone(),
            ]
        });
        let disabled = self.policy.disabled.iter().map(|cell| {
            vec![
                cell.list.clone(),
                cell.scenario.clone(),
                cell.effect.code().to_owned(),
                cell.basis.clone(),
            ]
        });
        let sections = self
            .sections
            .iter()
            .map(|section| vec![section.name.clone(), format!("{:>13}", grouped(section.bytes))])
            .chain([vec!["all".to_owned(), format!("{:>13}", grouped(self.bytes))]]);
        paragraph(
            text,
            &["list", "covered", "  records", " unread", "unnamed", "name"],
            lists.collect(),
        );
        paragraph(
            text,
            &["disabled measure", "in", "effect", "basis"],
            disabled.collect(),
        );
        paragraph(text, &["section", "        bytes"], sections.collect());
    }
}

fn paragraph(text: &mut String, header: &[&str], rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    text.push('\n');
    // Whoever wrote the file may have meant to play with the terminal.
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| plain(cell)).collect())
        .collect();
    for (at, line) in table(header, &rows).iter().enumerate() {
        let line = if at == 0 {
            styled(STRONG, line)
        } else {
            line.clone()
        };
        text.push_str(&format!("  {line}\n"));
    }
}
