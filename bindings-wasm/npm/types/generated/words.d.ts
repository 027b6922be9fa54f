/** Words of an answer: Chinese, English. */
export declare const WORDS: {
    readonly "outcome-prohibited": readonly ["涉及禁止类措施，请核实", "A prohibition is concerned; please verify"];
    readonly "outcome-restricted": readonly ["涉及限制类措施，请核实", "A restriction is concerned; please verify"];
    readonly "outcome-review": readonly ["须人工审核", "A person must review this"];
    readonly "outcome-notice": readonly ["仅作告知", "For information only"];
    readonly "outcome-preferred": readonly ["可考虑守信激励", "Incentives may be considered"];
    readonly "outcome-clear": readonly ["未发现有效记录", "No effective record was found"];
    readonly "outcome-indeterminate": readonly ["无法比对", "No comparison is possible"];
    readonly "level-stop": readonly ["禁止", "Stop"];
    readonly "level-warn": readonly ["注意", "Attention"];
    readonly "level-info": readonly ["告知", "Note"];
    readonly "level-good": readonly ["激励", "Incentive"];
    readonly "field-list": readonly ["名单", "List"];
    readonly "field-listed-name": readonly ["在列名称", "Listed name"];
    readonly "field-authority": readonly ["认定单位", "Authority"];
    readonly "field-document": readonly ["文书号", "Document no."];
    readonly "field-cause": readonly ["列入事由", "Cause"];
    readonly "field-listed-on": readonly ["列入日期", "Listed on"];
    readonly "field-until": readonly ["公示截止", "Published until"];
    readonly "field-measure": readonly ["措施", "Measure"];
    readonly "field-basis": readonly ["依据", "Basis"];
    readonly "no-fixed-term": readonly ["无固定期限", "no fixed term"];
};
