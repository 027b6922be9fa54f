/** `<jrp-check>`: compares while the form is filled in, and prompts beside it. */

import { JrpError, type Comparison, type Outcome, type Query, type RosterInfo } from "../browser.js";
import { scope } from "../scope.js";
import type { ListsEvent } from "../store/together.js";
import type { Desk } from "../worker/desk.js";
import { type Seat, sit } from "./counter.js";
import { handOut, printPage } from "./paper.js";
import { slip } from "../slip.js";
import { Fields, type FieldProblem, type Typed } from "./fields.js";
import { faultsOf, notesOf } from "./hints.js";
import { FieldNotes } from "./notes.js";
import { textOf } from "./props.js";
import { LIST_ATTRIBUTES, QUESTION_ATTRIBUTES, blockedOutcomes, inDevelopment, numberOf, occasionOf, offersPaper, patience, readerOf, wantedBy } from "./settings.js";
import type { Body, State } from "./state.js";
import { SubmitGuard } from "./submit.js";
import { langOf } from "./texts.js";
import { View } from "./view.js";

/** What the element tells its page; `detail` of each. */
export interface JrpCheckEvents {
  /** What the card shows now, and the answer for what stands in the form, where there is one at this moment */
  "jrp-state": CustomEvent<{ state: Body["kind"]; comparison: Comparison | undefined }>;
  "jrp-comparison": CustomEvent<Comparison>;
  "jrp-progress": CustomEvent<Extract<ListsEvent, { type: "progress" }>>;
  /** `info` is that of the first publisher, `infos` of each */
  "jrp-ready": CustomEvent<{ info: RosterInfo; infos: readonly RosterInfo[]; current: boolean }>;
  /** The evidence that was printed or saved, for pages that keep it themselves */
  "jrp-evidence": CustomEvent<{ evidence: string }>;
  "jrp-error": CustomEvent<{ error: JrpError; usable: boolean }>;
  /** What was done without: the storage, the worker */
  "jrp-warning": CustomEvent<{ error: JrpError }>;
  /** A clerk goes on with a subject that is listed, or could not be compared, and why */
  "jrp-reason": CustomEvent<{ reason: string; comparison: Comparison | undefined }>;
  /** What keeps the inputs from being read as they are meant; empty once all is well */
  "jrp-problem": CustomEvent<{ problems: readonly FieldProblem[] }>;
}

/** What `settle()` comes to. */
export interface Settled {
  /** Whether the page's `block-submit` lets the form out as it stands */
  allowed: boolean;
  /** The answer for what stands in the form; absent where nothing was typed or no answer could be had */
  comparison: Comparison | undefined;
  /** Why a clerk goes on all the same */
  reason?: string;
}

type Question = Pick<Extract<Typed, { state: "whole" }>, "key" | "query">;

interface Answer {
  /** What was asked */
  key: string;
  query: Query;
  comparison: Comparison;
  /** When, by the element's clock */
  at: number;
  /** From which lists */
  digest: string;
}

const DEBOUNCE = 250;
/** How often the inputs are looked at for changes that raised no event: scripts and frameworks write into them. */
const LOOK = 400;
/** An answer is no older when a form goes out: lists expire while a page stands open. */
const ANSWER_LASTS = 60_000;

/** Where there is no DOM the class is only a name. */
const Base = (scope.HTMLElement ?? class {}) as typeof HTMLElement;

export class JrpCheckElement extends Base {
  static readonly observedAttributes = [...LIST_ATTRIBUTES, ...QUESTION_ATTRIBUTES, "block-submit", "audience", "development", "print"];

  /** Tells the time. A page has no reason to change it; tests do. */
  clock: () => Date = () => new Date();

