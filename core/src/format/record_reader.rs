//! Reading whole records of a partition, one or many.

use super::front::Front;
use super::partition::Partition;
use super::row::split_names;
use super::text_column::TextReader;
use crate::record::{Record, Status};

/// Reads records, the faster the nearer each is to the one before.
pub(crate) struct RecordReader<'a> {
    partition: &'a Partition,
    bytes: &'a [u8],
    id: TextReader<'a>,
    name: TextReader<'a>,
    former_names: TextReader<'a>,
    document_no: TextReader<'a>,
    cause: TextReader<'a>,
    record_id: TextReader<'a>,
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

impl<'a> RecordReader<'a> {
    /// A reader of so many records.
    pub(crate) fn new(partition: &'a Partition, bytes: &'a [u8], records: usize) -> Self {
        let texts = &partition.texts;
        let reader = |column| TextReader::new(column, bytes, records);
        Self {
            partition,
            bytes,
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
        let (partition, bytes) = (self.partition, self.bytes);
        let listing = partition.listing(bytes, row)?;
        let (common, listing) = match listing.checked_sub(partition.listings_below()) {
            Some(own) => (&mut self.own, own),
            None => (self.below.as_mut()?, listing),
        };
        let facts = partition.facts_on(bytes, row, common.list.get(common.bytes, listing)?)?;
        let id = match partition.ints.id_form.get(bytes, row) {
            None => None,
            Some(_) => Some(partition.identifier_of(bytes, row, &mut || self.id.get(bytes, row))?),
        };
        Some(Record {
            list_kind: facts.list_kind,
            subject_kind: partition.subject_kind(bytes, row)?,
            id,
            name: self.name.get(bytes, row),
            former_names: split_names(self.former_names.get(bytes, row)),
            document_no: self.document_no.get(bytes, row),
            cause: self.cause.get(bytes, row),
            severity: facts.severity,
            authority: match common.authority.get(common.bytes, listing) {
                None if facts.status == Status::Unread => String::new(),
                authority => authority?,
            },
            source_unit: common.source_unit.get(common.bytes, listing),
            decided_on: partition.decided_on(bytes, row, facts.listed_on)?,
            listed_on: facts.listed_on,
            effective_from: facts.effective_from,
            publish_until: facts.publish_until,
            effective_until: facts.effective_until,
            status: facts.status,
            legal_basis: common.legal_basis.get(common.bytes, listing),
            domain: common.domain.get(common.bytes, listing),
            region: common.region.get(common.bytes, listing),
            record_id: self.record_id.get(bytes, row),
        })
    }
}
