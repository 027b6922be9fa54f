//! The words that wrap, join or stand beside names (`wrapping.txt`).

use crate::subject::name::endings::{Words, count, of_kind};

pub(super) const TEXT: &str = include_str!("wrapping.txt");
pub(super) static LABEL: Words<{ count(TEXT, "label ") }> = Words::by_front(of_kind(TEXT, "label "));
pub(in crate::subject::name) static TAIL: Words<{ count(TEXT, "tail ") }> =
    Words::by_end(of_kind(TEXT, "tail "));
pub(super) static INSIDE: Words<{ count(TEXT, "inside ") }> = Words::by_front(of_kind(TEXT, "inside "));
pub(super) const LEGAL: [&str; count(TEXT, "legal ")] = of_kind(TEXT, "legal ");
/// The longer ones first, of which others are parts
pub(super) const JOINT: [&str; count(TEXT, "joint ")] = of_kind(TEXT, "joint ");
pub(super) static JOINT_BY_FRONT: Words<{ JOINT.len() }> = Words::by_front(JOINT);
