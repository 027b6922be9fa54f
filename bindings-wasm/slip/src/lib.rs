//! The module `slip.wasm`, which the web element loads when a page is printed: evidence in, the page of `jrp slip` out.
//!
//! Of the input (`jrp-desk-wasm`) the parts are parted by NUL: language, project, operator, evidence; what is empty is not
//! given.
#![forbid(unsafe_code)]

use jrp_core::policy::Lang;
use jrp_slip::{Additions, page};
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page of what was pushed. Without one (`false`) there is a sentence to take that says why.
#[wasm_bindgen]
pub fn make() -> bool {
    jrp_desk_wasm::answer(|input| made(input).map(String::into_bytes))
}

/// The page, or why there is none.
fn made(input: &[u8]) -> Result<String, String> {
    let parts = std::str::from_utf8(input).ok().map(|text| text.splitn(4, '\0'));
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let [lang, project, operator, evidence] = parts.as_slice() else {
        return Err("language, project, operator and evidence are needed".to_owned());
    };
    let additions = Additions {
        lang: Lang::from_code(lang),
        project: non_empty(project),
        operator: non_empty(operator),
    };
    page(evidence, &additions).map_err(|error| error.to_string())
}

fn non_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jrp_desk_wasm::{push, take};

    fn through(input: &[u8]) -> (bool, String) {
        input.iter().for_each(|byte| push(*byte));
        let is_made = make();
        let bytes = std::iter::from_fn(|| u8::try_from(take()).ok()).collect();
        (is_made, String::from_utf8(bytes).unwrap())
    }

    const EVIDENCE: &str = include_str!("../../../core/tests/golden/evidence-0.1.0-sm2-sm3-1-several.json");

    #[test]
    fn the_page_is_that_of_the_command() {
        let (is_made, text) = through(format!("en\0\0\0{EVIDENCE}").as_bytes());
        let additions = Additions {
            lang: Some(Lang::En),
            ..Additions::default()
        };
        assert!(is_made, "{text}");
        assert_eq!(text, page(EVIDENCE, &additions).unwrap());
        // It names another project.
        let (is_made, why) = through(format!("en\0Project 7\0\0{EVIDENCE}").as_bytes());
        assert!(!is_made && why.contains("Project 7"), "{why}");
    }

    #[test]
    fn what_is_no_evidence_is_refused_and_nothing_stays_behind() {
        for input in [b"".as_slice(), b"en", b"en\0\0\0{}", b"\xff", b"en\0\0\0\0\0"] {
            let (is_made, why) = through(input);
            assert!(!is_made && !why.is_empty());
        }
        assert!(
            through(format!("\0\0\0{EVIDENCE}").as_bytes()).0,
            "the next is its own"
        );
        assert_eq!(take(), -1);
    }
}
