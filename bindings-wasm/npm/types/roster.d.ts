import { type Answer } from "./answer.js";
import { type Columns, type ColumnAnswers } from "./columns.js";
import { JrpError } from "./error.js";
import type { Freshness, Outcome, Query, RosterInfo } from "./generated/types.js";
import { Handle } from "./handle.js";
import type { RawRoster } from "./raw/jrp_wasm.js";
import { TrustAnchors } from "./trust.js";
/** A roster answers questions; it never changes. The entries for browsers and Node say how one is opened. */
export declare abstract class OpenRoster extends Handle<RawRoster> {
    /** @internal */
    static raw(roster: OpenRoster): RawRoster;
    /** Compares the subjects of a query with the lists. */
    check(query: Query): Answer;
    /** The same as text: byte for byte what Rust, C and the `jrp` command give. */
    checkJson(query: Query): string;
    /** What the comparison comes to, without its words: the fastest question. */
    outcome(query: Query): Outcome;
    /** Many queries, one by one. A query that is refused has its error in its place. */
    checkAll(queries: readonly Query[]): (Answer | JrpError)[];
    /** A table of which every row is asked alike; the fastest way to ask about many. */
    checkAll(columns: Columns): ColumnAnswers;
    /** A newer roster: this one with a delta laid on it. This one stays as it is. */
    withDelta(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors): this;
    /**
     * Throws where this roster may not take the place of another of its publisher: a new base may leave lists out, and whoever
     * signed it must be entitled to those too. A host that follows a publisher asks this wherever the base is another one.
     */
    assertMayReplace(before: OpenRoster, trust: TrustAnchors): void;
    /** How old the data are at a time, as every answer of that time says. */
    freshness(now?: Date): Freshness;
    /** Publisher, sequence, dates, lists with their records, scenarios. */
    get info(): RosterInfo;
}
/** What stands upon a snapshot when it is opened. */
export interface ChainOptions {
    /**
     * The deltas on it, the oldest first. The minimum sequence of the trust is asked of the last one, which signs for what
     * is below.
     */
    deltas?: readonly (Uint8Array | ArrayBuffer)[];
}
/** The bytes of the deltas. @internal */
export declare function deltasOf({ deltas }: ChainOptions): Uint8Array[];
/** Bytes as the module takes them, without a copy. @internal */
export declare function bytesOf(bytes: Uint8Array | ArrayBuffer): Uint8Array;
