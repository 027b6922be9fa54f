//! Columns come to what their rows come to, in every type of text; what is not a table is an error that says why.

#[path = "../../core/tests/common/mod.rs"]
mod common;
mod hand;

use common::{by_code, code, org, query, roster};
use core::ptr::null;
use hand::{array, buffer, column, rows, schema, table};
use jrp_arrow::{ArrowArray, ArrowError, ArrowSchema, Screened, Titles, screen};
use jrp_core::compare::Screener;
use jrp_core::query::{Query, SubjectQuery};
use jrp_core::record::SubjectKind;
use jrp_core::roster::RosterSet;
use jrp_core::subject::IdKind;
use std::sync::Arc;

fn lists() -> RosterSet<Vec<u8>> {
    let listed = code("91", "320507", "MA1AAAAA");
    RosterSet::of(roster(&[org("BK-ZFCGSX", "苏州甲乙科技有限公司", &listed)]), [])
}

fn question() -> Query {
    query("ZFCG", SubjectQuery::default())
}

fn ask(table: &(ArrowSchema, ArrowArray)) -> Result<Vec<[String; 5]>, ArrowError> {
    // SAFETY: the tests make what the interface promises, or what must be refused before it is read.
    unsafe { screen(&lists(), question(), &Titles::default(), &table.0, &table.1) }
        .map(|made| made_rows(&made))
}

/// Its cells, exported twice: a table may be handed out as often as it is wanted.
fn made_rows(made: &Arc<Screened>) -> Vec<[String; 5]> {
    let told = rows((Screened::schema(), made.array()));
    assert_eq!(rows((Screened::schema(), made.array())), told);
    for column in 0..5 {
        assert!(made.cells(column).eq(told.iter().map(|row| row[column].as_str())));
    }
    assert_eq!(made.rows(), told.len());
    told
}

fn cells(subjects: Vec<Vec<SubjectQuery>>) -> Vec<[String; 5]> {
    let lists = lists();
    let mut screener = Screener::new(&lists, question()).unwrap();
    let row = |subjects| screener.row(subjects).cells().map(|cell| cell.into_owned());
    subjects.into_iter().map(row).collect()
}

#[test]
fn every_type_of_text_comes_to_the_same() {
    let (listed, other) = (code("91", "320507", "MA1AAAAA"), code("91", "320507", "MA1DDDDD"));
    let codes = [
        Some(listed.as_str()),
        Some(&other),
        None,
        Some("91"),
        Some(""),
        Some(&other),
    ];
    let names = [
        Some("苏州甲乙科技有限公司"),
        None,
        Some("苏州甲乙科技有限公司"),
        None,
        None,
        Some(""),
    ];
    let subject = |at: usize| SubjectQuery {
        credit_code: codes[at].map(str::to_owned),
        name: names[at].map(str::to_owned),
        ..SubjectQuery::default()
    };
    let expected = cells((0..6).map(|at| vec![subject(at)]).collect());
    assert_eq!(expected[0][..3], ["prohibited", "BK-ZFCGSX", "identifier"]);
    assert_eq!(expected[4][0], "indeterminate");
    for format in ["u", "U", "vu", "c", "S", "i", "L"] {
        let columns = || {
            vec![
                column("credit_code", format, &codes),
                column("name", format, &names),
                column("other", "n", &[None; 6]),
            ]
        };
        assert_eq!(ask(&table(6, columns())).unwrap(), expected, "{format}");
        // A slice of the table, of columns that are slices themselves.
        let mut sliced = table(2, columns());
        sliced.1.offset = 1;
        for at in 0..3 {
            // SAFETY: made by `table`.
            let column = unsafe { &mut **sliced.1.children.add(at) };
            (column.offset, column.length) = (1, 4);
        }
        assert_eq!(ask(&sliced).unwrap(), expected[2..4], "{format}");
    }
}

#[test]
fn other_numbers_are_read_as_what_they_are_said_to_be() {
    let (listed, other) = (code("91", "320507", "MA1AAAAA"), code("91", "320507", "MA1DDDDD"));
    let org_code = &listed[8..17];
    let columns = vec![
        column(
            "credit_code",
            "u",
            &[None, None, Some(&other), Some(&listed), Some(&other)],
        ),
        column(
            "id",
            "u",
            &[Some(org_code), Some(&listed), Some(&listed), Some(&listed), None],
        ),
        column(
            "id_kind",
            "u",
            &[Some("org-code"), None, None, Some(" "), Some("passport")],
        ),
        column("kind", "u", &[None, Some("org"), None, None, Some("sole-trader")]),
    ];
    let org = Some(SubjectKind::Org);
    let expected = cells(vec![
        vec![SubjectQuery::default().id(IdKind::OrgCode, org_code)],
        vec![SubjectQuery {
            kind: org,
            ..by_code(&listed)
        }],
        vec![by_code(&other), by_code(&listed)],
        vec![by_code(&listed)],
        vec![by_code(&other).kind(SubjectKind::SoleTrader)],
    ]);
    assert_eq!(ask(&table(5, columns)).unwrap(), expected);
    assert_eq!(expected[2][0], "prohibited");
}

