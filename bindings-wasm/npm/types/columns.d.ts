/** Outcomes without words, for one question and for the rows of a table. */
import { type Answer, type RawAnswers } from "./answer.js";
import type { Outcome, Query } from "./generated/types.js";
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
export declare function outcomeOf(query: Query, raw: Raw): Outcome;
/** @internal */
export declare function answeredColumns(columns: Columns, live: () => Raw): ColumnAnswers;
export {};
