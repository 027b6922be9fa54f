/** The card: from a state to nodes. */

import type { Comparison, Prompt } from "../browser.js";
import type { Progress } from "../store/download.js";
import { Announcer } from "./announcer.js";
import { repairChannel, verifyingChannels } from "./channels.js";
import { type Shape, h, icon, link, replaceChildren, unbroken } from "./dom.js";
import { records } from "./records.js";
import { type Body, type State, isDateInTheWay, toneOf } from "./state.js";
import { CARD_CSS, applyStyles } from "./styles.js";
import { type TextKey, say, sayError } from "./texts.js";

/** What goes with any answer. */
const MINOR = ["official", "repair-hint", "none-besides"];

export class View {
  private readonly announcer = new Announcer();
  private readonly head = h("header", { class: "head", part: "head" });
  private readonly body = h("div", { class: "body", part: "body" });
  private readonly foot = h("footer", { class: "foot", part: "foot" });
  private readonly card = h("section", { class: "card", part: "card", tabindex: "-1" }, this.head, this.body, this.foot);
  private readonly shown = new Map<Element, string>();

  private dressed = false;

  constructor(
    private readonly root: ShadowRoot,
    private readonly retry: () => void,
    private readonly paper: { print: () => void; save: () => void },
  ) {
    root.append(this.card, this.announcer.calm, this.announcer.urgent);
  }

  /** When the host has its attributes; a parser makes it without. */
  dress(host: HTMLElement): void {
    if (!this.dressed) {
      this.dressed = true;
      applyStyles(this.root, CARD_CSS, host);
    }
  }

  show(state: State): void {
    const { lang, body } = state;
    this.holdHeight(body);
    this.card.setAttribute("aria-label", say(lang, "title"));
    this.card.setAttribute("lang", lang);
    this.card.setAttribute("data-state", body.kind);
    this.card.setAttribute("data-tone", toneOf(state));
    this.card.setAttribute("aria-busy", String(isBusy(body)));
    this.update(this.head, [lang, headline(state)], () => this.headOf(state));
    const around = [state.blocked, state.waiting, state.problems.map(({ code, name }) => code + name), state.faults];
    this.update(this.body, [lang, body, around, state.infos.map(({ digest }) => digest), state.paper], () => [...aroundOf(state), ...this.bodyOf(state)]);
    this.update(this.foot, [lang, state.infos.map(({ digest }) => digest), state.freshness, state.note, state.unkept], () => footOf(state));
    this.announce(state);
  }

  /** One line, made with as little as there is, where drawing failed. */
  showPlainly(state: State): void {
    this.shown.clear();
    const { lang } = state;
    this.card.setAttribute("data-tone", toneOf(state));
    this.card.setAttribute("data-state", state.body.kind);
    const held = state.blocked ? ` ${say(lang, blockedKey(state.blocked))}` : "";
    this.head.textContent = say(lang, headline(state).key);
    this.body.textContent = `${say(lang, "drawing-fault")}${held}`;
    this.foot.textContent = "";
  }

  focus(): void {
    this.card.focus();
    this.card.scrollIntoView({ block: "nearest" });
  }

  /** Only what has changed is made anew: a focused link stays focused. */
  private update(part: Element, content: unknown, make: () => (Node | string | undefined | false)[]): void {
    const key = JSON.stringify(content);
    if (this.shown.get(part) !== key) {
      this.shown.set(part, key);
      replaceChildren(part, ...make());
    }
  }

  /** While an answer is being replaced the card keeps its height, so that the page does not jump. */
  private holdHeight(body: Body): void {
    const passing = body.kind === "typing" || body.kind === "comparing";
    const height = passing ? this.card.style.minBlockSize || `${this.card.offsetHeight}px` : "";
    this.card.style.minBlockSize = height;
  }

