//! `docs/FEEDS.md`, written from the tables by which feeds and registers are read. `JRP_UPDATE_FEEDS=1 cargo test -p
//! jrp-intake guide` writes it anew.

mod tables;

use crate::header::REQUIRED;
use crate::register::vocabulary;
use crate::{Column, Guess, Profile, RegisterColumn, Unsupported, clean, day, term, word};
use jrp_core::record::{FILLERS, POINTERS};
use jrp_core::subject::IdKind;
use std::fmt::Write;
use std::fs;
use tables::{WARNINGS, form, is_listed, problems, reading, recognised, warning};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/FEEDS.md");

fn page() -> String {
    let mut page = String::from(
        "# Feeds and registers\n\nFor those who make or correct the tables that JRP reads. The page is written from the tables in the code; `JRP_UPDATE_FEEDS=1 cargo test -p jrp-intake guide` writes it anew.\n\n\
         A **feed** is a table of list rows: what `jrp build`, `delta` and `publish` read. A **register** is somebody's own table of subjects, such as all \
         suppliers: what `jrp screen` reads. Both may have any of these forms; the bytes of a file decide, not its name:\n\n\
         * cells separated by commas, tabs, semicolons or vertical bars (a line `sep=;` on top may say so), in UTF-8 with or without a byte-order mark, UTF-16 or GB18030 (GBK, GB2312);\n\
         * a page with tables (HTML), or Excel's XML of 2003, whatever the file is called;\n\
         * JSON: one object a line, or an array of objects, whose keys are the titles; a key that appears twice in an object is refused;\n\
         * workbooks: XLSX, XLS and ODS. Merged cells are filled down, hidden rows and sheets are read like the others, and reported. Every sheet of a feed that has a header is read; one that has none and names no subject, by number or name, is passed over. \
         Of a register one sheet is read (`--sheet`). Macros, passwords, formulas that refer to other workbooks or have no saved result (a blank one is a result only where it is text) are refused, and so is a file that unpacks to more than a table can hold.\n\n\
         The header may stand below titles, among the first 30 rows; it is the row with the most known titles. Columns of row numbers and remarks (`序号`, `备注`), titles above the header, and totals and signatures below the rows are passed over, and the report lists \
         them (`passedOver`, and `notes` of each file). A row that may name a subject is never passed over, and a file in which the header stands again with its columns in another order is refused.\n\n\
         ## Profiles\n\nA table with other columns than these is read with a profile (`--profile NAME|FILE.toml` of `build`, `delta` and `publish`). Of several, the first that fits is used; a table with our own columns needs none. These are built in:\n\n{profiles}\n\n\
         Your own profile is a TOML file:\n\n| key | what it says |\n|---|---|\n| `name`, `title` | what it is called, and what it is for |\n| `[constants]` | what every row has: `list_kind = \"BK-ZFCGSX\"`; `subject_kind = \"form\"`: no column gives it, so the form of the number decides, if that is beyond doubt |\n| `[columns]` | for each of our columns, its title in the table, or several titles: the first filled one is read |\n\
         | `[ids]` | by the title of a column of numbers, which kind they are (`uscc`, `org-code` …); without it, or as `form`, each number is read by its own form: 18 characters are a credit code, of a person a citizen id; 9 an organisation code, 13 or 15 a registration number, 17 or 20 a tax number; `person`: the column is read for natural persons only, and the kind is in the column of `id_kind` |\n\
         | `[codes.status]` and so on | for each text of a cell, what it stands for: `\"0\" = \"active\"` |\n| `ignore` | titles that are not read; any other unknown title is refused |\n| `ended` | titles of columns that are filled once a row has left its list; a day still to come is the day from which it has left |\n\n\
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
        "\n## Words\n\nThe first word of a row is the code; case and width do not matter.\n"
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
        "Only `active`, `objection` and `suspended` rows are loaded; the others are left out. `pending`, `deferred` and expired rows outweigh earlier rows of the same decision.\n\n\
         **`repaired` and `revoked` rows** end the record of their list that they name: by `record_id`; else by `document_no`; else by `listed_on` of the same authority, unless `record_id` differs, or `document_no` differs and the row was decided no later than that day; else the only one of \
         their subject, if authority and numbers agree.\n\n\
         * A bare `record_id` such as `7` names only what `document_no` or `listed_on` does not contradict.\n\
         * If both rows have names and share none, only the `record_id` counts, because codes get copied into wrong rows.\n\
         * Such a row ends nothing before its own day, nothing of another list or of another authority's number, and by a name alone only what document number or listing day names.\n\
         * A record that stays although such a row may mean it, and a day that names records of two decisions, are reported, with exit code 3.\n\n\
         **Several rows are one record** only if `list_kind`, `id`, `name`, `authority` and `record_id` are the same. If `record_id` is blank or a bare count such as `7`, `document_no` and `listed_on` must be the same too; if `document_no` is blank or a bare count such as `1号`, also `decided_on`. \
         The later decision stays (of the same day, the stricter one), and `conflicts` names both. Rows that differ only by their names both stay, and `namesDiffer` pairs them: check whether a number was copied into the wrong row, or write the `former_names`. It also pairs rows with one person's number and two names, wherever they stand; until that is corrected, a question with one of the names and another number is `indeterminate`.\n\n\
         ## Numbers\n\nWidth, case, blanks and line breaks inside a number do not matter, and the traces that spreadsheets, and people who guard against them, leave around it are removed: \
         `'…`, `=\"…\"`, `….0`, tabs, and scientific notation that has every digit. Lost digits are never guessed.\n\n| `id_kind` | how it is read |\n|---|---|"
    ));
    for kind in IdKind::ALL {
        line(format_args!("| `{}` | {} |", kind.code(), reading(kind)));
    }
    line(format_args!(
        "\nThe report counts what is odd but no reason to refuse a row (`warnings`), and names the rows (`warned`):\n\n| warning | what it means |\n|---|---|"
    ));
    for about in WARNINGS {
        line(format_args!("| `{}` | {} |", about.code(), warning(about)));
    }
    line(format_args!(
        "| `{}` | the publication ends later than the term of the list allows; correct `publish_until` or `listed_on` |",
        crate::judge::TERM_TOO_LONG
    ));
    line(format_args!(
        "| `{}` | `listed_on` or `effective_from` lies after the date of the data, so answers do not show the record before that day |\n\
         | `{}` | the name holds what cannot stand in one, or hides a part, so the record is found by its number only; type the name in full |\n\
         | `{}` | the name holds a web address, which readers may follow |\n\
         | `{}` | `authority` or `source_unit` holds a web address |\n\
         | `{}` | a time of day was cut off a date |\n\
         | `{}` | `publish_until` is a length of time, and the last day was counted from the listing |\n\
         | `{}` | the row has a number, but its list and other required cells are blank, as under merged cells; they were filled from the row above |",
        crate::judge::NOT_YET,
        crate::judge::NAME_UNREADABLE,
        crate::counting::NAME_ADDRESS,
        crate::counting::UNIT_ADDRESS,
        crate::judge::TIME_CUT,
        crate::judge::TERM_COUNTED,
        crate::judge::FILLED_DOWN
    ));
    let forms = day::FORMS.map(|form| format!("`{form}`")).join(", ");
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let endless = words(&term::ENDLESS);
    let nothing = words(&clean::NOTHING);
    let (pointers, fillers) = (words(&POINTERS), words(&FILLERS));
    line(format_args!(
        "\n## Dates\n\nThese forms are read: {forms}. A time of day is cut off, and the report counts it (`time-cut`); a time with a zone is first converted to Beijing time. `16:00:00` without a zone is refused, because programs that use Greenwich time write midnight in Beijing that way, \
         and it belongs to the next day. Cells of a workbook that hold dates are read by the workbook's own calendar; day numbers in text are refused. \
         `2099-12-31`, `1900-01-01` and any day of the year 9999 stand for no date. \
         In `publish_until` {endless} say that there is no last day, on lists that have no fixed term; and a length of time such as `3年`, `三年`, `36个月`, `一年半` is counted from the listing, or from `effective_from` where that is later, on lists for which the law sets a term at least as long \
         (`max_term` of the policy pack; `term-counted`). The last day is the same day of the month (民法典 第202条). Elsewhere both are refused.\n\n## Blank cells\n\nThese stand for nothing: {nothing}. A `document_no` without a digit, of zeros alone, or that begins with one of {pointers} counts as blank too. \
         One of at most six digits with nothing around them but {fillers} is a place in a count (1号, 〔2026〕3号): two different ones tell two decisions apart, but one alone names none, because many decisions have it.\n\n\
         ## Refused rows\n\nThe report names a refused row with its row number, column and code, and says what to do. All its other faults stand beside that (`further`), so that the row can be corrected in one go. It is counted once, by the first fault. The other rows are built. A refused row still speaks:\n\n\
         | what can be read of it | what an answer says |\n|---|---|\n\
         | list and subject | a question about the subject gets `row-unread`: `indeterminate` on a list with a measure in the matter, else a notice |\n\
         | the list, and either name or number, the other being unreadable | the same; a question by the unreadable one alone gets `clear` with the warning `list-incomplete` |\n\
         | the list | `clear` on the list carries `list-incomplete` |\n\
         | not even the list; also rows that a quotation mark has turned into the text of a cell | `clear` on every covered list carries `list-incomplete` |\n\
         | footers, totals, column numbers, the header again | nothing. A row with a list, a kind, a status, or a number or name of a subject (also inside a text) is never taken for one, and speaks like other rows; whoever signs is not a subject |\n\
         | a person with a wrong last digit in the citizen id (loaded) | a question with the name gets `row-unread`, whatever the number; without a name, `list-incomplete` |\n\
         | a credit code with a wrong check digit (loaded) or character (refused) | a question by a code that it may stand for gets `row-unread` |\n\
         | a name that is partly hidden (王某, 江州市**厂) | refused without a whole number; a question by the name gets `list-incomplete` |\n\n\
         The messages, with examples of what was found:\n\n| code | message |\n|---|---|"
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
        "\nA file that is not such a table is refused as a whole, with its place:\n\n* a text that is {}, or {}\n* {}\n\n\
         ## Columns of a register\n\n`jrp screen` recognises a column by a title that consists of the words below and of nothing else. Stars, notes in brackets, line breaks, blanks and the difference of traditional characters are ignored; \
         words may be joined (`/`, `、`, `或`). A column about somebody else (purchaser, agent, legal representative, bank) is not the subject's. The summary says which column was read as what, and names columns of numbers and of names that were \
         not read.\n\n\
         * Every column of numbers is compared, and every number of a cell that holds several; the row's answer is the strictest.\n\
         * A row without a number in those columns is compared by a code in another column. That may be somebody else's, so it leads to a review at most.\n\
         * If no column is read as codes and one looks like codes, the register is refused until `--code-column TITLE` names it or `--name-only` says that names are enough.\n\n| read as | how it is recognised |\n|---|---|",
        Guess::Utf8,
        Guess::Gb18030,
        unsupported.join("\n* ")
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
    // The lines of the committed page are wrapped.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words(&committed) == words(&page()),
        "docs/FEEDS.md is stale; run JRP_UPDATE_FEEDS=1 cargo test -p jrp-intake guide, then scripts/wrap-markdown"
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