  private readonly fields = new Fields(this);
  private readonly guard = new SubmitGuard(this.fields, {
    isOn: () => blockedOutcomes(this).length > 0,
    decide: () => this.decide(),
    settle: () => this.settle().then(({ allowed }) => allowed),
    onWaiting: (waiting) => this.render({ waiting }),
    onHeldBack: () => this.holdBack(),
  });
  private readonly view: View;
  private readonly notes = new FieldNotes(this);
  private state: State = { lang: "zh-CN", reader: "supplier", body: { kind: "starting" }, infos: [], blocked: false, reason: false, waiting: false, paper: false, problems: [], faults: [] };
  private seat: Seat | undefined;
  private desk: Desk | undefined;
  private root: Document | ShadowRoot | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: ReturnType<typeof setInterval> | undefined;
  private reseating: Promise<void> | undefined;
  private ready = false;
  /** Why no lists can be asked */
  private failure: JrpError | undefined;
  /** The newest answer; it is current only as long as it fits the form, see `isCurrent` */
  private answer: Answer | undefined;
  /** The question that was refused, so that it is not asked again and again */
  private refused: string | undefined;
  /** Why a clerk goes on, with what stands in the form, and with which outcome */
  private given: { key: string; outcome: Outcome; reason: string } | undefined;
  /** The question on its way, so that an older answer does not overtake a newer one. */
  private asked = 0;
  private typingIn: EventTarget | null = null;
  private seen = "";
  private told = "[]";
  private toldState: JrpCheckEvents["jrp-state"]["detail"] = { state: "starting", comparison: undefined };
  private readonly waiters = new Set<() => void>();

  constructor() {
    super();
    this.view = new View(this.attachShadow({ mode: "open" }), () => this.retry(), {
      print: () => void this.onPaper(this.print),
      save: () => void this.onPaper(() => this.saveEvidence()),
      goOn: (reason) => this.goOn(reason),
    });
  }

  /** The answer for what stands in the form at this moment, compared anew where that has changed. */
  get comparison(): Comparison | undefined {
    const typed = this.read();
    if (!this.isConnected || typed.state !== "whole") {
      return undefined;
    }
    if (!this.isCurrent(typed)) {
      this.compareAtOnce(typed);
      this.schedule(0);
    }
    return this.isCurrent(typed) ? this.answer?.comparison : undefined;
  }

  /** What the lists at hand are, once there are any; those of the first publisher. */
  get info(): RosterInfo | undefined {
    return this.state.infos[0];
  }

  /** What the lists of each publisher are, in the order of the addresses. */
  get infos(): readonly RosterInfo[] {
    return this.state.infos;
  }

