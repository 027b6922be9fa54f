/** `<jrp-check>`: compares while the form is filled in, and prompts beside it. */

import type { Comparison, RosterInfo } from "../browser.js";
import { scope } from "../scope.js";
import type { ListsEvent } from "../store/together.js";
import { Answers, type Question } from "./answers.js";
import { Drawing } from "./drawing.js";
import type { Settled, Tell } from "./events.js";
import { Fields, type Typed } from "./fields.js";
import { Filing } from "./filing.js";
import { textOf } from "./props.js";
import { Seating } from "./seating.js";
import { LIST_ATTRIBUTES, QUESTION_ATTRIBUTES, blockedOutcomes, languageOf, patience, readerOf } from "./settings.js";
import { type State, UNHELD } from "./state.js";
import { SubmitGuard } from "./submit.js";
import { FormWatch } from "./watch.js";

export type { JrpCheckEvents, Settled } from "./events.js";

/** Where there is no DOM the class is only a name. */
const Base = (scope.HTMLElement ?? class {}) as typeof HTMLElement;

export class JrpCheckElement extends Base {
  static readonly observedAttributes = [...LIST_ATTRIBUTES, ...QUESTION_ATTRIBUTES, "block-submit", "audience", "development", "print"];

  /** Tells the time. A page has no reason to change it; tests do. */
  clock: () => Date = () => new Date();

