//! Whom a row is about: name and identifier, fitted to the kind of subject.

use crate::cells::Cells;
use crate::faults::Found;
use crate::names::Names;
use crate::refusal::{Problem, Refusal};
use crate::{Column, clean, masked, word};
use jrp_core::record::SubjectKind;
use jrp_core::subject::{CitizenIds, CreditCode, IdKind, Identifier, spreadsheet};

/// A row's subject.
pub(crate) struct Subject {
    pub(crate) kind: SubjectKind,
    pub(crate) id: Option<Identifier>,
    pub(crate) name: Option<String>,
}

impl Subject {
    /// Reads it, of a kind that is known or not, with the names in the row; no subject where something is wrong with it.
    pub(crate) fn read(
        kind: Option<SubjectKind>,
        cells: &Cells<'_>,
        found: &mut Found,
    ) -> (Option<Self>, Names) {
        let name = found.keep(cells.optional_text(Column::Name));
        let id = found.keep(read_id(kind, cells));
        if let (Some(id), Some(name)) = (&id, &name) {
            let problem = match (id, name) {
                (None, _) if kind == Some(SubjectKind::Person) => {
                    Some((Problem::PersonIdMissing, Column::Id))
                }
                (None, None) => Some((Problem::SubjectMissing, Column::Name)),
                (Some(id), None) if id.is_masked() => Some((Problem::MaskedWithoutName, Column::Name)),
                _ => None,
            };
            if let Some((problem, column)) = problem {
                found.add(problem.at(column));
            }
        }
        let names = cells.names(name.as_ref().and_then(Option::as_deref));
        found.keep(check_names(&names, id.as_ref(), cells));
        let read = kind.zip(id).zip(name);
        let subject = read.map(|((kind, id), name)| Self { kind, id, name });
        (subject, names)
    }
}

/// Refuses a name that keeps the subject from being found. Without a number that could be read it says only that a number stands
/// in the name which is not the one beside it.
fn check_names(names: &Names, id: Option<&Option<Identifier>>, cells: &Cells<'_>) -> Result<(), Refusal> {
    let typed = cells.get(Column::Id);
    let own = match id {
        Some(id) => id.as_ref().map(Identifier::value),
        None => Some(typed.as_ref()),
    };
    if let Some(number) = names.numbers_beside(own).next() {
        let found = clean::quoted(number);
        return Err(Problem::NumberInName { found }.at(Column::Name));
    }
    let is_found_by_name = id.is_some_and(|id| id.as_ref().is_none_or(Identifier::is_masked));
    match is_found_by_name && names.is_unreadable {
        true => Err(Problem::NameUnreadable.at(Column::Name)),
        false => Ok(()),
    }
}

fn read_id(subject_kind: Option<SubjectKind>, cells: &Cells<'_>) -> Result<Option<Identifier>, Refusal> {
    let text = cells.get(Column::Id);
    if text.is_empty() {
        return Ok(None);
    }
    let kind = cells.get(Column::IdKind);
    if kind.is_empty() {
        return Err(Problem::IdKindMissing.at(Column::IdKind));
    }
    let id_kind = word::id_kind(&kind).map_err(|problem| problem.at(Column::IdKind))?;
    if let Some(subject_kind) = subject_kind.filter(|kind| !fits(id_kind, *kind)) {
        return Err(Problem::IdKindUnfit {
            id_kind,
            subject_kind,
        }
        .at(Column::IdKind));
    }
    if let Some(loss) = spreadsheet::loss(id_kind, &text) {
        return Err(Problem::DigitsLost { loss }.at(Column::Id));
    }
    let stored_as = kind_of(id_kind, &text, subject_kind, &cells.citizen_ids);
    let id = Identifier::parse(stored_as, &text)
        .map_err(|error| Problem::IdMalformed { id_kind, error }.at(Column::Id))?;
    // Letters and equal digits hide as stars do.
    let id = id.with_mask().unwrap_or(id);
    // Numbers of organisations and sole traders are stored as they are.
    let is_person = |number: &str| cells.citizen_ids.are_in_number(number) || masked::is_citizen_id(number);
    let is_stored = subject_kind.is_some_and(|kind| kind != SubjectKind::Person);
    if is_stored && (is_person(&text) || is_person(id.value())) {
        return Err(Problem::CitizenIdAsNumber { id_kind }.at(Column::Id));
    }
    Ok(Some(id))
}

/// The kind as which a number is stored: a tax number of eighteen characters is the credit code, a credit code whose check
/// digit fits is one under whatever name an organisation's number goes, and so is a person's citizen id. Residents' permits
/// have the form of citizen ids, and remain permits.
pub(crate) fn kind_of(
    told: IdKind,
    text: &str,
    subject_kind: Option<SubjectKind>,
    citizen_ids: &CitizenIds,
) -> IdKind {
    let is_citizen_id = || {
        let begins = |id: &Identifier| !id.is_masked() && !id.value().starts_with(['8', '9']);
        citizen_ids.are_in_number(text)
            && Identifier::parse(IdKind::CitizenId, text).is_ok_and(|id| begins(&id))
    };
    let code = || CreditCode::parse(&spreadsheet::bare(text)).ok();
    match told {
        IdKind::TaxNo if code().is_some() => IdKind::Uscc,
        IdKind::OrgCode | IdKind::RegNo if code().is_some_and(|code| code.checks().outer) => IdKind::Uscc,
        IdKind::Passport | IdKind::Permit if subject_kind == Some(SubjectKind::Person) && is_citizen_id() => {
            IdKind::CitizenId
        }
        told => told,
    }
}

pub(crate) fn fits(id_kind: IdKind, subject_kind: SubjectKind) -> bool {
    match id_kind {
        IdKind::Uscc | IdKind::OrgCode | IdKind::RegNo | IdKind::TaxNo => subject_kind != SubjectKind::Person,
        IdKind::CitizenId | IdKind::Passport => subject_kind == SubjectKind::Person,
        IdKind::Permit => true,
    }
}
