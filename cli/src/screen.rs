//! `jrp screen`: a whole register, row by row.

mod added;
mod evidence;
#[cfg(feature = "serve")]
pub(crate) mod rows;
mod summary;
mod tally;
mod verdict;

use crate::asking::{Asking, exit_code};
use crate::error::CliError;
use crate::files::{self, Access, Draft, Shown};
use crate::layout::plain;
use crate::progress::Progress;
use crate::terminal;
use added::{Added, BYTE_ORDER_MARK};
use evidence::{Lines, Record, Secret};
use jrp_core::compare::QueryError;
use jrp_core::evidence::EvidenceError;
use jrp_core::query::Query;
use jrp_core::roster::RosterSet;
use jrp_intake::{Register, RegisterOptions, RegisterRow, Subjects};
use std::fs::File;
use std::io::Read;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use summary::Summary;
use tally::Tally;
use verdict::Verdict;

/// Compare every row of a register, such as all suppliers, with the lists of a snapshot
///
/// The register is CSV or its kin in any encoding, a workbook (XLSX, XLS, ODS), a page with a table or JSON, with a Chinese or an English header. Columns are known by their titles, however they are
/// dressed (stars, notes in brackets, line breaks): 统一社会信用代码, 组织机构代码, 纳税人识别号, 注册号, 证件号码 with 证件类型, 供应商名称,
/// 主体类别 and many more; docs/FEEDS.md has the words. The summary says which column was read as what. Where a column that is not
/// read looks like codes and none is read, the register is refused until --code-column or --name-only says what is meant.
///
/// Every row is written again, in its order, with the columns outcome 比对结果, lists 涉及名单, match 比对方式, warnings 输入提醒 and
/// prompt 提示. A row that cannot be compared is indeterminate, and its prompt says why. What holds for every row (the lists
/// compared, the date of the data, the official channel) stands once, in the summary.
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
    /// The column of codes, by its title, where it is not the one known by it; may be given again for several
    #[arg(long = "code-column", value_name = "TITLE", conflicts_with = "name_only")]
    code_columns: Vec<String>,
    /// The column of names, by its title, likewise
    #[arg(long = "name-column", value_name = "TITLE")]
    name_columns: Vec<String>,
    /// Compare by names alone, though a column has codes
    #[arg(long)]
    name_only: bool,
    /// The sheet of the workbook that is the register, by its name, where several have cells
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What is added to every row, in this order [default: outcome,lists,match,warnings,prompt]
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', value_parser = crate::arguments::one_of(Added::ALL.map(Added::code), Added::from_code))]
    columns: Vec<Added>,
    /// Write the summary to a file too: JSON where its name ends in .json, else text
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Write evidence of every answer into this folder: one file, which ends in .evidence.jsonl; `jrp slip` and `jrp replay`
    /// take rows out of it
    #[arg(long, value_name = "DIR")]
    evidence: Option<PathBuf>,
    /// For which project is asked; the evidence names it
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    project: Option<String>,
    /// Who asks; the evidence names them
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    operator: Option<String>,
    /// How many threads compare [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

/// Rows compared at a time.
const BATCH: usize = 4096;

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    Added::chosen(&args.columns)?;
    let inputs: Vec<&Path> = args.asking.inputs().chain([args.input.as_path()]).collect();
    let mut outputs = vec![("--out", args.out.as_path())];
    outputs.extend(args.summary.as_deref().map(|path| ("--summary", path)));
    let evidence = args
        .evidence
        .as_deref()
        .map(|folder| Record::path(folder, &args.input));
    outputs.extend(evidence.as_deref().map(|path| ("--evidence", path)));
    files::keep_apart(&outputs, &inputs)?;
    let file = files::open(&args.input)?;
    let mut out = Draft::create(&args.out, Access::Group)?;
    let companion = args.summary.as_deref();
    let companion = companion
        .map(|path| Draft::create(path, Access::Group))
        .transpose()?;
    if let Some(folder) = &args.evidence {
        std::fs::create_dir_all(folder).map_err(|source| files::unwritable(folder, source))?;
    }
    let mut record = evidence.as_deref().map(Record::create).transpose()?;
    let (rosters, question) = args.asking.open()?;
    // Without a subject only a question that no row could be asked is told apart.
    if let Err(error @ QueryError::Scenario { .. }) = rosters.check(&question) {
        return Err(args.asking.refused(error));
    }
    let (subjects, tally) = screened(args, file, &rosters, &question, &mut out, record.as_mut())?;
    let summary = Summary {
        files: [&args.input, &args.out],
        subjects: &subjects,
        rosters: &rosters,
        question: &question,
        tally: &tally,
    };
    if let Some(mut companion) = companion {
        companion.append(summary.file(args.summary.as_deref()).as_bytes())?;
        companion.finish()?;
    }
    if let Some(record) = record {
        let occasion = crate::evidence::occasion(args.project.as_deref(), args.operator.as_deref())?;
        record.finish(&rosters, &question, &occasion, tally.rows())?;
    }
    out.finish()?;
    terminal::print(&summary.text(terminal::width()))?;
    Ok(exit_code(tally.strictest()))
}

