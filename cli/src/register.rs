//! `jrp screen`: a whole register, row by row. (`screen.rs` is what people see.)

mod added;
mod tally;
mod verdict;

use crate::asking::{Asking, exit_code};
use crate::error::CliError;
use crate::files::{self, Shown, Staged};
use crate::layout::plain;
use crate::progress::Progress;
use crate::screen;
use added::{ADDED, BYTE_ORDER_MARK, title};
use jrp_core::compare::QueryError;
use jrp_core::query::Query;
use jrp_core::roster::Roster;
use jrp_intake::{Register, RegisterRow, Subjects};
use std::fs::File;
use std::io::Read;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use tally::Tally;
use verdict::Verdict;

/// Compare every row of a register, such as all suppliers, with the lists of a snapshot
///
/// The register is CSV in UTF-8 with an English or a Chinese header: credit_code 统一社会信用代码, name 名称 (企业名称,
/// 供应商名称, 单位名称, 主体名称), id_kind 证件类型 with id 证件号码, subject_kind 主体类别. Other columns are kept as they are. Every row is
/// written again, in its order, with the columns outcome 比对结果, lists 涉及名单, match 比对方式, warnings 输入提醒 and prompt 提示. A
/// row that cannot be compared is indeterminate, and its prompt says why.
///
/// Exits with the code of the strictest row: 12 where one is prohibited, else 11 restricted, else 10 review, else 20
/// indeterminate, else 0 for clear, notice and preferred; 1 where nothing was written, 2 where the command line is wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// The register
    #[arg(long = "in", value_name = "FILE.csv")]
    input: PathBuf,
    /// The register with its answers
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
    /// How many threads compare [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

/// Rows compared at a time.
const BATCH: usize = 4096;

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let inputs: Vec<&Path> = args.asking.inputs().chain([args.input.as_path()]).collect();
    files::keep_apart(&[("--out", &args.out)], &inputs)?;
    let file = files::open(&args.input)?;
    let mut out = Staged::create(&args.out)?;
    let (roster, question) = args.asking.open()?;
    // Without a subject only a question that no row could be asked is told apart.
    if let Err(error @ QueryError::Scenario { .. }) = roster.check(&question) {
        return Err(args.asking.refused(error));
    }
    let tally = written(args, file, &roster, &question, &mut out)?;
    out.publish()?;
    screen::print(&tally.text(&args.out, args.asking.lang()))?;
    Ok(exit_code(tally.strictest()))
}

/// Writes every row with its answer.
fn written(
    args: &Args,
    file: File,
    roster: &Roster<Vec<u8>>,
    question: &Query,
    out: &mut Staged,
) -> Result<Tally, CliError> {
    let progress = Progress::bytes("screening", file.metadata().map_or(0, |about| about.len()));
    let name = plain(&Shown(&args.input).to_string());
    let mut register = Register::open(&name, progress.watch(file))?;
    let subjects = register.subjects().clone();
    let added = added_titles(&register, &args.input)?;
    let header = header(&register, added).map_err(|error| out.failed(error.into()))?;
    out.write(&header)?;
    let screening = Screening {
        roster,
        question,
        subjects: &subjects,
    };
    let mut tally = Tally::default();
    jrp_threads::in_order(
        args.threads.unwrap_or_else(jrp_threads::cores),
        || batch(&mut register),
        |rows| screening.batch(&rows),
        |done: csv::Result<Screened>| {
            let done = done.map_err(|error| out.failed(error.into()))?;
            tally.join(&done.tally);
            out.write(&done.text)
        },
    )?;
    Ok(tally)
}

/// The titles of the added columns, none of which the register may have.
fn added_titles<R: Read>(register: &Register<'_, R>, path: &Path) -> Result<[&'static str; 5], CliError> {
    let language = register.subjects().language();
    let added = ADDED.map(|words| title(words, language));
    for (at, cell) in register.header().cells().enumerate() {
        if let Some(name) = added.into_iter().find(|name| cell.trim() == *name) {
            return Err(CliError::ColumnTaken {
                path: path.to_owned(),
                position: at + 1,
                name,
            });
        }
    }
    Ok(added)
}

fn header<R: Read>(register: &Register<'_, R>, added: [&str; 5]) -> csv::Result<Vec<u8>> {
    let mut text = Vec::new();
    if register.has_byte_order_mark() {
        text.extend_from_slice(BYTE_ORDER_MARK);
    }
    let mut row = csv::Writer::from_writer(text);
    row.write_record(register.header().cells().chain(added))?;
    finished(row)
}

fn finished(rows: csv::Writer<Vec<u8>>) -> csv::Result<Vec<u8>> {
    rows.into_inner().map_err(|error| error.into_error().into())
}

/// The next rows; `None` at the end.
fn batch<R: Read>(register: &mut Register<'_, R>) -> Result<Option<Vec<RegisterRow>>, CliError> {
    let mut rows = Vec::with_capacity(BATCH);
    while rows.len() < BATCH {
        match register.next_row()? {
            Some(row) => rows.push(row),
            None => break,
        }
    }
    Ok(Some(rows).filter(|rows| !rows.is_empty()))
}

/// What every row is asked.
struct Screening<'a> {
    roster: &'a Roster<Vec<u8>>,
    question: &'a Query,
    subjects: &'a Subjects,
}

/// Rows with their answers.
struct Screened {
    text: Vec<u8>,
    tally: Tally,
}

impl Screening<'_> {
    fn batch(&self, rows: &[RegisterRow]) -> csv::Result<Screened> {
        let mut query = self.question.clone();
        let mut tally = Tally::default();
        let mut text = csv::Writer::from_writer(Vec::new());
        for row in rows {
            let verdict = match self.subjects.read(row) {
                Ok(subject) => {
                    query.subjects = vec![subject];
                    Verdict::of(self.roster.check(&query), query.lang)
                }
                Err(why) => Verdict::unreadable(&why, query.lang),
            };
            tally.add(verdict.outcome);
            let cells = verdict.cells();
            text.write_record(row.cells().chain(cells.iter().map(AsRef::as_ref)))?;
        }
        let text = finished(text)?;
        Ok(Screened { text, tally })
    }
}
