//! The QR code of a page: which evidence it belongs to.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Modules that must stay white around the code.
const QUIET: i32 = 4;

/// What the code says: digest and sequences in capitals, which take a third less room.
pub(super) fn says(digest: &str, sequences: &[u64]) -> String {
    let sequences: Vec<String> = sequences.iter().map(u64::to_string).collect();
    format!("JRP-EVIDENCE:1:{digest}:NO:{}", sequences.join("/")).to_uppercase()
}

/// The code as a drawing; empty where the text is too long, which no digest is.
pub(super) fn drawn(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return String::new();
    };
    let size = code.size();
    let mut path = String::new();
    for (y, x) in (0..size).flat_map(|y| (0..size).map(move |x| (y, x))) {
        if code.get_module(x, y) {
            // A String takes all that is written to it.
            let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    let side = size + 2 * QUIET;
    format!(
        "<svg class=qr viewBox=\"0 0 {side} {side}\" role=img aria-label=\"QR\" shape-rendering=crispEdges><path fill=#fff \
         d=\"M0,0h{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"
    )
}
