//! The report as JSON.

use crate::Column;
use crate::counting::{NAME_ADDRESS, UNIT_ADDRESS};
use crate::judge::{Origin, TERM_TOO_LONG};
use crate::refusal::Refusal;
use crate::report::{Conflict, LEDGER_LIMIT, Report};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::{BTreeMap, HashMap};

#[derive(serde::Serialize)]
struct Place<'a> {
    file: &'a str,
    row: u64,
}

#[derive(serde::Serialize)]
struct ConflictRow<'a> {
    kept: Place<'a>,
    dropped: Place<'a>,
}

#[derive(serde::Serialize)]
struct RefusedRow<'a> {
    file: &'a str,
    row: u64,
    #[serde(flatten)]
    first: FaultTold,
    /// What is wrong with it besides
    #[serde(skip_serializing_if = "Vec::is_empty")]
    further: Vec<FaultTold>,
}

#[derive(serde::Serialize)]
struct FaultTold {
    column: &'static str,
    code: &'static str,
    reason: String,
}

impl From<&Refusal> for FaultTold {
    fn from(refusal: &Refusal) -> Self {
        Self {
            column: refusal.column.code(),
            code: refusal.code(),
            reason: refusal.to_string(),
        }
    }
}

#[derive(serde::Serialize)]
struct WarnedRow<'a> {
    file: &'a str,
    row: u64,
    column: &'static str,
    code: &'static str,
}

#[derive(serde::Serialize)]
struct ListRow<'a> {
    code: &'a str,
    read: u64,
    loaded: u64,
    refused: u64,
    unread: u64,
    unnamed: u64,
}

#[derive(serde::Serialize)]
struct UnappliedRow<'a> {
    file: &'a str,
    row: u64,
    stays: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "is_none")]
    more: u64,
}

fn is_none(more: &u64) -> bool {
    *more == 0
}

#[derive(serde::Serialize)]
struct AuthorityRow<'a> {
    name: &'a str,
    loaded: u64,
}

#[derive(serde::Serialize)]
struct FileRow<'a> {
    name: &'a str,
    rows: u64,
    notes: Vec<String>,
}

#[derive(serde::Serialize)]
struct PassedRow<'a> {
    file: &'a str,
    row: u64,
    what: &'static str,
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let listed = |count: u64| count.saturating_sub(LEDGER_LIMIT as u64);
        let mut json = serializer.serialize_struct("Report", 26)?;
        json.serialize_field("read", &self.read)?;
        json.serialize_field("loaded", &self.loaded)?;
        json.serialize_field("leftOut", &self.left_out)?;
        json.serialize_field("collapsed", &self.collapsed)?;
        json.serialize_field("conflicts", &self.conflict_rows())?;
        if listed(self.conflict_count) > 0 {
            json.serialize_field("conflictsNotListed", &listed(self.conflict_count))?;
        }
        json.serialize_field("namesDiffer", &self.apart_json())?;
        if listed(self.apart_count) > 0 {
            json.serialize_field("namesDifferNotListed", &listed(self.apart_count))?;
        }
        json.serialize_field("refused", &self.refused_json())?;
        if listed(self.refused) > 0 {
            json.serialize_field("refusedNotListed", &listed(self.refused))?;
        }
        json.serialize_field("refusedByReason", &self.refused_by_reason)?;
        json.serialize_field("unread", &self.unread())?;
        json.serialize_field("unnamed", &self.unnamed())?;
        json.serialize_field("unlisted", &self.unlisted)?;
        json.serialize_field("withdrawalsNotApplied", &self.unapplied_rows())?;
        let unapplied = listed(self.unapplied.len() as u64);
        if unapplied > 0 {
            json.serialize_field("withdrawalsNotAppliedNotListed", &unapplied)?;
        }
        json.serialize_field("warnings", &self.warnings)?;
        json.serialize_field("warned", &self.warned_json())?;
        let warned = self.warnings.values().sum();
        if listed(warned) > 0 {
            json.serialize_field("warnedNotListed", &listed(warned))?;
        }
        json.serialize_field("lists", &self.list_rows())?;
        json.serialize_field("authorities", &authority_rows(&self.authorities))?;
        let authorities = listed(self.authorities.len() as u64);
        if authorities > 0 {
            json.serialize_field("authoritiesNotListed", &authorities)?;
        }
        json.serialize_field("files", &self.file_rows())?;
        json.serialize_field("passedOver", &self.passed_json())?;
        if let (Some(load_rate), Some(valid_rate)) = (self.load_rate(), self.valid_rate()) {
            json.serialize_field("loadRate", &load_rate)?;
            json.serialize_field("validRate", &valid_rate)?;
        }
        json.end()
    }
}