#[test]
fn columns_of_other_titles_are_read_where_they_are_named() {
    let (listed, other) = (code("91", "320507", "MA1AAAAA"), code("91", "320507", "MA1DDDDD"));
    let columns = || {
        vec![
            column("credit_code", "u", &[Some(other.as_str())]),
            column("统一社会信用代码", "u", &[Some(listed.as_str())]),
        ]
    };
    let ask = |titles: Titles| {
        let table = table(1, columns());
        // SAFETY: made by `table`.
        unsafe { screen(&lists(), question(), &titles, &table.0, &table.1) }.map(|made| made_rows(&made))
    };
    let given = |title: &str| Titles::default().with("credit_code", title).unwrap();
    assert_eq!(
        ask(Titles::default()).unwrap(),
        cells(vec![vec![by_code(&other)]])
    );
    assert_eq!(
        ask(given("统一社会信用代码")).unwrap(),
        cells(vec![vec![by_code(&listed)]])
    );
    let missing = ask(given("代码")).unwrap_err().to_string();
    assert!(
        missing.contains("代码") && missing.contains("credit_code"),
        "{missing}"
    );
    assert!(Titles::default().with("code", "代码").is_err());
    assert!(given("代码").with("name", "代码").is_err());
}

#[test]
fn empty_tables_and_rows_that_are_null_as_a_whole_are_answered() {
    let none = || vec![column("name", "u", &[])];
    assert!(ask(&table(0, none())).unwrap().is_empty());
    let mut bare = table(0, vec![(schema("u", "name"), array(0, vec![null(); 3]))]);
    assert!(ask(&bare).unwrap().is_empty());
    bare.1.n_buffers = 0;
    assert!(ask(&bare).unwrap().is_empty());
    let listed = code("91", "320507", "MA1AAAAA");
    let second = table(2, vec![column("credit_code", "u", &[Some(listed.as_str()); 2])]);
    // SAFETY: made by `table`.
    unsafe { second.1.buffers.write(buffer(vec![0b10u8])) };
    assert_eq!(ask(&second).unwrap(), cells(vec![vec![], vec![by_code(&listed)]]));
    assert_eq!(
        ask(&table(3, vec![column("name", "n", &[None; 3])])).unwrap(),
        cells(vec![vec![]; 3])
    );
}

/// What a table is refused with.
fn refused(
    mut table: (ArrowSchema, ArrowArray),
    spoil: impl Fn(&mut ArrowSchema, &mut ArrowArray),
) -> String {
    spoil(&mut table.0, &mut table.1);
    ask(&table).unwrap_err().to_string()
}

