//! Benchmarks of JRP beside its peers.
