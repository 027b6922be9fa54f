/** What is said at the fields, and to those who make the page. */

import type { JrpError, Prompt, PromptCode } from "../browser.js";
import type { Field, FieldProblem, Fields, Role } from "./fields.js";
import type { Note } from "./notes.js";
import { unknownOutcomes } from "./settings.js";
import { type State, headlineOf, toneOf } from "./state.js";
import { type Lang, type TextKey, say } from "./texts.js";

/** Prompts about what was typed, by the field that it is to be mended in. */
const FIELD_OF: Partial<Record<PromptCode, Role>> = {
  "unreadable-id": "for-code",
  "wrong-length": "for-code",
  "wrong-character": "for-code",
  "wrong-letter": "for-code",
  "wrong-check": "for-code",
  "check-digit": "for-code",
  "lost-digits": "for-code",
  "masked-id": "for-code",
  "number-not-compared": "for-code",
  "number-set-aside": "for-code",
  "code-needed": "for-code",
  "similar-code": "for-code",
  "name-needed": "for-name",
  "name-unreadable": "for-name",
  "kind-needed": "for-name",
  "person-needs-id": "for-name",
  "name-differs": "for-name",
  "name-other-code": "for-name",
  "on-before-data": "for-date",
  "on-in-future": "for-date",
  "ends-before-on": "for-date",
};

/** The states that say something at the field where the card is far away. */
const STATES_AT_FIELD = ["downloading", "comparing", "failed", "result"];

/**
 * What stands at each field: on a small screen the state in one line, at the field that names the subject; then the
 * field's prompts, the loudest first and no more than two. A date that cannot be read before all.
 */
export function notesOf(fields: Fields, state: State): Map<Field, Note[]> {
  const notes = promptNotes(fields, state);
  const [subject] = fields.subjects().filter((field) => field.value.trim() !== "");
  if (subject && STATES_AT_FIELD.includes(state.body.kind)) {
    const line: Note = { text: say(state.lang, headlineOf(state)), tone: toneOf(state), small: true };
    notes.set(subject, [line, ...(notes.get(subject) ?? [])]);
  }
  return notes;
}

function promptNotes(fields: Fields, { body, lang, problems }: State): Map<Field, Note[]> {
  const notes = new Map<Field, Note[]>();
  for (const problem of problems) {
    if (problem.code === "date-unreadable" && problem.field) {
      notes.set(problem.field, [{ text: say(lang, "note-date", { value: problem.field.value }), tone: "warn", invalid: true }]);
    }
  }
  if (body.kind !== "result") {
    return notes;
  }
  const said = new Map<Field, number>();
  for (const prompt of body.comparison.prompts) {
    const field = fieldOf(prompt, fields, body.comparison.subjects.length);
    const before = field && notes.get(field)?.[0];
    if (!field || before?.invalid) {
      continue;
    }
    said.set(field, (said.get(field) ?? 0) + 1);
    if (!before) {
      notes.set(field, [{ text: prompt.text, tone: prompt.level }]);
    } else if (said.get(field) === 2) {
      notes.set(field, [{ ...before, text: `${before.text}${lang === "en" ? " " : ""}${prompt.text}` }]);
    }
  }
  return notes;
}

/** With several subjects, the field whose content the prompt names. */
function fieldOf({ code, text }: Prompt, fields: Fields, subjects: number): Field | undefined {
  const role = FIELD_OF[code];
  if (role === undefined) {
    return undefined;
  }
  const [first] = fields.of(role);
  // Where a page has no field for it, the one that names the subject.
  const meant = first ?? fields.subjects()[0];
  if (subjects <= 1 || role === "for-date") {
    return meant;
  }
  const all = [...fields.subjects(), ...fields.of("for-members"), ...fields.of("for-member-names")];
  return all.find((field) => field.value.trim() !== "" && text.includes(field.value.trim()));
}

/** For those who make the page: what is set up wrongly. */
export function faultsOf(element: Element, lang: Lang, problems: readonly FieldProblem[], failure: JrpError | undefined): string[] {
  const faults = problems
    .filter(({ code, name }) => code !== "date-unreadable" || name === "on")
    .map(({ code, role, name }) => say(lang, code === "date-unreadable" ? "fault-on" : (`fault-${code}` as TextKey), { role, name }));
  const words = unknownOutcomes(element).map((name) => say(lang, "fault-block-submit", { name }));
  const failed = failure ? [say(lang, "fault-error", { message: failure.message })] : [];
  return [...faults, ...words, ...failed];
}
