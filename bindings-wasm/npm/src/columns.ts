/** Outcomes without words, for one question and for the rows of a table. */

import { type Answer, type RawAnswers, answered } from "./answer.js";
import { JrpError, call } from "./error.js";
import { OUTCOMES } from "./generated/codes.js";
import type { Outcome, Query } from "./generated/types.js";
import { leaves } from "./leaves.js";

/** Rows that are asked alike: a column of codes, one of names, or both; blank cells are absent. */
export type Columns = Pick<Query, "scenario" | "kind" | "conditions" | "on" | "now" | "lang"> & {
  creditCode?: readonly (string | null | undefined)[];
  name?: readonly (string | null | undefined)[];
};

/** What the rows come to. */
export interface ColumnAnswers {
  /** Row by row; a row that names nobody is `indeterminate` */
  readonly outcomes: readonly Outcome[];
  /** The whole answer to one row, asked when it is called */
  answer(row: number): Answer;
}

interface Raw extends RawAnswers {
  outcome(leaves: string, now: number): number;
  outcomes(leaves: string, now: number, codes: string, names: string): Uint8Array;
}

/** @internal */
export function outcomeOf(query: Query, raw: Raw): Outcome {
  const text = leaves(query);
  return wordOf(call(() => raw.outcome(text, Date.now() / 1000)));
}

/** @internal */
export function answeredColumns(columns: Columns, live: () => Raw): ColumnAnswers {
  const { creditCode, name, query, length, codes, names } = readColumns(columns);
  const text = leaves(query);
  const found = call(() => live().outcomes(text, 0, codes, names));
  if (found.length !== length) throw new JrpError("argument", "checkAll: a cell holds a NUL character; take it out");
  const outcomes: Outcome[] = new Array<Outcome>(length);
  for (let row = 0; row < length; row += 1) outcomes[row] = wordOf(found[row]!);
  return {
    outcomes,
    answer(row) {
      if (!(row >= 0 && row < length)) throw new JrpError("argument", `checkAll: there is no row ${row} of ${length}`);
      return answered({ ...query, creditCode: creditCode?.[row] || null, name: name?.[row] || null }, live);
    },
  };
}

/** Whatever is handed in: a failure of reading it is an argument's, too. */
function readColumns(columns: Columns) {
  try {
    const { creditCode, name, ...question } = (columns ?? {}) as Columns;
    const length = lengthOf(creditCode, name);
    // One time for all rows, for those too that are looked at later.
    const query: Query = { ...question, now: question.now ?? new Date() };
    return { creditCode, name, query, length, codes: joined(creditCode), names: joined(name) };
  } catch (cause) {
    throw cause instanceof JrpError ? cause : new JrpError("argument", `checkAll: the columns cannot be read: ${String(cause)}`, { cause });
  }
}

function lengthOf(codes: unknown, names: unknown): number {
  const given = [codes, names].filter((column) => column !== undefined && column !== null);
  if (given.length === 0 || !given.every(Array.isArray)) {
    throw new JrpError("argument", "checkAll takes an array of queries, or columns: { scenario, creditCode: […], name: […] }");
  }
  const [length, other = length] = given.map((column) => (column as unknown[]).length);
  if (length !== other) throw new JrpError("argument", `checkAll: the columns have ${length} and ${other} rows`);
  return length!;
}

/** The cells, each ended by a NUL. */
function joined(column: Columns["creditCode"]): string {
  if (!column || column.length === 0) return "";
  const odd = column.findIndex((cell) => typeof cell !== "string" && cell !== null && cell !== undefined);
  if (odd >= 0) throw new JrpError("argument", `checkAll: row ${odd} of a column is not text`);
  // `join` writes nothing for null and undefined.
  return `${column.join("\0")}\0`;
}

function wordOf(place: number): Outcome {
  const word = OUTCOMES[place];
  if (word === undefined) throw new JrpError("panic", `outcome ${place} is not known; please report it`);
  return word;
}
