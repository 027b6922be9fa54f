/** What the card shows, as data. */

import type { Comparison, Freshness, JrpErrorReason, RosterInfo } from "../browser.js";
import type { FieldProblem } from "./fields.js";
import type { Progress } from "../store/download.js";
import type { Shape } from "./dom.js";
import type { Reader } from "./settings.js";
import type { Lang, TextKey } from "./texts.js";

export type Body =
  | { kind: "starting" }
  | ({ kind: "downloading" } & Progress)
  | { kind: "verifying" }
  | { kind: "idle" }
  | { kind: "typing"; typed: number }
  | { kind: "comparing" }
  | { kind: "result"; comparison: Comparison }
  | { kind: "failed"; code: string; reason?: JrpErrorReason | undefined };

export interface State {
  lang: Lang;
  /** To whom the card speaks */
  reader: Reader;
  body: Body;
  /** Of each publisher whose lists are asked */
  infos: readonly RosterInfo[];
  freshness?: Freshness | undefined;
  /** Why the lists at hand are not the newest */
  note?: "offline" | "refused" | undefined;
  /** The lists are not kept for the next visit */
  unkept?: boolean | undefined;
  /** The form was submitted, and is held back, and why */
  blocked: "outcome" | "date" | "no-answer" | false;
  /** Whether a clerk may go on by giving a reason, or has given one */
  reason: "open" | "given" | false;
  /** A submission waits for the lists */
  waiting: boolean;
  /** Whether the page for the file is offered, and whether the last one could not be made */
  paper: "offered" | "failed" | false;
  /** What keeps the inputs from being read as they are meant */
  problems: readonly FieldProblem[];
  /** What only those who make the page want to read */
  faults: readonly string[];
}

/** Nothing is held back as long as nobody has tried to submit what stands there now. */
export const UNHELD = { blocked: false, reason: false } as const;

const TONES = {
  prohibited: "stop",
  restricted: "warn",
  review: "warn",
  indeterminate: "warn",
  notice: "info",
  preferred: "good",
  clear: "clear",
} as const;

/** An answer that says nothing against anybody must not stand above a date that cannot be read. */
export function isDateInTheWay({ outcome }: Comparison, problems: State["problems"]): boolean {
  const isMild = outcome === "clear" || outcome === "notice" || outcome === "preferred";
  return isMild && problems.some(({ code, name }) => code === "date-unreadable" && name !== "on");
}

/** Colour and shape. Nothing found is not a praise: `clear` has a tone of its own. */
export function toneOf({ body, problems }: Pick<State, "body" | "problems">): Exclude<Shape, "list"> | "quiet" {
  switch (body.kind) {
    case "result":
      return isDateInTheWay(body.comparison, problems) ? "warn" : TONES[body.comparison.outcome];
    case "failed":
      return "warn";
    default:
      return "quiet";
  }
}

/** One headline for all that is said: nothing milder than what stands below it, nothing that it contradicts. */
export function headlineOf({ body, problems }: State): TextKey {
  switch (body.kind) {
    case "result":
      return isDateInTheWay(body.comparison, problems) ? "outcome-date" : outcomeKey(body.comparison);
    case "failed":
      return "unavailable";
    case "comparing":
    case "downloading":
      return body.kind;
    default:
      return "title";
  }
}

function outcomeKey({ outcome, findings }: Comparison): TextKey {
  const isOpen = outcome === "indeterminate" && findings.some(({ list }) => list.polarity !== "red");
  return isOpen ? "outcome-open" : `outcome-${outcome}`;
}
