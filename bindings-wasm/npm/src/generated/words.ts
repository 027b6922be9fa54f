// Written from the Rust types by `JRP_UPDATE_GOLDEN=1 cargo test -p jrp-wasm --test types`.

/** Words of an answer: Chinese, English. */
export const WORDS = {
  "outcome-prohibited": ["涉及禁止类措施，请核实", "A prohibition is concerned; please verify"],
  "outcome-restricted": ["涉及限制类措施，请核实", "A restriction is concerned; please verify"],
  "outcome-review": ["须人工审核", "A person must review this"],
  "outcome-notice": ["仅作告知", "For information only"],
  "outcome-preferred": ["可考虑守信激励", "Incentives may be considered"],
  "outcome-clear": ["未发现有效记录", "No effective record was found"],
  "outcome-indeterminate": ["无法比对", "No comparison is possible"],
  "level-stop": ["禁止", "Stop"],
  "level-warn": ["注意", "Attention"],
  "level-info": ["告知", "Note"],
  "level-good": ["激励", "Incentive"],
  "field-list": ["名单", "List"],
  "field-listed-name": ["在列名称", "Listed name"],
  "field-authority": ["认定单位", "Authority"],
  "field-document": ["文书号", "Document no."],
  "field-cause": ["列入事由", "Cause"],
  "field-listed-on": ["列入日期", "Listed on"],
  "field-until": ["公示截止", "Published until"],
  "field-measure": ["措施", "Measure"],
  "field-basis": ["依据", "Basis"],
  "no-fixed-term": ["无固定期限", "no fixed term"],
} as const;