/// The column that a warning is about: all but these are check digits of identifiers.
fn warned_column(code: &str) -> Column {
    match code {
        TERM_TOO_LONG => Column::PublishUntil,
        NAME_ADDRESS => Column::Name,
        UNIT_ADDRESS => Column::Authority,
        _ => Column::Id,
    }
}

impl Report {
    fn place(&self, origin: Origin) -> Place<'_> {
        Place {
            file: self.file_name(origin),
            row: origin.row,
        }
    }

    fn conflict_rows(&self) -> Vec<ConflictRow<'_>> {
        let row = |conflict: &Conflict| ConflictRow {
            kept: self.place(conflict.kept),
            dropped: self.place(conflict.dropped),
        };
        self.conflicts.iter().map(row).collect()
    }

    fn apart_json(&self) -> Vec<[Place<'_>; 2]> {
        let rows = self.apart.iter();
        rows.map(|rows| rows.map(|origin| self.place(origin))).collect()
    }

    fn refused_json(&self) -> Vec<RefusedRow<'_>> {
        self.faults()
            .map(|(file, row, faults)| RefusedRow {
                file,
                row,
                first: faults.first().into(),
                further: faults.others().iter().map(FaultTold::from).collect(),
            })
            .collect()
    }

    fn warned_json(&self) -> Vec<WarnedRow<'_>> {
        self.warned()
            .map(|(file, row, code)| WarnedRow {
                file,
                row,
                column: warned_column(code).code(),
                code,
            })
            .collect()
    }

    fn unapplied_rows(&self) -> Vec<UnappliedRow<'_>> {
        let row = |(origin, stays, more): (Origin, &[Origin], u64)| UnappliedRow {
            file: self.file_name(origin),
            row: origin.row,
            stays: stays.iter().map(|row| self.place(*row)).collect(),
            more,
        };
        self.unapplied().take(LEDGER_LIMIT).map(row).collect()
    }

    fn list_rows(&self) -> Vec<ListRow<'_>> {
        self.lists()
            .map(|(code, count)| ListRow {
                code,
                read: count.read,
                loaded: count.loaded,
                refused: count.refused,
                unread: count.unread,
                unnamed: count.unnamed,
            })
            .collect()
    }

    fn file_rows(&self) -> Vec<FileRow<'_>> {
        let notes = |file: u32| {
            let notes = self.notes.iter().filter(move |(about, _)| *about == file);
            notes.map(|(_, note)| note.to_string()).collect()
        };
        self.files
            .iter()
            .map(|(file, name)| FileRow {
                name,
                rows: self.rows.get(file).copied().unwrap_or_default(),
                notes: notes(*file),
            })
            .collect()
    }

    fn passed_json(&self) -> Vec<PassedRow<'_>> {
        self.passed_rows
            .iter()
            .map(|(origin, what)| PassedRow {
                file: self.file_name(*origin),
                row: origin.row,
                what,
            })
            .collect()
    }
}

fn authority_rows(authorities: &HashMap<String, u64>) -> Vec<AuthorityRow<'_>> {
    let sorted: BTreeMap<_, _> = authorities.iter().collect();
    sorted
        .into_iter()
        .take(LEDGER_LIMIT)
        .map(|(name, loaded)| AuthorityRow {
            name,
            loaded: *loaded,
        })
        .collect()
}
