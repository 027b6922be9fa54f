//! Tables one after the other come to what they come to one by one.

#[path = "../../core/tests/common/mod.rs"]
mod common;
mod hand;

use common::{code, org, query, roster};
use core::ffi::{c_char, c_int};
use core::mem::zeroed;
use core::ptr::null_mut;
use hand::{column, rows, table};
use jrp_arrow::{ArrowArray, ArrowArrayStream, ArrowError, ArrowSchema, Held, Screened, Titles};
use jrp_arrow::{screen_stream, stream};
use jrp_core::query::SubjectQuery;
use jrp_core::roster::RosterSet;
use std::sync::Arc;

/// A producer of so many tables of one row; it fails afterwards, or ends.
struct Producer {
    codes: Vec<String>,
    fails: bool,
}

unsafe extern "C" fn get_schema(_: *mut ArrowArrayStream, out: *mut ArrowSchema) -> c_int {
    let (made, array) = table(0, vec![column("credit_code", "u", &[])]);
    // SAFETY: the caller's to write.
    unsafe { out.write(made) };
    hand_back(array);
    0
}

unsafe extern "C" fn get_next(stream: *mut ArrowArrayStream, out: *mut ArrowArray) -> c_int {
    // SAFETY: made by `producer`.
    let producer = unsafe { &mut *(*stream).private_data.cast::<Producer>() };
    match producer.codes.pop() {
        Some(code) => {
            let (_schema, array) = table(1, vec![column("credit_code", "u", &[Some(&code)])]);
            // SAFETY: the caller's to write.
            unsafe { out.write(array) };
        }
        None if producer.fails => return 5,
        // SAFETY: all zero is the end.
        None => unsafe { out.write(zeroed()) },
    }
    0
}

unsafe extern "C" fn last_error(_: *mut ArrowArrayStream) -> *const c_char {
    c"the disk is full".as_ptr()
}

unsafe extern "C" fn release(stream: *mut ArrowArrayStream) {
    // SAFETY: made by `producer`, and released once.
    unsafe {
        drop(Box::from_raw((*stream).private_data.cast::<Producer>()));
        (*stream).release = None;
    }
}

fn hand_back(array: ArrowArray) {
    // SAFETY: made by `table`, and nobody else's.
    drop(unsafe { Held::new(array) });
}

fn producer(codes: &[String], fails: bool) -> Held<ArrowArrayStream> {
    let codes = codes.iter().rev().cloned().collect();
    let made = ArrowArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(last_error),
        release: Some(release),
        private_data: Box::into_raw(Box::new(Producer { codes, fails })).cast(),
    };
    // SAFETY: as the interface promises, and nobody else's.
    unsafe { Held::new(made) }
}

fn ask(mut stream: Held<ArrowArrayStream>) -> Result<Vec<Arc<Screened>>, ArrowError> {
    let listed = code("91", "320507", "MA1AAAAA");
    let lists = RosterSet::of(roster(&[org("BK-ZFCGSX", "苏州甲乙科技有限公司", &listed)]), []);
    let question = query("ZFCG", SubjectQuery::default());
    // SAFETY: made by `producer`.
    unsafe { screen_stream(&lists, &question, &Titles::default(), &mut *stream) }
}

