/** What a comparison found: the strictest as rows to verify by, and all of it for those who want to see it. */

import type { Comparison, Finding, RosterInfo } from "../browser.js";
import { channelOfList, verifyingChannels } from "./channels.js";
import { h, link, unbroken } from "./dom.js";
import { type Lang, type TextKey, say } from "./texts.js";

type Infos = readonly RosterInfo[];
type Fact = [TextKey, string | undefined];

/** Which list, by whom, since and until when, on what basis, and where to verify; without a finding only the last. */
export function facts({ findings, subjects }: Comparison, infos: Infos, lang: Lang): HTMLElement {
  const [first] = findings;
  const rows = first ? rowsOf([...(subjects.length > 1 ? [whoOf(first, subjects)] : []), ...mainFacts(first, infos, lang)], lang) : [];
  const channels = verifyingChannels(findings, infos, lang);
  const links = channels.map(({ name, url }) => h("span", { class: "official", part: "official" }, link(url, `${name}${hostOf(url)}`, say(lang, "new-window"))));
  return h("dl", { class: "facts", part: "facts" }, ...rows, ...(links.length > 0 ? row(lang, "field-verify", ...links) : []));
}

export function records(findings: readonly Finding[], infos: Infos, lang: Lang): HTMLElement | undefined {
  return findings.length === 0 ? undefined : h("ul", { class: "records" }, ...findings.map((finding) => recordOf(finding, infos, lang)));
}

/** Whom of a consortium it is about. */
function whoOf({ subject, listedName }: Finding, subjects: Comparison["subjects"]): Fact {
  const { name, creditCode, id } = subjects[subject] ?? {};
  return ["field-who", [listedName ?? name, creditCode ?? id].filter(Boolean).join(" ")];
}

function mainFacts(finding: Finding, infos: Infos, lang: Lang): Fact[] {
  return [
    ["field-list", listOf(finding, infos, lang)],
    ["field-authority", finding.authority],
    ["field-listed-on", finding.listedOn],
    ["field-until", untilOf(finding, lang)],
    ["field-basis", finding.basis],
  ];
}

function recordOf(finding: Finding, infos: Infos, lang: Lang): HTMLLIElement {
  const rows = rowsOf(
    [
      ...mainFacts(finding, infos, lang),
      ["field-measure", finding.measure],
      ["field-listed-name", finding.listedName],
      ["field-document", finding.documentNo],
      ["field-cause", finding.cause],
    ],
    lang,
  );
  const channel = channelOfList(finding.list.code, infos, lang);
  const verify = channel ? row(lang, "field-verify", link(channel.url, channel.name, say(lang, "new-window"))) : [];
  return h("li", { class: "record", part: "record" }, h("dl", {}, ...rows, ...verify));
}

/** The list in the language of the card: findings have the Chinese name only. */
function listOf({ list, confirmed }: Finding, infos: Infos, lang: Lang): string {
  const info = infos.flatMap(({ lists }) => lists).find(({ code }) => code === list.code);
  const name = lang === "en" ? info?.nameEn || list.name : list.name;
  const possible = say(lang, "record-possible");
  return confirmed ? name : lang === "en" ? `${name} (${possible})` : `${name}（${possible}）`;
}

function untilOf({ publishUntil }: Finding, lang: Lang): string | undefined {
  return publishUntil === null ? say(lang, "no-fixed-term") : publishUntil;
}

function rowsOf(all: readonly Fact[], lang: Lang): HTMLElement[] {
  return all.flatMap(([key, value]) => (value ? row(lang, key, unbroken(value)) : []));
}

function row(lang: Lang, key: TextKey, ...content: Node[]): HTMLElement[] {
  return [h("dt", {}, say(lang, key)), h("dd", {}, ...content)];
}

/** The host, for the eye; an address that has none is still the pack's. */
function hostOf(url: string): string {
  try {
    return ` ${new URL(url).host}`;
  } catch {
    return "";
  }
}
