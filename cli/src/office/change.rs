//! `jrp office repair`, `object` and `revoke`: one record is changed, the one that is meant.

use super::{Common, records};
use crate::arguments::date;
use crate::error::CliError;
use crate::terminal;
use jrp_core::date::Date;
use jrp_folder::office::{Asked, ChangeKind, Changing, Choice, OfficeError};
use serde_json::json;

/// Whose record, and on whose word.
#[derive(Debug, clap::Args)]
struct Subject {
    #[command(flatten)]
    common: Common,
    /// The subject's number
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// The subject's name, or a part of it
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Only records of this list
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// The record's id, or six characters and more of its beginning
    #[arg(long, value_name = "ID")]
    record: Option<String>,
    /// The day on which the notice came; the clock runs from there [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// Who asked for it
    #[arg(long, value_name = "TEXT")]
    asked_by: Option<String>,
    /// The document on which it rests
    #[arg(long, value_name = "NUMBER")]
    document: Option<String>,
    /// A court's proof: three working days in place of one
    #[arg(long)]
    court: bool,
}

/// Take a repaired record out (修复), within one working day of the notice
#[derive(Debug, clap::Args)]
pub(super) struct Repair {
    #[command(flatten)]
    subject: Subject,
}

/// Put a record under objection (异议), or settle one
///
/// While it lasts, the record is shown with the objection and asks for a review at most. With --court it is a proof that a
/// person must look at, and `publish` tells when its three working days are over.
#[derive(Debug, clap::Args)]
pub(super) struct Object {
    #[command(flatten)]
    subject: Subject,
    /// The objection was settled, and the record stays
    #[arg(long)]
    settled: bool,
}

/// Take a revoked record out (撤销), within one working day of the notice
#[derive(Debug, clap::Args)]
pub(super) struct Revoke {
    #[command(flatten)]
    subject: Subject,
}

impl Repair {
    pub(super) fn run(&self) -> Result<u8, CliError> {
        self.subject.change(ChangeKind::Repair)
    }
}

impl Object {
    pub(super) fn run(&self) -> Result<u8, CliError> {
        self.subject.change(match self.settled {
            true => ChangeKind::Settle,
            false => ChangeKind::Object,
        })
    }
}

impl Revoke {
    pub(super) fn run(&self) -> Result<u8, CliError> {
        self.subject.change(ChangeKind::Revoke)
    }
}

impl Subject {
    fn change(&self, change: ChangeKind) -> Result<u8, CliError> {
        let common = &self.common;
        let mut office = common.open()?;
        let asked = Asked {
            code: self.code.clone(),
            name: self.name.clone(),
            list: self.list.clone(),
        };
        let record = self.record.as_ref();
        let what = [self.code.as_ref(), self.name.as_ref(), record];
        let what = what.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let changing = Changing {
            change,
            asked,
            record: self.record.clone(),
            noticed: self.on.unwrap_or(office.today()),
            court: self.court,
            asked_by: self.asked_by.clone(),
            document: self.document.clone(),
        };
        match office.change(&changing)? {
            Choice::Several(found) => {
                match common.json {
                    true => terminal::print_value(&json!({ "ambiguous": found }))?,
                    false => terminal::print(&records::text(&found))?,
                }
                Err(OfficeError::Ambiguous {
                    what,
                    count: found.len(),
                }
                .into())
            }
            Choice::Changed(changed) => {
                let mut text = records::text(std::slice::from_ref(&changed.record));
                text.push_str(match changed.line {
                    Some(_) => past_tense(change),
                    None => "",
                });
                if let Some(line) = changed.line.filter(|_| changed.is_done) {
                    text.push_str(&format!(
                        "entered already, line {line} of the ledger; nothing is entered twice\n"
                    ));
                }
                if let Some(year) = changed.unknown_year {
                    text.push_str(&format!(
                        "warning: the calendar does not know the holidays of {year}; only Saturdays and Sundays were counted as rest\n"
                    ));
                }
                let next = format!("jrp office publish {}, by {}", common.dir.display(), changed.due);
                let value = json!({
                    "record": changed.record, "change": changed.change, "line": changed.line, "due": changed.due,
                    "alreadyDone": changed.is_done,
                });
                common.say(&text, &next, value)?;
                Ok(0)
            }
        }
    }
}

fn past_tense(change: ChangeKind) -> &'static str {
    match change {
        ChangeKind::Repair => "repaired: it leaves the list with the next publication\n",
        ChangeKind::Revoke => "revoked: it leaves the list with the next publication\n",
        ChangeKind::Object => "under objection with the next publication\n",
        ChangeKind::Settle => "settled: it stands as it was delivered with the next publication\n",
    }
}
