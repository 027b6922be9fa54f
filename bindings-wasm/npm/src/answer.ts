/** Answers that can be kept as evidence. */

import { JrpError, call } from "./error.js";
import type { Comparison, Query } from "./generated/types.js";
import { leaves } from "./leaves.js";
import { checked } from "./options.js";
import { scope } from "./scope.js";

/** An answer, of which evidence can be made as long as the lists that gave it are not freed. */
export type Answer = Comparison & {
  /**
   * Evidence for the procurement archive, one line of JSON (docs/EVIDENCE.md), byte for byte what Rust, C and the `jrp`
   * command give: what was asked, answered and when, by which files, with the SM3 digest of all that. Keep it as it is.
   */
  evidence(occasion?: Occasion): string;
};

/** What evidence repeats of the caller's. */
export interface Occasion {
  /** For which project was asked */
  project?: string | undefined;
  /** Who asked */
  operator?: string | undefined;
  /** Why whoever is in charge goes on with a listed subject */
  reason?: string | undefined;
  /** 16 to 64 random bytes; drawn anew where absent */
  salt?: Uint8Array | undefined;
}

/** What a roster and a set of them have in common. @internal */
export interface RawAnswers {
  check(leaves: string, now: number): string;
  evidence(leaves: string, now: number, project: string | undefined, operator: string | undefined, reason: string | undefined, salt: Uint8Array): string;
}

/** Asks `raw`; `live` brings it again, or throws where it was freed since. @internal */
export function answered(query: Query, live: () => RawAnswers): Answer {
  const raw = live();
  const text = leaves(query);
  const now = Date.now() / 1000;
  const comparison = JSON.parse(call(() => raw.check(text, now))) as Comparison;
  const evidence = (occasion?: Occasion) => evidenceOf(live(), text, now, occasion);
  // Not enumerable, so that the answer is written, copied and sent as the plain object it is.
  return Object.defineProperty(comparison, "evidence", { value: evidence }) as Answer;
}

/** Many queries, one by one. A query that is refused has its error in its place. @internal */
export function answeredAll(queries: readonly Query[], live: () => RawAnswers): (Answer | JrpError)[] {
  if (!Array.isArray(queries)) throw new JrpError("argument", "checkAll takes an array of queries");
  live();
  return queries.map((query) => {
    try {
      return answered(query, live);
    } catch (error) {
      if (error instanceof JrpError) return error;
      throw error;
    }
  });
}

function drawn(): Uint8Array {
  if (!scope.crypto) throw new JrpError("argument", "this engine draws no random bytes; give evidence a salt of 16 to 64 of them");
  return scope.crypto.getRandomValues(new Uint8Array(16));
}

function evidenceOf(raw: RawAnswers, text: string, now: number, occasion: Occasion = {}): string {
  const { project, operator, reason, salt } = checked(occasion, ["project", "operator", "reason", "salt"]);
  for (const [name, value] of Object.entries({ project, operator, reason })) {
    if (value !== undefined && typeof value !== "string") throw new JrpError("argument", `${name} is a text`);
  }
  if (salt !== undefined && !(salt instanceof Uint8Array)) throw new JrpError("argument", "salt is a Uint8Array");
  const bytes = salt ?? drawn();
  return call(() => raw.evidence(text, now, project, operator, reason, bytes));
}
