/** Evidence of the answer: made, told to the page, printed, saved. */
import type { Desk } from "../worker/desk.js";
import type { Answers } from "./answers.js";
import type { Tell } from "./events.js";
import type { Typed } from "./fields.js";
import type { State } from "./state.js";
interface Case {
    settle(): Promise<unknown>;
    read(): Typed;
    desk(): Promise<Desk> | undefined;
    tell: Tell;
    render(change: Partial<State>): void;
}
export declare class Filing {
    private readonly element;
    private readonly answers;
    private readonly about;
    constructor(element: HTMLElement & {
        clock: () => Date;
    }, answers: Answers, about: Case);
    evidence(): Promise<string>;
    print(): Promise<void>;
    save(): Promise<void>;
    /** From the card's buttons: whether it was made is said there. */
    onCard(make: () => Promise<void>): Promise<void>;
}
export {};
