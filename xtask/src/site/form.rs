//! A form of `jrp demo --web`, whose lists no publisher keeps.

use crate::task::TaskError;

/// What of a file of `examples/web` is otherwise on the site, and what it is there.
const OTHERWISE: [(&str, &str, &str); 6] = [
    ("procurement.html", LISTS, MADE),
    ("procurement.html", ELEMENT, MAKER),
    ("tender.html", LISTS, MADE),
    ("tender.html", ELEMENT, MAKER),
    ("approval.html", LISTS, MADE),
    ("approval.html", ELEMENT, MAKER),
];

const LISTS: &str = r#" folder="lists/" trust-src="publisher.pub""#;
const MADE: &str = "";
const ELEMENT: &str = r#"src="jrp/element/index.js""#;
const MAKER: &str = r#"src="lists.js""#;

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
    (r#""publisher.pub"]"#, r#""lists.csv", "maker.wasm"]"#),
];

/// A text of the demo as the site has it.
pub(super) fn adapt(name: &str, text: &str) -> Result<String, TaskError> {
    let mut text = text.to_owned();
    let changes = OTHERWISE.iter().filter(|(file, ..)| *file == name);
    let mut changes: Vec<_> = changes.map(|(_, from, to)| (*from, *to)).collect();
    match name {
        "index.html" => changes.push(("  </ul>", MORE)),
        "offline.js" => changes.extend(KEPT),
        _ => {}
    }
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
