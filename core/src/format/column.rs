//! The numbers of the columns. Those from 3 to 31 have a value for each record, 32 to 47 for each listing.

use core::ops::Range;

/// No file has it: those of a preview had their primary keys there, and their records column by column.
pub(crate) const FORMER_PRIMARY: u16 = 1;
pub(crate) const KEYS: u16 = 2;
pub(crate) const ID_FORM: u16 = 3;
pub(crate) const CODE_PAIR: u16 = 4;
pub(crate) const CODE_REGION: u16 = 5;
pub(crate) const ID_KIND: u16 = 6;
pub(crate) const ID_TEXT: u16 = 7;
pub(crate) const SUBJECT_KIND: u16 = 8;
pub(crate) const NAME: u16 = 9;
pub(crate) const FORMER_NAMES: u16 = 10;
pub(crate) const LISTING: u16 = 11;
pub(crate) const DOCUMENT_NO: u16 = 12;
pub(crate) const CAUSE: u16 = 13;
pub(crate) const SEVERITY: u16 = 14;
pub(crate) const STATUS: u16 = 15;
pub(crate) const LISTED_ON: u16 = 16;
pub(crate) const DECIDED: u16 = 17;
pub(crate) const EFFECTIVE: u16 = 18;
pub(crate) const TERM: u16 = 19;
pub(crate) const RECORD_ID: u16 = 20;
pub(crate) const BAN: u16 = 21;

pub(crate) const LIST: u16 = 32;
pub(crate) const AUTHORITY: u16 = 33;
pub(crate) const SOURCE_UNIT: u16 = 34;
pub(crate) const LEGAL_BASIS: u16 = 35;
pub(crate) const DOMAIN: u16 = 36;
pub(crate) const REGION: u16 = 37;

pub(crate) const MASKS: u16 = 48;
pub(crate) const POSSIBLE_NAMES: u16 = 49;
pub(crate) const REMOVED: u16 = 50;
pub(crate) const POSSIBLE_NAMES_UNCODED: u16 = 51;
pub(crate) const FRONT_DIGEST: u16 = 52;
pub(crate) const GROUPS: u16 = 53;

/// What the dictionary of a text column adds to the column's number.
pub(crate) const DICTIONARY: u16 = 64;
pub(crate) const DICTIONARIES: Range<u16> = DICTIONARY..KEY_GROUPS;

/// The groups of the key indexes; what is asked of all keys stands before them.
pub(crate) const KEY_GROUPS: u16 = 120;
pub(crate) const POSSIBLE_NAME_GROUPS: u16 = 121;
pub(crate) const UNCODED_NAME_GROUPS: u16 = 122;

/// The groups of records. What is asked of every record stands before them.
pub(crate) const RECORDS: u16 = 128;

/// The columns of integers that have a value for each record.
pub(crate) const INTEGERS: [u16; 13] = [
    ID_FORM,
    CODE_PAIR,
    CODE_REGION,
    ID_KIND,
    SUBJECT_KIND,
    LISTING,
    SEVERITY,
    STATUS,
    LISTED_ON,
    DECIDED,
    EFFECTIVE,
    TERM,
    BAN,
];

/// The columns that have a value or a text for each record.
pub(crate) const OF_RECORDS: Range<u16> = ID_FORM..BAN + 1;

/// A reader that does not know a column from here on passes it over.
pub(crate) const PASSABLE: u16 = 0x8000;

/// The columns of texts, each of which may have a dictionary. They ascend, as readers search what is made of them.
pub(crate) const TEXTS: [u16; 13] = [
    ID_TEXT,
    NAME,
    FORMER_NAMES,
    DOCUMENT_NO,
    CAUSE,
    RECORD_ID,
    LIST,
    AUTHORITY,
    SOURCE_UNIT,
    LEGAL_BASIS,
    DOMAIN,
    REGION,
    MASKS,
];

/// The name of a column, as in `docs/FORMAT.md`; `None` where this reader knows none with the number.
pub(crate) fn name_of(id: u16) -> Option<String> {
    if let Some(text) = id.checked_sub(DICTIONARY).filter(|id| TEXTS.contains(id)) {
        return Some(format!("{} dictionary", known_name(text)?));
    }
    known_name(id).map(str::to_owned)
}

fn known_name(id: u16) -> Option<&'static str> {
    let name = match id {
        KEYS => "keys",
        ID_FORM => "id form",
        CODE_PAIR => "code pair",
        CODE_REGION => "code region",
        ID_KIND => "id kind",
        ID_TEXT => "id text",
        SUBJECT_KIND => "subject kind",
        NAME => "name",
        FORMER_NAMES => "former names",
        LISTING => "listing",
        DOCUMENT_NO => "document no",
        CAUSE => "cause",
        SEVERITY => "severity",
        STATUS => "status",
        LISTED_ON => "listed on",
        DECIDED => "decided",
        EFFECTIVE => "effective",
        TERM => "term",
        BAN => "ban",
        RECORD_ID => "record id",
        LIST => "list",
        AUTHORITY => "authority",
        SOURCE_UNIT => "source unit",
        LEGAL_BASIS => "legal basis",
        DOMAIN => "domain",
        REGION => "region",
        MASKS => "masks",
        POSSIBLE_NAMES => "possible names",
        REMOVED => "removed",
        POSSIBLE_NAMES_UNCODED => "possible names uncoded",
        FRONT_DIGEST => "front digest",
        GROUPS => "groups",
        KEY_GROUPS => "key groups",
        POSSIBLE_NAME_GROUPS => "possible names groups",
        UNCODED_NAME_GROUPS => "possible names uncoded groups",
        RECORDS => "records",
        _ => return None,
    };
    Some(name)
}

/// Whether a file may have the column.
pub(super) fn is_allowed(id: u16) -> bool {
    id >= PASSABLE || name_of(id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_texts_ascend() {
        assert!(TEXTS.is_sorted());
    }

    #[test]
    fn a_column_of_records_is_of_integers_or_of_texts() {
        assert!(
            OF_RECORDS
                .into_iter()
                .all(|id| INTEGERS.contains(&id) != TEXTS.contains(&id))
        );
    }
}
