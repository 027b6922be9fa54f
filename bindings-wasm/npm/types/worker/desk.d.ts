/** Who answers the element: a store in this thread, or one in a worker. */
import { type Comparison, type Freshness, type Occasion, type Query } from "../browser.js";
import { type ListsEvent } from "../store/together.js";
import { type Wanted } from "./protocol.js";
export interface Desk {
    check(query: Query): Promise<Comparison>;
    /** The answer at once, where the lists are in this thread */
    checkNow?(query: Query): Comparison;
    /** Evidence of a question, which is asked again for it */
    evidence(query: Query, occasion: Occasion): Promise<string>;
    freshness(now: Date): Promise<Freshness>;
    refresh(): Promise<void>;
    close(): void;
}
type Listener = (event: ListsEvent) => void;
/** A worker that cannot be started is done without: the page's own thread answers, and the listener hears of it. */
export declare function openDesk(wanted: Wanted, inWorker: boolean, listener: Listener): Promise<Desk>;
export {};