/// Writes every row with its answer; gives where the rows say who is meant, and what they came to.
fn screened(
    args: &Args,
    file: File,
    rosters: &RosterSet<Vec<u8>>,
    question: &Query,
    out: &mut Draft,
    record: Option<&mut Record>,
) -> Result<(Subjects, Tally), CliError> {
    let columns = Added::chosen(&args.columns)?;
    let progress = Progress::bytes("screening", file.metadata().map_or(0, |about| about.len()));
    let name = plain(&Shown(&args.input).to_string());
    let options = RegisterOptions {
        code_columns: args.code_columns.clone(),
        name_columns: args.name_columns.clone(),
        name_only: args.name_only,
        sheet: args.sheet.clone(),
    };
    let mut register = Register::open_with(&name, progress.watch(file), &options)?;
    let subjects = register.subjects().clone();
    let screening = Screening {
        rosters,
        question,
        subjects: &subjects,
        columns: &columns,
        secret: record.as_ref().map(|_| Secret::draw()).transpose()?,
    };
    let tally = screening.write(&mut register, args, out, record)?;
    Ok((subjects, tally))
}

/// What every row is asked, and what of the answer is written.
struct Screening<'a> {
    rosters: &'a RosterSet<Vec<u8>>,
    question: &'a Query,
    subjects: &'a Subjects,
    columns: &'a [Added],
    /// Where evidence is written
    secret: Option<Secret>,
}

/// Rows with their answers.
struct Screened {
    text: Vec<u8>,
    tally: Tally,
    lines: Result<Lines, EvidenceError>,
}

impl Screening<'_> {
    /// Writes every row with its answer.
    fn write<R: Read + Send>(
        &self,
        register: &mut Register<'_, R>,
        args: &Args,
        out: &mut Draft,
        mut record: Option<&mut Record>,
    ) -> Result<Tally, CliError> {
        let titles = self.added_titles(register, &args.input)?;
        let header = header(register, &titles).map_err(|error| out.failed(error.into()))?;
        out.append(&header)?;
        let mut tally = Tally::default();
        // The header is the first row.
        let mut next = 2;
        jrp_threads::in_order(
            args.threads.unwrap_or_else(jrp_threads::cores),
            || {
                let rows = batch(register)?;
                let first = next;
                next += rows.as_ref().map_or(0, |rows| rows.len() as u64);
                Ok(rows.map(|rows| (first, rows)))
            },
            |(first, rows): (u64, Vec<RegisterRow>)| self.batch(first, &rows),
            |done: csv::Result<Screened>| -> Result<(), CliError> {
                let done = done.map_err(|error| out.failed(error.into()))?;
                tally.join(done.tally);
                if let Some(record) = record.as_deref_mut() {
                    record.append(done.lines.map_err(CliError::NoEvidence)?)?;
                }
                Ok(out.append(&done.text)?)
            },
        )?;
        self.subjects.finish(&tally.watch)?;
        Ok(tally)
    }

    /// The titles of the added columns, none of which the register may have.
    fn added_titles<R: Read>(
        &self,
        register: &Register<'_, R>,
        path: &Path,
    ) -> Result<Vec<&'static str>, CliError> {
        let language = self.subjects.language();
        let titles = self.columns.iter().map(|column| column.title(language));
        let titles: Vec<&'static str> = titles.collect();
        for (at, cell) in register.header().cells().enumerate() {
            if let Some(name) = titles.iter().find(|title| cell.trim() == **title) {
                return Err(CliError::ColumnTaken {
                    path: path.to_owned(),
                    position: at + 1,
                    name,
                });
            }
        }
        Ok(titles)
    }

    fn batch(&self, first: u64, rows: &[RegisterRow]) -> csv::Result<Screened> {
        let mut query = self.question.clone();
        let mut tally = Tally::default();
        let mut text = csv::Writer::from_writer(Vec::new());
        let mut lines = Ok(Lines::default());
        for (number, row) in (first..).zip(rows) {
            self.subjects.watch(row, &mut tally.watch);
            let reading = self.subjects.read(row);
            let mut asked = Vec::new();
            let answers = reading.subjects.into_iter().map(|subject| {
                query.subjects = vec![subject];
                let answer = self.rosters.check(&query);
                if self.secret.is_some() {
                    asked.push((query.clone(), answer.clone()));
                }
                answer
            });
            let answers = answers.collect();
            if let (Some(secret), Ok(kept)) = (&self.secret, &mut lines)
                && let Err(error) = kept.add(number, &asked, &reading.doubts, self.question.lang, secret)
            {
                lines = Err(error);
            }
            let verdict = Verdict::of(answers, &reading.doubts, self.question.lang, &mut tally);
            tally.add(verdict.outcome);
            let cells = self.columns.iter().map(|column| verdict.cell(*column));
            let cells: Vec<_> = cells.collect();
            text.write_record(row.cells().chain(cells.iter().map(AsRef::as_ref)))?;
        }
        let text = finished(text)?;
        Ok(Screened { text, tally, lines })
    }
}

fn header<R: Read>(register: &Register<'_, R>, added: &[&str]) -> csv::Result<Vec<u8>> {
    let mut text = Vec::new();
    if register.has_byte_order_mark() {
        text.extend_from_slice(BYTE_ORDER_MARK);
    }
    let mut row = csv::Writer::from_writer(text);
    row.write_record(register.header().cells().chain(added.iter().copied()))?;
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
