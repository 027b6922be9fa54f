//! Progress on standard error, where somebody is watching.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Read};
use std::time::Duration;

/// A bar or a spinner; nothing at all where standard error is no terminal.
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
        let bar = shown(ProgressBar::new_spinner);
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    fn bar(what: &str, total: u64, template: &str) -> Self {
        let bar = shown(|| ProgressBar::new(total));
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

fn shown(make: impl FnOnce() -> ProgressBar) -> ProgressBar {
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
