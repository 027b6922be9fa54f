//! How many names of others are reviewed and which slips are found, what such a question costs, and what the index takes.
//!
//! ```text
//! cargo run --release -p jrp-tests --example similar                        prints the tables
//! cargo run --release -p jrp-tests --example similar -- --list              … and names that were reviewed or missed
//! cargo run --release -p jrp-tests --example similar -- --large 1000000     … and times and size at so many records
//! cargo run --release -p jrp-tests --example similar -- --write             … and keeps them for docs/BENCHMARKS.md
//! ```

mod large;

use jrp_tests::names::{Measured, Slip, measure, register};
use std::error::Error;
use std::fmt::Write;
use std::{env, fs};

/// Prefectures of unlike names: one that the words of brands are mostly apart from, one of short names, one whose name is a
/// common brand.
const CITIES: [(&str, &str); 3] = [("3205", "苏州"), ("1201", "天津"), ("3203", "徐州")];
const LISTED: usize = 5_000;
const OTHERS: usize = 20_000;
const SLIPS: usize = 2_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let large = arguments
        .iter()
        .skip_while(|argument| *argument != "--large")
        .nth(1);
    let mut all = Vec::new();
    for (code, _) in CITIES {
        all.push((
            measure(code, LISTED, OTHERS, SLIPS)?,
            register(code, LISTED, OTHERS)?,
        ));
    }
    let mut out = String::from("| 5,000 listed names of one city |");
    let cells = |out: &mut String, what: &str, cell: &dyn Fn(usize) -> String| {
        let cells: String = (0..CITIES.len()).map(|at| format!(" {} |", cell(at))).collect();
        writeln!(out, "| {what} |{cells}")
    };
    for (_, name) in CITIES {
        write!(out, " {name} |")?;
    }
    writeln!(out, "\n|---|{}", "---:|".repeat(CITIES.len()))?;
    let percent = |part: usize, whole: usize, digits: usize| {
        format!("{:.digits$} %", 100.0 * part as f64 / whole.max(1) as f64)
    };
    let share = |measured: &Measured, word: Option<&str>| {
        let counts = measured.reviewed.iter();
        let count = counts.filter(|(said, _)| word.is_none_or(|word| word == *said));
        percent(count.map(|(_, count)| count).sum(), measured.others, 2)
    };
    cells(&mut out, "**other names of the city reviewed**", &|at| {
        share(&all[at].0, None)
    })?;
    let words: std::collections::BTreeSet<&String> = all
        .iter()
        .flat_map(|(measured, _)| measured.reviewed.keys())
        .collect();
    for word in words {
        cells(&mut out, &format!("… {word}"), &|at| {
            share(&all[at].0, Some(word))
        })?;
    }
    cells(
        &mut out,
        "**suppliers with a code of their own reviewed**",
        &|at| percent(all[at].1.reviewed, all[at].1.rows, 3),
    )?;
    for slip in Slip::ALL {
        cells(&mut out, &format!("{slip}: found"), &|at| {
            let (made, missed) = &all[at].0.slips[&slip];
            percent(made - missed.len(), *made, 2)
        })?;
    }
    if let Some(records) = large {
        writeln!(out, "\n{}", large::table(records.parse()?)?.trim_end())?;
    }
    print!("{out}");
    if has("--write") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/results/similar.md");
        fs::write(path, &out)?;
    }
    if has("--list") {
        for ((measured, _), (_, city)) in all.iter().zip(CITIES) {
            for (name, said) in measured.examples.iter().take(60) {
                println!("{city}: {name}: {said}");
            }
            for (slip, (_, missed)) in &measured.slips {
                for (name, slipped) in missed.iter().take(30) {
                    println!("{city}: {slip}: {name} / {slipped}");
                }
            }
        }
    }
    Ok(())
}
