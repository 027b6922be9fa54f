/** The records a comparison reached, for those who want to see them. */

import type { Finding, RosterInfo } from "../browser.js";
import { channelOfList } from "./channels.js";
import { h, link } from "./dom.js";
import { type Lang, type TextKey, say } from "./texts.js";

export function records(findings: readonly Finding[], infos: readonly RosterInfo[], lang: Lang): HTMLElement | undefined {
  if (findings.length === 0) {
    return undefined;
  }
  const summary = h("summary", { part: "summary" }, say(lang, "records", { count: findings.length }));
  const list = h("ul", { class: "records" }, ...findings.map((finding) => recordOf(finding, infos, lang)));
  return h("details", { part: "records" }, summary, list);
}

function recordOf(finding: Finding, infos: readonly RosterInfo[], lang: Lang): HTMLLIElement {
  const until = finding.publishUntil === null ? say(lang, "no-fixed-term") : finding.publishUntil;
  const facts: [TextKey, string | undefined][] = [
    ["field-list", finding.confirmed ? finding.list.name : `${finding.list.name}（${say(lang, "record-possible")}）`],
    ["field-listed-name", finding.listedName],
    ["field-authority", finding.authority],
    ["field-document", finding.documentNo],
    ["field-cause", finding.cause],
    ["field-listed-on", finding.listedOn],
    ["field-until", until],
    ["field-measure", finding.measure],
    ["field-basis", finding.basis],
  ];
  const known = facts.filter((fact): fact is [TextKey, string] => fact[1] !== undefined);
  const rows = known.flatMap(([key, value]) => [h("dt", {}, say(lang, key)), h("dd", {}, value)]);
  const channel = channelOfList(finding.list.code, infos, lang);
  if (channel) {
    rows.push(h("dt", {}, say(lang, "field-verify")), h("dd", {}, link(channel.url, channel.name, say(lang, "new-window"))));
  }
  return h("li", { class: "record", part: "record" }, h("dl", {}, ...rows));
}
