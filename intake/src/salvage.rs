//! What of a refused row can still be told: whom it is about.
//!
//! A row that could not be loaded must not let its subject pass as clear, so it goes into the snapshot by its keys. What is
//! private stays so: a natural person goes in under the person key or not at all, a file for the public holds no persons,
//! and sole traders by their credit code only.

use crate::cells::Cells;
use crate::judge::{Entry, Options};
use crate::lists::Lists;
use crate::named::Named;
use crate::names::{Names, is_name};
use crate::subject::{fits, kind_of};
use crate::word::{self, RowState};
use crate::{Audience, Column, clean};
use jrp_core::policy::{Disclosure, ListKind};
use jrp_core::record::{DocumentNo, Force, Particulars, SubjectKind, UnreadRow};
use jrp_core::subject::{IdKind, Identifier, meant_codes, name, spreadsheet};

/// What a refused row still tells the builder: nothing where it is left out anyway. Whoever calls has seen that it is not a footer.
pub(crate) fn salvage(cells: &Cells<'_>, lists: &Lists<'_>, options: &Options, row: u64) -> Vec<Entry> {
    if cells.swallowed_lines().is_some() {
        return of_swallowed(cells, lists, options, row);
    }
    let state = match cells.state(options.as_of) {
        cell if cell.is_empty() => None,
        cell => word::state(&cell).ok(),
    };
    let list = find_list(cells, lists);
    // A surplus cell that is blank tells nothing, unless what should be the status is none.
    let is_whole = cells.is_whole()
        && (state.is_some() || cells.is_as_wide_as_header())
        && list.is_none_or(|(_, is_in_place)| is_in_place);
    let list = list.map(|(list, _)| list);
    // A term that ends before it begins is not over: one of its days is wrong, and nobody knows which.
    let begins = [Column::ListedOn, Column::EffectiveFrom].map(|column| cells.day(column));
    let is_over = is_whole
        && cells.day(Column::PublishUntil).is_some_and(|until| {
            until < options.as_of && begins.iter().flatten().all(|begin| *begin <= until)
        });
    let is_public = options.audience == Audience::Public;
    if is_public && list.is_some_and(|list| list.disclosure != Disclosure::Public) {
        return Vec::new();
    }
    let force = match state {
        None => Some(Force::Unclear),
        Some(RowState::LeftOut { force, .. }) => Some(force),
        Some(RowState::Live(_)) => None,
    };
    let is_left_out = is_over || matches!(force, Some(Force::Ends | Force::Outweighs));
    // Where cells have moved, what it says of whom is a guess.
    let force = force.map(|force| if is_whole { force } else { Force::Unclear });
    let Some(list) = list else {
        return match is_left_out {
            true => Vec::new(),
            false => vec![Entry::Unnamed(None)],
        };
    };
    let kind = word::subject_kind(&cells.get(Column::SubjectKind)).ok();
    let mut entries = Vec::new();
    if is_public && kind == Some(SubjectKind::Person) {
        return entries;
    }
    let subjects = subjects(cells, kind, is_whole);
    if let Some(force) = force.filter(|_| !is_over) {
        let withdrawals = subjects
            .iter()
            .filter_map(|named| named.withdrawal(cells, list, options, force));
        entries.extend(withdrawals.map(Entry::Withdrawn));
    }
    if !is_left_out {
        let salvaged = Salvaged {
            cells,
            list,
            kind,
            is_whole,
            is_public,
            row,
        };
        salvaged.keep(subjects, options, &mut entries);
    }
    entries
}

/// A row that is to be kept by its subjects.
struct Salvaged<'a, 'c> {
    cells: &'a Cells<'c>,
    list: &'a ListKind,
    kind: Option<SubjectKind>,
    is_whole: bool,
    is_public: bool,
    row: u64,
}