  private headOf(state: State): Node[] {
    const { key, shape } = headline(state);
    const title = h("span", { class: "title", part: "title" }, say(state.lang, "title"));
    const outcome = h("strong", { class: "outcome", part: "outcome" }, say(state.lang, key));
    return key === "title" ? [icon(shape), outcome] : [icon(shape), outcome, title];
  }

  private bodyOf(state: State): (Node | undefined | false)[] {
    const { lang, body } = state;
    const quiet = (key: TextKey, values = {}) => h("p", { class: "quiet" }, say(lang, key, values));
    switch (body.kind) {
      case "starting":
      case "verifying":
        return [quiet(body.kind), bar()];
      case "downloading":
        return [quiet("downloading"), bar(body), quiet(body.total ? "progress-of" : "progress", sizes(body))];
      case "idle":
      case "comparing":
        return [quiet(body.kind)];
      case "typing":
        return [quiet("typing", { typed: body.typed })];
      case "failed":
        return [h("p", {}, sayError(lang, body.code, body.reason)), quiet("unavailable-then"), this.retryButton(state)];
      case "result":
        return [
          h("ul", { class: "prompts", part: "prompts" }, ...inOrder(body.comparison.prompts).map((prompt) => promptOf(prompt, state))),
          ...officialLinks(body.comparison, state),
          records(body.comparison.findings, state.infos, lang),
          ...this.paperOf(state),
        ];
    }
  }

  private retryButton({ lang }: State): HTMLButtonElement {
    return this.button(lang, "retry", this.retry);
  }

  /** The page for the file, and the evidence that it is made of. */
  private paperOf({ lang, paper }: State): HTMLElement[] {
    if (!paper) {
      return [];
    }
    const fault = paper === "failed" && h("p", { class: "fault", part: "fault", role: "alert" }, say(lang, "print-fault"));
    const buttons = [this.button(lang, "print", this.paper.print), this.button(lang, "save-evidence", this.paper.save)];
    return [h("div", { class: "paper", part: "paper" }, fault, ...buttons)];
  }

  private button(lang: State["lang"], key: TextKey, pressed: () => void): HTMLButtonElement {
    const button = h("button", { type: "button", part: "button", "data-for": key }, say(lang, key));
    button.addEventListener("click", pressed);
    return button;
  }

  private announce(state: State): void {
    const { lang, body } = state;
    if (body.kind === "result") {
      const [first] = inOrder(body.comparison.prompts);
      const text = [say(lang, headline(state).key), first?.text].join(lang === "en" ? ". " : "。");
      const held = state.blocked ? `${say(lang, blockedKey(state.blocked))} ` : "";
      this.announcer.say(held + text, state.blocked !== false || first?.level === "stop");
    } else if (state.blocked) {
      this.announcer.say(say(lang, blockedKey(state.blocked)), true);
    } else if (state.waiting) {
      this.announcer.say(say(lang, "waiting"), false);
    } else if (body.kind === "failed") {
      this.announcer.say(`${say(lang, "unavailable")} ${sayError(lang, body.code, body.reason)}`, false);
    } else if (body.kind === "idle") {
      this.announcer.say("", false);
    }
  }
}

function isBusy(body: Body): boolean {
  return ["starting", "downloading", "verifying", "comparing"].includes(body.kind);
}

function headline(state: State): { key: TextKey; shape: Shape } {
  const tone = toneOf(state);
  if (state.body.kind === "result" && tone !== "quiet") {
    return { key: outcomeKey(state, state.body.comparison), shape: tone };
  }
  return state.body.kind === "failed" ? { key: "unavailable", shape: "warn" } : { key: "title", shape: "list" };
}

/** One headline for all that is said: nothing milder than what stands below it, nothing that it contradicts. */
function outcomeKey({ problems }: State, comparison: Comparison): TextKey {
  const { outcome, findings } = comparison;
  if (isDateInTheWay(comparison, problems)) {
    return "outcome-date";
  }
  const isOpen = outcome === "indeterminate" && findings.some(({ list }) => list.polarity !== "red");
  return isOpen ? "outcome-open" : `outcome-${outcome}`;
}

