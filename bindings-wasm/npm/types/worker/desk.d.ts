/** Who answers the element: a store in this thread, or one in a worker. */
import { type Comparison, type Freshness, type Query } from "../browser.js";
import { type StoreEvent } from "../store/store.js";
import { type Wanted } from "./protocol.js";
export interface Desk {
    check(query: Query): Promise<Comparison>;
    freshness(now: Date): Promise<Freshness>;
    refresh(): Promise<void>;
    close(): void;
}
type Listener = (event: StoreEvent) => void;
export declare function openDesk(wanted: Wanted, inWorker: boolean, listener: Listener): Promise<Desk>;
export {};