impl Salvaged<'_, '_> {
    fn keep(&self, subjects: Vec<Named>, options: &Options, entries: &mut Vec<Entry>) {
        let lacks_code = subjects.is_empty() || subjects.iter().any(has_no_code);
        let is_mistyped = subjects.iter().any(has_mistyped_code);
        let needs_name = self.needs_name(&subjects);
        let particulars = match self.is_whole {
            true => tell(self.cells),
            false => Particulars::default(),
        };
        let named = subjects.into_iter();
        let named = named.filter_map(|named| named.for_audience(options, self.kind.is_some()));
        let before = entries.len();
        entries.extend(named.map(|named| self.unread(named, &particulars)));
        let found = entries.len() - before;
        if (lacks_code || is_mistyped) && self.kind != Some(SubjectKind::Person) {
            let meant = mistyped(self.cells).map(|id| Named {
                kind: self.kind.unwrap_or(SubjectKind::Org),
                id: Some(id),
                name: None,
                former_names: Vec::new(),
            });
            entries.extend(meant.map(|named| self.unread(named, &particulars)));
        }
        // Who asks by the number or by the name that is meant, and by nothing else, does not come upon the row.
        let has_number = !self.cells.get(Column::Id).is_empty() || !self.is_whole;
        let is_hidden = has_number && (lacks_code || hides_number(self.cells, self.kind))
            // Where cells have moved, what stands in the place of the name may be another cell or half of it.
            || !self.is_whole && needs_name
            || needs_name && names_of(self.cells).is_unreadable
            || found == 0 && !(self.is_public && self.kind == Some(SubjectKind::SoleTrader));
        if is_hidden {
            entries.push(Entry::Unnamed(Some(self.list.code.clone())));
        }
    }

    /// Whether the subjects are found by their names.
    fn needs_name(&self, subjects: &[Named]) -> bool {
        match self.kind {
            Some(SubjectKind::Person) => subjects
                .iter()
                .all(|named| named.id.as_ref().is_none_or(Identifier::is_masked)),
            Some(SubjectKind::SoleTrader) => !self.is_public,
            _ => true,
        }
    }

    fn unread(&self, named: Named, particulars: &Particulars) -> Entry {
        unread(self.list, named, self.row, particulars.clone())
    }
}

/// Of a person the name is a way to be found, and a company's number may be a person's.
fn has_no_code(named: &Named) -> bool {
    named.kind != SubjectKind::Person && named.id.is_none()
}

fn has_mistyped_code(named: &Named) -> bool {
    let code = named.id.as_ref().filter(|id| id.credit_code().is_some());
    code.is_some_and(|code| !code.warnings().is_empty())
}

fn unread(list: &ListKind, named: Named, row: u64, particulars: Particulars) -> Entry {
    Entry::Unread(UnreadRow {
        list_kind: list.code.clone(),
        subject_kind: named.kind,
        id: named.id,
        name: named.name,
        former_names: named.former_names,
        row,
        particulars,
    })
}

/// Rows that a quotation mark has made text of a cell: whom they name by a code goes in, and nobody knows who else.
fn of_swallowed(cells: &Cells<'_>, lists: &Lists<'_>, options: &Options, row: u64) -> Vec<Entry> {
    let own = lists.find(&cells.get(Column::ListKind));
    let is_public = options.audience == Audience::Public;
    let mut entries = Vec::new();
    for line in cells.swallowed() {
        let list = line.iter().find_map(|piece| lists.find(piece)).or(own);
        let Some(list) = list.filter(|list| !is_public || list.disclosure == Disclosure::Public) else {
            continue;
        };
        let kind = line.iter().find_map(|piece| word::subject_kind(piece).ok());
        for id in line.iter().filter_map(|piece| by_form(cells, piece)) {
            let kind = match (id.kind().is_personal(), kind) {
                (true, _) => SubjectKind::Person,
                (false, Some(SubjectKind::Person) | None) => SubjectKind::Org,
                (false, Some(kind)) => kind,
            };
            let named = Named {
                kind,
                id: Some(id),
                name: None,
                former_names: Vec::new(),
            };
            let Some(named) = named.for_audience(options, true) else {
                continue;
            };
            entries.push(unread(list, named, row, Particulars::default()));
        }
    }
    entries.push(Entry::Unnamed(None));
    entries
}

/// What tells the row from others of its subject.
pub(crate) fn tell(cells: &Cells<'_>) -> Particulars {
    let text = |column| {
        let cell = cells.get(column);
        (!cell.is_empty()).then(|| cell.into_owned())
    };
    Particulars {
        document_no: text(Column::DocumentNo).filter(|text| DocumentNo::of(text) != DocumentNo::Nothing),
        authority: text(Column::Authority),
        decided_on: cells.day(Column::DecidedOn),
        listed_on: cells.day(Column::ListedOn),
        record_id: text(Column::RecordId),
        id: None,
    }
}

