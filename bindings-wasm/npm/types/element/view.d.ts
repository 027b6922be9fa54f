/** The card: from a state to nodes. */
import { type State } from "./state.js";
export declare class View {
    private readonly retry;
    private readonly announcer;
    private readonly head;
    private readonly body;
    private readonly foot;
    private readonly card;
    private readonly shown;
    constructor(root: ShadowRoot, retry: () => void);
    show(state: State): void;
    focus(): void;
    /** Only what has changed is made anew: a focused link stays focused. */
    private update;
    /** While an answer is being replaced the card keeps its height, so that the page does not jump. */
    private holdHeight;
    private headOf;
    private bodyOf;
    private retryButton;
    private announce;
}
