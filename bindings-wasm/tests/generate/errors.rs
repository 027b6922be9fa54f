//! docs/ERRORS.md.

use jrp_core::error::ErrorCode;
use jrp_wasm::error::OF_JS;

const HEAD: &str = "\
# Errors

<!-- Written by `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types`. -->

For those who see an error or handle one in a program. Every interface names errors by these codes. An error also
carries the facts (which key, which line, which sequence), and its message says what to do in that host. C has the
numbers as `JRP_RESULT_…`; Java, JavaScript and HTTP have the words; the command prints the message and exits with 1, or
with 2 if it was called wrongly.

| code | in C | what it means | what to do |
|---|---|---|---|
";

const OF_JAVASCRIPT: &str = "
JavaScript also has these:

| code | what it means |
|---|---|
";

const TAIL: &str = "
Codes of C alone (numbers below 100) are in [C-API.md](C-API.md), those of Java alone in [JAVA-API.md](JAVA-API.md), and
the codes of refused rows of feeds and registers in [FEEDS.md](FEEDS.md).
";

pub(crate) fn markdown() -> String {
    let mut text = HEAD.to_owned();
    for code in ErrorCode::ALL {
        let (name, number) = (code.name(), *code as u32);
        let (message, remedy) = (code.message(), code.remedy());
        text.push_str(&format!("| `{name}` | {number} | {message} | {remedy} |\n"));
    }
    text.push_str(OF_JAVASCRIPT);
    for (name, message) in OF_JS {
        text.push_str(&format!("| `{name}` | {message} |\n"));
    }
    text + TAIL
}