/// The list a row names, and whether it stands where lists do: in a row whose cells have moved, any cell may name it.
fn find_list<'p>(cells: &Cells<'_>, lists: &Lists<'p>) -> Option<(&'p ListKind, bool)> {
    let own = lists.find(&cells.get(Column::ListKind)).map(|list| (list, true));
    let elsewhere = || cells.filled_cells().find_map(|cell| lists.find(&cell));
    own.or_else(|| elsewhere().map(|list| (list, false)))
}

/// Whom a row may be about. Where the kind cannot be read, the number and the look of the name tell it.
fn subjects(cells: &Cells<'_>, kind: Option<SubjectKind>, is_whole: bool) -> Vec<Named> {
    let mut ids: Vec<Identifier> = identifier(cells, kind).into_iter().collect();
    // A number in the name, of which nobody knows whose it is.
    let in_name = names_of(cells).numbers;
    ids.extend(in_name.iter().filter_map(|number| by_form(cells, number)));
    if ids.is_empty() {
        // Several numbers in one cell, or one with words around it.
        let cell = cells.get(Column::Id);
        let cell = clean::half_width(&cell);
        ids.extend(pieces(&cell).filter_map(|piece| by_form(cells, piece)));
        if ids.is_empty() {
            // One with signs inside, or written twice.
            let joined: String = pieces(&cell).collect();
            let halves = joined.split_at_checked(joined.len() / 2);
            let once = halves.filter(|(one, other)| one == other).map(|(one, _)| one);
            ids.extend(by_form(cells, once.unwrap_or(&joined)));
        }
    }
    ids.dedup();
    if !is_whole {
        ids.extend(cells.filled_cells().filter_map(|cell| by_form(cells, &cell)));
        ids.dedup();
    }
    let (personal, own): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| match kind {
        Some(kind) if id.kind() == IdKind::Permit => kind == SubjectKind::Person,
        _ => id.kind().is_personal(),
    });
    let name = usable(cells);
    let former_names = former_names(cells);
    let has_name = name.is_some() || !former_names.is_empty();
    let private = name.as_deref().is_some_and(name::may_be_person);
    let is_person = match kind {
        // Whatever the row calls it.
        Some(SubjectKind::Person) if name.as_deref().is_some_and(is_organisation) => false,
        Some(kind) => kind == SubjectKind::Person || private && !personal.is_empty(),
        None => private,
    };
    let mut subjects = Vec::new();
    let mut add = |kind, id, is_named: bool| {
        subjects.push(Named {
            kind,
            id,
            name: name.clone().filter(|_| is_named),
            former_names: if is_named {
                former_names.clone()
            } else {
                Vec::new()
            },
        });
    };
    if (is_person || kind == Some(SubjectKind::Person)) && personal.is_empty() && has_name {
        add(SubjectKind::Person, None, true);
    }
    for id in personal {
        add(SubjectKind::Person, Some(id), true);
    }
    let other = match kind {
        Some(SubjectKind::Person) | None => SubjectKind::Org,
        Some(kind) => kind,
    };
    match own.as_slice() {
        [] if has_name && !is_person => add(other, None, true),
        [] => {}
        own => own.iter().for_each(|id| add(other, Some(id.clone()), !is_person)),
    }
    subjects
}

/// The row's identifier, read as its kind says, else by its own form.
pub(crate) fn identifier(cells: &Cells<'_>, kind: Option<SubjectKind>) -> Option<Identifier> {
    let text = cells.get(Column::Id);
    if text.is_empty() {
        return None;
    }
    let told = word::id_kind(&cells.get(Column::IdKind)).ok();
    let told = told.filter(|id_kind| kind.is_none_or(|kind| fits(*id_kind, kind)));
    let read = |told| {
        let whole = spreadsheet::loss(told, &text).is_none();
        whole
            .then(|| Identifier::parse(kind_of(told, &text, kind, &cells.citizen_ids), &text).ok())
            .flatten()
    };
    match told.and_then(read) {
        Some(id) if kind != Some(SubjectKind::Person) && hides_person(cells, &id) => {
            Identifier::parse(IdKind::CitizenId, &text).ok()
        }
        Some(id) => Some(id),
        None => by_form(cells, &text),
    }
}

/// What of a cell may be numbers, whatever words and signs stand between them.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|piece| !piece.is_empty())
}

