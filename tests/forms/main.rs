//! How long the same table takes to be read in the forms in which departments send it, and how much memory.
//!
//! ```text
//! cargo run --release -p jrp-tests --example forms                      200,000 rows, prints the table
//! cargo run --release -p jrp-tests --example forms -- 1000000           … so many rows
//! cargo run --release -p jrp-tests --example forms -- --write           … and keeps it for docs/BENCHMARKS.md
//! ```
//!
//! Each form is read three times, by a process of its own; the best counts, in seconds of a core. Reading is everything up to records: unpacking, decoding,
//! cells, cleaning, judging, on one thread.

use jrp_core::date::Date;
use jrp_core::policy::PolicyPack;
use jrp_intake::{Audience, FeedError, Options, Report, read_feed};
use rust_xlsxwriter::Workbook;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Forms, by the names of their files.
const FORMS: [(&str, &str); 4] = [
    ("utf8.csv", "CSV, UTF-8"),
    ("gb18030.csv", "CSV, GB18030"),
    ("utf16.csv", "CSV, UTF-16"),
    ("book.xlsx", "XLSX"),
];

const TIMES: usize = 3;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, path] = arguments.as_slice()
        && flag == "--read"
    {
        return read(Path::new(path));
    }
    let rows = arguments
        .iter()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(200_000);
    let folder = env::temp_dir().join(format!("jrp-forms-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let made = make(&folder, rows).and_then(|()| table(&folder, rows));
    fs::remove_dir_all(&folder)?;
    let table = made?;
    print!("{table}");
    if arguments.iter().any(|argument| argument == "--write") {
        fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/results/forms.md"),
            &table,
        )?;
    }
    Ok(())
}

/// The same rows in every form.
fn make(folder: &Path, records: u64) -> Outcome<()> {
    let options = jrp_synth::Options {
        records,
        seed: 1,
        ..Default::default()
    };
    let mut text = Vec::new();
    jrp_synth::write_feed(&mut text, &options, &mut |_| {})?;
    let text = String::from_utf8(text)?;
    fs::write(folder.join("utf8.csv"), &text)?;
    fs::write(folder.join("gb18030.csv"), encoding_rs::GB18030.encode(&text).0)?;
    let units: Vec<u8> = ["\u{feff}", &text]
        .concat()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(folder.join("utf16.csv"), units)?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    for (row, cells) in (0..).zip(reader.records()) {
        for (column, cell) in (0..).zip(cells?.iter()).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell)?;
        }
    }
    book.save(folder.join("book.xlsx"))?;
    Ok(())
}

fn table(folder: &Path, rows: u64) -> Outcome<String> {
    let mut table =
        format!("| {rows} rows | file | time | beside UTF-8 | memory |\n|---|---:|---:|---:|---:|\n");
    let mut first = None;
    for (name, form) in FORMS {
        let path = folder.join(name);
        let mut best: Option<(f64, u64)> = None;
        for _ in 0..TIMES {
            let (seconds, kilobytes) = by_itself(&path)?;
            let (quickest, least) = best.unwrap_or((f64::MAX, u64::MAX));
            best = Some((quickest.min(seconds), least.min(kilobytes)));
        }
        let (seconds, kilobytes) = best.unwrap_or_default();
        let beside = seconds / *first.get_or_insert(seconds);
        let size = fs::metadata(&path)?.len() as f64 / 1e6;
        writeln!(
            table,
            "| {form} | {size:.1} MB | {seconds:.2} s | {beside:.2} | {} MB |",
            kilobytes / 1000
        )?;
    }
    Ok(table)
}

/// Seconds, and the kilobytes that the process held at most.
fn by_itself(path: &Path) -> Outcome<(f64, u64)> {
    let done = Command::new(env::current_exe()?)
        .arg("--read")
        .arg(path)
        .output()?;
    let told = String::from_utf8(done.stdout)?;
    let (seconds, kilobytes) = told
        .trim()
        .split_once(' ')
        .ok_or_else(|| String::from_utf8_lossy(&done.stderr).into_owned())?;
    Ok((seconds.parse()?, kilobytes.parse()?))
}

/// Nanoseconds for which a core has worked for this process: its load by others does not count.
fn spent() -> Outcome<f64> {
    let told = fs::read_to_string("/proc/self/schedstat")?;
    let first = told
        .split_whitespace()
        .next()
        .ok_or("the system does not tell the time of a process")?;
    Ok(first.parse()?)
}

/// Reads a file as a feed; prints the seconds, and the kilobytes.
fn read(path: &Path) -> Outcome<()> {
    let policy = PolicyPack::builtin()?;
    let mut options = Options::new(Date::parse("2026-11-21").ok_or("a date")?, Audience::Government);
    options.person_key_given = true;
    let began = spent()?;
    let (mut report, mut records) = (Report::default(), 0_u64);
    read_feed::<FeedError>(
        "feed",
        File::open(path)?,
        &policy,
        &options,
        &mut report,
        &mut |entry, _| {
            records += u64::from(entry.listed().is_some());
            Ok(())
        },
    )?;
    let seconds = (spent()? - began) / 1e9;
    if records == 0 {
        return Err("no record was read".into());
    }
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .ok_or("the system does not tell the memory of a process")?;
    println!("{seconds} {kilobytes}");
    Ok(())
}