#[test]
fn every_table_is_answered_and_goes_out_as_a_stream_again() {
    let codes = ["MA1AAAAA", "MA1DDDDD", "MA1AAAAA"].map(|organisation| code("91", "320507", organisation));
    let tables = ask(producer(&codes, false)).unwrap();
    let outcomes: Vec<_> = tables.iter().flat_map(|table| table.cells(0)).collect();
    assert_eq!(outcomes[0], "prohibited");
    assert_eq!((outcomes[0], outcomes.len()), (outcomes[2], 3));
    assert_ne!(outcomes[0], outcomes[1]);
    // SAFETY: made by `stream`, and nobody else's.
    let mut told = unsafe { Held::new(stream(tables.clone())) };
    let mut found = Vec::new();
    loop {
        // SAFETY: all zero is a struct that was released.
        let (mut made, mut array): (ArrowSchema, ArrowArray) = unsafe { (zeroed(), zeroed()) };
        // SAFETY: the stream is live.
        unsafe {
            assert_eq!(told.get_schema.unwrap()(&mut *told, &mut made), 0);
            assert_eq!(told.get_next.unwrap()(&mut *told, &mut array), 0);
            if array.release.is_none() {
                drop(Held::new(made));
                break;
            }
        }
        found.extend(rows((made, array)).into_iter().map(|row| row[0].clone()));
    }
    assert_eq!(found, outcomes);
}

#[test]
fn what_a_producer_says_of_its_failure_is_repeated() {
    let codes = [code("91", "320507", "MA1AAAAA")];
    let said = ask(producer(&codes, true)).unwrap_err().to_string();
    assert!(said.contains("the disk is full"), "{said}");
}

#[test]
fn a_stream_that_was_released_or_misses_its_functions_is_refused() {
    let mut released = producer(&[], false);
    // SAFETY: live, and not released by its holder again.
    unsafe { released.release.unwrap()(&mut *released) };
    assert!(matches!(ask(released), Err(ArrowError::Released { .. })));
    let mut bare = producer(&[], false);
    bare.get_next = None;
    assert!(matches!(ask(bare), Err(ArrowError::Null { .. })));
    let lists = RosterSet::of(roster(&[]), []);
    let question = query("ZFCG", SubjectQuery::default());
    // SAFETY: NULL.
    let refused = unsafe { screen_stream(&lists, &question, &Titles::default(), null_mut()) };
    assert!(matches!(refused, Err(ArrowError::Null { .. })));
    let unknown = query("没有", SubjectQuery::default());
    let mut none = producer(&[], false);
    // SAFETY: made by `producer`.
    let refused = unsafe { screen_stream(&lists, &unknown, &Titles::default(), &mut *none) };
    assert!(
        matches!(refused, Err(ArrowError::Query(_))),
        "also where there are no tables"
    );
}

#[test]
fn what_is_released_twice_or_asked_afterwards_is_let_be() {
    let codes = [code("91", "320507", "MA1AAAAA")];
    let tables = ask(producer(&codes, false)).unwrap();
    // SAFETY: ours; a column is moved away by taking its content and its release.
    unsafe {
        let (mut array, mut made) = (tables[0].array(), Screened::schema());
        let (column, field) = (*array.children, *made.children);
        let moved = (Held::new(column.read()), Held::new(field.read()));
        ((*column).release, (*field).release) = (None, None);
        let (release, release_schema) = (array.release.unwrap(), made.release.unwrap());
        for _ in 0..2 {
            release(&mut array);
            release_schema(&mut made);
        }
        assert!(array.release.is_none() && made.release.is_none());
        // What was moved away lives on.
        let offsets: *const i32 = (*moved.0.buffers.add(1)).cast();
        assert_eq!((moved.0.length, *offsets, *offsets.add(1)), (1, 0, 10));
        drop(moved);

        let mut told = stream(tables);
        let release = told.release.unwrap();
        release(&mut told);
        release(&mut told);
        let mut array: ArrowArray = zeroed();
        assert_eq!(told.get_next.unwrap()(&mut told, &mut array), 0);
        assert!(array.release.is_none());
    }
}

#[test]
fn a_stream_where_none_may_be_is_refused() {
    let lists = RosterSet::of(roster(&[]), []);
    let question = query("ZFCG", SubjectQuery::default());
    // SAFETY: looked at by its address alone.
    let refused = unsafe {
        let odd = core::ptr::without_provenance_mut(1);
        screen_stream(&lists, &question, &Titles::default(), odd)
    };
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("is not where such a struct may be")
    );
}
