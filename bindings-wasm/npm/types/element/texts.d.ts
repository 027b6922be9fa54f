/** Every text of the element that is not the snapshot's own, in the two languages. */
export type Lang = "zh-CN" | "en";
/** Chinese, English. */
export declare const TEXTS: {
    readonly title: readonly ["名单预比对", "List pre-check"];
    readonly idle: readonly ["填写后自动比对联合惩戒与联合激励名单。比对在本机完成，填写内容不会发出。", "Compares with the joint punishment and reward lists as you type. It runs on this device; nothing you type is sent."];
    readonly typing: readonly ["统一社会信用代码已填 {typed} 位，共 18 位。", "{typed} of the 18 characters of the credit code typed."];
    readonly comparing: readonly ["正在比对……", "Comparing…"];
    readonly starting: readonly ["正在准备名单数据……", "Preparing the list data…"];
    readonly downloading: readonly ["正在下载名单数据……", "Downloading the list data…"];
    readonly verifying: readonly ["正在验证名单数据的来源与完整性……", "Verifying origin and integrity of the list data…"];
    readonly progress: readonly ["已下载 {received}", "{received} downloaded"];
    readonly "progress-of": readonly ["已下载 {received}，共 {total}", "{received} of {total} downloaded"];
    readonly "outcome-prohibited": readonly ["涉及禁止类措施，请核实", "A prohibition is concerned; please verify"];
    readonly "outcome-restricted": readonly ["涉及限制类措施，请核实", "A restriction is concerned; please verify"];
    readonly "outcome-review": readonly ["须人工审核", "A person must review this"];
    readonly "outcome-notice": readonly ["仅作告知", "For information only"];
    readonly "outcome-preferred": readonly ["可考虑守信激励", "Incentives may be considered"];
    readonly "outcome-clear": readonly ["未发现有效记录", "No effective record found"];
    readonly "outcome-indeterminate": readonly ["无法比对", "No comparison is possible"];
    readonly "level-stop": readonly ["禁止", "Stop"];
    readonly "level-warn": readonly ["注意", "Attention"];
    readonly "level-info": readonly ["告知", "Note"];
    readonly "level-good": readonly ["激励", "Incentive"];
    readonly records: readonly ["比对到的记录（{count}）", "Entries found ({count})"];
    readonly "record-possible": readonly ["疑似，身份未核实", "possible; identity not verified"];
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
    readonly official: readonly ["前往官方渠道核实：{host}", "Verify on the official channel: {host}"];
    readonly "new-window": readonly ["（在新窗口打开）", " (opens in a new window)"];
    readonly "as-of": readonly ["数据截至 {asOf}", "Data as of {asOf}"];
    readonly "published-by": readonly ["{publisher} 第 {sequence} 期", "{publisher}, no. {sequence}"];
    readonly stale: readonly ["已过应更新时间，请联网核验", "Update overdue; please verify online"];
    readonly expired: readonly ["数据已过有效期，无法比对", "The data have expired; no comparison is possible"];
    readonly future: readonly ["数据晚于本机时间，请核对时钟", "The data are later than this device's clock; please check it"];
    readonly offline: readonly ["未能联网更新，使用本机保存的数据", "Could not update online; using the data kept on this device"];
    readonly refused: readonly ["更新未通过验证，已拒绝；继续使用原有数据", "An update failed verification and was refused; the previous data stay in use"];
    readonly blocked: readonly ["按本页面的设置，核实之前不能提交。请按提示核实后联系经办人；由经办人决定。", "As this page is set up, the form cannot be submitted before this is verified. Follow the prompt and contact the officer in charge, who decides."];
    readonly unavailable: readonly ["名单预比对暂不可用", "The list pre-check is not available at present"];
    readonly "unavailable-then": readonly ["请通过官方渠道查询。填写和提交不受影响。", "Please query the official channel. You can fill in and submit the form as usual."];
    readonly retry: readonly ["重试", "Try again"];
    readonly "error-network": readonly ["未能取得名单数据，请检查网络。", "The list data could not be fetched; please check the connection."];
    readonly "error-argument": readonly ["本页面的比对设置有误，请联系网站管理人员。", "The pre-check is set up wrongly on this page; please tell the site's operator."];
    readonly "error-audience-refused": readonly ["名单文件不是面向社会公开的版本，网页不能打开。", "The list file is not the public edition, so a web page cannot open it."];
    readonly "error-sequence-too-old": readonly ["取得的名单数据比已有的更旧，已拒绝。", "The list data fetched are older than those already seen and were refused."];
    readonly "error-untrusted": readonly ["名单文件的签名或内容未通过验证，已拒绝。", "The list file failed the check of its signature or content and was refused."];
    readonly "error-other": readonly ["名单文件不能使用（{code}）。", "The list file cannot be used ({code})."];
};
export type TextKey = keyof typeof TEXTS;
/** The language written, or the nearest of the two. */
export declare function langOf(tag: string | null | undefined): Lang;
/** The text, with what stands for the names in braces. */
export declare function say(lang: Lang, key: TextKey, values?: Record<string, string | number>): string;
/** What an error means to the person at the form. */
export declare function sayError(lang: Lang, code: string): string;
