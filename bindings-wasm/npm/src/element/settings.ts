/** What the page asks of the element, read from its attributes. */

import { JrpError, type Condition, type Occasion, type Outcome } from "../browser.js";
import { downloadText } from "../store/download.js";
import type { Wanted } from "../worker/protocol.js";
import { type Lang, langOf } from "./texts.js";

/** Attributes that choose the lists: a change opens others. */
export const LIST_ATTRIBUTES = ["folder", "snapshot", "trust", "trust-src", "worker", "refresh"];

/** Attributes that change the question. */
export const QUESTION_ATTRIBUTES = [
  "scenario",
  "lang",
  "on",
  "conditions",
  "for-code",
  "for-name",
  "for-kind",
  "for-date",
  "for-members",
  "for-member-names",
  "for-conditions",
];

const MINUTE = 60_000;

/** Where the lists come from, or why that cannot be told. */
export async function wantedBy(element: Element): Promise<Wanted> {
  const kind = element.hasAttribute("folder") ? "folder" : "snapshot";
  const address = element.getAttribute(kind);
  if (!address?.trim()) {
    throw invalid("name the lists: folder=\"…/\" or snapshot=\"….jrp\"");
  }
  const urls = address.trim().split(/\s+/).map(absolute);
  const trust = await trustOf(element);
  const minutes = numberOf(element, "refresh");
  return { kind, urls, trust, refreshEvery: minutes === undefined ? undefined : minutes * MINUTE };
}

async function trustOf(element: Element): Promise<string> {
  const inline = element.getAttribute("trust")?.trim();
  if (inline) {
    return inline;
  }
  const address = element.getAttribute("trust-src");
  if (!address) {
    throw invalid("name who may sign the lists: trust=\"(the publisher's public key)\" or trust-src=\"….pub\"");
  }
  return downloadText(absolute(address));
}

function absolute(address: string): string {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    throw invalid(`"${address}" is not an address`);
  }
}

const OUTCOMES: readonly Outcome[] = ["prohibited", "restricted", "review", "notice", "preferred", "clear", "indeterminate"];

/** Frameworks write `block-submit="false"` for an attribute that is not wanted. */
export const OFF = ["false", "off", "no", "none"];

/** Words of `block-submit` that mean nothing: a misspelt outcome holds nothing back, so the page is told. */
export function unknownOutcomes(element: Element): string[] {
  const known = [...OUTCOMES, ...OFF, "true", "on"] as readonly string[];
  return words((element.getAttribute("block-submit") ?? "").toLowerCase()).filter((word) => !known.includes(word));
}

/** Outcomes that keep the form from being submitted: none, unless the page says `block-submit`. */
export function blockedOutcomes(element: Element): readonly Outcome[] {
  const text = element.getAttribute("block-submit");
  if (text === null) {
    return [];
  }
  const said = words(text.toLowerCase());
  if (said.some((word) => OFF.includes(word))) {
    return [];
  }
  const named = said.filter((word): word is Outcome => OUTCOMES.includes(word as Outcome));
  return named.length > 0 ? named : ["prohibited"];
}

const CONDITIONS: readonly Condition[] = ["document", "guide", "basis"];

export function conditionsIn(texts: readonly string[]): Condition[] {
  const named = texts.flatMap(words);
  return CONDITIONS.filter((condition) => named.includes(condition));
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

const SECONDS_TO_WAIT = 30;

/** How long a submission waits for lists that are still on their way, in milliseconds. */
export function patience(element: Element): number {
  return (numberOf(element, "wait") ?? SECONDS_TO_WAIT) * 1000;
}

/** Whether the page for the file is offered. */
export function offersPaper(element: Element): boolean {
  const said = element.getAttribute("print");
  return said !== null && !OFF.includes(said.toLowerCase());
}

/** The page's language is often not that of its texts, so only the element's own attribute counts. */
export function languageOf(element: Element): Lang {
  return langOf(element.getAttribute("lang"));
}

/** To whom the card speaks. */
export type Reader = "supplier" | "clerk";

/** Somebody who decides is only there where the page says so. */
export function readerOf(element: Element): Reader {
  return element.getAttribute("audience")?.trim().toLowerCase() === "clerk" ? "clerk" : "supplier";
}

/** For which project is asked, and by whom, as evidence repeats it. */
export function occasionOf(element: Element): Occasion {
  const said = (name: string) => element.getAttribute(name)?.trim() || undefined;
  return { project: said("project"), operator: said("operator") };
}

/** Whether the page is being worked on: then what is wrong with it stands on the page, too. */
export function inDevelopment(element: Element): boolean {
  const said = element.getAttribute("development");
  if (said !== null) {
    return !OFF.includes(said.toLowerCase());
  }
  return /^(localhost|127(\.\d+){3}|\[::1\]|.*\.(localhost|test|local)|)$/.test(location.hostname);
}

export function numberOf(element: Element, attribute: string): number | undefined {
  const text = element.getAttribute(attribute);
  const number = Number(text);
  return text !== null && text.trim() !== "" && number >= 0 ? number : undefined;
}

export function invalid(what: string): JrpError {
  return new JrpError("argument", `<jrp-check>: ${what}`);
}
