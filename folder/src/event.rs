//! What whoever calls hears while the work goes on.

/// Something happens that may take its time, or ought to be known.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Work begins; `total` bytes of it, where that is known
    Begin(Step, Option<u64>),
    /// So many bytes of it are done
    Done(u64),
    /// It has ended, well or not
    End,
    /// What must not be overlooked, though it stops nothing
    Notice(crate::pull::Notice<'a>),
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The files of a folder are opened
    Open,
    /// Feeds are read
    Read,
    /// Records become a base
    Build,
    /// Records are compared with those below
    Compare,
    /// Files are fetched
    Fetch,
}

/// Hears of events, from whatever thread.
pub type Listener<'a> = &'a (dyn Fn(Event<'_>) + Sync);

/// Work under way; dropped, it has ended.
pub struct Work<'a> {
    listener: Listener<'a>,
}

impl<'a> Work<'a> {
    /// Begins.
    pub fn begin(listener: Listener<'a>, step: Step, total: Option<u64>) -> Self {
        listener(Event::Begin(step, total));
        Self { listener }
    }

    /// So many bytes are done.
    pub fn done(&self, bytes: u64) {
        (self.listener)(Event::Done(bytes));
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        (self.listener)(Event::End);
    }
}
