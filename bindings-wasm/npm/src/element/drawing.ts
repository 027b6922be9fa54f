/** Draws the card and the notes at the fields, and tells the page what is shown. */

import { JrpError, type Comparison } from "../browser.js";
import type { JrpCheckEvents, Tell } from "./events.js";
import type { Fields, Typed } from "./fields.js";
import { faultsOf, notesOf } from "./hints.js";
import { FieldNotes } from "./notes.js";
import { inDevelopment, languageOf, offersPaper, readerOf } from "./settings.js";
import type { State } from "./state.js";
import { View } from "./view.js";

interface Source {
  read(): Typed;
  /** The answer for this, where there is one at this moment */
  current(typed: Typed): Comparison | undefined;
  /** Why no lists can be asked */
  failure(): JrpError | undefined;
  tell: Tell;
}

export class Drawing {
  private shown: State = { lang: "zh-CN", reader: "supplier", body: { kind: "starting" }, infos: [], blocked: false, reason: false, waiting: false, paper: false, problems: [], faults: [] };
  private toldState: JrpCheckEvents["jrp-state"]["detail"] = { state: "starting", comparison: undefined };
  private readonly view: View;
  private readonly notes: FieldNotes;

  constructor(
    private readonly element: HTMLElement,
    private readonly fields: Fields,
    private readonly source: Source,
    retry: () => void,
    pressed: ConstructorParameters<typeof View>[2],
  ) {
    this.view = new View(element.attachShadow({ mode: "open" }), retry, pressed);
    this.notes = new FieldNotes(element);
  }

  get state(): State {
    return this.shown;
  }

  /** When the element has its attributes; a parser makes it without. */
  dress(): void {
    this.view.dress(this.element);
  }

  /** Takes away what stands in the form of the page. */
  clear(): void {
    this.notes.show(new Map(), "");
  }

  focus(): void {
    try {
      this.view.focus();
    } catch {
      // Not drawn; the form is held all the same.
    }
  }

  /** Draws. What fails here must neither end a comparison nor let a form out. */
  render(change: Partial<State>): void {
    const { element } = this;
    const lang = languageOf(element);
    const typed = this.source.read();
    const { problems } = typed;
    const faults = inDevelopment(element) ? faultsOf(element, lang, problems, this.source.failure()) : [];
    const paper = offersPaper(element) && (change.paper || this.shown.paper || "offered");
    this.shown = { ...this.shown, ...change, lang, reader: readerOf(element), problems, faults, paper };
    try {
      this.view.show(this.shown);
      this.notes.show(notesOf(this.fields, this.shown), lang);
      const isAnswered = this.shown.body.kind === "result";
      this.fields.subjects().forEach((field) => point(field, element, isAnswered));
    } catch (cause) {
      this.drawPlainly(cause);
    }
    this.tellState(typed);
  }

  private tellState(typed: Typed): void {
    const state = this.shown.body.kind;
    const comparison = state === "result" ? this.source.current(typed) : undefined;
    if (state !== this.toldState.state || comparison !== this.toldState.comparison) {
      this.toldState = { state, comparison };
      this.source.tell("jrp-state", this.toldState);
    }
  }

  private drawPlainly(cause: unknown): void {
    this.source.tell("jrp-warning", { error: new JrpError("panic", `the card cannot be drawn: ${String(cause)}; please report it`, { cause }) });
    try {
      this.view.showPlainly(this.shown);
    } catch {
      // The page cannot be drawn on at all; answer and guard stand.
    }
  }
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
