//! Ours beside the `unicode-normalization` crate. `JRP_UPDATE_GOLDEN=1` writes `tables.bin` anew.

use super::nfkc;
use super::tables::write;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// Every character that is not a Hangul syllable.
fn all() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|c| !is_hangul(*c))
}

fn canonical(c: char) -> Vec<char> {
    let mut parts = Vec::new();
    decompose_canonical(c, |part| parts.push(part));
    parts
}

/// First and second characters of pairs that may join.
fn joining() -> (BTreeSet<char>, BTreeSet<char>) {
    let (mut firsts, mut seconds) = (BTreeSet::new(), BTreeSet::new());
    for c in all() {
        if let [first, .., second] = *canonical(c) {
            firsts.extend([c, first]);
            seconds.insert(second);
        }
    }
    (firsts, seconds)
}

fn expected() -> Vec<u8> {
    let decompositions: Vec<(char, Vec<char>)> = all()
        .map(|c| (c, std::iter::once(c).nfkd().collect::<Vec<char>>()))
        .filter(|(c, parts)| *parts != [*c])
        .collect();
    let mut classes: Vec<(std::ops::Range<u32>, u8)> = Vec::new();
    for c in all() {
        match (canonical_combining_class(c), classes.last_mut()) {
            (0, _) => {}
            (class, Some((run, last))) if *last == class && run.end == c as u32 => run.end += 1,
            (class, _) => classes.push((c as u32..c as u32 + 1, class)),
        }
    }
    let (firsts, seconds) = joining();
    let mut composites = Vec::new();
    for first in &firsts {
        for second in &seconds {
            composites.extend(compose(*first, *second).map(|c| ((*first, *second), c)));
        }
    }
    composites.sort_by_key(|(_, c)| *c);
    write(&decompositions, &classes, &composites)
}

#[test]
fn the_tables_are_those_of_the_crate() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/subject/name/nfkc/tables.bin");
    let expected = expected();
    if std::env::var_os("JRP_UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert!(std::fs::read(&path).unwrap() == expected);
}

#[test]
fn every_character_becomes_what_the_crate_makes_of_it() {
    for c in '\0'..=char::MAX {
        assert!(
            nfkc(std::iter::once(c)).into_iter().eq(std::iter::once(c).nfkc()),
            "{c:?}"
        );
    }
}

#[test]
fn every_pair_that_may_join_joins_as_in_the_crate() {
    let (mut firsts, seconds) = joining();
    firsts.extend(seconds.iter().copied());
    firsts.extend('\u{1100}'..='\u{1115}');
    firsts.extend('\u{AC00}'..='\u{AC40}');
    let seconds: Vec<char> = seconds
        .into_iter()
        .chain('\u{1160}'..='\u{1178}')
        .chain('\u{11A6}'..='\u{11C4}')
        .collect();
    for first in &firsts {
        for second in &seconds {
            let pair = [*first, *second];
            assert!(
                nfkc(pair.into_iter()).into_iter().eq(pair.into_iter().nfkc()),
                "{pair:?}"
            );
        }
    }
}

/// Characters that meet: marks of several classes, what joins, Hangul, and any.
fn texts() -> impl Strategy<Value = Vec<char>> {
    let marks: Vec<char> = all().filter(|c| canonical_combining_class(*c) != 0).collect();
    let (firsts, seconds) = joining();
    let joining: Vec<char> = firsts.into_iter().chain(seconds).collect();
    let hangul: Vec<char> = ('\u{1100}'..='\u{11FF}').chain('\u{AC00}'..='\u{AC80}').collect();
    let one = prop_oneof![
        3 => proptest::sample::select(marks),
        3 => proptest::sample::select(joining),
        1 => proptest::sample::select(hangul),
        1 => any::<char>(),
    ];
    proptest::collection::vec(one, 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn any_text_becomes_what_the_crate_makes_of_it(text in texts()) {
        let theirs: Vec<char> = text.iter().copied().nfkc().collect();
        prop_assert_eq!(nfkc(text.into_iter()), theirs);
    }
}

/// Each mark stands behind those of a lower class: put there one by one, they would cost the square of the text.
#[test]
fn a_text_of_nothing_but_marks_costs_what_another_of_its_length_does() {
    let text = "\u{31B}\u{301}\u{327}\u{323}\u{345}".repeat(100_000);
    let expected: Vec<char> = text.chars().nfkc().collect();
    assert_eq!(nfkc(text.chars()), expected);
}
