//! `docs/FEEDS.md`, written from the tables by which feeds and registers are read. `JRP_UPDATE_FEEDS=1 cargo test -p
//! jrp-intake guide` writes it anew.

use crate::header::REQUIRED;
use crate::refusal::Problem;
use crate::register::vocabulary;
use crate::{Column, Guess, Profile, RegisterColumn, Unsupported, clean, day, word};
use jrp_core::record::{FILLERS, POINTERS, SubjectKind};
use jrp_core::subject::spreadsheet::Loss;
use jrp_core::subject::{IdKind, InputWarning, SubjectError};
use std::fmt::Write;
use std::fs;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/FEEDS.md");

/// What stands in a column, and an example.
fn form(column: Column) -> [&'static str; 2] {
    match column {
        Column::ListKind => [
            "code or full name of a list of the policy pack (`jrp inspect` shows them)",
            "BK-ZFCGSX",
        ],
        Column::SubjectKind => ["one of the words below", "org"],
        Column::Name => [
            "text; needed where there is no identifier, and beside a masked one. Quotes, numbering, labels, seals and old names around it are read away; a number in it is refused",
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
            "text; see *Blank cells* for what is no number",
            "某财采罚〔2026〕1号",
        ],
        Column::Cause => ["text", "提供虚假材料谋取中标"],
        Column::Severity => ["one of the words below", "一般"],
        Column::Authority => ["text", "某某区财政局"],
        Column::SourceUnit => ["text", "某某区财政局"],
        Column::DecidedOn | Column::EffectiveFrom => ["date", "2026-10-08"],
        Column::ListedOn => ["date", "2026-10-10"],
        Column::PublishUntil => [
            "date, the last day; blank where the list has no fixed term",
            "2028-10-09",
        ],
        Column::EffectiveUntil => [
            "date, the last day of what was imposed, where it is not that of the publication",
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
fn reading(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Uscc => {
            "18 characters of GB 32100; both check digits are looked at, and a wrong one is a warning"
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
fn problems() -> Vec<Problem> {
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
fn is_listed(problem: &Problem) -> bool {
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

const WARNINGS: [InputWarning; 4] = [
    InputWarning::CreditCodeCheck,
    InputWarning::OrgCodeCheck,
    InputWarning::CitizenIdCheck,
    InputWarning::RegNoCheck,
];

/// What each warning about an identifier means.
fn warning(warning: InputWarning) -> &'static str {
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
fn recognised(column: RegisterColumn) -> &'static str {
    match column {
        RegisterColumn::CreditCode => {
            "words for credit codes, licences and codes of any kind; `供应商代码`, `编号`, `id` and their like where half of the filled cells of the first rows are codes, and where fewer are, those in rows that have no other number"
        }
        RegisterColumn::OrgCode => "words for organisation codes; other numbers there are read in every way",
        RegisterColumn::TaxNo => "words for tax numbers; other numbers there are read in every way",
        RegisterColumn::RegNo => "words for registration numbers; other numbers there are read in every way",
        RegisterColumn::CitizenId => {
            "words for citizen ids: beside columns of codes in rows that have no code, and beside a representative, contact or shareholder only where the row names a person"
        }
        RegisterColumn::Id => "words for numbers in general, beside a column of kinds",
        RegisterColumn::IdKind => {
            "words for kinds of number; the cells hold the words of `id_kind` above, or name a licence (`营业执照`)"
        }
        RegisterColumn::Name => {
            "words for who stands in the register; of `名称`, `单位` and `姓名` only the surest are read"
        }
        RegisterColumn::FormerName => "words for earlier names; asked for beside the name",
        RegisterColumn::NameOrNumber => "words for both, joined, as in `名称/统一社会信用代码`",
        RegisterColumn::SubjectKind => {
            "words for the kind of subject; the cells hold the words of `subject_kind` above"
        }
    }
}

fn page() -> String {
    let mut page = String::from(
        "# Feeds and registers\n\nThis page is written from the tables by which the code reads; `JRP_UPDATE_FEEDS=1 cargo test -p jrp-intake guide` writes it anew.\n\n\
         A **feed** is a table of list rows: what `jrp build`, `delta` and `publish` read. A **register** is somebody's own table of subjects, such as all \
         suppliers: what `jrp screen` reads. Both may have any of these forms; a file is what its bytes say, whatever its name:\n\n\
         * cells separated by commas, tabs, semicolons or vertical bars (a line `sep=;` on top may say so), in UTF-8 with or without a byte-order mark, UTF-16 or GB18030 (GBK, GB2312);\n\
         * a page with tables (HTML), or Excel's XML of 2003, whatever the file is called;\n\
         * JSON: one object a line, or an array of objects, whose keys are the titles;\n\
         * workbooks: XLSX, XLS and ODS. Merged cells are filled down, hidden rows and sheets are read as the others and told. Every sheet of a feed that has a header is read; one that has none and names no subject is passed over. \
         Of a register one sheet is read (`--sheet`). Macros, passwords, formulas that refer to other workbooks or have no saved result are refused, and what unpacks to more than a table can be.\n\n\
         The header may stand below titles, among the first 30 rows; it is the row with the most known titles. Columns of row numbers and remarks (`序号`, `备注`), titles above the header, and totals and signatures below the rows are passed over, and the report lists \
         them (`passedOver`, and `notes` of each file). A row that may name a subject is never passed over.\n\n\
         ## Profiles\n\nA table with other columns than these is read by a profile (`--profile NAME|FILE.toml` of `build`, `delta` and `publish`; given again, the first that fits is taken, and a table with our own columns needs none). Built in are:\n\n{profiles}\n\n\
         A profile of one's own is a TOML file:\n\n| key | what it says |\n|---|---|\n| `name`, `title` | what it is called, and what it is for |\n| `[constants]` | what every row has: `list_kind = \"BK-ZFCGSX\"` |\n| `[columns]` | by our column, its title in the table, or several: the first filled one is read |\n\
         | `[ids]` | by the title of a column of numbers, which kind they are (`uscc`, `org-code` …); without it, or as `form`, each number is read by its own form: 18 characters are a credit code, of a person a citizen id; 9 an organisation code, 13 or 15 a registration number, 17 or 20 a tax number |\n\
         | `[codes.status]` and so on | by a cell's text, what it stands for: `\"0\" = \"active\"` |\n| `ignore` | titles that are not read; any other unknown title is refused |\n\n\
         ## Columns of a feed\n\nIn any order; an unknown column is refused by its name. Width, case, blanks, line breaks, stars and notes in brackets do not matter in a header.\n\n\
         | English | Chinese | required | form | example |\n|---|---|---|---|---|\n",
    );
    let profiles = Profile::builtin()
        .into_iter()
        .map(|profile| format!("* `{}`: {}", profile.name(), profile.title()));
    page = page.replace("{profiles}", &profiles.collect::<Vec<_>>().join("\n"));
    let mut line = |text: std::fmt::Arguments<'_>| {
        let _ = page.write_fmt(text);
        page.push('\n');
    };
    for column in Column::all() {
        let required = match column {
            _ if REQUIRED.contains(&column) => "yes",
            Column::Name | Column::Id => "one of `name`, `id`",
            _ => "",
        };
        let [form, example] = form(column);
        line(format_args!(
            "| `{}` | {} | {required} | {form} | {example} |",
            column.code(),
            column.label()
        ));
    }
    line(format_args!(
        "\n## Words\n\nThe first word of a line is the code; case and width do not matter.\n"
    ));
    for (column, rows) in word::all() {
        line(format_args!(
            "### `{}` {}\n\n| code | also read |\n|---|---|",
            column.code(),
            column.label()
        ));
        for words in rows {
            if let Some((code, others)) = words.split_first() {
                line(format_args!("| `{code}` | {} |", others.join("、")));
            }
        }
        line(format_args!(""));
    }
    line(format_args!(
        "Only `active`, `objection` and `suspended` rows are loaded. The others are left out. `repaired` and `revoked` rows end the record of their list that they name: by `record_id`; else by `document_no`; else by `listed_on` of the same authority, unless `record_id` differs, or `document_no` does and the row was decided no later than that day; else the only one of \
         their subject, where authority and numbers agree. They end nothing before their own day, nothing of another list or of another authority's number, and by a name alone only what document number or listing day name; what stays though they may mean it \
         is told, with exit code 3. `pending`, `deferred` and expired rows outweigh earlier rows of the same record.\n\n\
         ## Numbers\n\nWidth, case, blanks and line breaks inside a number do not matter, and what spreadsheets and people who guard against them leave around it is taken off: \
         `'…`, `=\"…\"`, `….0`, tabs, and scientific notation that has every digit. Digits that are lost are never guessed.\n\n| `id_kind` | how it is read |\n|---|---|"
    ));
    for kind in IdKind::ALL {
        line(format_args!("| `{}` | {} |", kind.code(), reading(kind)));
    }
    line(format_args!(
        "\nWhat is odd and no reason to refuse a row, the report counts (`warnings`) with its row (`warned`):\n\n| warning | what it means |\n|---|---|"
    ));
    for about in WARNINGS {
        line(format_args!("| `{}` | {} |", about.code(), warning(about)));
    }
    line(format_args!(
        "| `{}` | the publication ends later than the term of the list allows; correct `publish_until` or `listed_on` |",
        crate::feed::TERM_TOO_LONG
    ));
    line(format_args!(
        "| `{}` | `listed_on` or `effective_from` lies after the date of the data, so that nobody is told of the record before that day |\n\
         | `{}` | the name holds what cannot stand in one, or hides a part, so that the record is found by its number only; type the name in full |\n\
         | `{}` | the name holds a web address, which readers may follow |\n\
         | `{}` | `authority` or `source_unit` holds a web address |\n\
         | `{}` | a time of day was cut off a date |\n\
         | `{}` | the row has a number, and left its list and other cells that every row needs to the row above, as merged cells do; they were filled from there |",
        crate::feed::NOT_YET,
        crate::feed::NAME_UNREADABLE,
        crate::report::NAME_ADDRESS,
        crate::report::UNIT_ADDRESS,
        crate::feed::TIME_CUT,
        crate::feed::FILLED_DOWN
    ));
    let forms = day::FORMS.map(|form| format!("`{form}`")).join(", ");
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let nothing = words(&clean::NOTHING);
    let (pointers, fillers) = (words(&POINTERS), words(&FILLERS));
    line(format_args!(
        "\n## Dates\n\nRead are {forms}. A time of day is cut off, which the report counts (`time-cut`); one with a zone is read in Beijing's. `16:00:00` without one is refused, because programs that think in Greenwich time write Beijing's midnight so, \
         which is the next day. In cells of a workbook that hold dates these are read by the book's own calendar; day numbers in text are refused. \
         `2099-12-31`, `1900-01-01` and any day of the year 9999 stand for no date.\n\n## Blank cells\n\nThese stand for nothing: {nothing}. A `document_no` without a digit, of zeros alone, or that begins with one of {pointers} is none either. \
         One of at most six digits with nothing around them but {fillers} is a place in a count (1号, 〔2026〕3号): two of them tell two decisions, but one names none, as many decisions have it.\n\n\
         ## Refused rows\n\nA refused row stands in the report with its row, column, code and what to do; the others are built. It still speaks:\n\n\
         | what can be read of it | what an answer says |\n|---|---|\n\
         | list and subject | who asks for the subject is told `row-unread`: `indeterminate` on a list with a measure in the matter, else a notice |\n\
         | list and name, and the number cannot be read, or the name not | the same, and who asks by the other alone gets `clear` with the warning `list-incomplete` |\n\
         | the list | `clear` on the list carries `list-incomplete` |\n\
         | not even the list, and rows that a quotation mark has made text of a cell | `clear` on every covered list carries `list-incomplete` |\n\
         | footers, totals, column numbers, the header again | nothing; what has a list, a kind, a status, or a number or name of a subject (in a text, too) is never one, and speaks like other rows; who signs is no subject |\n\
         | a person whose citizen id has a wrong last digit (loaded) | who gives the name is told `row-unread`, whatever the number; without a name `list-incomplete` |\n\
         | a credit code with a wrong check digit (loaded) or character (refused) | who asks by a code that may be meant by it is told `row-unread` |\n\
         | a name of which a part is hidden (王某, 江州市**厂) | refused without a whole number; `list-incomplete` for who asks by the name |\n\n\
         The messages, with examples in the place of what was found:\n\n| code | message |\n|---|---|"
    ));
    for problem in problems() {
        assert!(is_listed(&problem));
        line(format_args!(
            "| `{}` | {} |",
            problem.code(),
            problem.to_string().replace('|', "\\|")
        ));
    }
    let unsupported = Unsupported::ALL.map(|form| form.to_string());
    line(format_args!(
        "\nA file that is no such table is refused as a whole, with its place: a text that is {}, or {}; {}.\n\n\
         ## Columns of a register\n\n`jrp screen` knows a column by a title that consists of the words below and of nothing else, with stars, notes in brackets, line breaks, blanks and traditional characters read away; \
         words may be joined (`/`, `、`, `或`). What is about somebody else (purchaser, agent, legal representative, bank) is not the subject's. The summary says which column was read as what, and names columns of numbers and of names that were \
         not read. Every column of numbers is compared, and every number of a cell that holds several; the answer of the row is the strictest. A row without a number in those columns is compared by a code that stands in another one, which may be somebody else's: what it leads to is at most a review. Where no column is read as codes and one looks like codes, the register is refused until \
         `--code-column TITLE` names it or `--name-only` says that names are enough.\n\n| read as | how it is recognised |\n|---|---|",
        Guess::Utf8,
        Guess::Gb18030,
        unsupported.join("; ")
    ));
    for column in RegisterColumn::ALL {
        line(format_args!(
            "| `{}` {} | {} |",
            column.code(),
            column.label(),
            recognised(column)
        ));
    }
    line(format_args!("\nThe words:\n\n| for | words |\n|---|---|"));
    for (what, words) in vocabulary::documented() {
        line(format_args!(
            "| {what} | {} |",
            words.split_whitespace().collect::<Vec<_>>().join("、")
        ));
    }
    line(format_args!(
        "\nEnglish titles: `credit_code`, `USCC`, `Unified Social Credit Code`, `Org Code`, `Tax No`, `Registration No`, `id` with `id_kind`, `name`, `Supplier Name`, `Company`, `Bidder`, `subject_kind` and their like."
    ));
    page
}

#[test]
fn the_committed_page_is_current() {
    if std::env::var_os("JRP_UPDATE_FEEDS").is_some() {
        fs::write(PATH, page()).unwrap();
    }
    let committed = fs::read_to_string(PATH).unwrap_or_default();
    assert!(
        committed == page(),
        "docs/FEEDS.md is stale; run JRP_UPDATE_FEEDS=1 cargo test -p jrp-intake guide"
    );
}

#[test]
fn what_the_page_promises_is_so() {
    for form in day::FORMS {
        let date = day::read(form).unwrap().map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2025-03-01"), "{form}");
    }
    assert!(clean::NOTHING.iter().all(|word| clean::text(word).is_empty()));
    for (column, [_, example]) in Column::all().map(|column| (column, form(column))) {
        let date = matches!(
            column,
            Column::DecidedOn | Column::ListedOn | Column::PublishUntil
        );
        assert!(
            !date || day::read(example).is_ok_and(|date| date.is_some()),
            "{column}"
        );
    }
}
