/** What page and worker say to each other. */
import { JrpError, type Comparison, type ErrorCode, type Freshness, type JrpErrorReason, type Occasion, type Query } from "../browser.js";
import type { SourceKind } from "../store/sources.js";
import type { ListsEvent } from "../store/together.js";
/** Where lists come from and who may sign them; survives the way to a worker. */
export interface Wanted {
    kind: SourceKind;
    /** Of every publisher one */
    urls: readonly string[];
    trust: string;
    refreshEvery?: number | undefined;
}
export interface Requests {
    open: {
        ask: Wanted & {
            wasm: string;
        };
        answer: void;
    };
    check: {
        ask: Query;
        answer: Comparison;
    };
    evidence: {
        ask: {
            query: Query;
            occasion: Occasion;
        };
        answer: string;
    };
    freshness: {
        ask: Date;
        answer: Freshness;
    };
    refresh: {
        ask: void;
        answer: void;
    };
}
export type Request = {
    [Verb in keyof Requests]: {
        id: number;
        verb: Verb;
        ask: Requests[Verb]["ask"];
    };
}[keyof Requests];
/** An error without its prototype, which does not survive the way. */
export interface Told {
    code: ErrorCode;
    message: string;
    reason?: JrpErrorReason | undefined;
}
type EventOnTheWay = Exclude<ListsEvent, {
    error: JrpError;
}> | {
    type: "error";
    error: Told;
    usable: boolean;
} | {
    type: "warning";
    error: Told;
};
export type Reply = 
/** The script runs */
{
    kind: "hello";
} | {
    kind: "answer";
    id: number;
    answer: unknown;
} | {
    kind: "refusal";
    id: number;
    error: Told;
} | {
    kind: "event";
    event: EventOnTheWay;
};
export declare function told(error: unknown): Told;
export declare function heard({ code, message, reason }: Told): JrpError;
export {};
