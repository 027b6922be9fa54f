//! Batches on several threads; what comes of them is taken in the order of the batches.
//!
//! ```text
//!        ┌─ jobs ───► threads ─┐ one answer a ticket
//! read ──┤                     ▼
//!        └─ tickets, in order ───► write
//! ```
//!
//! Both queues are short, so memory does not grow with the input, however slow a batch or the disk may be.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Batches that wait for each thread.
const WAITING: usize = 2;

/// Reads on a thread of its own until `None` or an error, works on `threads`, writes on the caller's. The first error of
/// reading or writing ends everything and is given.
pub fn in_order<Job: Send, Done: Send, E: Send>(
    threads: NonZero<usize>,
    mut read: impl FnMut() -> Result<Option<Job>, E> + Send,
    work: impl Fn(Job) -> Done + Sync,
    mut write: impl FnMut(Done) -> Result<(), E>,
) -> Result<(), E> {
    let waiting = threads.get().saturating_mul(WAITING);
    let (to_work, jobs) = sync_channel::<(Job, SyncSender<Done>)>(waiting);
    let (to_write, tickets) = sync_channel::<Receiver<Done>>(waiting);
    // Owned by the workers alone: should all of them panic, the reader is told.
    let jobs = Arc::new(Mutex::new(jobs));
    let work = &work;
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            let jobs = Arc::clone(&jobs);
            scope.spawn(move || {
                while let Some((job, done)) = next(&jobs) {
                    // Nobody waits for it after an error of writing.
                    let _ = done.send(work(job));
                }
            });
        }
        drop(jobs);
        let reader = scope.spawn(move || -> Result<(), E> {
            while let Some(job) = read()? {
                let (done, ticket) = sync_channel(1);
                // After an error of writing no more is wanted.
                if to_write.send(ticket).is_err() || to_work.send((job, done)).is_err() {
                    break;
                }
            }
            Ok(())
        });
        // A ticket without an answer is a panic, which the scope passes on.
        let answers = tickets.into_iter().map_while(|ticket| ticket.recv().ok());
        let written = { answers }.try_for_each(&mut write);
        let read = reader
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        written.and(read)
    })
}

fn next<T>(jobs: &Mutex<Receiver<T>>) -> Option<T> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::num::NonZero;

    fn run(
        threads: usize,
        jobs: u32,
        fails_at: Option<u32>,
        full_at: Option<u32>,
    ) -> (Result<(), &'static str>, Vec<u32>) {
        let mut numbers = 0..jobs;
        let mut written = Vec::new();
        let read = || match numbers.next() {
            next if next.is_some() && next == fails_at => Err("read"),
            next => Ok(next),
        };
        let work = |number: u32| {
            // The first of every few takes longest.
            (0..(7 - number % 7) * 1000).fold(number, |x, y| std::hint::black_box(x ^ y ^ y))
        };
        let write = |number| {
            if Some(number) == full_at {
                return Err("write");
            }
            written.push(number);
            Ok(())
        };
        let done = in_order(NonZero::new(threads).unwrap(), read, work, write);
        (done, written)
    }

    #[test]
    fn order_does_not_depend_on_the_number_of_threads() {
        for threads in [1, 2, 3, 16] {
            for jobs in [0, 1, 5, 200] {
                let (done, written) = run(threads, jobs, None, None);
                assert_eq!((done, written), (Ok(()), (0..jobs).collect()));
            }
        }
    }

    #[test]
    fn an_error_ends_everything() {
        for threads in [1, 4] {
            let (done, written) = run(threads, 200, Some(50), None);
            assert_eq!((done, written), (Err("read"), (0..50).collect()));
            let (done, written) = run(threads, 200, None, Some(50));
            assert_eq!((done, written), (Err("write"), (0..50).collect()));
        }
    }
}
