//! Reading no more of a record than an answer needs; `record_reader` reads it whole.

use super::codes;
use super::dictionary::Dictionary;
use super::field::Field;
use super::groups::Group;
use super::partition::{Partition, id_form};
use super::place;
use super::term;
use super::text_column::{RowText, USUAL_LEN};
use super::token_text::Cursor;
use crate::date::Date;
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::{IdKind, Identifier};

/// What a record says in codes and dates, from which its effect follows.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) list_kind: String,
    pub(crate) severity: Option<Severity>,
    pub(crate) listed_on: Date,
    pub(crate) effective_from: Option<Date>,
    pub(crate) publish_until: Option<Date>,
    pub(crate) effective_until: Option<Date>,
    pub(crate) status: Status,
}

/// What a record says in words, as far as an answer shows them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Details {
    /// The feed's own, else the identity in hexadecimal
    pub(crate) record_id: String,
    pub(crate) name: Option<String>,
    pub(crate) document_no: Option<String>,
    pub(crate) cause: Option<String>,
    pub(crate) authority: String,
}

/// A record where it lies.
#[derive(Clone, Copy)]
pub(crate) struct RowView<'a> {
    partition: &'a Partition,
    /// Those of the partition
    bytes: &'a [u8],
    group: Group<'a>,
    /// Which record of the group it is
    at: usize,
}

impl Partition {
    /// The record of a row; `None` where there is no such row.
    pub(crate) fn row<'a>(&'a self, bytes: &'a [u8], row: usize) -> Option<RowView<'a>> {
        let group = self.groups.of_row(bytes, row)?;
        Some(self.in_group(bytes, group, row - group.first))
    }

    fn in_group<'a>(&'a self, bytes: &'a [u8], group: Group<'a>, at: usize) -> RowView<'a> {
        RowView {
            partition: self,
            bytes,
            group,
            at,
        }
    }

    /// The records of all rows.
    pub(super) fn rows<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = RowView<'a>> + Clone {
        let groups = self.groups.all(bytes);
        groups.flat_map(move |group| (0..group.rows).map(move |at| self.in_group(bytes, group, at)))
    }
}

impl<'a> RowView<'a> {
    /// The same for another row, which mostly is in the same group.
    pub(super) fn at(&self, row: usize) -> Option<Self> {
        match row.checked_sub(self.group.first) {
            Some(at) if at < self.group.rows => Some(Self { at, ..*self }),
            _ => self.partition.row(self.bytes, row),
        }
    }

    #[inline]
    pub(super) fn int(&self, field: &Field) -> Option<i64> {
        let (stream, at) = self.group.row(self.at);
        field.get(self.bytes, stream, at)
    }

    pub(super) fn text(&self, column: &RowText) -> Option<String> {
        self.sound_text(column).flatten()
    }

    /// The same; the outer `None`: its bytes make no sense.
    fn sound_text(&self, column: &RowText) -> Option<Option<String>> {
        let mut out = String::with_capacity(USUAL_LEN);
        let string = |index: &Field| self.int(index).map(|string| string as usize);
        match column {
            RowText::Absent => {}
            RowText::Direct(text, dictionary) => {
                let run = self.group.texts(*text, dictionary)?;
                run.get_from(&mut Cursor::default(), self.at, &mut out)?;
            }
            RowText::Dictionary(index, strings) => {
                if let Some(string) = string(index) {
                    strings.get(self.bytes, string, &mut out)?;
                }
            }
            RowText::Held(index, strings) => {
                if let Some(string) = string(index) {
                    out.push_str(strings.get(string)?);
                }
            }
        }
        Some((!out.is_empty()).then_some(out))
    }

    /// The text of a column in form 1, read on from the row before it in the same group.
    pub(super) fn text_from(
        &self,
        (group, cursor): &mut (usize, Cursor),
        most: usize,
        (text, dictionary): (usize, &Dictionary),
        out: &mut String,
    ) -> Option<()> {
        if *group != self.group.first {
            (*group, *cursor) = (self.group.first, Cursor::default());
        }
        let run = self.group.texts(text, dictionary)?;
        run.get_within(most, cursor, self.at, out)
    }

    /// The primary key; `None` where the record has none, or where its bytes make no sense.
    pub(crate) fn primary(&self) -> Option<u64> {
        place::primary(self.partition.section(), self.group.place(self.at)?)
    }

    /// The record's subject kind.
    pub(crate) fn subject_kind(&self) -> Option<SubjectKind> {
        let kind = self.int(&self.partition.ints.subject_kind)?;
        SubjectKind::ALL.get(usize::try_from(kind).ok()?).copied()
    }

    /// Whether the identifier is a credit or organisation code that follows from its parts, both check digits included.
    pub(crate) fn has_coded_id(&self) -> bool {
        matches!(
            self.int(&self.partition.ints.id_form),
            Some(id_form::CREDIT_CODE | id_form::ORG_CODE)
        )
    }

    /// Whether the record has an identifier, also one whose bytes make no sense.
    pub(crate) fn has_identifier(&self) -> bool {
        self.int(&self.partition.ints.id_form).is_some()
    }

    /// The record's identifier.
    pub(crate) fn identifier(&self) -> Option<Identifier> {
        self.identifier_of(&mut || self.text(&self.partition.texts.id))
    }

