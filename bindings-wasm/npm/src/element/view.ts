/** The card: from a state to nodes. */

import type { Comparison, Prompt } from "../browser.js";
import type { Progress } from "../store/download.js";
import { Announcer } from "./announcer.js";
import { repairChannel } from "./channels.js";
import { type Shape, h, icon, link, replaceChildren, unbroken } from "./dom.js";
import { facts, records } from "./records.js";
import { type Body, type State, headlineOf, isDateInTheWay, toneOf } from "./state.js";
import { CARD_CSS, applyStyles } from "./styles.js";
import { type TextKey, say, sayError } from "./texts.js";

/** What goes with any answer. */
const MINOR = ["official", "repair-hint", "none-besides"];

/** Prompts that say in a sentence what stands in the rows. */
const isOfRows = ({ code }: Prompt) => code.startsWith("hit-");
const isMinor = ({ code }: Prompt) => MINOR.includes(code);

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
    private readonly pressed: { print: () => void; save: () => void; goOn: (reason: string) => void },
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
    this.update(this.head, [lang, headlineOf(state), shapeOf(state)], () => this.headOf(state));
    const around = [state.reader, state.blocked, state.reason, state.waiting, state.problems.map(({ code, name }) => code + name), state.faults];
    this.update(this.body, [lang, body, around, state.infos.map(({ digest }) => digest), state.paper], () => [...this.aroundOf(state), ...this.bodyOf(state)]);
    this.update(this.foot, [lang, state.infos.map(({ digest }) => digest), state.freshness, state.note, state.unkept], () => footOf(state));
    this.announce(state);
  }

  /** One line, made with as little as there is, where drawing failed. */
  showPlainly(state: State): void {
    this.shown.clear();
    const { lang } = state;
    this.card.setAttribute("data-tone", toneOf(state));
    this.card.setAttribute("data-state", state.body.kind);
    const held = state.blocked ? ` ${say(lang, blockedKey(state, state.blocked))}` : "";
    this.head.textContent = say(lang, headlineOf(state));
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
    const key = headlineOf(state);
    const shape = shapeOf(state);
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
        return [...answerOf(body.comparison, state), ...this.paperOf(state)];
    }
  }

  /** What stands before the answer. */
  private aroundOf(state: State): (Node | false)[] {
    const { lang, body, blocked, reason, waiting, problems, faults } = state;
    const misread = body.kind === "result" && problems.some(({ code }) => code === "date-unreadable");
    const quiet = (key: TextKey) => h("p", { class: "quiet" }, say(lang, key));
    return [
      blocked !== false && h("p", { class: "blocked", part: "blocked" }, say(lang, blockedKey(state, blocked))),
      blocked !== false && reason === "open" && this.reasonOf(state),
      reason === "given" && h("p", { class: "waiting", part: "reason-given" }, say(lang, "reason-given")),
      waiting && h("p", { class: "waiting", part: "waiting" }, say(lang, "waiting")),
      ...faults.map((fault) => h("p", { class: "fault", part: "fault" }, fault)),
      misread && quiet("as-of-today"),
    ];
  }

  /** Where a clerk says why he goes on. */
  private reasonOf({ lang }: State): HTMLElement {
    const text = h("textarea", { id: "reason", rows: "2", maxlength: "500", part: "reason-text", "aria-describedby": "reason-kept" });
    const button = this.button(lang, "go-on", () => this.pressed.goOn(text.value));
    const enable = () => (button.disabled = text.value.trim() === "");
    text.addEventListener("input", enable);
    // What is written here is no change of the page's form.
    for (const type of ["input", "change"]) text.addEventListener(type, (event) => event.stopPropagation());
    enable();
    const label = h("label", { for: "reason" }, say(lang, "reason"));
    return h("div", { class: "reason", part: "reason" }, label, text, h("p", { id: "reason-kept", class: "quiet" }, say(lang, "reason-kept")), button);
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
    const buttons = [this.button(lang, "print", this.pressed.print), this.button(lang, "save-evidence", this.pressed.save)];
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
      const { comparison } = body;
      const [first] = inOrder(comparison.prompts);
      const said = first && !isOfRows(first) ? first.text : "";
      const held = state.blocked ? `${say(lang, blockedKey(state, state.blocked))} ` : "";
      const text = [say(lang, headlineOf(state)), actOf(comparison, state), said].filter((part) => part !== undefined && part !== "");
      this.announcer.say(held + text.join(lang === "en" ? ". " : "。").replace(/([.。])[.。]/g, "$1"), state.blocked !== false || first?.level === "stop");
    } else if (state.blocked) {
      this.announcer.say(say(lang, blockedKey(state, state.blocked)), true);
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

function shapeOf(state: State): Shape {
  const tone = toneOf(state);
  return tone !== "quiet" ? tone : "list";
}

function blockedKey({ reader }: State, why: Exclude<State["blocked"], false>): TextKey {
  return why === "date" ? "blocked-date" : `blocked-${why}-${reader}`;
}

/** The one line to act on; a date that is to be corrected first is said at its field. */
function actOf(comparison: Comparison, { lang, reader, problems }: State): string | undefined {
  return isDateInTheWay(comparison, problems) ? undefined : say(lang, `act-${reader}-${comparison.outcome}`);
}

/** One line to act on, the facts as rows, what else is to be known; the rest folded. */
function answerOf(comparison: Comparison, state: State): (HTMLElement | undefined)[] {
  const { lang, infos, reader } = state;
  const act = actOf(comparison, state);
  const items = (prompts: readonly Prompt[]) => prompts.map((prompt) => promptOf(prompt, state));
  const ordered = inOrder(comparison.prompts);
  const open = ordered.filter((prompt) => !isOfRows(prompt) && !isMinor(prompt));
  const folded = ordered.filter((prompt) => isOfRows(prompt) || isMinor(prompt));
  const repair = repairOf(comparison, state);
  const { length } = comparison.findings;
  const summary = length > 0 ? say(lang, "more-records", { count: length }) : say(lang, "more");
  const more = h(
    "details",
    { part: "more records" },
    h("summary", { part: "summary" }, summary),
    h("ul", { class: "prompts", part: "prompts" }, ...items(folded)),
    reader === "clerk" && repair,
    records(comparison.findings, infos, lang),
  );
  return [
    act === undefined ? undefined : h("p", { class: "act", part: "act" }, act),
    facts(comparison, infos, lang),
    open.length > 0 ? h("ul", { class: "prompts", part: "prompts" }, ...items(open)) : undefined,
    reader === "supplier" ? repair : undefined,
    folded.length > 0 || length > 0 ? more : undefined,
  ];
}

/** The loudest first, as they come; what goes with any answer after what this one is about. */
function inOrder(prompts: readonly Prompt[]): Prompt[] {
  return [...prompts.filter((prompt) => !isMinor(prompt)), ...prompts.filter(isMinor)];
}

function promptOf(prompt: Prompt, { lang }: State): HTMLLIElement {
  const minor = isMinor(prompt);
  const level = h("span", { class: "level", part: `level level-${prompt.level}`, "data-level": prompt.level }, say(lang, `level-${prompt.level}`));
  const text = h("p", { part: "text" }, unbroken(prompt.text));
  const attributes = { class: "prompt", part: `prompt prompt-${prompt.level}`, "data-code": prompt.code };
  return h("li", minor ? { ...attributes, "data-minor": "" } : attributes, !minor && level, text);
}

/** Where repair is applied for. */
function repairOf(comparison: Comparison, { infos, lang }: State): HTMLElement | undefined {
  const repair = repairChannel(comparison, infos, lang);
  const text = repair && say(lang, "repair", { name: repair.name });
  return repair && text ? h("p", { class: "repair", part: "repair" }, link(repair.url, text, say(lang, "new-window"))) : undefined;
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
