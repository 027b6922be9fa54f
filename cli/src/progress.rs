//! Progress on standard error, where somebody is watching.

use crate::pull;
use indicatif::{ProgressBar, ProgressStyle};
use jrp_folder::{Event, Step};
use std::io::{IsTerminal, Read};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A bar or a spinner; nothing at all where standard error is not a terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over bytes read.
    pub(crate) fn bytes(what: &str, total: u64) -> Self {
        Self::bar(
            what,
            total,
            "{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        )
    }

    /// A bar over rows.
    pub(crate) fn rows(what: &str, total: u64) -> Self {
        Self::bar(
            what,
            total,
            "{msg} {bar:30} {human_pos}/{human_len} rows {per_sec} {eta}",
        )
    }

    /// A spinner for work of unknown length.
    pub(crate) fn spinner(what: &str) -> Self {
        let bar = show(ProgressBar::new_spinner);
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    fn bar(what: &str, total: u64, template: &str) -> Self {
        let bar = show(|| ProgressBar::new(total));
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        Self(bar)
    }

    /// So much is done.
    pub(crate) fn set(&self, done: u64) {
        self.0.set_position(done);
    }

    /// A reader whose bytes count.
    pub(crate) fn watch(&self, reader: impl Read) -> impl Read {
        self.0.wrap_read(reader)
    }
}

fn show(make: impl FnOnce() -> ProgressBar) -> ProgressBar {
    if std::io::stderr().is_terminal() {
        make()
    } else {
        ProgressBar::hidden()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Shows what a folder's work tells of itself.
#[derive(Default)]
pub(crate) struct Watcher(Mutex<Option<Progress>>);

impl Watcher {
    /// Something happens.
    pub(crate) fn hear(&self, event: Event<'_>) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Begin(step, Some(total)) => *shown = Some(Progress::bytes(words(step), total)),
            Event::Begin(step, None) => *shown = Some(Progress::spinner(words(step))),
            Event::Done(bytes) => shown.iter().for_each(|progress| progress.set(bytes)),
            Event::End => *shown = None,
            Event::Notice(notice) => pull::warn(&notice),
            _ => {}
        }
    }
}

fn words(step: Step) -> &'static str {
    match step {
        Step::Open => "opening what stands in the folder",
        Step::Read => "reading",
        Step::Build => "sorting, compressing, signing",
        Step::Compare => "comparing, compressing, signing",
        Step::Fetch => "fetching",
        _ => "working",
    }
}
