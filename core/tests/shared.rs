//! Long tests on several threads: on one, they go on when all others are done.

use std::thread;

const THREADS: usize = 4;

/// The work for each of the numbers.
pub(crate) fn shared<N, T>(numbers: N, work: impl Fn(N::Item) -> T + Sync) -> impl Iterator<Item = T>
where
    N: Iterator + Clone + Send,
    T: Send,
{
    let done: Vec<Vec<T>> = thread::scope(|scope| {
        let begun: Vec<_> = (0..THREADS)
            .map(|first| {
                let (numbers, work) = (numbers.clone(), &work);
                scope.spawn(move || numbers.skip(first).step_by(THREADS).map(work).collect())
            })
            .collect();
        begun.into_iter().map(|one| one.join().unwrap()).collect()
    });
    done.into_iter().flatten()
}
