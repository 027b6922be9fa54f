/** Answers that can be kept as evidence. */
import { JrpError } from "./error.js";
import type { Comparison, Query } from "./generated/types.js";
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
export declare function answered(query: Query, live: () => RawAnswers): Answer;
/** Many queries, one by one. A query that is refused has its error in its place. @internal */
export declare function answeredAll(queries: readonly Query[], live: () => RawAnswers): (Answer | JrpError)[];
