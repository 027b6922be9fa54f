//! Names that are nearly the same: slips are found, other companies of the city are left alone. `cargo run --release -p
//! jrp-tests --example similar` prints the figures at full size.

use jrp_tests::names::{Slip, measure, register};

#[test]
fn at_most_one_other_name_of_the_city_in_a_hundred_is_reviewed_and_slips_are_found() {
    let measured = measure("3205", 5_000, 4_000, 400).unwrap();
    assert!(
        measured.rate() <= 0.01,
        "{} {:?}",
        measured.rate(),
        measured.reviewed
    );
    for slip in Slip::ALL {
        let (made, missed) = &measured.slips[&slip];
        assert!(*made >= 60, "{slip}: {made}");
        assert!(measured.recall(slip) >= 0.99, "{slip}: {missed:?}");
    }
}

#[test]
fn suppliers_with_a_code_of_their_own_are_hardly_ever_reviewed() {
    let register = register("3205", 5_000, 4_000).unwrap();
    assert!(register.reviewed * 1_000 <= register.rows, "{register:?}");
}
