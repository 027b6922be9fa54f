import { type Answer } from "./answer.js";
import { type Columns, type ColumnAnswers } from "./columns.js";
import { JrpError } from "./error.js";
import type { Freshness, Outcome, Query } from "./generated/types.js";
import { Handle } from "./handle.js";
import { RawRosterSet } from "./raw/jrp_wasm.js";
import { OpenRoster } from "./roster.js";
/**
 * The lists of several publishers (nation, province, city, sector), asked as one. Each roster keeps its own trust, sequence,
 * age and policy pack; coverage adds up, and the answer is never milder than the strictest finding of any. Its answers have
 * `snapshots` in the place of `snapshot`, and their findings `sources`; those of a set of one are that roster's own.
 */
export declare class RosterSet extends Handle<RawRosterSet> {
    /** Rosters in this order, shared with the set: free them when you like. */
    constructor(rosters: readonly OpenRoster[]);
    /** Compares the subjects of a query with the lists of all. */
    check(query: Query): Answer;
    /** The same as text: byte for byte what Rust, C and the `jrp` command give. */
    checkJson(query: Query): string;
    /** What the comparison comes to, without its words: the fastest question. */
    outcome(query: Query): Outcome;
    /** Many queries, one by one. A query that is refused has its error in its place. */
    checkAll(queries: readonly Query[]): (Answer | JrpError)[];
    /** A table of which every row is asked alike; the fastest way to ask about many. */
    checkAll(columns: Columns): ColumnAnswers;
    /** How old the data are at a time: the oldest of what counts. */
    freshness(now?: Date): Freshness;
}