/// Whether the cell of the number holds several, of which one is masked or cannot be read.
fn hides_number(cells: &Cells<'_>, kind: Option<SubjectKind>) -> bool {
    let cell = cells.get(Column::Id);
    let cell = clean::half_width(&cell);
    let is_masked = |part: &str| {
        // A word for it may stand in front.
        let number = part.trim_start_matches(|c: char| c.is_alphabetic() && !c.is_ascii());
        let read = |kind| Identifier::parse(kind, number).is_ok_and(|id| id.is_masked());
        read(IdKind::Uscc) || read(IdKind::CitizenId)
    };
    let is_between = |c: char| c.is_whitespace() || BETWEEN.contains(&c);
    let is_damaged = |part: &str| {
        let number: String = pieces(part).collect();
        CODE.contains(&number.len())
            && number.contains(|c: char| c.is_ascii_digit())
            && by_form(cells, &number).is_none()
    };
    let mut parts = cell.split(is_between);
    identifier(cells, kind).is_none() && parts.any(|part| is_masked(part) || is_damaged(part))
}

/// The length of what may be meant for a code of eighteen characters.
const CODE: core::ops::RangeInclusive<usize> = 16..=20;

/// What stands between several numbers of a cell.
const BETWEEN: [char; 8] = [';', ',', '/', '|', '(', ')', '\u{3001}', '\u{3002}'];

/// Whether a number that would be stored as it is may be a person's.
fn hides_person(cells: &Cells<'_>, id: &Identifier) -> bool {
    !matches!(id.kind(), IdKind::CitizenId | IdKind::Passport) && cells.citizen_ids.are_in_number(id.value())
}

/// A number that is of one kind beyond doubt.
fn by_form(cells: &Cells<'_>, text: &str) -> Option<Identifier> {
    let holds = |kind| {
        let id = Identifier::parse(kind, text).ok()?;
        (!id.is_masked() && id.warnings().is_empty()).then_some(id)
    };
    let code = holds(IdKind::Uscc).or_else(|| holds(IdKind::OrgCode));
    code.filter(|id| !hides_person(cells, id))
        .or_else(|| holds(IdKind::CitizenId).filter(|_| cells.citizen_ids.are_in(text)))
}

/// The credit codes of which a cell that holds none may be a slip.
fn mistyped(cells: &Cells<'_>) -> impl Iterator<Item = Identifier> {
    let cell = spreadsheet::bare(&clean::half_width(&cells.get(Column::Id))).to_uppercase();
    let typed: String = cell.chars().filter(char::is_ascii_alphanumeric).collect();
    // The codes that a person's number may be a slip of tell the number.
    let is_person = [&typed, &cell]
        .into_iter()
        .any(|number| cells.citizen_ids.are_in_number(number));
    let codes = if is_person {
        Vec::new()
    } else {
        meant_codes(&typed)
    };
    codes
        .into_iter()
        .filter_map(|code| Identifier::parse(IdKind::Uscc, code.as_str()).ok())
        .filter(|id| !hides_person(cells, id))
}

/// The name, where it is one by which a subject can be looked up.
pub(crate) fn usable(cells: &Cells<'_>) -> Option<String> {
    let name = cells.name(Column::Name)?;
    is_name(&name).then(|| name.into_owned())
}

/// What the cells of names hold, where they are fit to be looked up.
fn names_of(cells: &Cells<'_>) -> Names {
    let name = cells.name(Column::Name);
    let name = name.as_deref().filter(|name| !name.is_empty());
    match cells.name(Column::FormerNames) {
        Some(_) => cells.names(name),
        None => Names::of(name, ""),
    }
}

/// Whether a text is the name of an organisation beyond doubt.
fn is_organisation(text: &str) -> bool {
    const WORDS: [&str; 6] = ["公司", "企业", "合作社", "集团", "事务所", "厂"];
    is_name(text) && WORDS.iter().any(|word| text.contains(word)) && text.chars().count() > 5
}

pub(crate) fn former_names(cells: &Cells<'_>) -> Vec<String> {
    let mut names = names_of(cells).others;
    names.retain(|name| is_name(name));
    // The cells have changed places.
    let id = cells.get(Column::Id);
    if is_organisation(&id) && cells.name(Column::Id).is_some() {
        names.push(id.replace('|', " "));
    }
    // What is longer is not a cell of names.
    let is_short = names.iter().map(String::len).sum::<usize>() < 8000;
    names.truncate(if is_short { names.len() } else { 0 });
    names
}
