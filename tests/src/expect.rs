//! What the rules say an answer is, written by hand and in few words.

use serde::Deserialize;
use serde_json::Value;

/// The expectation. Absent arrays other than `prompts`, `not`, `says` and `hides` mean empty ones.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Expect {
    /// The outcome
    #[serde(default)]
    pub outcome: String,
    /// The code of the error, where the question is refused
    pub error: Option<String>,
    /// Findings in order: `identifier BK-ZFCGSX prohibit`, `masked:8 BK-SXBZXR review`, `name RD-AEO -`, and ` @1`
    /// behind them for the first member of a consortium
    #[serde(default)]
    pub findings: Vec<String>,
    /// Codes of warnings in order, with ` @1` for the first member
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Prompts that must be there
    #[serde(default)]
    pub prompts: Vec<String>,
    /// Prompts that must not
    #[serde(default)]
    pub not: Vec<String>,
    /// Words that must stand in the prompts
    #[serde(default)]
    pub says: Vec<String>,
    /// Words that may not stand anywhere in the answer
    #[serde(default)]
    pub hides: Vec<String>,
    /// The state of freshness, `fresh` where absent
    pub freshness: Option<String>,
}

impl Expect {
    /// What is not as expected where the question is refused.
    pub fn refusal(&self, code: &str) -> Vec<String> {
        match self.error.as_deref() == Some(code) {
            true => Vec::new(),
            false => vec![format!("refused with {code}")],
        }
    }

    /// What of an answer is not as expected.
    pub fn differences(&self, json: &str) -> Vec<String> {
        let answer: Value = match serde_json::from_str(json) {
            Ok(answer) => answer,
            Err(error) => return vec![format!("the answer is not JSON: {error}")],
        };
        let mut differences = Vec::new();
        differences.extend(
            self.error
                .as_ref()
                .map(|code| format!("answered, not refused with {code}")),
        );
        let mut equal = |what: &str, expected: String, found: String| {
            if expected != found {
                differences.push(format!("{what}: expected {expected}, found {found}"));
            }
        };
        equal("outcome", self.outcome.clone(), text(&answer["outcome"]));
        equal(
            "findings",
            self.findings.join(", "),
            list(&answer["findings"], finding).join(", "),
        );
        equal(
            "warnings",
            self.warnings.join(", "),
            list(&answer["warnings"], warning).join(", "),
        );
        equal(
            "freshness",
            self.freshness.clone().unwrap_or_else(|| "fresh".to_owned()),
            text(&answer["freshness"]["state"]),
        );
        let codes = list(&answer["prompts"], |prompt| text(&prompt["code"]));
        let words = list(&answer["prompts"], |prompt| text(&prompt["text"])).join("\n");
        let missing = self.prompts.iter().filter(|code| !codes.contains(code));
        differences.extend(missing.map(|code| format!("prompt {code} is missing in {codes:?}")));
        let unwanted = self.not.iter().filter(|code| codes.contains(code));
        differences.extend(unwanted.map(|code| format!("prompt {code} should not be there")));
        let unsaid = self.says.iter().filter(|phrase| !words.contains(phrase.as_str()));
        differences.extend(unsaid.map(|phrase| format!("no prompt says {phrase:?}: {words}")));
        let shown = self.hides.iter().filter(|phrase| json.contains(phrase.as_str()));
        differences.extend(shown.map(|phrase| format!("{phrase:?} should not be shown")));
        differences
    }
}

fn list(array: &Value, of: impl Fn(&Value) -> String) -> Vec<String> {
    array.as_array().into_iter().flatten().map(of).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("-").to_owned()
}

fn finding(finding: &Value) -> String {
    let agreeing = finding["agreeing"].as_u64();
    format!(
        "{}{} {} {}{}",
        text(&finding["match"]),
        agreeing.map(|digits| format!(":{digits}")).unwrap_or_default(),
        text(&finding["list"]["code"]),
        text(&finding["effect"]),
        member(finding)
    )
}

fn warning(warning: &Value) -> String {
    text(&warning["code"]) + &member(warning)
}

fn member(of: &Value) -> String {
    match of["subject"].as_u64() {
        None | Some(0) => String::new(),
        Some(at) => format!(" @{at}"),
    }
}