  connectedCallback(): void {
    this.view.dress(this);
    this.root = this.fields.root;
    for (const type of ["input", "change", "compositionend", "focusout"]) {
      this.root.addEventListener(type, this.onInput);
    }
    this.root.addEventListener("reset", this.onReset);
    this.guard.watch(this.root);
    this.seen = this.fields.signature();
    this.looking = setInterval(this.look, LOOK);
    this.render({});
    this.reseat();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    clearInterval(this.looking);
    for (const type of ["input", "change", "compositionend", "focusout"]) {
      this.root?.removeEventListener(type, this.onInput);
    }
    this.root?.removeEventListener("reset", this.onReset);
    this.guard.unwatch();
    this.notes.show(new Map(), "");
    this.leave();
    this.wake();
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) {
      return;
    }
    if (LIST_ATTRIBUTES.includes(name)) {
      this.reseat();
    } else {
      this.render({});
      void this.compareTyped();
    }
  }

  /** Compares what stands in the form now, without waiting for a pause in typing. */
  check(): Promise<void> {
    this.typingIn = null;
    return this.compareTyped();
  }

  /**
   * Brings the answer for what stands in the form, waiting for lists that are still on their way (`wait` seconds), and
   * tells whether `block-submit` lets the form out. For pages that submit by script.
   */
  async settle(): Promise<Settled> {
    this.typingIn = null;
    await this.untilReady(patience(this));
    // Each round but the last was overtaken by somebody who typed.
    for (let round = 0; this.decide() === undefined && this.ready && round < 10; round += 1) {
      await this.compareTyped();
    }
    const typed = this.read();
    const comparison = typed.state === "whole" && this.isCurrent(typed) ? this.answer?.comparison : undefined;
    const reason = this.reasonFor(typed, comparison);
    return { allowed: this.allows(typed, comparison), comparison, ...(reason ? { reason } : {}) };
  }

  /**
   * Evidence of the answer for what stands in the form (docs/EVIDENCE.md), with the attributes `project` and `operator`. It is
   * told to the page as `jrp-evidence`, too.
   */
  async evidence(): Promise<string> {
    await this.settle();
    const typed = this.read();
    if (typed.state !== "whole" || !this.answer || !this.isCurrent(typed)) {
      throw new JrpError("argument", "<jrp-check>: there is no answer of which evidence could be made");
    }
    const { query } = this.answer;
    const desk = await this.seat?.desk;
    if (!desk) {
      throw new JrpError("freed", "the lists were closed");
    }
    const reason = this.reasonFor(typed, this.answer.comparison);
    const evidence = await desk.evidence(query, { ...occasionOf(this), reason });
    this.tell("jrp-evidence", { evidence });
    return evidence;
  }

  /** Prints the page for the procurement file, as `jrp slip` makes it. The evidence it is made of is to be kept beside it. */
  get print(): () => Promise<void> {
    return async () => printPage(await slip(await this.evidence(), { lang: this.language }));
  }

  /** Vue 3 and React 19 assign what a template says where the element has a property of that name: here the attribute is meant. */
  set print(value: unknown) {
    this.write("print", value);
  }

  private async saveEvidence(): Promise<void> {
    const evidence = await this.evidence();
    handOut(evidence, `evidence-${this.clock().toISOString().slice(0, 10)}.json`);
  }

  private async onPaper(make: () => Promise<void>): Promise<void> {
    try {
      await make();
      this.render({ paper: "offered" });
    } catch (cause) {
      const error = cause instanceof JrpError ? cause : new JrpError("panic", `the page cannot be printed: ${String(cause)}; please report it`, { cause });
      this.tell("jrp-warning", { error });
      this.render({ paper: "failed" });
    }
  }

  /** Looks for newer lists now. */
  get refresh(): () => Promise<void> {
    return async () => {
      await this.reseating;
      const desk = await this.seat?.desk;
      await desk?.refresh();
    };
  }

  /** As for `print`. */
  set refresh(value: unknown) {
    this.write("refresh", value);
  }

  private write(attribute: string, value: unknown): void {
    const text = textOf(value);
    if (text === undefined) {
      this.removeAttribute(attribute);
    } else {
      this.setAttribute(attribute, text);
    }
  }

  private read(): Typed {
    return this.fields.read(this.language, this.clock(), this.typingIn);
  }

  private isCurrent(typed: Typed): boolean {
    const { answer } = this;
    const isSame = answer !== undefined && typed.state === "whole" && answer.key === typed.key;
    const age = isSame ? this.clock().getTime() - answer.at : 0;
    return isSame && answer.digest === joined(this.state.infos) && age >= 0 && age < ANSWER_LASTS;
  }

  /** Whether the form may go out as it stands now; nothing where an answer is still to come. */
  private decide(): boolean | undefined {
    this.typingIn = null;
    const signature = this.fields.signature();
    if (signature !== this.seen) {
      this.seen = signature;
      this.schedule(0);
    }
    const typed = this.read();
    if (typed.state !== "whole") {
      return this.allows(typed, undefined);
    }
    if (this.ready && !this.isCurrent(typed) && this.refused !== typed.key) {
      this.compareAtOnce(typed);
    }
    if (this.isCurrent(typed)) {
      return this.allows(typed, this.answer?.comparison);
    }
    const isAnswerToCome = this.ready ? this.refused !== typed.key : this.failure === undefined;
    return isAnswerToCome && patience(this) > 0 ? undefined : this.allows(typed, undefined);
  }

  /** The one rule: the page names outcomes, and having no answer is `indeterminate`. A date that cannot be read is mended first. */
  private allows(typed: Typed, comparison: Comparison | undefined): boolean {
    const { state, problems } = typed;
    const blocked = blockedOutcomes(this);
    if (blocked.length === 0) {
      return true;
    }
    if (problems.some(({ code, name }) => code === "date-unreadable" && name !== "on")) {
      return false;
    }
    const isSetUp = problems.every(({ role }) => role !== "for-code");
    const isHeld = blocked.includes(comparison?.outcome ?? "indeterminate");
    return (state === "empty" && isSetUp) || !isHeld || this.reasonFor(typed, comparison) !== undefined;
  }

  /** The reason given for exactly this; of another content or another outcome nobody has said anything. */
  private reasonFor(typed: Typed, comparison: Comparison | undefined): string | undefined {
    const { given } = this;
    const isFor = given?.key === keyOf(typed) && given.outcome === (comparison?.outcome ?? "indeterminate");
    return isFor && readerOf(this) === "clerk" ? given.reason : undefined;
  }

  /** A clerk goes on with what stands in the form, and says why; the evidence repeats it. For pages with dialogs of their own. */
  goOn(reason: string): void {
    if (readerOf(this) !== "clerk" || reason.trim() === "") {
      throw new JrpError("argument", "<jrp-check>: only audience=\"clerk\" may go on, with a reason that is not blank");
    }
    const typed = this.read();
    const comparison = this.isCurrent(typed) ? this.answer?.comparison : undefined;
    this.given = { key: keyOf(typed), outcome: comparison?.outcome ?? "indeterminate", reason: reason.trim() };
    this.render({ blocked: false, reason: "given" });
    this.tell("jrp-reason", { reason: this.given.reason, comparison });
  }

  /** Lists in this thread answer at once. */
  private compareAtOnce(typed: Extract<Typed, { state: "whole" }>): void {
    if (!this.ready || !this.desk?.checkNow || this.refused === typed.key) {
      return;
    }
    try {
      this.take(typed, this.desk.checkNow(typed.query));
    } catch {
      // The comparison that follows says why.
      this.schedule(0);
    }
  }

  private take({ key, query }: Question, comparison: Comparison): void {
    this.refused = undefined;
    this.answer = { key, query, comparison, at: this.clock().getTime(), digest: joined(comparison.snapshot ? [comparison.snapshot] : (comparison.snapshots ?? [])) };
  }

  private readonly onInput = (event: Event) => {
    if (!this.fields.watches(event.target) || (event as InputEvent).isComposing) {
      return;
    }
    const signature = this.fields.signature();
    const isNew = signature !== this.seen;
    this.seen = signature;
    const isTyping = event.type === "input" || event.type === "compositionend";
    // Leaving a field may only report what was compared already.
    if (event.type === "focusout" && this.timer === undefined && this.state.body.kind !== "typing") {
      return;
    }
    this.typingIn = isTyping ? event.target : null;
    // Whoever leaves a field sees at once that it was read.
    const typed = this.read();
    const isLeft = event.type === "focusout" && this.ready && typed.state === "whole" && !this.isCurrent(typed);
    this.render({ ...(isNew ? UNHELD : {}), ...(isLeft ? { body: { kind: "comparing" } } : {}) });
    // When a field is left too: an answer must not move the button that is being pressed.
    this.schedule(numberOf(this, "debounce") ?? DEBOUNCE);
  };

  private readonly onReset = (event: Event) => {
    if (event.target === this.fields.form) {
      // The inputs are emptied after this event.
      setTimeout(() => {
        this.seen = this.fields.signature();
        void this.check();
      });
    }
  };

  /** What a script wrote into the inputs, and inputs that came or went. */
  private readonly look = () => {
    this.guard.adopt();
    const signature = this.fields.signature();
    const isNew = signature !== this.seen;
    this.seen = signature;
    if (isNew) {
      const focused = (this.root as DocumentOrShadowRoot | undefined)?.activeElement;
      this.typingIn = this.typingIn !== null && focused === this.typingIn ? this.typingIn : null;
      this.render(UNHELD);
    }
    const age = this.answer ? this.clock().getTime() - this.answer.at : 0;
    if (isNew || (this.state.body.kind === "result" && age >= ANSWER_LASTS)) {
      void this.compareTyped();
    }
    this.tellProblems();
  };

  /** Only in a task of its own: a page that listens from its beginning hears it, and inputs that come at once are no problem. */
  private tellProblems(): void {
    const { problems } = this.read();
    const names = JSON.stringify(problems.map(({ code, role, name }) => [code, role, name]));
    if (names !== this.told) {
      this.told = names;
      this.tell("jrp-problem", { problems });
      this.render({});
    }
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.compareTyped(), delay);
  }

  private reseat(): void {
    this.leave();
    this.render({ body: { kind: "starting" }, infos: [], freshness: undefined, note: undefined, unkept: undefined });
    const mine = wantedBy(this).then(
      (wanted) => {
        if (this.reseating === mine && this.isConnected) {
          const seat = sit(wanted, this.hasAttribute("worker"), this.onStore);
          this.seat = seat;
          seat.desk.then(
            (desk) => {
              if (this.seat === seat) {
                this.desk = desk;
              }
            },
            (error: unknown) => {
              if (this.seat === seat) {
                this.leave();
                this.fail(error);
              }
            },
          );
        }
      },
      (error: unknown) => this.fail(error),
    );
    this.reseating = mine;
  }

  private retry(): void {
    if (this.seat) {
      this.failure = undefined;
      this.render({ body: { kind: "starting" }, ...UNHELD });
      void this.refresh();
    } else {
      this.reseat();
    }
  }

  private leave(): void {
    this.reseating = undefined;
    this.seat?.leave();
    this.seat = undefined;
    this.desk = undefined;
    this.ready = false;
    this.failure = undefined;
    this.answer = undefined;
    this.refused = undefined;
  }

  private readonly onStore = (event: ListsEvent) => {
    switch (event.type) {
      case "progress":
        this.tell("jrp-progress", event);
        if (!this.ready) {
          this.render({ body: bodyOf(event) });
        }
        break;
      case "ready":
        this.ready = true;
        this.failure = undefined;
        this.refused = undefined;
        this.render({ infos: event.infos, ...(event.current ? { note: undefined } : {}) });
        this.tell("jrp-ready", { info: event.infos[0]!, infos: event.infos, current: event.current });
        void this.compareTyped();
        this.wake();
        break;
      case "warning":
        this.tell("jrp-warning", { error: event.error });
        this.render(event.error.reason === "storage" ? { unkept: true } : {});
        break;
      case "error":
        if (event.usable) {
          this.tell("jrp-error", { error: event.error, usable: true });
          this.render({ note: event.error.code === "network" ? "offline" : "refused" });
        } else {
          this.fail(event.error);
        }
        break;
    }
  };

  private fail(error: unknown): void {
    const told = error instanceof JrpError ? error : new JrpError("panic", `a fault inside JRP was caught: ${String(error)}; please report it`, { cause: error });
    this.failure = told;
    this.tell("jrp-error", { error: told, usable: false });
    this.render({ body: { kind: "failed", code: told.code, reason: told.reason } });
    this.wake();
  }

  /** Resolves when lists can be asked, when it is known that they cannot, or when the time is over. */
  private untilReady(milliseconds: number): Promise<void> {
    if (this.ready || this.failure || milliseconds <= 0 || !this.isConnected) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(done);
        resolve();
      };
      // Beyond some 24 days a timer goes off at once.
      const timer = setTimeout(done, Math.min(milliseconds, 2 ** 31 - 1));
      this.waiters.add(done);
    });
  }

  private wake(): void {
    [...this.waiters].forEach((done) => done());
  }

  private async compareTyped(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.ready) {
      this.render({});
      return;
    }
    const typed = this.read();
    this.asked += 1;
    if (typed.state === "whole") {
      await this.ask(typed, this.asked);
      return;
    }
    this.render({ body: typed.state === "typing" ? { kind: "typing", typed: typed.typed } : { kind: "idle" }, ...UNHELD });
    const ticket = this.asked;
    const desk = await this.seat?.desk;
    const freshness = await desk?.freshness(this.clock());
    if (ticket === this.asked) {
      this.render({ freshness });
    }
  }

  private async ask(question: Question, ticket: number): Promise<void> {
    if (this.state.body.kind !== "result") {
      this.render({ body: { kind: "comparing" } });
    }
    let comparison: Comparison | undefined;
    try {
      const desk = await this.seat?.desk;
      comparison = await desk?.check(question.query);
    } catch (error) {
      if (ticket === this.asked && this.seat) {
        this.refused = question.key;
        this.answer = undefined;
        this.fail(error);
      }
      return;
    }
    if (comparison && ticket === this.asked) {
      this.take(question, comparison);
      const blocked = this.state.blocked && !this.allows(this.read(), comparison) ? this.state.blocked : false;
      this.failure = undefined;
      const reason = this.reasonFor(this.read(), comparison) ? "given" : blocked ? this.state.reason : false;
      this.render({ body: { kind: "result", comparison }, freshness: comparison.freshness, blocked, reason });
      this.tell("jrp-comparison", comparison);
    }
  }

  /** Says on the card that the form is held back, and why. For pages that submit by script and were not allowed to. */
  showHeldBack(): void {
    this.holdBack();
  }

  private holdBack(): void {
    const typed = this.read();
    const isDate = typed.problems.some(({ code }) => code === "date-unreadable");
    const isAnswered = this.isCurrent(typed);
    this.render({
      blocked: isDate ? "date" : isAnswered ? "outcome" : "no-answer",
      reason: !isDate && readerOf(this) === "clerk" ? "open" : false,
      ...(isAnswered && this.answer ? { body: { kind: "result", comparison: this.answer.comparison } } : {}),
    });
    try {
      this.view.focus();
    } catch {
      // Not drawn; the form is held all the same.
    }
  }

  /** The page's language is often not that of its texts, so only the element's own attribute counts. */
  private get language(): State["lang"] {
    return langOf(this.getAttribute("lang"));
  }

  /** Draws. What fails here must neither end a comparison nor let a form out. */
  private render(change: Partial<State>): void {
    const lang = this.language;
    const typed = this.read();
    const { problems } = typed;
    const faults = inDevelopment(this) ? faultsOf(this, lang, problems, this.failure) : [];
    const paper = offersPaper(this) && (change.paper || this.state.paper || "offered");
    this.state = { ...this.state, ...change, lang, reader: readerOf(this), problems, faults, paper };
    try {
      this.view.show(this.state);
      this.notes.show(notesOf(this.fields, this.state), lang);
      const isAnswered = this.state.body.kind === "result";
      this.fields.subjects().forEach((field) => point(field, this, isAnswered));
    } catch (cause) {
      this.drawnPlainly(cause);
    }
    this.tellState(typed);
  }

  private tellState(typed: Typed): void {
    const state = this.state.body.kind;
    const comparison = state === "result" && this.isCurrent(typed) ? this.answer?.comparison : undefined;
    if (state !== this.toldState.state || comparison !== this.toldState.comparison) {
      this.toldState = { state, comparison };
      this.tell("jrp-state", this.toldState);
    }
  }

  private drawnPlainly(cause: unknown): void {
    this.tell("jrp-warning", { error: new JrpError("panic", `the card cannot be drawn: ${String(cause)}; please report it`, { cause }) });
    try {
      this.view.showPlainly(this.state);
    } catch {
      // The page cannot be drawn on at all; answer and guard stand.
    }
  }

  private tell<Name extends keyof JrpCheckEvents>(name: Name, detail: JrpCheckEvents[Name]["detail"]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** Nothing is held back as long as nobody has tried to submit what stands there now. */
const UNHELD = { blocked: false, reason: false } as const;

/** What stands in the form, as far as a question is made of it. */
function keyOf(typed: Typed): string {
  return typed.state === "whole" ? typed.key : typed.state;
}

/** Which lists these are. */
function joined(snapshots: readonly { digest: string }[]): string {
  return snapshots.map(({ digest }) => digest).join(" ");
}

function bodyOf(event: Extract<ListsEvent, { type: "progress" }>): Body {
  return event.phase === "downloading"
    ? { kind: "downloading", received: event.received, total: event.total }
    : { kind: event.phase };
}

let named = 0;

/** The field says that there is something to read about it. A page that uses `aria-details` itself keeps its own. */
function point(field: HTMLElement, card: HTMLElement, on: boolean): void {
  if (on) {
    if (!card.id) {
      named += 1;
      card.id = `jrp-check-${named}`;
    }
    if (!field.hasAttribute("aria-details")) {
      field.setAttribute("aria-details", card.id);
    }
  } else if (card.id && field.getAttribute("aria-details") === card.id) {
    field.removeAttribute("aria-details");
  }
}
