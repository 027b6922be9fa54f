//! What a thread allocates: how often, how many bytes, and how many it holds at once.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

#[derive(Clone, Copy)]
struct Counts {
    allocations: u64,
    bytes: usize,
    held: usize,
    most: usize,
    limit: usize,
}

thread_local! {
    static COUNTS: Cell<Counts> = const {
        Cell::new(Counts {
            allocations: 0,
            bytes: 0,
            held: 0,
            most: 0,
            limit: usize::MAX,
        })
    };
}

/// Counts what is asked for in place of `old` bytes. Says whether it is within the limit.
fn count(old: usize, new: usize) -> bool {
    let mut counts = COUNTS.get();
    counts.allocations += 1;
    counts.bytes += new;
    // What another thread allocated was not counted here.
    counts.held = counts.held.saturating_sub(old) + new;
    counts.most = counts.most.max(counts.held);
    COUNTS.set(counts);
    counts.held <= counts.limit
}

struct Counting;

// SAFETY: as the system's allocator, which does the work; a null pointer says that there is no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match count(0, layout.size()) {
            // SAFETY: as the caller promises.
            true => unsafe { System.alloc(layout) },
            false => std::ptr::null_mut(),
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        match count(0, layout.size()) {
            // SAFETY: as the caller promises.
            true => unsafe { System.alloc_zeroed(layout) },
            false => std::ptr::null_mut(),
        }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        match count(layout.size(), size) {
            // SAFETY: as the caller promises.
            true => unsafe { System.realloc(at, layout, size) },
            false => std::ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        let mut counts = COUNTS.get();
        counts.held = counts.held.saturating_sub(layout.size());
        COUNTS.set(counts);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many allocations the work makes in this thread.
pub(crate) fn allocations(work: impl FnOnce()) -> u64 {
    let before = COUNTS.get().allocations;
    work();
    COUNTS.get().allocations - before
}

/// How many bytes the work asks for in this thread, one after the other.
pub(crate) fn bytes(work: impl FnOnce()) -> usize {
    let before = COUNTS.get().bytes;
    work();
    COUNTS.get().bytes - before
}

/// The most that the work holds at once in this thread. What goes beyond the limit is refused, as a small machine does.
pub(crate) fn held<T>(limit: usize, work: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNTS.get();
    COUNTS.set(Counts {
        held: 0,
        most: 0,
        limit,
        ..before
    });
    let made = work();
    let after = COUNTS.get();
    COUNTS.set(Counts {
        held: before.held + after.held,
        most: before.most,
        limit: before.limit,
        ..after
    });
    (made, after.most)
}