    /// The same, its text read by `text` where it is stored as such.
    pub(super) fn identifier_of(&self, text: &mut dyn FnMut() -> Option<String>) -> Option<Identifier> {
        let ints = &self.partition.ints;
        match self.int(&ints.id_form)? {
            id_form::CREDIT_CODE => {
                let mut code = [b'0'; 18];
                let (pair, rest) = code.split_first_chunk_mut::<2>()?;
                *pair = codes::pair_text(self.int(&ints.code_pair)? as u64);
                let (region, rest) = rest.split_first_chunk_mut::<6>()?;
                let number = self.int(&ints.code_region)?;
                for (digit, place) in region.iter_mut().rev().zip([1, 10, 100, 1000, 10_000, 100_000]) {
                    *digit = b'0' + (number / place % 10) as u8;
                }
                let (body, checks) = rest.split_first_chunk_mut::<8>()?;
                *body = codes::body_text(self.primary()?);
                *checks.first_mut()? = crate::subject::inner_check(&*body)?;
                let outer = crate::subject::outer_check(code.get(..17)?)?;
                *code.last_mut()? = outer;
                Identifier::parse(IdKind::Uscc, core::str::from_utf8(&code).ok()?).ok()
            }
            id_form::ORG_CODE => {
                let body = codes::body_text(self.primary()?);
                let mut text = core::str::from_utf8(&body).ok()?.to_owned();
                text.push(char::from(crate::subject::inner_check(&body)?));
                Identifier::parse(IdKind::OrgCode, &text).ok()
            }
            _ => {
                let kind = IdKind::ALL.get(usize::try_from(self.int(&ints.id_kind)?).ok()?)?;
                Identifier::parse(*kind, &text()?).ok()
            }
        }
    }

    /// The record's name.
    pub(crate) fn name(&self) -> Option<String> {
        self.text(&self.partition.texts.name)
    }

    /// The record's name and its former names; `None` where their bytes make no sense.
    pub(crate) fn sound_names(&self) -> Option<(Option<String>, Vec<String>)> {
        let texts = &self.partition.texts;
        let former = self.sound_text(&texts.former_names)?;
        Some((self.sound_text(&texts.name)?, split_names(former)))
    }

    /// The record's former names.
    pub(crate) fn former_names(&self) -> Vec<String> {
        split_names(self.text(&self.partition.texts.former_names))
    }

    /// The record's document number.
    pub(crate) fn document_no(&self) -> Option<String> {
        self.text(&self.partition.texts.document_no)
    }

    /// The day of the decision, of a record that was listed on a day; `None` where its bytes make no sense.
    pub(crate) fn decided_on(&self, listed_on: Date) -> Option<Option<Date>> {
        self.days_after(&self.partition.ints.decided, listed_on)
    }

    /// Why the subject was listed.
    pub(crate) fn cause(&self) -> Option<String> {
        self.text(&self.partition.texts.cause)
    }

    /// Who listed the subject.
    pub(crate) fn authority(&self) -> Option<String> {
        let (front, listing) = self.partition.listing_at(self.listing()?)?;
        front.authority.get(front.bytes(), listing)
    }

    /// The record id, where the feed has one.
    pub(crate) fn record_id(&self) -> Option<String> {
        self.text(&self.partition.texts.record_id)
    }

    /// The record's codes and dates; `None` where its bytes make no sense.
    pub(crate) fn facts(&self) -> Option<Facts> {
        let (front, listing) = self.partition.listing_at(self.listing()?)?;
        self.facts_on(front.list.get(front.bytes(), listing)?)
    }

    /// The facts of a record that is on this list.
    pub(super) fn facts_on(&self, list_kind: String) -> Option<Facts> {
        let ints = &self.partition.ints;
        let status = *Status::STORED.get(usize::try_from(self.int(&ints.status)?).ok()?)?;
        let listed_on = match self.int(&ints.listed_on) {
            None if status == Status::Unread => Date::unix_epoch(),
            days => Date::from_days(i32::try_from(days?).ok()?)?,
        };
        let end = |field: &Field| match self.int(field) {
            None => Some(None),
            Some(code) => Some(Some(term::decode(listed_on, code)?)),
        };
        Some(Facts {
            list_kind,
            severity: self
                .int(&ints.severity)
                .and_then(|at| Severity::ALL.get(at as usize).copied()),
            listed_on,
            effective_from: self.days_after(&ints.effective, listed_on)?,
            publish_until: end(&ints.term)?,
            effective_until: end(&ints.ban)?,
            status,
        })
    }

    pub(super) fn listing(&self) -> Option<usize> {
        usize::try_from(self.int(&self.partition.ints.listing)?).ok()
    }

    /// The date so many days after another as a column says. The outer `None`: it holds a value that is not a date.
    fn days_after(&self, field: &Field, from: Date) -> Option<Option<Date>> {
        match self.int(field) {
            None => Some(None),
            Some(days) => {
                let days = from.days().checked_add(i32::try_from(days).ok()?)?;
                Date::from_days(days).map(Some)
            }
        }
    }
}

/// Whether none of these records, which come in the order of their rows, has a text. No text is read.
pub(super) fn are_absent<'a>(column: &RowText, mut rows: impl Iterator<Item = RowView<'a>>) -> bool {
    let (mut cursor, mut text) = Default::default();
    rows.all(|row| match column {
        RowText::Absent => true,
        RowText::Direct(number, dictionary) => {
            row.text_from(&mut cursor, 0, (*number, dictionary), &mut text)
                .is_some()
                && text.is_empty()
        }
        RowText::Dictionary(index, _) | RowText::Held(index, _) => row.int(index).is_none(),
    })
}

/// Former names as they are stored.
pub(super) fn split_names(names: Option<String>) -> Vec<String> {
    names.map_or_else(Vec::new, |names| names.split('|').map(str::to_owned).collect())
}
