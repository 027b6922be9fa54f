//! Signatures added to a file that is there already.

use super::{SectionSize, UnverifiedSnapshot};
use crate::error::OpenError;
use crate::executor::Sequential;
use crate::format::{column, section_id};
use crate::suite::Signature;

impl<B: AsRef<[u8]>> UnverifiedSnapshot<B> {
    /// The signatures the file carries, unproven.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Checks digests and structure, whoever signed: what somebody makes sure of who is about to add a signature. It
    /// proves no origin. Of a delta, what it takes from its base can be checked only where it is laid on that.
    pub fn check_content(&self) -> Result<(), OpenError> {
        self.check_digests(&Sequential)?;
        UnverifiedSnapshot::parse(self.bytes.as_ref())?
            .open(None, Vec::new(), None)
            .map(drop)
    }

    /// The parts that this version does not know and passes over, by number: nobody who checked the file with it has read
    /// them. What is sealed is not looked into.
    pub fn passed_over(&self) -> Vec<SectionSize> {
        let sections = self.header.sections.iter();
        let sections = sections.filter(|(id, _)| *id >= section_id::PASSABLE);
        let sections = sections.map(|(id, len)| (format!("section {id}"), len));
        let outline = self.outline().ok();
        let columns = outline.iter().flat_map(|outline| outline.sizes());
        let columns = columns.filter(|(id, _)| *id >= column::PASSABLE);
        let columns = columns.map(|(id, len)| (format!("organisations.column {id}"), len));
        let parts = sections.chain(columns);
        parts
            .map(|(name, bytes)| SectionSize {
                name,
                bytes: bytes as u64,
            })
            .collect()
    }

    /// The file with a signature more, which takes the place of an earlier one of the same key. It is not checked here.
    pub fn with_signature(&self, signature: Signature) -> Result<Vec<u8>, OpenError> {
        let mut signatures = self.signatures.clone();
        signatures.retain(|other| other.key_id != signature.key_id);
        signatures.push(signature);
        let block = Signature::write_block(&signatures);
        Signature::read_block(&block)?;
        let signed = self.bytes.as_ref().get(..self.page_table.end);
        Ok([signed.unwrap_or_default(), &block].concat())
    }
}