#[test]
fn what_is_no_table_is_refused_with_the_name_of_the_column() {
    let good = || {
        table(
            2,
            vec![column(
                "credit_code",
                "u",
                &[Some("91320507MA1DDDDD66"), Some("甲")],
            )],
        )
    };
    assert!(ask(&good()).is_ok());
    // SAFETY: made by `table`.
    let first = |array: &mut ArrowArray| unsafe { &mut **array.children };
    type Spoil<'a> = &'a dyn Fn(&mut ArrowSchema, &mut ArrowArray);
    let of_the_table: [(Spoil<'_>, &str); 12] = [
        (&|schema, _| schema.release = None, "the schema was released"),
        (&|_, array| array.release = None, "the array was released"),
        (
            &|schema, _| schema.format = null(),
            "the format of its type is NULL",
        ),
        (
            &|schema, _| schema.format = c"+l".as_ptr(),
            "the array is not a struct",
        ),
        (&|_, array| array.length = -1, "with a length of -1 is impossible"),
        (&|_, array| array.offset = i64::MAX, "is impossible"),
        (
            &|_, array| array.length = 1 << 40,
            "1099511627776 rows; give at most",
        ),
        (&|_, array| array.n_children = 2, "has 1 columns and the array 2"),
        (
            &|schema, array| (schema.n_children, array.n_children) = (-1, -1),
            "-1 columns are impossible",
        ),
        (
            &|schema, _| schema.children = core::ptr::null_mut(),
            "the array of columns is NULL",
        ),
        (
            &|_, array| array.length = 3,
            "column credit_code has 2 cells, fewer than the table has rows",
        ),
        (
            &|_, array| array.null_count = 1,
            "the bitmap of its 1 nulls is NULL",
        ),
    ];
    for (spoil, said) in of_the_table {
        let text = refused(good(), spoil);
        assert!(text.contains(said), "{text:?} {said:?}");
    }
    let offsets = |offsets: [i32; 3]| {
        move |_: &mut ArrowSchema, array: &mut ArrowArray| {
            // SAFETY: made by `table`.
            unsafe { first(array).buffers.add(1).write(buffer(offsets.to_vec())) };
        }
    };
    let of_the_column: [(Spoil<'_>, &str); 13] = [
        (&offsets([0, 18, -1]), "its last offset is impossible"),
        (&offsets([0, -5, 21]), "row 0: its offsets lie outside the data"),
        (&offsets([0, 30, 21]), "row 0: its offsets lie outside the data"),
        (&offsets([19, 18, 21]), "row 0: its offsets lie outside the data"),
        (&offsets([0, 18, 70_000]), "row 1: the text has 69982 bytes"),
        (&offsets([0, 18, 20]), "row 1: the text is not UTF-8 at byte 0"),
        (&|_, array| first(array).length = i64::MIN, "is impossible"),
        (&|_, array| first(array).offset = i64::MAX - 1, "is impossible"),
        (
            &|_, array| first(array).n_buffers = 1,
            "has 1 buffers, too few for its type",
        ),
        (
            &|_, array| first(array).buffers = core::ptr::null_mut(),
            "too few for its type",
        ),
        // SAFETY: made by `table`.
        (
            &|_, array| unsafe { first(array).buffers.add(1).write(null()) },
            "the buffer of its offsets is NULL",
        ),
        // SAFETY: as above.
        (
            &|_, array| unsafe { first(array).buffers.add(2).write(null()) },
            "the buffer of its data is NULL",
        ),
        // SAFETY: as above.
        (
            &|_, array| unsafe { array.children.write(core::ptr::without_provenance_mut(1)) },
            "is not where such a struct may be",
        ),
    ];
    for (spoil, said) in of_the_column {
        let text = refused(good(), spoil);
        assert!(text.contains(said), "{text:?} {said:?}");
    }
}

#[test]
fn what_is_no_text_is_refused_with_the_name_of_the_column() {
    let texts = &[Some("91320507MA1DDDDD66"), None][..];
    let numbers = || (schema("l", "name"), array(2, vec![null(), buffer(vec![1i64, 2])]));
    let outside = |at: usize, number: i32| {
        let (schema, array) = column("name", "vu", texts);
        // SAFETY: a view of 16 bytes made by `column`.
        unsafe {
            (*array.buffers.add(1))
                .cast_mut()
                .cast::<i32>()
                .add(at)
                .write(number)
        };
        (schema, array)
    };
    let nested = || {
        let (outer, array) = column("name", "i", texts);
        // SAFETY: made by `column`.
        unsafe { (*outer.dictionary).dictionary = Box::leak(Box::new(schema("u", ""))) };
        (outer, array)
    };
    let keys = |key: i32| {
        let (schema, array) = column("name", "i", texts);
        // SAFETY: two keys made by `column`.
        unsafe { (*array.buffers.add(1)).cast_mut().cast::<i32>().write(key) };
        (schema, array)
    };
    let without_values = || {
        let (schema, mut array) = column("name", "i", texts);
        array.dictionary = core::ptr::null_mut();
        (schema, array)
    };
    for (column, said) in [
        (numbers(), "column name is of the Arrow type \"l\"; give utf8"),
        (
            column("nam", "u", texts),
            "no column is called credit_code, name or id",
        ),
        (
            column("kind", "u", texts),
            "no column is called credit_code, name or id",
        ),
        (
            outside(0, -1),
            "column name, row 0: its view lies outside the data",
        ),
        (
            outside(2, 1),
            "column name, row 0: its view lies outside the data",
        ),
        (
            outside(3, 1),
            "column name, row 0: its view lies outside the data",
        ),
        (
            outside(0, i32::MAX),
            "column name, row 0: its view lies outside the data",
        ),
        (nested(), "column name is a dictionary of a dictionary"),
        (keys(2), "column name, row 0: its key is not in the dictionary"),
        (keys(-1), "column name, row 0: its key is not in the dictionary"),
        (without_values(), "column name: its dictionary is NULL"),
    ] {
        let text = ask(&table(2, vec![column])).unwrap_err().to_string();
        assert!(text.contains(said), "{text:?} {said:?}");
    }
    let twice = vec![column("name", "u", texts), column("name", "u", texts)];
    let text = ask(&table(2, twice)).unwrap_err().to_string();
    assert!(text.contains("two columns name"), "{text}");
    for (title, known) in [
        ("kind", "org, person, sole-trader"),
        ("id_kind", "uscc, org-code"),
    ] {
        let columns = vec![
            column("id", "u", texts),
            column(title, "u", &[Some("企业甲"), None]),
        ];
        let text = ask(&table(2, columns)).unwrap_err().to_string();
        assert!(
            text.contains(&format!(
                "column {title}, row 0: the word is not known; use one of {known}"
            )),
            "{text}"
        );
        assert!(!text.contains("企业甲"), "{text}");
    }
}

#[test]
fn null_and_a_question_for_no_row_are_refused() {
    let (schema, array) = table(1, vec![column("name", "u", &[None])]);
    let lists = lists();
    // SAFETY: NULL, or made by `table`.
    let refused = |schema: *const ArrowSchema, array: *const ArrowArray, question: Query| unsafe {
        screen(&lists, question, &Titles::default(), schema, array).unwrap_err()
    };
    assert!(matches!(
        refused(null(), &array, question()),
        ArrowError::Null { .. }
    ));
    assert!(matches!(
        refused(&schema, null(), question()),
        ArrowError::Null { .. }
    ));
    let unknown = query("没有", SubjectQuery::default());
    assert!(matches!(refused(&schema, &array, unknown), ArrowError::Query(_)));
}
