/** The element's place at a desk: which lists it asks, whether they can be asked, and why not. */
import { JrpError } from "../browser.js";
import type { ListsEvent } from "../store/together.js";
import type { Desk } from "../worker/desk.js";
import type { Tell } from "./events.js";
import { type State } from "./state.js";
interface Host {
    tell: Tell;
    render(change: Partial<State>): void;
    onReady(event: Extract<ListsEvent, {
        type: "ready";
    }>): void;
    /** What was asked there is no longer worth anything */
    onLeft(): void;
}
export declare class Seating {
    private readonly element;
    private readonly host;
    private seat;
    private seated;
    private reseating;
    private ready;
    private failed;
    private readonly waiters;
    constructor(element: HTMLElement, host: Host);
    /** Whether lists can be asked. */
    get isReady(): boolean;
    /** Why no lists can be asked. */
    get failure(): JrpError | undefined;
    /** The desk, once there is one. */
    get desk(): Promise<Desk> | undefined;
    /** The desk, where there is one already. */
    get deskNow(): Desk | undefined;
    /** Takes a seat at the desk for the lists that the attributes name. */
    take(): void;
    leave(): void;
    retry(): void;
    /** Looks for newer lists now. */
    refresh(): Promise<void>;
    /** Resolves when lists can be asked, when it is known that they cannot, or when the time is over. */
    untilReady(milliseconds: number): Promise<void>;
    /** Lets everybody go on who waits for lists. */
    wake(): void;
    /** An answer was had. */
    succeed(): void;
    fail(error: unknown): void;
    private readonly onLists;
}
export {};
