/** Elements that want the same lists share one desk: one download, one roster. */
import type { ListsEvent } from "../store/together.js";
import { type Desk } from "../worker/desk.js";
import type { Wanted } from "../worker/protocol.js";
type Listener = (event: ListsEvent) => void;
export interface Seat {
    desk: Promise<Desk>;
    leave(): void;
}
/** Takes a seat at the desk for these lists; the last one to leave closes it. */
export declare function sit(wanted: Wanted, inWorker: boolean, listener: Listener): Seat;
export {};
