//! bindings-c
