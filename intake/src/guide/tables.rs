//! What the page says of every column, number, refusal and warning. A kind that is not named here does not compile.

use crate::refusal::Problem;
use crate::{Column, RegisterColumn, word};
use jrp_core::record::SubjectKind;
use jrp_core::subject::spreadsheet::Loss;
use jrp_core::subject::{IdKind, InputWarning, SubjectError};

/// What stands in a column, and an example.
pub(super) fn form(column: Column) -> [&'static str; 2] {
    match column {
        Column::ListKind => [
            "code, full name or other name of a list of the policy pack (`jrp lists` shows them), with or without `名单` and `对象`",
            "BK-ZFCGSX",
        ],
        Column::SubjectKind => ["one of the words below", "org"],
        Column::Name => [
            "text; needed where there is no identifier, and beside a masked one. Quotes, numbering, labels, seals and old names around it are ignored; a number in it is refused",
            "某某市某某建材有限公司",
        ],
        Column::FormerNames => [
            "names, separated by `\\|` (`；`, `、`, `/`, `,` and line breaks are read too)",
            "某某石料厂\\|某某建材厂",
        ],
        Column::IdKind => [
            "one of the words below; needed where there is an identifier",
            "uscc",
        ],
        Column::Id => [
            "the number, in full or masked by `*`; persons need one",
            "91320507MA1QF7RX58",
        ],
        Column::DocumentNo => [
            "text; see *Blank cells* for what is not a number",
            "某财采罚〔2026〕1号",
        ],
        Column::Cause => ["text", "提供虚假材料谋取中标"],
        Column::Severity => ["one of the words below", "一般"],
        Column::Authority => ["text", "某某区财政局"],
        Column::SourceUnit => ["text", "某某区财政局"],
        Column::DecidedOn | Column::EffectiveFrom => ["date", "2026-10-08"],
        Column::ListedOn => ["date", "2026-10-10"],
        Column::PublishUntil => [
            "date, the last day; blank where the list has no fixed term. See *Dates* for `长期` and `3年`",
            "2028-10-09",
        ],
        Column::EffectiveUntil => [
            "date, the last day of what was imposed, if it differs from that of the publication",
            "2027-10-09",
        ],
        Column::Status => ["one of the words below", "active"],
        Column::LegalBasis => ["text", "政府采购法第77条"],
        Column::Domain => ["text", "政府采购"],
        Column::Region => ["six digits of GB/T 2260", "320507"],
        Column::RecordId => ["text, the source's own number of the row", "2026-0001"],
    }
}

/// How a number of each kind is read.
pub(super) fn reading(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Uscc => {
            "18 characters of GB 32100; both check digits are tested, and a wrong one is a warning"
        }
        IdKind::OrgCode => {
            "9 characters of GB 11714, with or without the hyphen; the same as positions 9 to 17 of a credit code. A whole credit code is stored as one"
        }
        IdKind::RegNo => "13 or 15 digits. A whole credit code is stored as one",
        IdKind::TaxNo => {
            "15, 17, 18 or 20 characters. 18 are the credit code and are stored as one; 15 end in the organisation code; 20 begin with a credit code or a citizen id"
        }
        IdKind::CitizenId => "18 characters, or 15 digits, which are lengthened; persons only",
        IdKind::Passport => "5 to 32 letters and digits; persons only",
        IdKind::Permit => {
            "5 to 32 letters, digits, brackets and hyphens: any other document; what follows `其他-` is a note"
        }
    }
}

/// One problem of each kind. A kind that is not named here does not compile.
pub(super) fn problems() -> Vec<Problem> {
    let found = || "\"…\"".to_owned();
    let list = || "BK-ZFCGSX".to_owned();
    let (id_kind, kind) = (IdKind::Uscc, SubjectKind::Org);
    let malformed = |error| Problem::IdMalformed { id_kind, error };
    let problems = vec![
        Problem::Ragged {
            found: 12,
            expected: 13,
        },
        Problem::Blank,
        Problem::ListUnknown { found: found() },
        Problem::SubjectKindUnfit { list: list(), kind },
        Problem::SubjectMissing,
        Problem::PersonIdMissing,
        Problem::IdKindMissing,
        Problem::IdKindUnfit {
            id_kind: IdKind::CitizenId,
            subject_kind: kind,
        },
        malformed(SubjectError::Length { found: 17 }),
        malformed(SubjectError::Character { found: 'O', at: 7 }),
        Problem::DigitsLost {
            loss: Loss::Scientific,
        },
        Problem::DigitsLost { loss: Loss::Rounded },
        Problem::DigitsLost {
            loss: Loss::LeadingZeros,
        },
        Problem::MaskedWithoutName,
        Problem::NumberInName { found: found() },
        Problem::NameUnreadable,
        Problem::Swallowed { lines: 3 },
        Problem::DateUnreadable { found: found() },
        Problem::DateWithTime { found: found() },
        Problem::DateSerial { found: found() },
        Problem::DateInFuture {
            found: "2062-03-01".to_owned(),
            as_of: "2026-03-02".to_owned(),
        },
        Problem::EndMissing { list: list() },
        Problem::EndOpen {
            found: found(),
            list: list(),
        },
        Problem::EndLength {
            found: found(),
            list: list(),
        },
        Problem::EndTooEarly {
            until: "2025-03-01".to_owned(),
            start: "2025-06-01".to_owned(),
            start_of: Column::ListedOn,
        },
        Problem::CitizenId,
        Problem::CitizenIdAsNumber { id_kind },
        Problem::Unfit { code: '\u{202E}' },
        Problem::TooLong {
            found: 4001,
            limit: 4000,
        },
        Problem::RegionMalformed { found: found() },
        Problem::ListNotPublic {
            list: list(),
            disclosure: "government",
        },
        Problem::PersonNotPublic,
        Problem::SoleTraderNeedsCode,
    ];
    let words = [
        word::subject_kind("…").err(),
        word::id_kind("…").err(),
        word::severity("…").err(),
        word::state("…").err(),
    ];
    problems.into_iter().chain(words.into_iter().flatten()).collect()
}

