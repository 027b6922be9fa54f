//! `jrp demo`: the tour. Keys, a build from dirty feeds, a verification, a dozen questions and a delta, all on invented
//! data.
//!
//! Every step parses the command line that it shows and runs that. With `--web`, forms in a browser instead.

mod script;
mod web;

use crate::arguments::{self, Command, one_of};
use crate::error::CliError;
use crate::files::{self, Access, Shown, create_folder, unreadable, unwritable};
use crate::terminal::{FAINT, STRONG, styled};
use crate::{answer, asking, check, layout, terminal};
use jrp_core::compare::Prompt;
use jrp_core::policy::{Lang, PromptCode};
use script::{Scene, Step};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// Take the tour: keys, build, verify and a dozen checks on an invented district; or forms in a browser, with --web
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Keep the files in this folder, which must be new or empty [default: a temporary folder, removed at the end]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Language of the tour and of the answers
    #[arg(long, default_value = "zh-CN", value_parser = one_of(Lang::ALL.iter().map(|lang| lang.code()), Lang::from_code))]
    lang: Lang,
    /// Serve forms that compare while they are filled in, for a browser on this computer. Run it inside a checkout of
    /// JRP, after `cargo xtask wasm`
    #[arg(long)]
    web: bool,
    /// Port to serve on, with --web; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 8807, requires = "web")]
    port: u16,
}

/// Answers and the way back from the folder of the tour.
struct Tour<'a> {
    args: &'a Args,
    width: usize,
    scenes: usize,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let here = std::env::current_dir().map_err(|source| unreadable(Path::new("."), source))?;
    if args.web {
        return web::run(args, &here);
    }
    let (folder, _temporary) = folder(args)?;
    for (name, feed) in script::FEEDS {
        let path = folder.join(name);
        files::write(&path, feed, Access::Everybody)?;
    }
    // So that the command lines shown are short, and true.
    enter(&folder)?;
    let toured = Tour {
        args,
        width: terminal::width(),
        scenes: 0,
    }
    .go(&folder);
    // Out of the folder again, or it cannot be removed everywhere.
    enter(&here)?;
    toured.map(|()| 0)
}

/// The folder to keep, or one that is removed when the second value is dropped.
fn folder(args: &Args) -> Result<(PathBuf, Option<TempDir>), CliError> {
    let Some(dir) = &args.dir else {
        let made = tempfile::Builder::new().prefix("jrp-demo-").tempdir();
        let made = made.map_err(|source| unwritable(&std::env::temp_dir(), source))?;
        return Ok((made.path().to_owned(), Some(made)));
    };
    create_folder(dir).map_err(|source| unwritable(dir, source))?;
    let mut entries = std::fs::read_dir(dir).map_err(|source| unreadable(dir, source))?;
    match entries.next() {
        Some(_) => Err(CliError::NotEmpty { path: dir.clone() }),
        None => Ok((dir.clone(), None)),
    }
}

fn enter(folder: &Path) -> Result<(), CliError> {
    std::env::set_current_dir(folder).map_err(|source| unreadable(folder, source))
}

