/** The inputs the element watches, and the question they make. */

import type { Query, SubjectKind } from "../browser.js";
import { conditionsIn } from "./settings.js";
import type { Lang } from "./texts.js";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What an attribute watches where it is not written. */
const DEFAULT_NAMES = {
  "for-code": "creditCode",
  "for-name": "name",
  "for-kind": "subjectKind",
  "for-date": "deadline",
  "for-members": "memberCreditCode",
  "for-member-names": "memberName",
  "for-conditions": "condition",
} as const;

type Role = keyof typeof DEFAULT_NAMES;

const ROLES = Object.keys(DEFAULT_NAMES) as Role[];
const CODE_LENGTH = 18;
const SHORT_NAME = 4;

/** What was typed: a question, one that is still being typed, or nothing. */
export type Typed = { state: "empty" } | { state: "typing"; typed: number } | { state: "whole"; query: Query };

export class Fields {
  constructor(private readonly host: HTMLElement) {}

  /** The form the element stands in, or names by `form`. */
  get form(): HTMLFormElement | null {
    const id = this.host.getAttribute("form");
    const named = id === null ? null : this.root.getElementById(id);
    return named instanceof HTMLFormElement ? named : this.host.closest("form");
  }

  get root(): Document | ShadowRoot {
    return this.host.getRootNode() as Document | ShadowRoot;
  }

  /** Whether the event comes from a watched input. */
  watches(target: EventTarget | null): boolean {
    return ROLES.some((role) => this.fields(role).includes(target as Field));
  }

  /** The inputs that name the subject, for the page to point at. */
  subjects(): HTMLElement[] {
    return [...this.fields("for-code"), ...this.fields("for-name")];
  }

  /** Reads the inputs. While a field is being typed in, half a code or name is no question yet. */
  read(lang: Lang, now: Date, typingIn: EventTarget | null): Typed {
    const creditCode = this.text("for-code");
    const name = this.text("for-name");
    const members = this.members();
    if (!creditCode && !name && members.length === 0) {
      return { state: "empty" };
    }
    const partial = this.partialCode(typingIn);
    if (partial !== undefined) {
      return { state: "typing", typed: partial };
    }
    if (!creditCode && name.length < SHORT_NAME && this.fields("for-name").includes(typingIn as Field)) {
      return { state: "empty" };
    }
    const query: Query = { scenario: this.host.getAttribute("scenario") ?? "", now, lang };
    const [kind, on] = [this.text("for-kind"), this.host.getAttribute("on") || this.text("for-date").slice(0, 10)];
    const conditions = conditionsIn([this.host.getAttribute("conditions") ?? "", ...this.texts("for-conditions")]);
    return {
      state: "whole",
      query: {
        ...query,
        ...(creditCode ? { creditCode } : {}),
        ...(name ? { name } : {}),
        ...(isKind(kind) ? { kind } : {}),
        ...(on ? { on } : {}),
        ...(members.length > 0 ? { members } : {}),
        ...(conditions.length > 0 ? { conditions } : {}),
      },
    };
  }

  /** How much of a credit code stands in the field being typed in, if not all of it. */
  private partialCode(typingIn: EventTarget | null): number | undefined {
    const codes = [...this.fields("for-code"), ...this.fields("for-members")];
    const field = codes.find((code) => code === typingIn);
    const length = field?.value.replace(/\s/g, "").length ?? 0;
    return length > 0 && length < CODE_LENGTH ? length : undefined;
  }

  private members(): NonNullable<Query["members"]> {
    const codes = this.fields("for-members").map((field) => field.value.trim());
    const names = this.fields("for-member-names").map((field) => field.value.trim());
    const rows = Array.from({ length: Math.max(codes.length, names.length) }, (_, row) => ({
      ...(codes[row] ? { creditCode: codes[row] } : {}),
      ...(names[row] ? { name: names[row] } : {}),
    }));
    return rows.filter((row) => row.creditCode !== undefined || row.name !== undefined);
  }

  private text(role: Role): string {
    return this.texts(role)[0]?.trim() ?? "";
  }

  private texts(role: Role): string[] {
    const isChosen = (field: Field) => !isCheckable(field) || (field as HTMLInputElement).checked;
    return this.fields(role)
      .filter(isChosen)
      .map((field) => field.value);
  }

  private fields(role: Role): Field[] {
    const name = this.host.getAttribute(role) ?? DEFAULT_NAMES[role];
    const scope = this.form?.elements ?? this.root.querySelectorAll("input, select, textarea");
    return Array.from(scope as Iterable<Element>).filter(
      (field): field is Field => isField(field) && field.name === name && !field.disabled,
    );
  }
}

function isField(element: Element): element is Field {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

function isCheckable(field: Field): boolean {
  return field.type === "checkbox" || field.type === "radio";
}

function isKind(text: string): text is SubjectKind {
  return text === "org" || text === "person" || text === "sole-trader";
}