  private readonly tell: Tell = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  };

  private readonly fields = new Fields(this);
  private readonly answers = new Answers(this, () => this.infos);
  private readonly watch = new FormWatch(this, this.fields, {
    onTyped: ({ isNew, isLeft }) => this.onTyped(isNew, isLeft),
    isHalf: () => this.drawing.state.body.kind === "typing",
    onLook: (isNew) => this.onLook(isNew),
    compare: () => void this.compareTyped(),
    check: () => void this.check(),
  });
  private readonly seating = new Seating(this, {
    tell: this.tell,
    render: (change) => this.render(change),
    onReady: (event) => this.onReady(event),
    onLeft: () => this.answers.forget(),
  });
  private readonly filing = new Filing(this, this.answers, {
    settle: () => this.settle(),
    read: () => this.read(),
    desk: () => this.seating.desk,
    tell: this.tell,
    render: (change) => this.render(change),
  });
  private readonly guard = new SubmitGuard(this.fields, {
    isOn: () => blockedOutcomes(this).length > 0,
    decide: () => this.decide(),
    settle: () => this.settle().then(({ allowed }) => allowed),
    onWaiting: (waiting) => this.render({ waiting }),
    onHeldBack: () => this.showHeldBack(),
  });
  private readonly drawing = new Drawing(
    this,
    this.fields,
    {
      read: () => this.read(),
      current: (typed) => this.answers.current(typed)?.comparison,
      failure: () => this.seating.failure,
      tell: this.tell,
    },
    () => this.seating.retry(),
    {
      print: () => void this.filing.onCard(this.print),
      save: () => void this.filing.onCard(() => this.filing.save()),
      goOn: (reason) => this.goOn(reason),
    },
  );
  /** The question on its way, so that an older answer does not overtake a newer one. */
  private asked = 0;
  private told = "[]";

  /** The answer for what stands in the form at this moment, compared anew where that has changed. */
  get comparison(): Comparison | undefined {
    const typed = this.read();
    if (!this.isConnected || typed.state !== "whole") {
      return undefined;
    }
    if (!this.answers.current(typed)) {
      this.compareAtOnce(typed);
      this.watch.schedule(0);
    }
    return this.answers.current(typed)?.comparison;
  }

  /** What the lists at hand are, once there are any; those of the first publisher. */
  get info(): RosterInfo | undefined {
    return this.infos[0];
  }

  /** What the lists of each publisher are, in the order of the addresses. */
  get infos(): readonly RosterInfo[] {
    return this.drawing.state.infos;
  }

  connectedCallback(): void {
    this.drawing.dress();
    this.guard.watch(this.watch.start());
    this.render({});
    this.seating.take();
  }

  disconnectedCallback(): void {
    this.watch.stop();
    this.guard.unwatch();
    this.drawing.clear();
    this.seating.leave();
    this.seating.wake();
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) {
      return;
    }
    if (LIST_ATTRIBUTES.includes(name)) {
      this.seating.take();
    } else {
      this.render({});
      void this.compareTyped();
    }
  }

  /** Compares what stands in the form now, without waiting for a pause in typing. */
  check(): Promise<void> {
    this.watch.takeAsMeant();
    return this.compareTyped();
  }

  /**
   * Brings the answer for what stands in the form, waiting for lists that are still on their way (`wait` seconds), and
   * tells whether `block-submit` lets the form out. For pages that submit by script.
   */
  async settle(): Promise<Settled> {
    this.watch.takeAsMeant();
    await this.seating.untilReady(patience(this));
    // Each round but the last was overtaken by somebody who typed.
    for (let round = 0; this.decide() === undefined && this.seating.isReady && round < 10; round += 1) {
      await this.compareTyped();
    }
    const typed = this.read();
    const comparison = this.answers.current(typed)?.comparison;
    const reason = this.answers.reasonFor(typed, comparison);
    return { allowed: this.answers.allows(typed, comparison), comparison, ...(reason ? { reason } : {}) };
  }

  /**
   * Evidence of the answer for what stands in the form (docs/EVIDENCE.md), with the attributes `project` and `operator`. It is
   * told to the page as `jrp-evidence`, too.
   */
  evidence(): Promise<string> {
    return this.filing.evidence();
  }

  /** Prints the page for the procurement file, as `jrp slip` makes it. The evidence it is made of is to be kept beside it. */
  get print(): () => Promise<void> {
    return () => this.filing.print();
  }

  /** Vue 3 and React 19 assign what a template says where the element has a property of that name: here the attribute is meant. */
  set print(value: unknown) {
    this.write("print", value);
  }

  /** Looks for newer lists now. */
  get refresh(): () => Promise<void> {
    return () => this.seating.refresh();
  }

  /** As for `print`. */
  set refresh(value: unknown) {
    this.write("refresh", value);
  }

  /** A clerk goes on with what stands in the form, and says why; the evidence repeats it. For pages with dialogs of their own. */
  goOn(reason: string): void {
    const given = this.answers.goOn(this.read(), reason);
    this.render({ blocked: false, reason: "given" });
    this.tell("jrp-reason", given);
  }

  /** Says on the card that the form is held back, and why. For pages that submit by script and were not allowed to. */
  showHeldBack(): void {
    const typed = this.read();
    const isDate = typed.problems.some(({ code }) => code === "date-unreadable");
    const answer = this.answers.current(typed);
    this.render({
      blocked: isDate ? "date" : answer ? "outcome" : "no-answer",
      reason: !isDate && readerOf(this) === "clerk" ? "open" : false,
      ...(answer ? { body: { kind: "result", comparison: answer.comparison } } : {}),
    });
    this.drawing.focus();
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
    return this.watch.read(languageOf(this), this.clock());
  }

  private render(change: Partial<State>): void {
    this.drawing.render(change);
  }

  /** Whether the form may go out as it stands now; nothing where an answer is still to come. */
  private decide(): boolean | undefined {
    this.watch.takeAsMeant();
    if (this.watch.notice()) {
      this.watch.schedule(0);
    }
    const typed = this.read();
    if (typed.state !== "whole") {
      return this.answers.allows(typed, undefined);
    }
    if (!this.answers.current(typed)) {
      this.compareAtOnce(typed);
    }
    const answer = this.answers.current(typed);
    if (answer) {
      return this.answers.allows(typed, answer.comparison);
    }
    const { isReady, failure } = this.seating;
    const isAnswerToCome = isReady ? !this.answers.isRefused(typed) : failure === undefined;
    return isAnswerToCome && patience(this) > 0 ? undefined : this.answers.allows(typed, undefined);
  }

  /** Lists in this thread answer at once. */
  private compareAtOnce(typed: Question): void {
    const desk = this.seating.deskNow;
    if (!this.seating.isReady || !desk?.checkNow || this.answers.isRefused(typed)) {
      return;
    }
    try {
      this.answers.take(typed, desk.checkNow(typed.query));
    } catch {
      // The comparison that follows says why.
      this.watch.schedule(0);
    }
  }

  private onTyped(isNew: boolean, isLeft: boolean): void {
    // Whoever leaves a field sees at once that it was read.
    const typed = this.read();
    const isToCompare = isLeft && this.seating.isReady && typed.state === "whole" && !this.answers.current(typed);
    this.render({ ...(isNew ? UNHELD : {}), ...(isToCompare ? { body: { kind: "comparing" } } : {}) });
  }

  private onLook(isNew: boolean): void {
    this.guard.adopt();
    if (isNew) {
      this.render(UNHELD);
    }
    if (isNew || (this.drawing.state.body.kind === "result" && this.answers.isOld())) {
      void this.compareTyped();
    }
    this.tellProblems();
  }

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

  private onReady({ infos, current }: Extract<ListsEvent, { type: "ready" }>): void {
    this.answers.askAgain();
    this.render({ infos, ...(current ? { note: undefined } : {}) });
    this.tell("jrp-ready", { info: infos[0]!, infos, current });
    void this.compareTyped();
  }

  private async compareTyped(): Promise<void> {
    this.watch.unschedule();
    if (!this.seating.isReady) {
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
    const desk = await this.seating.desk;
    const freshness = await desk?.freshness(this.clock());
    if (ticket === this.asked) {
      this.render({ freshness });
    }
  }

  private async ask(question: Question, ticket: number): Promise<void> {
    if (this.drawing.state.body.kind !== "result") {
      this.render({ body: { kind: "comparing" } });
    }
    let comparison: Comparison | undefined;
    try {
      const desk = await this.seating.desk;
      comparison = await desk?.check(question.query);
    } catch (error) {
      if (ticket === this.asked && this.seating.desk) {
        this.answers.refuse(question);
        this.seating.fail(error);
      }
      return;
    }
    if (comparison && ticket === this.asked) {
      this.answers.take(question, comparison);
      const typed = this.read();
      const { state } = this.drawing;
      const blocked = state.blocked && !this.answers.allows(typed, comparison) ? state.blocked : false;
      this.seating.succeed();
      const reason = this.answers.reasonFor(typed, comparison) ? "given" : blocked ? state.reason : false;
      this.render({ body: { kind: "result", comparison }, freshness: comparison.freshness, blocked, reason });
      this.tell("jrp-comparison", comparison);
    }
  }
}
