/** The card: from a state to nodes. */
import { type State } from "./state.js";
export declare class View {
    private readonly root;
    private readonly retry;
    private readonly pressed;
    private readonly announcer;
    private readonly head;
    private readonly body;
    private readonly foot;
    private readonly card;
    private readonly shown;
    private dressed;
    constructor(root: ShadowRoot, retry: () => void, pressed: {
        print: () => void;
        save: () => void;
        goOn: (reason: string) => void;
    });
    /** When the host has its attributes; a parser makes it without. */
    dress(host: HTMLElement): void;
    show(state: State): void;
    /** One line, made with as little as there is, where drawing failed. */
    showPlainly(state: State): void;
    focus(): void;
    /** Only what has changed is made anew: a focused link stays focused. */
    private update;
    /** While an answer is being replaced the card keeps its height, so that the page does not jump. */
    private holdHeight;
    private headOf;
    private bodyOf;
    /** What stands before the answer. */
    private aroundOf;
    /** Where a clerk says why he goes on. */
    private reasonOf;
    private retryButton;
    /** The page for the file, and the evidence that it is made of. */
    private paperOf;
    private button;
    private announce;
}
