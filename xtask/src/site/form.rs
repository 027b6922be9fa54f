//! A form of `jrp demo --web`, whose lists no publisher keeps.

use crate::task::TaskError;

/// What of a form is otherwise on the site, and what it is there: its lists are made before the element looks for them.
const FORM: [(&str, &str); 2] = [
    (r#" folder="lists/" trust-src="publisher.pub""#, ""),
    (r#"src="jrp/element/index.js""#, r#"src="lists.js""#),
];

/// What the home page leads to as well.
const MORE: &str = r#"    <li><a href="playground.html"><strong data-say="playground">名单试验台</strong><span data-say="playground-about">修改名单的行，重新生成，再在表单中比对。名单在本机生成并签名，不会发出。</span></a></li>
    <li><a href="docs/README.html"><strong data-say="docs">文档</strong><span data-say="docs-about">生成、发布、跟随与查询；快照格式；规则</span></a></li>
  </ul>"#;

/// The pages and files that the service worker keeps.
const KEPT: [(&str, &str); 2] = [
    (
        r#""words.js"]"#,
        r#""words.js", "playground.html", "playground.css", "playground.js", "lists.js", "maker.js"]"#,
    ),
    (
        r#""publisher.pub"]"#,
        r#""lists.csv", "covers.txt", "maker.wasm"]"#,
    ),
];

/// A text of the demo as the site has it.
pub(super) fn adapt(name: &str, text: &str) -> Result<String, TaskError> {
    let changes: &[(&str, &str)] = match name {
        "procurement.html" | "tender.html" | "approval.html" => &FORM,
        "index.html" => &[("  </ul>", MORE)],
        "offline.js" => &KEPT,
        _ => &[],
    };
    let mut text = text.to_owned();
    for (from, to) in changes {
        if text.matches(from).count() != 1 {
            return Err(TaskError::new(
                format!("examples/web/{name} does not have `{from}` once"),
                "say in xtask/src/site/form.rs what it is now",
            ));
        }
        text = text.replace(from, to);
    }
    Ok(text)
}
