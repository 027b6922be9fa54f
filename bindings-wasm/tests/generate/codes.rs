//! The error codes, and the outcomes as numbers.

use jrp_core::Outcome;
use jrp_core::error::ErrorCode;
use jrp_wasm::error::OF_JS;

pub(crate) fn typescript() -> String {
    let mut text = String::from(super::types::HEAD);
    text.push_str(
        "/** What went wrong, in one word that is the same in every language. */\nexport type ErrorCode =\n",
    );
    let shared = ErrorCode::ALL.iter().map(|code| (code.name(), code.message()));
    let all: Vec<_> = shared.chain(OF_JS).collect();
    for (at, (name, message)) in all.iter().enumerate() {
        let end = if at + 1 == all.len() { ";" } else { "" };
        text.push_str(&format!("  /** {message} */\n  | \"{name}\"{end}\n"));
    }
    let outcomes = Outcome::ALL.map(|outcome| format!("\"{}\"", outcome.code()));
    text.push_str(&format!(
        "\n/** What a question comes to, by the number that stands for it. */\nexport const OUTCOMES = [{}] as const;\n",
        outcomes.join(", ")
    ));
    text
}
