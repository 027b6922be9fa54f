//! Which columns of a register say who is meant, and what a row says there.

use super::{RegisterError, RegisterRow, Uneven};
use crate::header::{header_word, separator};
use crate::{FeedError, clean, word};
use core::fmt;
use csv::StringRecord;
use jrp_core::query::SubjectQuery;
use jrp_core::record::SubjectKind;
use jrp_core::subject::IdKind;
use std::borrow::Cow;

/// A column of a register that says who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterColumn {
    /// Unified social credit code
    CreditCode,
    /// Name
    Name,
    /// How the other number is to be read
    IdKind,
    /// Another number
    Id,
    /// Organisation, person or sole trader
    SubjectKind,
}

/// In which language the header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese
    Chinese,
    /// English
    English,
}

/// Column, English header, Chinese headers.
const TABLE: [(RegisterColumn, &str, &[&str]); 5] = [
    (RegisterColumn::CreditCode, "credit_code", &["统一社会信用代码"]),
    (
        RegisterColumn::Name,
        "name",
        &["名称", "企业名称", "供应商名称", "单位名称", "主体名称"],
    ),
    (RegisterColumn::IdKind, "id_kind", &["证件类型"]),
    (RegisterColumn::Id, "id", &["证件号码"]),
    (RegisterColumn::SubjectKind, "subject_kind", &["主体类别"]),
];

impl RegisterColumn {
    /// The column with this header, already cleaned, and the language of the header.
    fn from_header(header: &str) -> Option<(Self, Language)> {
        TABLE.into_iter().find_map(|(column, english, chinese)| {
            if header.eq_ignore_ascii_case(english) {
                Some((column, Language::English))
            } else {
                chinese.contains(&header).then_some((column, Language::Chinese))
            }
        })
    }
}

impl fmt::Display for RegisterColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (column, english, chinese) in TABLE {
            if column == *self {
                write!(f, "{english} {}", chinese.first().unwrap_or(&""))?;
            }
        }
        Ok(())
    }
}

/// Where a row says who is meant. Cells are cleaned as those of feeds are: `无` and `N/A` are blank.
#[derive(Clone, Debug)]
pub struct Subjects {
    credit_code: Option<usize>,
    name: Option<usize>,
    /// Places of kind and number
    id: Option<(usize, usize)>,
    subject_kind: Option<usize>,
    language: Language,
}

/// Why a row cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nobody is named.
    Empty,
    /// The kind of subject is no known word.
    SubjectKind {
        /// The cell, quoted
        found: String,
    },
    /// The kind of number is no known word.
    IdKind {
        /// The cell, quoted
        found: String,
    },
    /// A number whose kind is not told.
    IdKindMissing,
    /// The row has more or fewer cells than the header.
    Uneven(Uneven),
}

impl Subjects {
    pub(super) fn find(file: &str, header: &StringRecord) -> Result<Self, RegisterError> {
        let words: Vec<String> = header.iter().map(header_word).collect();
        let known: Vec<(usize, RegisterColumn, Language)> = words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| {
                let (column, language) = RegisterColumn::from_header(word)?;
                Some((at, column, language))
            })
            .collect();
        let place = |wanted: RegisterColumn| -> Result<Option<usize>, RegisterError> {
            let mut places = known.iter().filter(|(_, column, _)| *column == wanted);
            let first = places.next().map(|(at, ..)| *at);
            match (first, places.next()) {
                (Some(first), Some((second, ..))) => Err(RegisterError::DuplicateColumn {
                    file: file.to_owned(),
                    column: wanted,
                    first: first + 1,
                    second: second + 1,
                }),
                (first, _) => Ok(first),
            }
        };
        let credit_code = place(RegisterColumn::CreditCode)?;
        let name = place(RegisterColumn::Name)?;
        let id = match (place(RegisterColumn::IdKind)?, place(RegisterColumn::Id)?) {
            (Some(kind), Some(id)) => Some((kind, id)),
            (None, Some(id)) => {
                return Err(RegisterError::IdWithoutKind {
                    file: file.to_owned(),
                    position: id + 1,
                });
            }
            (_, None) => None,
        };
        let subject_kind = place(RegisterColumn::SubjectKind)?;
        if credit_code.is_none() && name.is_none() && id.is_none() {
            return Err(no_subject(file, header));
        }
        // Something was found, so there is a first.
        let language = known
            .first()
            .map_or(Language::English, |(.., language)| *language);
        Ok(Self {
            credit_code,
            name,
            id,
            subject_kind,
            language,
        })
    }

    /// The language of the header: that of the first column that says who is meant.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Who is meant by a row.
    pub fn read(&self, row: &RegisterRow) -> Result<SubjectQuery, Unreadable> {
        if let Some(uneven) = row.uneven {
            return Err(Unreadable::Uneven(uneven));
        }
        let filled = |place: Option<usize>| -> Option<Cow<'_, str>> {
            let cell = place.and_then(|place| row.cells.get(place))?;
            Some(clean::text(cell)).filter(|text| !text.is_empty())
        };
        let kind = filled(self.subject_kind).map(|cell| subject_kind(&cell));
        let (id_kind, id) = match self.id {
            Some((kind, id)) => (filled(Some(kind)), filled(Some(id))),
            None => (None, None),
        };
        let id = match (id_kind, id) {
            (_, None) => None,
            (None, Some(_)) => return Err(Unreadable::IdKindMissing),
            (Some(kind), Some(id)) => Some((self::id_kind(&kind)?, id.into_owned())),
        };
        let subject = SubjectQuery {
            kind: kind.transpose()?,
            credit_code: filled(self.credit_code).map(Cow::into_owned),
            name: filled(self.name).map(Cow::into_owned),
            id,
        };
        if subject.is_empty() {
            return Err(Unreadable::Empty);
        }
        Ok(subject)
    }
}

fn no_subject(file: &str, header: &StringRecord) -> RegisterError {
    let file = file.to_owned();
    let mut cells = header.iter();
    match (cells.next().and_then(separator), cells.next()) {
        (Some(found), None) => FeedError::Separator { file, found }.into(),
        _ => RegisterError::NoSubject { file },
    }
}

fn subject_kind(cell: &str) -> Result<SubjectKind, Unreadable> {
    word::subject_kind(cell).map_err(|_| Unreadable::SubjectKind {
        found: clean::quoted(cell),
    })
}

fn id_kind(cell: &str) -> Result<IdKind, Unreadable> {
    word::id_kind(cell).map_err(|_| Unreadable::IdKind {
        found: clean::quoted(cell),
    })
}
