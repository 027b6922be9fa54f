/** `<jrp-check>`: compares while the form is filled in, and prompts beside it. */

import { JrpError, type Comparison, type Query, type RosterInfo } from "../browser.js";
import type { StoreEvent } from "../store/store.js";
import { type Seat, sit } from "./counter.js";
import { Fields } from "./fields.js";
import { LIST_ATTRIBUTES, QUESTION_ATTRIBUTES, blockedOutcomes, numberOf, wantedBy } from "./settings.js";
import type { Body, State } from "./state.js";
import { SubmitGuard } from "./submit.js";
import { langOf } from "./texts.js";
import { View } from "./view.js";

/** What the element tells its page; `detail` of each. */
export interface JrpCheckEvents {
  "jrp-comparison": CustomEvent<Comparison>;
  "jrp-progress": CustomEvent<Extract<StoreEvent, { type: "progress" }>>;
  "jrp-ready": CustomEvent<{ info: RosterInfo; current: boolean }>;
  "jrp-error": CustomEvent<{ error: JrpError; usable: boolean }>;
}

const DEBOUNCE = 250;

export class JrpCheckElement extends HTMLElement {
  static readonly observedAttributes = [...LIST_ATTRIBUTES, ...QUESTION_ATTRIBUTES];

  /** Tells the time. A page has no reason to change it; tests do. */
  clock: () => Date = () => new Date();

  private readonly fields = new Fields(this);
  private readonly guard = new SubmitGuard(this.fields, this, {
    isPending: () => this.isPending(),
    settle: () => this.check(),
    isHeldBack: () => this.isHeldBack(),
    onHeldBack: () => this.holdBack(),
  });
  private readonly view: View;
  private state: State = { lang: "zh-CN", body: { kind: "starting" }, blocked: false };
  private seat: Seat | undefined;
  private root: Document | ShadowRoot | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reseating: Promise<void> | undefined;
  private ready = false;
  /** The question on its way, so that an older answer does not overtake a newer one. */
  private asked = 0;
  private answered = 0;
  private typingIn: EventTarget | null = null;

  constructor() {
    super();
    this.view = new View(this.attachShadow({ mode: "open" }), () => this.retry());
  }

  /** The newest answer, while it fits what stands in the form. */
  get comparison(): Comparison | undefined {
    return this.state.body.kind === "result" ? this.state.body.comparison : undefined;
  }

  /** What the lists at hand are, once there are any. */
  get info(): RosterInfo | undefined {
    return this.state.info;
  }

