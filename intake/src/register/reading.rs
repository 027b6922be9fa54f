//! What a row says of who is meant: questions, and what could not be read.

use super::looks::{Look, look};
use super::quotes::has_swallowed;
use super::title::Number;
use super::{RegisterColumn, RegisterRow, Subjects, Uneven};
use crate::{clean, word};
use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;
use jrp_core::subject::spreadsheet::{self, Loss};
use jrp_core::subject::{IdKind, name};
use std::borrow::Cow;

/// What a row says of who is meant. Each subject is a question of its own, all of them about the one subject of the row:
/// its answer is the strictest of theirs, and where something could not be read it is at least open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Who may be meant, the first number with the name first
    pub subjects: Vec<SubjectQuery>,
    /// What could not be read
    pub doubts: Vec<Unreadable>,
}

/// Why a row cannot be compared, or not in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nobody is named.
    Empty,
    /// The kind of subject is not a known word.
    SubjectKind {
        /// The cell, quoted
        found: String,
    },
    /// The kind of number is not a known word.
    IdKind {
        /// The cell, quoted
        found: String,
    },
    /// A spreadsheet has lost digits of a number.
    DigitsLost {
        /// How they were lost
        loss: Loss,
    },
    /// The row has more or fewer cells than the header.
    Uneven(Uneven),
    /// A quotation mark that opens in this row closes in a later one, and the rows between are text of a cell.
    Swallowed {
        /// The row, as a spreadsheet shows it
        row: u64,
        /// Its first line in the file
        first_line: u64,
        /// Its last one
        last_line: u64,
    },
}

/// A number of the row.
struct Typed {
    /// As what it was declared; `None` where it is to be read in every way
    kind: Option<IdKind>,
    text: String,
    /// Letters and digits alone
    bare: String,
}

impl Subjects {
    /// Who is meant by a row.
    pub fn read(&self, row: &RegisterRow) -> Reading {
        let mut doubts = Vec::new();
        if row.line < row.last_line && has_swallowed(row.cells.iter(), row.cells.len()) {
            doubts.push(Unreadable::Swallowed {
                row: row.row,
                first_line: row.line,
                last_line: row.last_line,
            });
        }
        doubts.extend(row.uneven.map(Unreadable::Uneven));
        if !doubts.is_empty() {
            let subjects = Vec::new();
            return Reading { subjects, doubts };
        }
        let kind = self.subject_kind(row, &mut doubts);
        let (mut numbers, mut names) = self.numbers(row, &mut doubts);
        for (place, _) in &self.columns.names {
            names.extend(filled(row, *place).map(Cow::into_owned));
        }
        if doubts.is_empty() {
            match numbers.is_empty() {
                true => numbers = self.other_numbers(row, &names, &mut doubts),
                false => self.add_citizen_ids(row, &names, &mut numbers, &mut doubts),
            }
        }
        if numbers.is_empty() && doubts.is_empty() {
            numbers = self.unread_codes(row);
        }
        let subjects = questions(kind, numbers, names);
        if subjects.is_empty() && doubts.is_empty() {
            doubts.push(Unreadable::Empty);
        }
        Reading { subjects, doubts }
    }

    fn subject_kind(&self, row: &RegisterRow, doubts: &mut Vec<Unreadable>) -> Option<SubjectKind> {
        let cell = filled(row, self.columns.subject_kind?)?;
        let kind = word::subject_kind(&cell);
        if kind.is_err() {
            let found = clean::quoted(&cell);
            doubts.push(Unreadable::SubjectKind { found });
        }
        kind.ok()
    }

    /// The numbers of a row, and the names that stand in columns of both.
    fn numbers(&self, row: &RegisterRow, doubts: &mut Vec<Unreadable>) -> (Vec<Typed>, Vec<String>) {
        let (mut numbers, mut names): (Vec<Typed>, Vec<String>) = (Vec::new(), Vec::new());
        for (place, column, number) in &self.columns.numbers {
            let Some(cell) = filled(row, *place) else { continue };
            let pieces = pieces(&cell);
            if *column == RegisterColumn::NameOrNumber && !pieces.iter().any(|piece| is_like_id(piece)) {
                names.push(cell.into_owned());
                continue;
            }
            let declared = match column {
                RegisterColumn::Id => self.told_kind(row, doubts),
                RegisterColumn::CitizenId => Some(IdKind::CitizenId),
                _ => None,
            };
            for piece in pieces {
                let bare = bare(piece);
                // Sole traders write their credit code where their number is asked for.
                let is_code = *column == RegisterColumn::CitizenId && look(piece) == Look::Code;
                let declared = declared.filter(|_| !is_code);
                let kind = declared.or_else(|| kind_by_title(*number, bare.len()));
                let lost = spreadsheet::loss(kind.unwrap_or(as_org_code(*number)), piece);
                if let Some(loss) = lost {
                    doubts.push(Unreadable::DigitsLost { loss });
                } else if !numbers.iter().any(|known| known.says(&bare)) {
                    let text = piece.to_owned();
                    numbers.push(Typed { kind, text, bare });
                }
            }
        }
        (numbers, names)
    }