/// Whether the problems above have one of this kind: a new kind does not compile until it is listed.
pub(super) fn is_listed(problem: &Problem) -> bool {
    match problem {
        Problem::Ragged { .. }
        | Problem::Blank
        | Problem::ListUnknown { .. }
        | Problem::WordUnknown { .. }
        | Problem::SubjectKindUnfit { .. }
        | Problem::SubjectMissing
        | Problem::PersonIdMissing
        | Problem::IdKindMissing
        | Problem::IdKindUnfit { .. }
        | Problem::IdMalformed { .. }
        | Problem::DigitsLost { .. }
        | Problem::MaskedWithoutName
        | Problem::NumberInName { .. }
        | Problem::NameUnreadable
        | Problem::Swallowed { .. }
        | Problem::DateUnreadable { .. }
        | Problem::DateWithTime { .. }
        | Problem::DateSerial { .. }
        | Problem::DateInFuture { .. }
        | Problem::EndMissing { .. }
        | Problem::EndOpen { .. }
        | Problem::EndLength { .. }
        | Problem::EndTooEarly { .. }
        | Problem::CitizenId
        | Problem::CitizenIdAsNumber { .. }
        | Problem::Unfit { .. }
        | Problem::TooLong { .. }
        | Problem::RegionMalformed { .. }
        | Problem::ListNotPublic { .. }
        | Problem::PersonNotPublic
        | Problem::SoleTraderNeedsCode => true,
    }
}

pub(super) const WARNINGS: [InputWarning; 4] = [
    InputWarning::CreditCodeCheck,
    InputWarning::OrgCodeCheck,
    InputWarning::CitizenIdCheck,
    InputWarning::RegNoCheck,
];

/// What each warning about an identifier means.
pub(super) fn warning(warning: InputWarning) -> &'static str {
    match warning {
        InputWarning::CreditCodeCheck => {
            "the 18th character of a credit code does not fit the others (GB 32100)"
        }
        InputWarning::OrgCodeCheck => {
            "the last character of an organisation code, which is the 17th of a credit code, does not fit (GB 11714)"
        }
        InputWarning::CitizenIdCheck => {
            "the 18th character of a citizen id does not fit the others (GB 11643)"
        }
        InputWarning::RegNoCheck => "the 15th digit of a registration number does not fit the others",
    }
}

/// How a register's column is recognised.
pub(super) fn recognised(column: RegisterColumn) -> &'static str {
    match column {
        RegisterColumn::CreditCode => {
            "words for credit codes, licences and codes of any kind; `供应商代码`, `编号`, `id` and the like, if half of the filled cells of the first rows are codes; if fewer are, only in rows that have no other number"
        }
        RegisterColumn::OrgCode => "words for organisation codes; other numbers there are read in every way",
        RegisterColumn::TaxNo => "words for tax numbers; other numbers there are read in every way",
        RegisterColumn::RegNo => "words for registration numbers; other numbers there are read in every way",
        RegisterColumn::CitizenId => {
            "words for citizen ids: compared beside the row's code; in rows of an organisation they lead to a review at most; beside a representative, contact or shareholder they count only if the row names a person"
        }
        RegisterColumn::Id => "words for numbers in general, beside a column of kinds",
        RegisterColumn::IdKind => {
            "words for kinds of number; the cells hold the words of `id_kind` above, or name a licence (`营业执照`)"
        }
        RegisterColumn::Name => {
            "words for whoever the register lists; of `名称`, `单位` and `姓名` only the surest are read"
        }
        RegisterColumn::FormerName => "words for earlier names; asked about beside the name",
        RegisterColumn::NameOrNumber => "words for both, joined, as in `名称/统一社会信用代码`",
        RegisterColumn::SubjectKind => {
            "words for the kind of subject; the cells hold the words of `subject_kind` above"
        }
    }
}
