//! What a publication changes since the one below, as people read it.

use crate::layout::{grouped, plain, table};
use crate::terminal::{STRONG, styled};
use jrp_folder::feeding::Changes;

/// The lists of which something changed, as a table, and the new policy pack.
pub(crate) fn text(changes: &Changes) -> String {
    let changed = changes
        .lists
        .iter()
        .filter(|change| change.added + change.changed + change.removed > 0);
    let rows: Vec<Vec<String>> = changed
        .map(|change| {
            let numbers = [change.added, change.changed, change.removed, change.after];
            let numbers = numbers.map(|number| format!("{:>9}", grouped(number)));
            std::iter::once(plain(&change.list)).chain(numbers).collect()
        })
        .collect();
    let policy = changes.policy.as_deref().map(plain);
    if rows.is_empty() {
        return match policy {
            None => "  no record changed; the publication tells that the data still stand\n".to_owned(),
            Some(policy) => {
                format!("  no record changed; the publication brings the policy pack {policy}\n")
            }
        };
    }
    let header = ["list", "    added", "  changed", "  removed", "  records"];
    let mut text = String::new();
    for (at, line) in table(&header, &rows).iter().enumerate() {
        let line = if at == 0 {
            styled(STRONG, line)
        } else {
            line.clone()
        };
        text.push_str(&format!("  {line}\n"));
    }
    if let Some(policy) = policy {
        text.push_str(&format!("  the policy pack {policy} comes with them\n"));
    }
    text
}