    /// The numbers of columns that are read where there is no code: all of an id's column, of others what looks like codes.
    fn other_numbers(&self, row: &RegisterRow, names: &[String], doubts: &mut Vec<Unreadable>) -> Vec<Typed> {
        let may_be_person = names.iter().any(|name| name::may_be_person(name));
        let mut numbers = Vec::new();
        for (place, column, of_persons_only) in &self.columns.fallbacks {
            let Some(cell) = filled(row, *place) else { continue };
            let kind = match column {
                RegisterColumn::CitizenId if *of_persons_only && !may_be_person => continue,
                RegisterColumn::CitizenId => Some(IdKind::CitizenId),
                _ if look(&cell) == Look::Code => None,
                _ => continue,
            };
            for piece in pieces(&cell) {
                let kind = kind.filter(|_| look(piece) != Look::Code);
                match spreadsheet::loss(kind.unwrap_or(IdKind::Uscc), piece) {
                    Some(loss) => doubts.push(Unreadable::DigitsLost { loss }),
                    None => numbers.push(Typed {
                        kind,
                        text: piece.to_owned(),
                        bare: bare(piece),
                    }),
                }
            }
        }
        numbers
    }

    /// Citizen ids beside the code of a row. Where the row names an organisation, nobody said whose they are, so they are read as
    /// any permit is: what they lead to is possible.
    fn add_citizen_ids(
        &self,
        row: &RegisterRow,
        names: &[String],
        numbers: &mut Vec<Typed>,
        doubts: &mut Vec<Unreadable>,
    ) {
        let may_be_person = names.iter().any(|name| name::may_be_person(name));
        for (place, column, of_persons_only) in &self.columns.fallbacks {
            let is_others = *of_persons_only && !may_be_person;
            let Some(cell) =
                filled(row, *place).filter(|_| *column == RegisterColumn::CitizenId && !is_others)
            else {
                continue;
            };
            let of_person = may_be_person || names.is_empty();
            for piece in pieces(&cell) {
                let kind = match look(piece) {
                    Look::Code => None,
                    _ if of_person => Some(IdKind::CitizenId),
                    _ => Some(IdKind::Permit),
                };
                let bare = bare(piece);
                match spreadsheet::loss(kind.unwrap_or(IdKind::Uscc), piece) {
                    Some(loss) if of_person => doubts.push(Unreadable::DigitsLost { loss }),
                    Some(_) => {}
                    None if !is_like_id(piece) || bare.contains('*') && !of_person => {}
                    None if numbers.iter().any(|known| known.says(&bare)) => {}
                    None => numbers.push(Typed {
                        kind,
                        text: piece.to_owned(),
                        bare,
                    }),
                }
            }
        }
    }

    /// Codes in columns that are not read, of a row that has no number elsewhere. Nobody said whose they are, so they are read as
    /// any permit is: what they lead to is possible.
    fn unread_codes(&self, row: &RegisterRow) -> Vec<Typed> {
        let cells = self.unread.iter().filter_map(|place| filled(row, *place));
        let mut codes = Vec::new();
        for cell in cells {
            // A word may stand in front: `代码：`.
            let found = pieces(&cell)
                .into_iter()
                .filter(|piece| look(piece) == Look::Code);
            codes.extend(found.map(|piece| Typed {
                kind: Some(IdKind::Permit),
                text: piece.to_owned(),
                bare: bare(piece),
            }));
        }
        codes
    }

    /// The kind that the row tells. A blank one, and the licence that now bears a credit code, leave every reading open.
    fn told_kind(&self, row: &RegisterRow, doubts: &mut Vec<Unreadable>) -> Option<IdKind> {
        let cell = filled(row, self.columns.id_kind?)?;
        if word::is_licence(&cell) {
            return None;
        }
        let kind = word::id_kind(&cell);
        if kind.is_err() {
            let found = clean::quoted(&cell);
            doubts.push(Unreadable::IdKind { found });
        }
        kind.ok()
    }
}

impl Typed {
    /// Whether another number is this one, or the organisation code or old tax number in it.
    fn says(&self, bare: &str) -> bool {
        let part = |from: usize| self.bare.get(from..17).filter(|_| self.bare.len() == 18);
        self.bare == bare || self.kind.is_none() && (part(8) == Some(bare) || part(2) == Some(bare))
    }
}

