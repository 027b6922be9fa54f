//! Records on the terminal.

use jrp_folder::office::OfficeRecord;
use std::fmt::Write as _;

/// Characters of a record's id that are shown: enough to name it.
const ID: usize = 12;

/// One line a record, with its history behind it where that was asked for.
pub(super) fn text(records: &[OfficeRecord]) -> String {
    let mut text = String::new();
    for record in records {
        let _ = write!(
            text,
            "{}  {}  {}  {}",
            record.record.get(..ID).unwrap_or(&record.record),
            record.list,
            record.state,
            record.name.as_deref().unwrap_or("-"),
        );
        for part in [&record.id, &record.document_no].into_iter().flatten() {
            let _ = write!(text, "  {part}");
        }
        let until = record
            .publish_until
            .map_or("no fixed term".to_owned(), |until| format!("to {until}"));
        let _ = writeln!(
            text,
            "  listed {} {until}, {}, from {} (line {}, row {})",
            record.listed_on, record.authority, record.unit, record.line, record.row
        );
        for event in &record.history {
            let _ = write!(text, "    {}  {}", event.on, event.what);
            if let Some(detail) = &event.detail {
                let _ = write!(text, "  {detail}");
            }
            let _ = writeln!(text, "  (line {})", event.line);
        }
    }
    text
}
