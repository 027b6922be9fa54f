/** Every text of the element that is not the snapshot's own, in the two languages. */

import { WORDS } from "../generated/words.js";

export type Lang = "zh-CN" | "en";

/** Chinese, English. */
export const TEXTS = {
  ...WORDS,
  title: ["名单预比对", "List pre-check"],
  idle: [
    "填写后自动比对联合惩戒与联合激励名单。比对在本机完成，填写内容不会发出。",
    "Compares with the joint punishment and reward lists as you type. It runs on this device; nothing you type is sent.",
  ],
  typing: ["统一社会信用代码已填 {typed} 位，共 18 位。", "{typed} of the 18 characters of the credit code typed."],
  comparing: ["正在比对……", "Comparing…"],
  starting: ["正在准备名单数据……", "Preparing the list data…"],
  downloading: ["正在下载名单数据……", "Downloading the list data…"],
  verifying: ["正在验证名单数据的来源与完整性……", "Verifying origin and integrity of the list data…"],
  progress: ["已下载 {received}", "{received} downloaded"],
  "progress-of": ["已下载 {received}，共 {total}", "{received} of {total} downloaded"],

  "outcome-open": ["有记录须核实，尚不能得出结论", "An entry needs verifying; no conclusion is possible yet"],
  "outcome-date": ["日期无法识别，请更正", "The date cannot be read; please correct it"],


  more: ["详细说明", "Details"],
  "more-records": ["详细说明（{count} 条记录）", "Details (entries: {count})"],
  "field-who": ["主体", "Subject"],
  "record-possible": ["疑似，身份未核实", "possible; identity not verified"],

  "new-window": ["（在新窗口打开）", " (opens in a new window)"],

  "as-of": ["数据截至 {asOf}", "Data as of {asOf}"],
  "published-by": ["{publisher} 第 {sequence} 期", "{publisher}, no. {sequence}"],
  stale: ["已过应更新时间，请联网核验", "Update overdue; please verify online"],
  expired: ["数据已过有效期，不能据以得出结论", "The data have expired; nothing can be concluded from them"],
  future: ["数据晚于本机时间，请核对时钟", "The data are later than this device's clock; please check it"],
  offline: ["未能联网更新，使用本机保存的数据", "Could not update online; using the data kept on this device"],
  refused: ["更新未通过验证，已拒绝；继续使用原有数据", "An update failed verification and was refused; the previous data stay in use"],

  "blocked-outcome-supplier": [
    "按本页面的设置，核实之前不能提交。请按提示核实后联系经办人；由经办人决定。",
    "As this page is set up, the form cannot be submitted before this is verified. Follow the prompt and contact the officer in charge, who decides.",
  ],
  "blocked-outcome-clerk": [
    "按本页面的设置，核实之前不能提交。核实后决定继续办理的，请说明理由。",
    "As this page is set up, the form cannot be submitted before this is verified. If you have verified it and decide to go on, give your reason.",
  ],
  "blocked-date": [
    "日期无法识别，更正之前不能提交。",
    "The date cannot be read; the form cannot be submitted before it is corrected.",
  ],
  "blocked-no-answer-supplier": [
    "现在不能完成比对，按本页面的设置暂不能提交。请稍后重试，或联系经办人；由经办人决定。",
    "The comparison cannot be completed now, and as this page is set up the form cannot be submitted without it. Try again later, or contact the officer in charge, who decides.",
  ],
  "blocked-no-answer-clerk": [
    "现在不能完成比对，按本页面的设置暂不能提交。请稍后重试；已通过官方渠道查询并决定继续办理的，请说明理由。",
    "The comparison cannot be completed now, and as this page is set up the form cannot be submitted without it. Try again later; if you have queried the official channel and decide to go on, give your reason.",
  ],
  "reason-kept": ["理由写入比对证据，请勿填写身份证件号码。", "The reason is written into the evidence; do not enter id numbers."],
  "go-on": ["说明理由，继续办理", "Go on with this reason"],
  "reason-given": ["已记录继续办理的理由，可以再次提交。", "Your reason for going on is recorded; you can submit again."],
  waiting: ["已收到提交：名单数据就绪并完成比对后继续。", "Your submission is waiting: it goes on once the list data are ready and compared."],
  unkept: ["浏览器存储没有响应，名单仅供本次使用", "The browser's storage does not answer; the lists are held for this visit only"],
  "drawing-fault": ["提示不能完整显示，以本行为准。", "The prompts cannot be shown in full; this line stands for them."],
  repair: ["信用修复：{name}", "Credit repair: {name}"],
  "note-date": ["“{value}”无法识别为日期，请按 2026-11-29 的格式填写。", "\"{value}\" cannot be read as a date; write it as 2026-11-29."],
  "as-of-today": ["日期更正之前，以下按今天比对。", "Until the date is corrected, what follows is compared as of today."],

  "fault-field-missing": [
    "开发提示：表单中没有名为“{name}”的输入项（{role}）。请为输入项设置 name，或用 {role}=\"#id\" 指定。",
    "For developers: the form has no input named \"{name}\" ({role}). Give the input that name, or point {role}=\"#id\" at it.",
  ],
  "fault-field-disabled": [
    "开发提示：输入项“{name}”（{role}）已禁用，浏览器不提交它，比对也不读取它。可改用 readonly。",
    "For developers: the input \"{name}\" ({role}) is disabled, so the browser does not send it and it is not compared. Use readonly instead.",
  ],
  "fault-on": ["开发提示：on=\"{name}\" 不是日期。", "For developers: on=\"{name}\" is not a date."],
  "fault-block-submit": ["开发提示：block-submit 中的“{name}”不是比对结果。", "For developers: \"{name}\" in block-submit is not an outcome."],
  "fault-error": ["开发提示：{message}", "For developers: {message}"],

  print: ["打印比对记录", "Print the record of this check"],
  "save-evidence": ["保存证据文件", "Save the evidence file"],
  "print-fault": ["未能生成打印页，请重试；名单提示不受影响。", "The page could not be made; please try again. The prompts stand."],

  unavailable: ["名单预比对暂不可用", "The list pre-check is not available at present"],
  "unavailable-then": ["请通过官方渠道查询。填写和提交不受影响。", "Please query the official channel. You can fill in and submit the form as usual."],
  retry: ["重试", "Try again"],

  "error-network": ["未能取得名单数据，请检查网络。", "The list data could not be fetched; please check the connection."],
  "reason-not-found": [
    "网址上没有名单文件，请联系网站管理人员。",
    "There is no list file at the address; please tell the site's operator.",
  ],
  "reason-server": ["名单服务器暂时出错，请稍后重试。", "The list server has a fault at present; please try again later."],
  "reason-module": [
    "比对程序（jrp.wasm）未能加载，请联系网站管理人员。",
    "The comparison program (jrp.wasm) could not be loaded; please tell the site's operator.",
  ],
  "reason-policy": [
    "本网站的内容安全策略（CSP）不允许比对所需的加载，请联系网站管理人员。",
    "This site's Content Security Policy does not allow what the comparison must load; please tell the site's operator.",
  ],
  "reason-worker": ["后台线程未能启动，改在页面内比对。", "The background thread did not start; the page itself compares."],
  "error-argument": ["本页面的比对设置有误，请联系网站管理人员。", "The pre-check is set up wrongly on this page; please tell the site's operator."],
  "error-audience-refused": ["名单文件不是面向社会公开的版本，网页不能打开。", "The list file is not the public edition, so a web page cannot open it."],
  "error-sequence-too-old": ["取得的名单数据比已有的更旧，已拒绝。", "The list data fetched are older than those already seen and were refused."],
  "error-untrusted": ["名单文件的签名或内容未通过验证，已拒绝。", "The list file failed the check of its signature or content and was refused."],
  "error-other": ["名单文件不能使用（{code}）。", "The list file cannot be used ({code})."],
} as const;

export type TextKey = keyof typeof TEXTS;

/** The language written, or the nearest of the two. */
export function langOf(tag: string | null | undefined): Lang {
  return tag?.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** The text, with what stands for the names in braces. */
export function say(lang: Lang, key: TextKey, values: Record<string, string | number> = {}): string {
  const text = TEXTS[key][lang === "en" ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

const UNTRUSTED = [
  "signature-untrusted",
  "signer-not-entitled",
  "digest-mismatch",
  "snapshot-truncated",
  "snapshot-malformed",
  "not-a-snapshot",
  "manifest-malformed",
  "publication-mismatch",
];

/** What an error means to the person at the form. */
export function sayError(lang: Lang, code: string, reason?: string): string {
  if (reason !== undefined && `reason-${reason}` in TEXTS) {
    return say(lang, `reason-${reason}` as TextKey);
  }
  const key = UNTRUSTED.includes(code) ? "error-untrusted" : `error-${code}`;
  return key in TEXTS ? say(lang, key as TextKey) : say(lang, "error-other", { code });
}
