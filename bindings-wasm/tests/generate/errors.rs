//! docs/ERRORS.md.

use jrp_core::error::ErrorCode;
use jrp_wasm::error::OF_JS;

const HEAD: &str = "\
# Errors

<!-- Written by `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types`. -->

Every interface names an error by one of these codes. An error carries the facts besides (which key, which line, which
sequence), and its message says what to do in that host. C has the numbers as `JRP_RESULT_…`; Java, JavaScript and HTTP
have the words; the command prints the message and exits with 1, or with 2 where it was called wrongly.

| code | in C | what it means | what to do |
|---|---|---|---|
";

const OF_JAVASCRIPT: &str = "
JavaScript has these besides:

| code | what it means |
|---|---|
";

const TAIL: &str = "
What only C has (numbers below 100) stands in [C-API.md](C-API.md), what only Java has in [JAVA-API.md](JAVA-API.md).
Rows of feeds and registers that are refused have codes of their own: [FEEDS.md](FEEDS.md).
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
