//! Work that may be done at once. Core starts no threads; whoever has some brings them.

use std::sync::{Mutex, PoisonError};

/// A piece of work.
pub type Job<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Does pieces of work that do not depend on each other, in any order or at once. No result depends on the executor.
pub trait Executor {
    /// Returns when every job is done.
    fn run_all(&self, jobs: Vec<Job<'_>>);
}

/// Does one job after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sequential;

impl Executor for Sequential {
    fn run_all(&self, jobs: Vec<Job<'_>>) {
        jobs.into_iter().for_each(|job| job());
    }
}

/// Work with a result.
pub(crate) type Work<'a, T> = Box<dyn FnOnce() -> T + Send + 'a>;

/// The results, in the order of the work; `None` where the executor returned before all was done.
pub(crate) fn collect<T: Send>(executor: &dyn Executor, work: Vec<Work<'_, T>>) -> Option<Vec<T>> {
    let slots: Vec<Mutex<Option<T>>> = work.iter().map(|_| Mutex::new(None)).collect();
    let jobs = work.into_iter().zip(&slots).map(|(work, slot)| -> Job<'_> {
        Box::new(move || {
            let result = work();
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        })
    });
    executor.run_all(jobs.collect());
    let results = slots
        .into_iter()
        .map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
    results.collect()
}
