//! Whose signatures count.

use crate::error::Failure;
use jrp_core::trust::TrustAnchors;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Trust anchors, held for JavaScript.
#[wasm_bindgen]
pub struct RawTrust {
    pub(crate) anchors: TrustAnchors,
}

#[wasm_bindgen]
impl RawTrust {
    /// Public keys as PEM text, and trust files. `minimum_sequence` guards against rollback; 0 for none but that of the
    /// trust files.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript gives the texts away")]
    pub fn new(texts: Vec<String>, minimum_sequence: f64) -> Result<Self, JsValue> {
        let anchors = texts.iter().try_fold(TrustAnchors::default(), |anchors, text| {
            TrustAnchors::from_text(text).and_then(|more| anchors.join(more))
        });
        let anchors = anchors.map_err(Failure::from)?;
        Ok(Self {
            anchors: anchors.with_minimum_sequence(minimum_sequence as u64),
        })
    }
}
