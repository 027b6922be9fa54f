//! `jrp screen`: a whole register, row by row.

mod added;
mod book;
mod evidence;
mod out;
#[cfg(feature = "serve")]
pub(crate) mod rows;
mod screening;
mod since;
mod summary;
mod tally;
mod verdict;

use crate::asking::{Asking, exit_code};
use crate::error::CliError;
use crate::files::{self, Access, Draft, Shown};
use crate::layout::plain;
use crate::progress::Progress;
use crate::terminal;
use added::Added;
use evidence::{Record, Secret};
use jrp_core::compare::QueryError;
use jrp_core::query::Query;
use jrp_core::roster::RosterSet;
use jrp_intake::{Register, RegisterOptions};
use out::{Kind, Out};
use screening::{Screened, Screening};
use since::Earlier;
use std::fs::File;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use summary::Summary;

/// Compare every row of a register, such as all suppliers, with the lists of a snapshot
///
/// The register is CSV or its kin in any encoding, a workbook (XLSX, XLS, ODS), a page with a table or JSON, with a Chinese or an English header. Columns are known by their titles, however they are
/// dressed (stars, notes in brackets, line breaks): 统一社会信用代码, 组织机构代码, 纳税人识别号, 注册号, 证件号码 with 证件类型, 供应商名称,
/// 主体类别 and many more; docs/FEEDS.md has the words. The summary says which column was read as what. Where a column that is not
/// read looks like codes and none is read, the register is refused until --code-column or --name-only says what is meant.
///
/// The answer is a workbook where the register is one, or where --out ends in .xlsx: codes stay text, the outcomes are coloured and put
/// into words, and what holds for every row stands on a second sheet. Else it is CSV in UTF-8.
///
/// Every row is written again, in its order, with the columns outcome 比对结果, lists 涉及名单, match 比对方式, warnings 输入提醒 and
/// prompt 提示. A row that cannot be compared is indeterminate, and its prompt says why. What holds for every row (the lists
/// compared, the date of the data, the official channel) stands once, in the summary. Titles above the header stay; totals and
/// signatures below the rows stay without an answer.
///
/// Exits with the code of the strictest row: 12 where one is prohibited, else 11 restricted, else 10 review, else 20
/// indeterminate, else 0 for clear, notice and preferred; 1 where nothing was written, 2 where the command line is wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// The register
    #[arg(long = "in", value_name = "FILE")]
    input: PathBuf,
    /// The register with its answers: a workbook where its name ends in .xlsx, CSV where it ends in .csv, else as the register is
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Begin CSV with a byte-order mark, without which Excel takes UTF-8 for something else. A register that has one, or is not UTF-8,
    /// is answered with one anyway
    #[arg(long)]
    bom: bool,
    /// An earlier answer to the register: only rows are written whose outcome, lists or match is another than in it, with both answers.
    /// Rows are paired by their code, else by their name. The exit code is that of all rows
    #[arg(long, value_name = "ANSWERED")]
    since: Option<PathBuf>,
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

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    Added::chosen(&args.columns)?;
    let inputs = args.asking.inputs().chain([args.input.as_path()]);
    let inputs: Vec<&Path> = inputs.chain(args.since.as_deref()).collect();
    let mut outputs = vec![("--out", args.out.as_path())];
    outputs.extend(args.summary.as_deref().map(|path| ("--summary", path)));
    let evidence = args
        .evidence
        .as_deref()
        .map(|folder| Record::path(folder, &args.input));
    outputs.extend(evidence.as_deref().map(|path| ("--evidence", path)));
    files::keep_apart(&outputs, &inputs)?;
    let file = files::open(&args.input)?;
    let out = Draft::create(&args.out, Access::Group)?;
    let companion = args.summary.as_deref();
    let companion = companion
        .map(|path| Draft::create(path, Access::Group))
        .transpose()?;
    if let Some(folder) = &args.evidence {
        files::create_folder(folder).map_err(|source| files::unwritable(folder, source))?;
    }
    let mut record = evidence.as_deref().map(Record::create).transpose()?;
    let (rosters, question) = args.asking.open()?;
    // Without a subject only a question that no row could be asked is told apart.
    if let Err(error @ QueryError::Scenario { .. }) = rosters.check(&question) {
        return Err(args.asking.refused(error));
    }
    let Done {
        screened,
        out,
        earlier,
    } = screened(args, file, &rosters, &question, out, record.as_mut())?;
    let Screened { subjects, tally } = &screened;
    let summary = Summary {
        files: [&args.input, &args.out],
        subjects,
        rosters: &rosters,
        question: &question,
        tally,
        since: earlier.as_ref().zip(args.since.as_deref()),
    };
    if let Some(mut companion) = companion {
        companion.append(summary.file(args.summary.as_deref()).as_bytes())?;
        companion.finish()?;
    }
    if let Some(record) = record {
        let occasion = crate::evidence::occasion(args.project.as_deref(), args.operator.as_deref(), None)?;
        record.finish(&rosters, &question, &occasion, tally.rows() + tally.passed_over())?;
    }
    out.finish(&summary.file(None))?;
    terminal::print(&summary.text(terminal::width()))?;
    Ok(exit_code(tally.strictest()))
}

/// A register that was screened.
struct Done {
    screened: Screened,
    out: Out,
    earlier: Option<Earlier>,
}

/// Writes every row with its answer.
fn screened(
    args: &Args,
    file: File,
    rosters: &RosterSet<Vec<u8>>,
    question: &Query,
    out: Draft,
    record: Option<&mut Record>,
) -> Result<Done, CliError> {
    let columns = Added::chosen(&args.columns)?;
    let progress = Progress::bytes("screening", file.metadata().map_or(0, |about| about.len()));
    let name = plain(&Shown(&args.input).to_string());
    let mut options = RegisterOptions::default();
    options.code_columns = args.code_columns.clone();
    options.name_columns = args.name_columns.clone();
    options.name_only = args.name_only;
    options.sheet = args.sheet.clone();
    let mut earlier = match &args.since {
        Some(path) => Some(Earlier::read(path, &options)?),
        None => None,
    };
    let mut register = Register::open_with(&name, progress.watch(file), &options)?;
    let subjects = register.subjects().clone();
    let kind = Kind::of(&args.out, register.form());
    let has_mark = args.bom || register.has_byte_order_mark();
    let mut out = Out::begin(out, &args.out, kind, has_mark, subjects.language())?;
    let screening = Screening {
        rosters,
        question,
        subjects: &subjects,
        columns: &columns,
        kind,
        secret: record.as_ref().map(|_| Secret::draw()).transpose()?,
        threads: args.threads.unwrap_or_else(jrp_threads::cores),
    };
    let tally = screening.write(&mut register, &args.input, &mut out, earlier.as_mut(), record)?;
    Ok(Done {
        screened: Screened { subjects, tally },
        out,
        earlier,
    })
}
