/** Several publishers' lists, each kept by a store of its own and asked as one. */
import { type Comparison, type Freshness, type Occasion, type Query, type RosterInfo } from "../browser.js";
import type { Source } from "./source.js";
import { type StoreEvent, type StoreOptions } from "./store.js";
/** What happens to the lists of all publishers. */
export type ListsEvent = Exclude<StoreEvent, {
    type: "ready";
}>
/** All can be asked; `infos` in the order of the sources */
 | {
    type: "ready";
    infos: readonly RosterInfo[];
    current: boolean;
};
/** As for one store, with the sources of all. */
export type ListsOptions = Omit<StoreOptions, "source" | "vault"> & {
    sources: readonly Source[];
};
/**
 * Answers only when it has the lists of every publisher: a missing list must not be taken for one that names nobody. Of one
 * source alone it gives the answers of that source's roster.
 */
export declare class Lists {
    private readonly listener;
    private readonly parts;
    private readonly stores;
    private set;
    private closed;
    private constructor();
    static create({ sources, ...options }: ListsOptions, listener?: (event: ListsEvent) => void): Promise<Lists>;
    check(query: Query): Promise<Comparison>;
    /** The same at once, for whoever must not let another task in between. */
    checkNow(query: Query): Comparison;
    /** Evidence of a question, which is asked again for it. */
    evidence(query: Query, occasion?: Occasion): Promise<string>;
    /** How old the lists are at a time. */
    freshness(now: Date): Promise<Freshness>;
    /** Looks at every source now. */
    refresh(): Promise<void>;
    close(): void;
    private answering;
    private hear;
    /** Once every store has its lists, and whenever one has newer ones. */
    private join;
    /** What failed is told once nobody is on the way any more: it ends what is told of the others. */
    private settle;
    private received;
}
