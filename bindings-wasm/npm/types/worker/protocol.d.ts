/** What page and worker say to each other. */
import { JrpError, type Comparison, type ErrorCode, type Freshness, type Query } from "../browser.js";
import type { SourceKind } from "../store/sources.js";
import type { StoreEvent } from "../store/store.js";
/** Where lists come from and who may sign them; survives the way to a worker. */
export interface Wanted {
    kind: SourceKind;
    url: string;
    trust: string;
    refreshEvery?: number | undefined;
}
export interface Requests {
    open: {
        ask: Wanted;
        answer: void;
    };
    check: {
        ask: Query;
        answer: Comparison;
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
}
type EventOnTheWay = Exclude<StoreEvent, {
    type: "error";
}> | {
    type: "error";
    error: Told;
    usable: boolean;
};
export type Reply = {
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
export declare function heard({ code, message }: Told): JrpError;
export {};