function blockedKey(why: Exclude<State["blocked"], false>): TextKey {
  return why === "outcome" ? "blocked" : `blocked-${why}`;
}

/** What stands before the answer. */
function aroundOf({ lang, body, blocked, waiting, problems, faults }: State): (Node | false)[] {
  const misread = body.kind === "result" && problems.some(({ code }) => code === "date-unreadable");
  return [
    blocked !== false && h("p", { class: "blocked", part: "blocked" }, say(lang, blockedKey(blocked))),
    waiting && h("p", { class: "waiting", part: "waiting" }, say(lang, "waiting")),
    ...faults.map((fault) => h("p", { class: "fault", part: "fault" }, fault)),
    misread && h("p", { class: "quiet" }, say(lang, "as-of-today")),
  ];
}

/** The loudest first, as they come; what goes with any answer after what this one is about. */
function inOrder(prompts: readonly Prompt[]): Prompt[] {
  const isMinor = ({ code }: Prompt) => MINOR.includes(code);
  return [...prompts.filter((prompt) => !isMinor(prompt)), ...prompts.filter(isMinor)];
}

function promptOf(prompt: Prompt, { lang }: State): HTMLLIElement {
  const minor = MINOR.includes(prompt.code);
  const level = h("span", { class: "level", part: `level level-${prompt.level}`, "data-level": prompt.level }, say(lang, `level-${prompt.level}`));
  const text = h("p", { part: "text" }, unbroken(prompt.text));
  const attributes = { class: "prompt", part: `prompt prompt-${prompt.level}`, "data-code": prompt.code };
  return h("li", minor ? { ...attributes, "data-minor": "" } : attributes, !minor && level, text);
}

/** Where to verify, the strictest finding's channel first; and where repair is applied for. */
function officialLinks(comparison: Comparison, { infos, lang }: State): HTMLElement[] {
  const newWindow = say(lang, "new-window");
  const official = verifyingChannels(comparison, infos, lang).map(({ name, url }) => {
    const text = say(lang, "official", { host: `${name}${hostOf(url)}` });
    return h("p", { class: "official", part: "official" }, link(url, text, newWindow));
  });
  const repair = repairChannel(comparison, infos, lang);
  return repair === undefined
    ? official
    : [...official, h("p", { class: "repair", part: "repair" }, link(repair.url, say(lang, "repair", { name: repair.name }), newWindow))];
}

/** The host, for the eye; an address that has none is still the pack's. */
function hostOf(url: string): string {
  try {
    return ` ${new URL(url).host}`;
  } catch {
    return "";
  }
}

function footOf({ lang, infos, freshness, note, unkept }: State): Node[] {
  const parts: Node[] = [];
  for (const { dataAsOf, publisher, sequence } of infos) {
    parts.push(h("span", { part: "as-of" }, say(lang, "as-of", { asOf: dataAsOf })));
    parts.push(h("span", { part: "publisher" }, say(lang, "published-by", { publisher, sequence })));
  }
  if (freshness && freshness.state !== "fresh") {
    parts.push(h("span", { class: "state", part: `freshness ${freshness.state}` }, say(lang, freshness.state)));
  }
  if (note) {
    parts.push(h("span", { class: "state", part: `note ${note}` }, say(lang, note)));
  }
  if (unkept) {
    parts.push(h("span", { class: "state", part: "note unkept" }, say(lang, "unkept")));
  }
  return parts;
}

function bar(progress?: Progress): HTMLProgressElement {
  const element = h("progress", { part: "progress" });
  if (progress?.total) {
    element.max = progress.total;
    element.value = Math.min(progress.received, progress.total);
  }
  return element;
}

function sizes({ received, total }: Progress): Record<string, string> {
  return { received: size(received), total: size(total ?? 0) };
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
