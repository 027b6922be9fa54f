//! What people see: styled text on standard output, one line of complaint on standard error.

use crate::error::CliError;
use crate::layout::{plain, safe};
use anstyle::{AnsiColor, Style};
use jrp_core::unseen;
use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

/// Headings
pub(crate) const STRONG: Style = Style::new().bold();
/// What matters less
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Prohibitions
pub(crate) const STOP: Style = AnsiColor::Red.on_default().bold();
/// What a person must look into
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// For information
pub(crate) const INFO: Style = AnsiColor::Cyan.on_default();
/// Benefits, and what is in order
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// The text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Writes to standard output; styles show on a terminal only, and not where `NO_COLOR` is set.
pub(crate) fn print(text: &str) -> Result<(), CliError> {
    check_written(anstream::stdout().write_all(safe(text).as_bytes()))
}

/// Writes JSON to standard output. What would move the text around it is escaped as answers have it.
pub(crate) fn print_json(json: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    let json = escaped(json);
    check_written(out.write_all(json.as_bytes()).and_then(|()| out.flush()))
}

/// JSON with characters that move others written as `\uXXXX`: they stand in its texts only, all in the first plane.
fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(unseen::moves) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match unseen::moves(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A reader that has seen enough, such as `head`, is no failure.
fn check_written(result: io::Result<()>) -> Result<(), CliError> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}

/// One line on standard error, whatever a file name or a cell may hold.
pub(crate) fn complain(text: &str) {
    let line = plain(&text.replace(['\n', '\r', '\t'], " "));
    // Nobody is left to be told.
    let _ = writeln!(io::stderr(), "jrp: {line}");
}

/// One line on standard error that ends nothing.
pub(crate) fn warn(what: impl Display) {
    complain(&format!("warning: {what}"));
}

/// Writes a value as JSON for people and scripts.
pub(crate) fn print_value(value: &impl serde::Serialize) -> Result<(), CliError> {
    let json = serde_json::to_string_pretty(value).map_err(|error| CliError::Output(error.into()))?;
    print_json(&format!("{json}\n"))
}

/// How wide text may run: the terminal's width, at most 110; without a terminal lines are not broken.
pub(crate) fn width() -> usize {
    let terminal = console::Term::stdout();
    match terminal.size_checked() {
        _ if !terminal.is_term() => usize::MAX,
        Some((_, columns)) if columns > 0 => usize::from(columns).clamp(40, 110),
        _ => 100,
    }
}
