//! Benchmarks of JRP beside its peers. They come with the snapshot at scale; until then this crate is empty on purpose.
