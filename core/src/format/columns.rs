//! What a partition has for each record, column by column.

use super::column;
use super::field::Field;
use super::groups::Groups;
use super::opener::Layout;
use super::term;
use super::text_column::{RowText, TextColumn};
use crate::error::{OpenError, Section};
use crate::record::{Severity, Status, SubjectKind};
use crate::subject::IdKind;
use core::ops::Range;
use core::slice::from_ref;

/// The kinds of subjects that a section holds, as numbers.
fn subject_kinds(section: Section) -> &'static [Range<i64>] {
    const PERSON: i64 = SubjectKind::Person as i64;
    const PERSONS: Range<i64> = PERSON..PERSON + 1;
    const OTHERS: [Range<i64>; 2] = [0..PERSON, PERSON + 1..SubjectKind::ALL.len() as i64];
    match section {
        Section::Persons => from_ref(const { &PERSONS }),
        _ => &OTHERS,
    }
}

#[derive(Clone, Debug)]
pub(super) struct Ints {
    pub(super) id_form: Field,
    pub(super) code_pair: Field,
    pub(super) code_region: Field,
    pub(super) id_kind: Field,
    pub(super) subject_kind: Field,
    pub(super) listing: Field,
    pub(super) severity: Field,
    pub(super) status: Field,
    pub(super) listed_on: Field,
    pub(super) decided: Field,
    pub(super) effective: Field,
    pub(super) term: Field,
    pub(super) ban: Field,
}

#[derive(Clone, Debug)]
pub(super) struct Texts {
    pub(super) id: RowText,
    pub(super) name: RowText,
    pub(super) former_names: RowText,
    pub(super) document_no: RowText,
    pub(super) cause: RowText,
    pub(super) record_id: RowText,
    pub(super) masks: TextColumn,
}

pub(super) fn below(count: usize) -> Range<i64> {
    0..count as i64
}

impl Ints {
    pub(super) fn of(layout: &mut Layout) -> Self {
        use column as c;
        Self {
            id_form: layout.integer(c::ID_FORM),
            code_pair: layout.integer(c::CODE_PAIR),
            code_region: layout.integer(c::CODE_REGION),
            id_kind: layout.integer(c::ID_KIND),
            subject_kind: layout.integer(c::SUBJECT_KIND),
            listing: layout.integer(c::LISTING),
            severity: layout.integer(c::SEVERITY),
            status: layout.integer(c::STATUS),
            listed_on: layout.integer(c::LISTED_ON),
            decided: layout.integer(c::DECIDED),
            effective: layout.integer(c::EFFECTIVE),
            term: layout.integer(c::TERM),
            ban: layout.integer(c::BAN),
        }
    }

    /// Looks at the values of all rows, and at the numbers of texts, so that reading one later cannot go wrong.
    pub(super) fn check(
        &self,
        texts: &Texts,
        bytes: &[u8],
        groups: &Groups,
        listings: usize,
        section: Section,
    ) -> Result<(), OpenError> {
        // Any day from year 1 to year 9999, or a distance between two of them.
        let days = -3_652_059..3_652_060;
        let (forms, pairs, regions) = (0..3, 0..1296, 0..1_000_000);
        let (id_kinds, listings) = (below(IdKind::ALL.len()), below(listings));
        let (severities, statuses) = (below(Severity::ALL.len()), below(Status::STORED.len()));
        let allowed: [(&Field, &[Range<i64>]); 13] = [
            (&self.id_form, from_ref(&forms)),
            (&self.code_pair, from_ref(&pairs)),
            (&self.code_region, from_ref(&regions)),
            (&self.id_kind, from_ref(&id_kinds)),
            (&self.subject_kind, subject_kinds(section)),
            (&self.listing, from_ref(&listings)),
            (&self.severity, from_ref(&severities)),
            (&self.status, from_ref(&statuses)),
            (&self.listed_on, from_ref(&days)),
            (&self.decided, from_ref(&days)),
            (&self.effective, from_ref(&days)),
            (&self.term, &term::CODES),
            (&self.ban, &term::CODES),
        ];
        let mut limits = Vec::new();
        for (field, allowed) in allowed {
            limits.extend(field.limit(bytes, section, allowed)?);
        }
        let indexes: Vec<(&Field, Range<i64>)> = texts.indexes().collect();
        for (index, allowed) in &indexes {
            limits.extend(index.limit(bytes, section, from_ref(allowed))?);
        }
        groups.check(bytes, limits, section)
    }
}

impl Texts {
    pub(super) fn of(layout: &mut Layout, masks: TextColumn) -> Self {
        use column as c;
        Self {
            id: layout.text(c::ID_TEXT),
            name: layout.text(c::NAME),
            former_names: layout.text(c::FORMER_NAMES),
            document_no: layout.text(c::DOCUMENT_NO),
            cause: layout.text(c::CAUSE),
            record_id: layout.text(c::RECORD_ID),
            masks,
        }
    }

    /// The column of records with this number.
    #[cfg(feature = "build")]
    pub(super) fn column(&self, id: u16) -> Option<&RowText> {
        use column as c;
        Some(match id {
            c::ID_TEXT => &self.id,
            c::NAME => &self.name,
            c::FORMER_NAMES => &self.former_names,
            c::DOCUMENT_NO => &self.document_no,
            c::CAUSE => &self.cause,
            c::RECORD_ID => &self.record_id,
            _ => return None,
        })
    }

    /// The numbers of texts that stand once, and how many such texts there are.
    fn indexes(&self) -> impl Iterator<Item = (&Field, Range<i64>)> {
        let texts = [
            &self.id,
            &self.name,
            &self.former_names,
            &self.document_no,
            &self.cause,
            &self.record_id,
        ];
        texts
            .into_iter()
            .filter_map(|text| Some((text.index()?, below(text.strings()))))
    }
}
