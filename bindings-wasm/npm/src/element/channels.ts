/** The official channels of an answer: addresses of the policy pack, and none that stands in a text. */

import type { Comparison, Finding, RosterInfo } from "../browser.js";
import type { Lang } from "./texts.js";

export interface Channel {
  name: string;
  url: string;
}

const GENERAL = "official-query";

/** Where what was found is verified, the strictest finding's channel first; the general one where nothing was found. */
export function verifyingChannels(findings: readonly Finding[], infos: readonly RosterInfo[], lang: Lang): Channel[] {
  const topics = findings.map(({ list }) => topicOf(list.code, infos));
  return channels(topics.length > 0 ? topics : [GENERAL], infos, lang);
}

/** Where the records of a list are verified. */
export function channelOfList(code: string, infos: readonly RosterInfo[], lang: Lang): Channel | undefined {
  return channels([topicOf(code, infos)], infos, lang)[0];
}

/** Where repair is applied for, if the answer speaks of it. */
export function repairChannel(comparison: Comparison, infos: readonly RosterInfo[], lang: Lang): Channel | undefined {
  return comparison.prompts.some(({ code }) => code === "repair-hint") ? channels(["repair"], infos, lang)[0] : undefined;
}

function topicOf(code: string, infos: readonly RosterInfo[]): string {
  return infos.flatMap(({ lists }) => lists).find((list) => list.code === code)?.channel ?? GENERAL;
}

function channels(topics: readonly string[], infos: readonly RosterInfo[], lang: Lang): Channel[] {
  const all = infos.flatMap((info) => info.links);
  const links = topics.map((topic) => all.find((link) => link.topic === topic));
  const found = new Map<string, Channel>();
  for (const link of links) {
    // The pack is checked when it is read; this is the page's own last look.
    if (link && /^https?:\/\//.test(link.url)) {
      found.set(link.url, { name: lang === "en" ? link.nameEn : link.name, url: link.url });
    }
  }
  return [...found.values()];
}
