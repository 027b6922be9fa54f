//! Work on all cores, for whoever hosts `jrp-core`, which starts no threads itself.

mod pipeline;

pub use pipeline::in_order;

use jrp_core::executor::{Executor, Job};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many threads may run at once.
pub fn cores() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// One thread a core, all of them ended when the work is done. A single job, or a single core, takes none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Threads;

impl Executor for Threads {
    fn run_all(&self, jobs: Vec<Job<'_>>) {
        let threads = cores().get().min(jobs.len());
        if threads < 2 {
            return jobs.into_iter().for_each(|job| job());
        }
        let queue = Mutex::new(jobs.into_iter());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = || {
            while let Some(job) = next() {
                job();
            }
        };
        thread::scope(|scope| {
            for _ in 1..threads {
                // Where the system gives no more threads, those that run do the work.
                if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                    break;
                }
            }
            work();
        });
    }
}
