//! A file explained, as text and as JSON.

use crate::files::Shown;
use crate::terminal::{FAINT, STRONG, styled};
use jrp_core::record::{Record, SubjectKind};
use jrp_intake::{Explained, ExplainedTable, ReadBy, Sample, SampleFate};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// By what a table is read.
fn read_by(read_by: &ReadBy) -> String {
    match read_by {
        ReadBy::Own => "its columns are ours".to_owned(),
        ReadBy::Profile(name) => format!("read by the profile {name}"),
        ReadBy::Guess => "no profile fits; this is what its titles and cells look like".to_owned(),
    }
}

/// Its number; a person's is masked.
fn number(record: &Record) -> Option<String> {
    let id = record.id.as_ref()?;
    let is_personal = record.subject_kind == SubjectKind::Person || id.kind().is_personal();
    Some(match is_personal {
        true => id.masked_for_display(),
        false => id.value().to_owned(),
    })
}

/// What became of a row: its word, and the rest.
fn fate(sample: &Sample) -> (&'static str, String) {
    match &sample.fate {
        SampleFate::Record(record) => {
            let until = record
                .publish_until
                .map_or("no fixed term".to_owned(), |until| format!("to {until}"));
            let mut parts: Vec<String> = vec![record.list_kind.clone()];
            parts.extend(record.name.clone());
            parts.extend(number(record));
            parts.extend(record.document_no.clone());
            parts.push(record.authority.clone());
            parts.push(format!("listed {} {until}", record.listed_on));
            ("a record", parts.join("  "))
        }
        SampleFate::PassedOver => ("passed over", "a title, a total or a signature".to_owned()),
        SampleFate::LeftOut => ("left out", "repaired, revoked, pending or expired".to_owned()),
        SampleFate::Refused(refusal) => ("refused", refusal.to_string()),
    }
}

pub(super) fn text(name: &str, explained: &Explained, written: Option<&Path>) -> String {
    let mut text = format!("{}  {}\n", styled(STRONG, name), explained.form);
    for table in &explained.tables {
        of_table(&mut text, table);
    }
    if !explained.sample.is_empty() {
        text.push_str("first rows\n");
    }
    for sample in &explained.sample {
        let (word, rest) = fate(sample);
        let _ = writeln!(text, "  row {:<5} {word}: {rest}", sample.row);
    }
    match (&explained.proposal, written) {
        (None, _) => {
            let profile = { explained.tables.iter() }.find_map(|table| match &table.read_by {
                ReadBy::Profile(name) => Some(format!(" --profile {name}")),
                ReadBy::Own | ReadBy::Guess => None,
            });
            let _ = writeln!(
                text,
                "next: jrp office receive DIR FILE --from UNIT{}",
                profile.unwrap_or_default()
            );
        }
        (Some(proposal), None) => {
            let _ = write!(text, "proposed profile\n\n{}\n", proposal.text);
            text.push_str(
                "next: write it by --write-profile FILE.toml, look through it, and give it by --profile\n",
            );
        }
        (Some(proposal), Some(path)) => {
            let lacks: Vec<String> = proposal.lacks.iter().map(ToString::to_string).collect();
            let path = Shown(path);
            let _ = match lacks.is_empty() {
                true => writeln!(
                    text,
                    "next: look through {path}, then jrp office receive DIR FILE --from UNIT --profile {path}"
                ),
                false => writeln!(
                    text,
                    "next: fill in {} in {path}, and explain again with --profile {path}",
                    lacks.join(", ")
                ),
            };
        }
    }
    text
}

fn of_table(text: &mut String, table: &ExplainedTable) {
    if let Some(name) = &table.name {
        let hidden = if table.is_hidden { ", hidden" } else { "" };
        let _ = writeln!(text, "sheet {name}{hidden}");
    }
    for note in &table.notes {
        let _ = writeln!(text, "  {note}");
    }
    for (row, above) in &table.above {
        let _ = writeln!(text, "  row {row}, above the header: {above}");
    }
    let _ = writeln!(
        text,
        "  header in row {}; {}",
        table.header_row,
        read_by(&table.read_by)
    );
    for column in &table.columns {
        let read_as = match column.read_as {
            Some(kind) => format!("{kind} ({})", column.confidence.word()),
            None => "not read".to_owned(),
        };
        let _ = writeln!(
            text,
            "  {:>3}  {} → {read_as}  {}",
            column.position,
            column.title,
            styled(FAINT, &column.why)
        );
    }
    if !table.lacks.is_empty() {
        let lacks: Vec<String> = table.lacks.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "  lacks {}", lacks.join(", "));
    }
}

pub(super) fn value(name: &str, explained: &Explained) -> Value {
    let tables = explained.tables.iter().map(|table| {
        let columns = table.columns.iter().map(|column| {
            json!({
                "column": column.position, "title": column.title, "readAs": column.read_as.map(|kind| kind.code()),
                "confidence": column.confidence.word(), "why": column.why,
            })
        });
        let profile = match &table.read_by {
            ReadBy::Profile(name) => Some(name),
            ReadBy::Own | ReadBy::Guess => None,
        };
        json!({
            "sheet": table.name, "hidden": table.is_hidden,
            "notes": table.notes.iter().map(ToString::to_string).collect::<Vec<_>>(), "headerRow": table.header_row,
            "above": table.above.iter().map(|(row, text)| json!({"row": row, "text": text})).collect::<Vec<_>>(),
            "own": table.read_by == ReadBy::Own, "profile": profile, "columns": columns.collect::<Vec<_>>(),
            "lacks": table.lacks.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
        })
    });
    let sample = explained.sample.iter().map(|sample| {
        let (word, rest) = fate(sample);
        let record = match &sample.fate {
            SampleFate::Record(record) => Some(json!({
                "list": record.list_kind, "subjectKind": record.subject_kind.code(), "name": record.name, "id": number(record),
                "documentNo": record.document_no, "authority": record.authority, "decidedOn": record.decided_on,
                "listedOn": record.listed_on, "publishUntil": record.publish_until,
            })),
            _ => None,
        };
        json!({ "row": sample.row, "fate": word, "record": record, "told": rest })
    });
    json!({
        "file": name,
        "form": explained.form.to_string(),
        "tables": tables.collect::<Vec<_>>(),
        "profile": explained.proposal.as_ref().map(|proposal| &proposal.text),
        "lacks": explained.proposal.iter().flat_map(|proposal| &proposal.lacks).map(|kind| kind.code()).collect::<Vec<_>>(),
        "rows": sample.collect::<Vec<_>>(),
    })
}
