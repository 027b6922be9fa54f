/** The newest answer: whether it still fits the form, and whether the form may go out by it. */

import { JrpError, type Comparison, type Outcome, type Query, type RosterInfo } from "../browser.js";
import type { Typed } from "./fields.js";
import { blockedOutcomes, readerOf } from "./settings.js";

export type Question = Pick<Extract<Typed, { state: "whole" }>, "key" | "query">;

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

/** An answer is no older when a form goes out: lists expire while a page stands open. */
const ANSWER_LASTS = 60_000;

export class Answers {
  /** Current only as long as it fits the form, see `current` */
  private newest: Answer | undefined;
  /** The question that was refused, so that it is not asked again and again */
  private refused: string | undefined;
  /** Why a clerk goes on, with what stands in the form, and with which outcome */
  private given: { key: string; outcome: Outcome; reason: string } | undefined;

  constructor(
    private readonly element: HTMLElement & { clock: () => Date },
    private readonly infos: () => readonly RosterInfo[],
  ) {}

  /** The answer for this, from the lists at hand, where there is one. */
  current(typed: Typed): Pick<Answer, "query" | "comparison"> | undefined {
    const { newest } = this;
    const isSame = newest !== undefined && typed.state === "whole" && newest.key === typed.key;
    const age = isSame ? this.age() : 0;
    return isSame && newest.digest === joined(this.infos()) && age >= 0 && age < ANSWER_LASTS ? newest : undefined;
  }

  isOld(): boolean {
    return this.age() >= ANSWER_LASTS;
  }

  isRefused({ key }: Question): boolean {
    return this.refused === key;
  }

  take({ key, query }: Question, comparison: Comparison): void {
    this.refused = undefined;
    const snapshots = comparison.snapshot ? [comparison.snapshot] : (comparison.snapshots ?? []);
    this.newest = { key, query, comparison, at: this.now(), digest: joined(snapshots) };
  }

  refuse({ key }: Question): void {
    this.refused = key;
    this.newest = undefined;
  }

  /** Other lists may take what these refused. */
  askAgain(): void {
    this.refused = undefined;
  }

  /** These lists are not asked any more. */
  forget(): void {
    this.newest = undefined;
    this.refused = undefined;
  }

  /** The one rule: the page names outcomes, and having no answer is `indeterminate`. A date that cannot be read is mended first. */
  allows(typed: Typed, comparison: Comparison | undefined): boolean {
    const { state, problems } = typed;
    const blocked = blockedOutcomes(this.element);
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
  reasonFor(typed: Typed, comparison: Comparison | undefined): string | undefined {
    const { given } = this;
    const isFor = given?.key === keyOf(typed) && given.outcome === (comparison?.outcome ?? "indeterminate");
    return isFor && readerOf(this.element) === "clerk" ? given.reason : undefined;
  }

  /** A clerk goes on with this, and says why. */
  goOn(typed: Typed, reason: string): { reason: string; comparison: Comparison | undefined } {
    if (readerOf(this.element) !== "clerk" || reason.trim() === "") {
      throw new JrpError("argument", "<jrp-check>: only audience=\"clerk\" may go on, with a reason that is not blank");
    }
    const comparison = this.current(typed)?.comparison;
    this.given = { key: keyOf(typed), outcome: comparison?.outcome ?? "indeterminate", reason: reason.trim() };
    return { reason: this.given.reason, comparison };
  }

  private age(): number {
    return this.newest ? this.now() - this.newest.at : 0;
  }

  private now(): number {
    return this.element.clock().getTime();
  }
}

/** What stands in the form, as far as a question is made of it. */
function keyOf(typed: Typed): string {
  return typed.state === "whole" ? typed.key : typed.state;
}

/** Which lists these are. */
function joined(snapshots: readonly { digest: string }[]): string {
  return snapshots.map(({ digest }) => digest).join(" ");
}
