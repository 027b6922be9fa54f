//! Work on all cores, as the command does it.

use jrp_core::build::{Executor, Job};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many threads may run at once.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// One thread a core.
pub struct Threads;

impl Executor for Threads {
    fn run_all(&self, jobs: Vec<Job<'_>>) {
        let queue = Mutex::new(jobs.into_iter());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        thread::scope(|scope| {
            for _ in 0..cores() {
                scope.spawn(|| {
                    while let Some(job) = next() {
                        job();
                    }
                });
            }
        });
    }
}