impl Tour<'_> {
    fn go(mut self, folder: &Path) -> Result<(), CliError> {
        let Self { args, width, .. } = self;
        let lang = args.lang;
        terminal::print(&format!("\n{}\n\n", styled(STRONG, lang.pick(script::TITLE))))?;
        self.tell(lang.pick(script::WELCOME))?;
        for step in &script::STEPS {
            self.step(step)?;
        }
        for (at, scene) in script::SCENES.iter().enumerate() {
            self.ask(scene, at == 0)?;
        }
        let (name, feed) = script::next_feed();
        files::write(Path::new(name), feed.as_bytes(), Access::Everybody)?;
        self.step(&script::DELTA)?;
        self.ask(&script::AFTER_DELTA, false)?;
        self.office()?;
        self.heading(lang.pick(script::NEXT_TITLE))?;
        let next = match args.dir {
            Some(_) => script::NEXT_KEPT,
            None => script::NEXT,
        };
        let commands: Vec<Vec<String>> = next
            .iter()
            .map(|(command, about)| vec![(*command).to_owned(), lang.pick(*about).to_owned()])
            .collect();
        // The first row is not a header here, but stands in line all the same.
        let [first, rest @ ..] = commands.as_slice() else {
            return Ok(());
        };
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        let mut text = String::new();
        if args.dir.is_some() {
            let kept = format!("{} {}", lang.pick(script::KEPT), Shown(folder));
            text.push_str(&layout::wrapped(&kept, width).join("\n"));
            text.push_str("\n\n");
        }
        for line in layout::table(&first, rest) {
            text.push_str(&format!("  {line}\n"));
        }
        terminal::print(&format!("{text}\n"))
    }

    /// The folder of an office.
    fn office(&mut self) -> Result<(), CliError> {
        let (path, text) = script::OFFICE_TOML;
        let path = Path::new(path);
        let folder = path.parent().unwrap_or(path);
        create_folder(folder).map_err(|source| unwritable(folder, source))?;
        files::write(path, text.as_bytes(), Access::Group)?;
        script::OFFICE.iter().try_for_each(|step| self.step(step))
    }

    /// One command, shown and run.
    fn step(&mut self, step: &Step) -> Result<(), CliError> {
        let lang = self.args.lang;
        self.heading(lang.pick(step.title))?;
        self.tell(lang.pick(step.text))?;
        self.show(&words(step.command))?;
        let command = arguments::parse(words(step.command).into_iter().map(OsString::from))?;
        command.map_or(Ok(0), crate::dispatch).map(drop)
    }

    /// One question: the command line, the answer, the exit code.
    fn ask(&mut self, scene: &Scene, in_full: bool) -> Result<(), CliError> {
        let lang = self.args.lang;
        self.heading(lang.pick(scene.title))?;
        let mut command = words(script::CHECK);
        let fixed = command.len();
        command.extend(words(scene.question));
        command.extend(words(script::NOW));
        if lang == Lang::En {
            command.extend(words("--lang en"));
        }
        let continued = command[..fixed].join(" ");
        let rest = on_lines(&command[fixed..], 100).join(" \\\n      ");
        let prompt = styled(FAINT, &format!("$ {continued} \\"));
        terminal::print(&format!("\n{prompt}\n      {}\n\n", styled(STRONG, &rest)))?;
        let Some(cli) = arguments::parse(command.into_iter().map(OsString::from))? else {
            return Ok(());
        };
        let Command::Check(question) = cli.command else {
            return Ok(());
        };
        let (lists, comparison) = check::compare(&question)?;
        let answer = match in_full {
            true => answer::text(&comparison, &lists, lang, self.width),
            false => answer::short(&comparison, &lists, lang, self.width, &is_new),
        };
        let code = asking::exit_code(comparison.outcome);
        let code = format!("{}  {code}\n", lang.pick(script::EXIT_CODE));
        terminal::print(&format!("{answer}{}", styled(FAINT, &code)))
    }

    fn heading(&mut self, title: &str) -> Result<(), CliError> {
        self.scenes += 1;
        let title = format!("{:>2}  {title}", self.scenes);
        terminal::print(&format!("\n{}\n", styled(STRONG.underline(), &title)))
    }

    fn tell(&self, text: &str) -> Result<(), CliError> {
        if text.is_empty() {
            return Ok(());
        }
        let lines = layout::wrapped(text, self.width);
        terminal::print(&format!("{}\n", lines.join("\n")))
    }

    fn show(&self, command: &[String]) -> Result<(), CliError> {
        let text = on_lines(command, self.width.saturating_sub(8).min(100)).join(" \\\n      ");
        terminal::print(&format!("\n{}\n\n", styled(STRONG, &format!("$ {text}"))))
    }
}

/// A command line over several lines, parted before flags, or between the values of a flag that has many.
fn on_lines(command: &[String], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (at, word) in command.iter().enumerate() {
        // A flag stays with its first value.
        let value = command.get(at + 1).filter(|next| !next.starts_with("--"));
        let ahead = match value {
            Some(value) if word.starts_with("--") => word.width() + 1 + value.width(),
            _ => word.width(),
        };
        let is_first_value = at > 0 && command[at - 1].starts_with("--");
        let line = lines.last().map_or(0, |line| line.width());
        if line > 0 && line + 1 + ahead > width && !is_first_value {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// What every answer says is told once.
fn is_new(prompt: &Prompt) -> bool {
    !matches!(prompt.code, PromptCode::Official | PromptCode::RepairHint)
}

/// The words of a command line; none of the tour's needs quotes.
fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