  connectedCallback(): void {
    this.root = this.fields.root;
    for (const type of ["input", "change", "compositionend", "focusout"]) {
      this.root.addEventListener(type, this.onInput);
    }
    this.root.addEventListener("reset", this.onReset);
    this.guard.watch(this.root);
    this.render({});
    this.reseat();
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    for (const type of ["input", "change", "compositionend", "focusout"]) {
      this.root?.removeEventListener(type, this.onInput);
    }
    this.root?.removeEventListener("reset", this.onReset);
    this.guard.unwatch();
    this.leave();
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

  /** Looks for newer lists now. */
  async refresh(): Promise<void> {
    await this.reseating;
    const desk = await this.seat?.desk;
    await desk?.refresh();
  }

  private readonly onInput = (event: Event) => {
    if (!this.fields.watches(event.target) || (event as InputEvent).isComposing) {
      return;
    }
    const isTyping = event.type === "input" || event.type === "compositionend";
    if (event.type === "focusout" && this.state.body.kind !== "typing") {
      return;
    }
    this.typingIn = isTyping ? event.target : null;
    this.render({ blocked: false });
    clearTimeout(this.timer);
    // When a field is left too: an answer must not move the button that is being pressed.
    this.timer = setTimeout(() => void this.compareTyped(), numberOf(this, "debounce") ?? DEBOUNCE);
  };

  private readonly onReset = (event: Event) => {
    if (event.target === this.fields.form) {
      // The inputs are emptied after this event.
      setTimeout(() => void this.check());
    }
  };

  private reseat(): void {
    this.leave();
    this.ready = false;
    this.render({ body: { kind: "starting" }, info: undefined, freshness: undefined, note: undefined });
    const mine = wantedBy(this).then(
      (wanted) => {
        if (this.reseating === mine && this.isConnected) {
          this.seat = sit(wanted, this.hasAttribute("worker"), this.onStore);
          this.seat.desk.catch((error: unknown) => {
            this.leave();
            this.fail(error);
          });
        }
      },
      (error: unknown) => this.fail(error),
    );
    this.reseating = mine;
  }

  private retry(): void {
    if (this.seat) {
      this.render({ body: { kind: "starting" } });
      void this.refresh();
    } else {
      this.reseat();
    }
  }

  private leave(): void {
    this.reseating = undefined;
    this.seat?.leave();
    this.seat = undefined;
  }

  private readonly onStore = (event: StoreEvent) => {
    switch (event.type) {
      case "progress":
        this.tell("jrp-progress", event);
        if (!this.ready) {
          this.render({ body: bodyOf(event) });
        }
        break;
      case "ready":
        this.ready = true;
        this.render({ info: event.info, ...(event.current ? { note: undefined } : {}) });
        this.tell("jrp-ready", { info: event.info, current: event.current });
        void this.compareTyped();
        break;
      case "error":
        this.tell("jrp-error", { error: event.error, usable: event.usable });
        if (event.usable) {
          this.render({ note: event.error.code === "network" ? "offline" : "refused" });
        } else {
          this.render({ body: { kind: "failed", code: event.error.code } });
        }
        break;
    }
  };

  private fail(error: unknown): void {
    const told = error instanceof JrpError ? error : new JrpError("network", String(error));
    this.tell("jrp-error", { error: told, usable: false });
    this.render({ body: { kind: "failed", code: told.code } });
  }

  private async compareTyped(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.ready) {
      return;
    }
    const now = this.clock();
    const typed = this.fields.read(this.language, now, this.typingIn);
    this.asked += 1;
    if (typed.state === "whole") {
      await this.ask(typed.query, this.asked);
      return;
    }
    this.answered = this.asked;
    this.render({ body: typed.state === "typing" ? { kind: "typing", typed: typed.typed } : { kind: "idle" }, blocked: false });
    const desk = await this.seat?.desk;
    const freshness = await desk?.freshness(now);
    this.render({ freshness });
  }

  private async ask(query: Query, ticket: number): Promise<void> {
    if (this.state.body.kind !== "result") {
      this.render({ body: { kind: "comparing" } });
    }
    try {
      const desk = await this.seat?.desk;
      const comparison = await desk?.check(query);
      if (comparison && ticket === this.asked) {
        const blocked = this.state.blocked && blockedOutcomes(this).includes(comparison.outcome);
        this.render({ body: { kind: "result", comparison }, freshness: comparison.freshness, blocked });
        this.tell("jrp-comparison", comparison);
      }
    } catch (error) {
      if (ticket === this.asked) {
        this.fail(error);
      }
    } finally {
      this.answered = Math.max(this.answered, ticket);
    }
  }

  private isPending(): boolean {
    return this.timer !== undefined || this.answered !== this.asked || this.state.body.kind === "typing";
  }

  private isHeldBack(): boolean {
    const outcome = this.comparison?.outcome;
    return outcome !== undefined && blockedOutcomes(this).includes(outcome);
  }

  private holdBack(): void {
    this.render({ blocked: true });
    this.view.focus();
  }

  private get language(): State["lang"] {
    return langOf(this.getAttribute("lang") ?? this.closest("[lang]")?.getAttribute("lang"));
  }

  private render(change: Partial<State>): void {
    this.state = { ...this.state, ...change, lang: this.language };
    this.view.show(this.state);
    for (const field of this.fields.subjects()) {
      point(field, this, this.comparison !== undefined);
    }
  }

  private tell<Name extends keyof JrpCheckEvents>(name: Name, detail: JrpCheckEvents[Name]["detail"]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function bodyOf(event: Extract<StoreEvent, { type: "progress" }>): Body {
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
