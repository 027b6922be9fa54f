//! Figures and tables as the page writes them.

/// Nanoseconds in a fitting unit.
pub(super) fn time(ns: f64) -> String {
    match ns {
        ..100.0 => format!("{} ns", three(ns)),
        100.0..1e3 => format!("{ns:.0} ns"),
        1e3..1e6 => format!("{} µs", three(ns / 1e3)),
        1e6..1e9 => format!("{} ms", three(ns / 1e6)),
        _ => format!("{} s", three(ns / 1e9)),
    }
}

/// How many times `ours` another figure is.
pub(super) fn ratio(theirs: f64, ours: f64) -> String {
    format!("{} ×", three(theirs / ours))
}

/// Three digits, more where the number has more before its point.
fn three(number: f64) -> String {
    match number {
        ..9.995 => format!("{number:.2}"),
        9.995..99.95 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

/// A Markdown table; no rows, no table.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return "*Not measured.*".to_owned();
    }
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        out.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    out
}