/// The questions for numbers and names: one has the first number that is a code, the first of another kind, and the
/// first name; what is left has questions of its own.
fn questions(kind: Option<SubjectKind>, numbers: Vec<Typed>, names: Vec<String>) -> Vec<SubjectQuery> {
    let mut names = names.into_iter();
    let name = names.next();
    let mut first = SubjectQuery {
        kind,
        name: name.clone(),
        ..SubjectQuery::default()
    };
    let mut others = Vec::new();
    for Typed {
        kind: id_kind, text, ..
    } in numbers
    {
        let question = SubjectQuery {
            kind,
            name: name.clone(),
            ..SubjectQuery::default()
        };
        match id_kind {
            None if first.credit_code.is_none() => first.credit_code = Some(text),
            Some(id_kind) if first.id.is_none() => first.id = Some((id_kind, text)),
            None => others.push(SubjectQuery {
                credit_code: Some(text),
                ..question
            }),
            Some(id_kind) => others.push(SubjectQuery {
                id: Some((id_kind, text)),
                ..question
            }),
        }
    }
    let more: Vec<String> = names.filter(|more| Some(more) != name.as_ref()).collect();
    let more = more.into_iter().map(|name| SubjectQuery {
        kind,
        name: Some(name),
        ..SubjectQuery::default()
    });
    let all = std::iter::once(first).chain(others).chain(more);
    all.filter(|subject| !subject.is_empty()).collect()
}

/// Controls that show what follows in another order than it is stored in.
const TURNS: [char; 3] = ['\u{202B}', '\u{202E}', '\u{2067}'];

/// What a cell holds beside blanks and what is not seen; where that turns letters around it stays, for the question to read.
fn filled(row: &RegisterRow, place: usize) -> Option<Cow<'_, str>> {
    let cell = row.cells.get(place)?;
    let cell = match cell.contains(TURNS) {
        true => Cow::Borrowed(cell.trim()),
        false => clean::text(cell),
    };
    Some(cell).filter(|text| !text.is_empty())
}

/// The kind that a title declares for a number of this length. What it does not fit is read in every way.
fn kind_by_title(number: Number, length: usize) -> Option<IdKind> {
    match (number, length) {
        (Number::OrgCode | Number::CodeOrOrgCode, 9) => Some(IdKind::OrgCode),
        (Number::TaxNo, 15 | 17 | 20) => Some(IdKind::TaxNo),
        (Number::RegNo, 13 | 15) => Some(IdKind::RegNo),
        _ => None,
    }
}

/// Short numbers have lost zeros where organisation codes are meant.
fn as_org_code(number: Number) -> IdKind {
    match number {
        Number::OrgCode | Number::CodeOrOrgCode => IdKind::OrgCode,
        _ => IdKind::Uscc,
    }
}

/// The numbers in a cell that holds several, or one with words; else the cell as it is.
fn pieces(cell: &str) -> Vec<&str> {
    let whole = vec![cell];
    if is_like_id(cell) {
        return whole;
    }
    for is_joint in [is_mark as fn(char) -> bool, is_mark_or_blank] {
        let (mut ids, mut others) = (Vec::new(), false);
        for piece in cell.split(is_joint).filter(|piece| !piece.trim().is_empty()) {
            match is_like_id(piece) {
                true => ids.push(piece.trim()),
                // Words are a label or a note; what has digits may be a number, which is told by the whole cell.
                false => others |= piece.chars().any(char::is_numeric),
            }
        }
        if !ids.is_empty() {
            ids.extend(others.then_some(cell));
            return ids;
        }
    }
    whole
}

/// What stands between numbers, or between a number and words.
fn is_mark(c: char) -> bool {
    matches!(
        clean::to_half_width(c),
        '/' | '\\'
            | '|'
            | ','
            | ';'
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '+'
            | '&'
            | '\u{3001}'
            | '\u{3002}'
            | '\u{3010}'
            | '\u{3011}'
    )
}

fn is_mark_or_blank(c: char) -> bool {
    is_mark(c) || c.is_whitespace()
}

/// Whether a text has the length and the characters of a number that registers hold.
pub(crate) fn is_like_id(text: &str) -> bool {
    let bare = bare(text);
    let is_made_of = bare
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'*');
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    is_made_of && matches!(bare.len(), 9 | 13 | 15 | 17 | 18 | 20) && digits >= 4
}

/// The letters and digits of a number, and the stars that hide some.
fn bare(text: &str) -> String {
    spreadsheet::bare(&clean::half_width(text))
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}
