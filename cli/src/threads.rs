//! Work on all cores.

use jrp_core::build::{Executor, Job};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// One thread a core.
pub(crate) struct Threads;

impl Executor for Threads {
    fn run_all(&self, jobs: Vec<Job<'_>>) {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = cores.min(jobs.len());
        let queue = Mutex::new(jobs.into_iter());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(job) = next() {
                        job();
                    }
                });
            }
        });
    }
}
