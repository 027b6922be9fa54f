//! Reading whole records of a partition, one or many.

use super::front::Front;
use super::partition::Partition;
use super::row::{RowView, split_names};
use super::text_column::{RowText, StringReader, TextReader, USUAL_LEN};
use super::token_text::{Cursor, MAX_TEXT};
use crate::record::{Record, Status};

/// Reads records, the faster the nearer each is to the one before.
pub(crate) struct RecordReader<'a> {
    partition: &'a Partition,
    bytes: &'a [u8],
    /// The record that was read last
    last: Option<RowView<'a>>,
    id: RowTextReader<'a>,
    name: RowTextReader<'a>,
    former_names: RowTextReader<'a>,
    document_no: RowTextReader<'a>,
    cause: RowTextReader<'a>,
    record_id: RowTextReader<'a>,
    own: ListingReader<'a>,
    /// Of the base that a delta continues
    below: Option<ListingReader<'a>>,
}

/// Reads listings.
struct ListingReader<'a> {
    bytes: &'a [u8],
    list: TextReader<'a>,
    authority: TextReader<'a>,
    source_unit: TextReader<'a>,
    legal_basis: TextReader<'a>,
    domain: TextReader<'a>,
    region: TextReader<'a>,
}

impl<'a> ListingReader<'a> {
    fn new(front: &'a Front, records: usize) -> Self {
        let bytes = front.bytes();
        let reader = |column| TextReader::new(column, bytes, records);
        Self {
            bytes,
            list: reader(&front.list),
            authority: reader(&front.authority),
            source_unit: reader(&front.source_unit),
            legal_basis: reader(&front.legal_basis),
            domain: reader(&front.domain),
            region: reader(&front.region),
        }
    }
}

/// Reads the texts of a column, the faster the nearer each is to the one before.
struct RowTextReader<'a> {
    column: &'a RowText,
    strings: StringReader<'a>,
    /// The group that was read last, by its first row, and how far
    cursor: (usize, Cursor),
}

impl<'a> RowTextReader<'a> {
    fn new(column: &'a RowText, bytes: &'a [u8], records: usize) -> Self {
        let strings = match column {
            RowText::Dictionary(_, strings) => Some(strings),
            RowText::Absent | RowText::Direct(..) | RowText::Held(..) => None,
        };
        Self {
            column,
            strings: StringReader::new(strings, bytes, records),
            cursor: Default::default(),
        }
    }

    fn get(&mut self, row: &RowView<'a>) -> Option<String> {
        match self.column {
            RowText::Direct(text, dictionary) => {
                let mut out = String::with_capacity(USUAL_LEN);
                row.text_from(&mut self.cursor, MAX_TEXT, (*text, dictionary), &mut out)?;
                (!out.is_empty()).then_some(out)
            }
            RowText::Dictionary(index, _) => self.strings.get(usize::try_from(row.int(index)?).ok()?),
            RowText::Absent | RowText::Held(..) => row.text(self.column),
        }
    }
}

impl<'a> RecordReader<'a> {
    /// A reader of so many records.
    pub(crate) fn new(partition: &'a Partition, bytes: &'a [u8], records: usize) -> Self {
        let texts = &partition.texts;
        let reader = |column| RowTextReader::new(column, bytes, records);
        Self {
            partition,
            bytes,
            last: None,
            id: reader(&texts.id),
            name: reader(&texts.name),
            former_names: reader(&texts.former_names),
            document_no: reader(&texts.document_no),
            cause: reader(&texts.cause),
            record_id: reader(&texts.record_id),
            own: ListingReader::new(partition.front(), records),
            below: partition
                .front_below()
                .map(|front| ListingReader::new(front, records)),
        }
    }

    /// The whole record; `None` where there is no such row or its bytes make no sense.
    pub(crate) fn record(&mut self, row: usize) -> Option<Record> {
        let partition = self.partition;
        let view = match &self.last {
            Some(last) => last.at(row)?,
            None => partition.row(self.bytes, row)?,
        };
        self.last = Some(view);
        let listing = view.listing()?;
        let (common, listing) = match listing.checked_sub(partition.listings_below()) {
            Some(own) => (&mut self.own, own),
            None => (self.below.as_mut()?, listing),
        };
        let facts = view.facts_on(common.list.get(common.bytes, listing)?)?;
        let id = match view.int(&partition.ints.id_form) {
            None => None,
            Some(_) => Some(view.identifier_of(&mut || self.id.get(&view))?),
        };
        Some(Record {
            list_kind: facts.list_kind,
            subject_kind: view.subject_kind()?,
            id,
            name: self.name.get(&view),
            former_names: split_names(self.former_names.get(&view)),
            document_no: self.document_no.get(&view),
            cause: self.cause.get(&view),
            severity: facts.severity,
            authority: match common.authority.get(common.bytes, listing) {
                None if facts.status == Status::Unread => String::new(),
                authority => authority?,
            },
            source_unit: common.source_unit.get(common.bytes, listing),
            decided_on: view.decided_on(facts.listed_on)?,
            listed_on: facts.listed_on,
            effective_from: facts.effective_from,
            publish_until: facts.publish_until,
            effective_until: facts.effective_until,
            status: facts.status,
            legal_basis: common.legal_basis.get(common.bytes, listing),
            domain: common.domain.get(common.bytes, listing),
            region: common.region.get(common.bytes, listing),
            record_id: self.record_id.get(&view),
        })
    }
}
