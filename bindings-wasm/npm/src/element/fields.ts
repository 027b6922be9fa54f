/** The inputs the element watches, and the question they make. */

import type { Query, SubjectKind } from "../browser.js";
import { dateOf } from "./dates.js";
import { conditionsIn } from "./settings.js";
import type { Lang } from "./texts.js";

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

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

export type Role = keyof typeof DEFAULT_NAMES;

const ROLES = Object.keys(DEFAULT_NAMES) as Role[];
const CODE_LENGTH = 18;
const SHORT_NAME = 4;

/** What keeps the inputs from being read as they are meant. */
export type FieldProblem =
  /** No input of this name stands in the form */
  | { code: "field-missing"; role: Role; name: string }
  /** It is there, and disabled: the browser would not send it either */
  | { code: "field-disabled"; role: Role; name: string }
  /** What stands in it is not a date */
  | { code: "date-unreadable"; role: Role; name: string; field?: Field };

/** What was typed: a question, one that is still being typed, or nothing. */
export type Typed = ({ state: "empty" } | { state: "typing"; typed: number } | { state: "whole"; query: Query; key: string }) & {
  problems: FieldProblem[];
};

type Found = Record<Role, Field[]>;

export class Fields {
  constructor(private readonly host: HTMLElement) {}

  /** The form the element stands in, or names by `form`. */
  get form(): HTMLFormElement | null {
    const id = this.host.getAttribute("form");
    const root = this.root;
    const named = id === null || !("getElementById" in root) ? null : root.getElementById(id);
    return named instanceof HTMLFormElement ? named : this.host.closest("form");
  }

  get root(): Document | ShadowRoot {
    return this.host.getRootNode() as Document | ShadowRoot;
  }

  /** Whether the event comes from a watched input. */
  watches(target: EventTarget | null): boolean {
    const found = this.find();
    return ROLES.some((role) => found[role].includes(target as Field));
  }

  /** The inputs that name the subject, for the page to point at. */
  subjects(): Field[] {
    const found = this.find();
    return [...found["for-code"], ...found["for-name"]];
  }

  /** The inputs of a role. */
  of(role: Role): Field[] {
    return this.find()[role];
  }

  /** Everything that stands in the inputs, to see whether a script has changed it. */
  signature(): string {
    const found = this.find();
    return JSON.stringify(ROLES.map((role) => texts(found[role])));
  }

  /** Reads the inputs. While a field is being typed in, half a code or name is not a question yet. */
  read(lang: Lang, now: Date, typingIn: EventTarget | null): Typed {
    const found = this.find();
    const problems = this.problems(found);
    const creditCode = textIn(found["for-code"]);
    const name = textIn(found["for-name"]);
    const members = membersIn(found);
    const date = textIn(found["for-date"]);
    const fixed = this.host.getAttribute("on");
    const on = dateOf(fixed || date);
    if (on === undefined && (fixed || date)) {
      const field = fixed ? undefined : found["for-date"][0];
      problems.push({ code: "date-unreadable", role: "for-date", name: fixed ? "on" : this.name("for-date"), ...(field ? { field } : {}) });
    }
    if (!creditCode && !name && members.length === 0) {
      return { state: "empty", problems };
    }
    const partial = partialCode(found, typingIn);
    if (partial !== undefined) {
      return { state: "typing", typed: partial, problems };
    }
    if (!creditCode && name.length < SHORT_NAME && found["for-name"].includes(typingIn as Field)) {
      return { state: "empty", problems };
    }
    const kind = textIn(found["for-kind"]);
    const conditions = conditionsIn([this.host.getAttribute("conditions") ?? "", ...texts(found["for-conditions"])]);
    const query: Query = {
      scenario: this.host.getAttribute("scenario") ?? "",
      lang,
      ...(creditCode ? { creditCode } : {}),
      ...(name ? { name } : {}),
      ...(isKind(kind) ? { kind } : {}),
      ...(on ? { on } : {}),
      ...(members.length > 0 ? { members } : {}),
      ...(conditions.length > 0 ? { conditions } : {}),
    };
    return { state: "whole", key: JSON.stringify(query), query: { ...query, now }, problems };
  }

  private problems(found: Found): FieldProblem[] {
    // A page without a code may be meant so only where it says so; every other role is asked for by its attribute.
    const wanted = ROLES.filter((role) => role === "for-code" || this.host.hasAttribute(role));
    return wanted
      .filter((role) => found[role].length === 0 && this.name(role) !== "")
      .map((role) => ({ code: this.candidates(role).length > 0 ? "field-disabled" : "field-missing", role, name: this.name(role) }));
  }

  private name(role: Role): string {
    return this.host.getAttribute(role) ?? DEFAULT_NAMES[role];
  }

  private find(): Found {
    const scope = this.scope();
    const entries = ROLES.map((role) => [role, this.candidates(role, scope).filter((field) => !field.matches(":disabled"))] as const);
    return entries.reduce((found, [role, fields]) => Object.assign(found, { [role]: fields }), {} as Found);
  }

  /** The inputs called so, disabled ones too. `#id` names one that has no name. */
  private candidates(role: Role, scope = this.scope()): Field[] {
    const name = this.name(role);
    const isMeant = name.startsWith("#") ? (field: Field) => `#${field.id}` === name : (field: Field) => field.name === name;
    return name === "" ? [] : scope.filter(isMeant);
  }

  private scope(): Field[] {
    const elements: Iterable<Element> = this.form?.elements ?? this.root.querySelectorAll("input, select, textarea");
    return Array.from(elements).filter(isField);
  }
}

/** How much of a credit code stands in the field being typed in, if not all of it. */
function partialCode(found: Found, typingIn: EventTarget | null): number | undefined {
  const codes = [...found["for-code"], ...found["for-members"]];
  const field = codes.find((code) => code === typingIn);
  const length = field?.value.replace(/\s/g, "").length ?? 0;
  return length > 0 && length < CODE_LENGTH ? length : undefined;
}

function membersIn(found: Found): NonNullable<Query["members"]> {
  const codes = found["for-members"].map((field) => field.value.trim());
  const names = found["for-member-names"].map((field) => field.value.trim());
  const rows = Array.from({ length: Math.max(codes.length, names.length) }, (_, row) => ({
    ...(codes[row] ? { creditCode: codes[row] } : {}),
    ...(names[row] ? { name: names[row] } : {}),
  }));
  return rows.filter((row) => row.creditCode !== undefined || row.name !== undefined);
}

function textIn(fields: Field[]): string {
  return texts(fields)[0]?.trim() ?? "";
}

function texts(fields: Field[]): string[] {
  const isChosen = (field: Field) => !isCheckable(field) || (field as HTMLInputElement).checked;
  return fields.filter(isChosen).map((field) => field.value);
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
