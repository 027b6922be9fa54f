//! `cargo run --release -p jrp-tests --example similar`: how many names of others are reviewed, which slips are found.

use jrp_tests::names::{Slip, measure, register};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let list = std::env::args().any(|argument| argument == "--list");
    let measured = measure(5_000, 20_000, 2_000)?;
    println!("5,000 listed names of one city\n");
    println!("| | |\n|---|---:|");
    println!(
        "| other names reviewed | {:.2} % of {} |",
        100.0 * measured.rate(),
        measured.others
    );
    for (difference, count) in &measured.reviewed {
        println!(
            "| … {difference} | {:.2} % |",
            100.0 * *count as f64 / measured.others as f64
        );
    }
    for slip in Slip::ALL {
        println!(
            "| {slip}: found | {:.2} % of {} |",
            100.0 * measured.recall(slip),
            measured.slips[&slip].0
        );
    }
    let register = register(5_000, 20_000)?;
    println!(
        "| suppliers with a code of their own reviewed | {:.3} % of {} |",
        100.0 * register.reviewed as f64 / register.rows as f64,
        register.rows
    );
    if list {
        for (name, said) in measured.examples.iter().take(60) {
            println!("{name}: {said}");
        }
        for (slip, (_, missed)) in &measured.slips {
            for (name, slipped) in missed.iter().take(30) {
                println!("{slip}: {name} / {slipped}");
            }
        }
    }
    Ok(())
}
