/** A line at the field that it is about. */

import { h } from "./dom.js";
import type { Field } from "./fields.js";
import { NOTE_CSS, applyStyles } from "./styles.js";

export interface Note {
  text: string;
  tone: "stop" | "warn" | "info" | "good" | "clear" | "quiet";
  /** What stands there is wrong, whatever the lists say */
  invalid?: boolean;
  /** Only where the card may be far away, on a small screen */
  small?: boolean;
}

/** What frameworks put around an input; a line between these and the input would break their layout. */
const AROUND = [".el-form-item__content", ".ant-form-item-control", ".ant-form-item-control-input", ".layui-input-block", ".layui-input-inline"];

let numbered = 0;

export class FieldNotes {
  private readonly shown = new Map<Field, { elements: HTMLElement[]; key: string; wasInvalid: string | null }>();

  constructor(private readonly host: HTMLElement) {}

  /** These notes and no others. */
  show(notes: ReadonlyMap<Field, readonly Note[]>, lang: string): void {
    for (const field of [...this.shown.keys()]) {
      if (!notes.has(field) || !field.isConnected) {
        this.remove(field);
      }
    }
    notes.forEach((all, field) => this.set(field, all, lang));
  }

  private set(field: Field, notes: readonly Note[], lang: string): void {
    const key = JSON.stringify([notes, lang]);
    const before = this.shown.get(field);
    if (before?.key === key && before.elements.every((element) => element.isConnected)) {
      return;
    }
    this.remove(field);
    const elements = notes.map((note) => this.make(note, lang));
    placeAfter(field, elements);
    this.shown.set(field, { elements, key, wasInvalid: field.getAttribute("aria-invalid") });
    // The state in one line is the card's headline again, which is announced.
    const describing = elements.filter((_, at) => !notes[at]!.small);
    describe(field, (ids) => [...ids, ...describing.map(({ id }) => id)]);
    if (notes.some(({ invalid }) => invalid)) {
      field.setAttribute("aria-invalid", "true");
    }
  }

  private make(note: Note, lang: string): HTMLElement {
    numbered += 1;
    const element = h("jrp-note" as "span", { id: `jrp-note-${numbered}`, lang, "data-tone": note.tone }, note.text);
    if (note.small) {
      element.setAttribute("data-small", "");
    }
    const root = element.attachShadow({ mode: "open" });
    applyStyles(root, NOTE_CSS, this.host);
    root.append(h("slot"));
    return element;
  }

  private remove(field: Field): void {
    const shown = this.shown.get(field);
    if (!shown) {
      return;
    }
    this.shown.delete(field);
    const gone = shown.elements.map(({ id }) => id);
    shown.elements.forEach((element) => element.remove());
    describe(field, (ids) => ids.filter((id) => !gone.includes(id)));
    if (shown.wasInvalid === null) {
      field.removeAttribute("aria-invalid");
    } else {
      field.setAttribute("aria-invalid", shown.wasInvalid);
    }
  }
}

function placeAfter(field: Field, notes: readonly HTMLElement[]): void {
  const around = field.closest(AROUND.join());
  if (around) {
    around.append(...notes);
  } else {
    // In a label it would become part of the field's name.
    (field.closest("label") ?? field).after(...notes);
  }
}

function describe(field: Field, change: (ids: string[]) => string[]): void {
  const ids = change((field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((id) => id !== ""));
  if (ids.length > 0) {
    field.setAttribute("aria-describedby", ids.join(" "));
  } else {
    field.removeAttribute("aria-describedby");
  }
}
