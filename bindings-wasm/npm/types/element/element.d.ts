/** `<jrp-check>`: compares while the form is filled in, and prompts beside it. */
import { JrpError, type Comparison, type RosterInfo } from "../browser.js";
import type { StoreEvent } from "../store/store.js";
/** What the element tells its page; `detail` of each. */
export interface JrpCheckEvents {
    "jrp-comparison": CustomEvent<Comparison>;
    "jrp-progress": CustomEvent<Extract<StoreEvent, {
        type: "progress";
    }>>;
    "jrp-ready": CustomEvent<{
        info: RosterInfo;
        current: boolean;
    }>;
    "jrp-error": CustomEvent<{
        error: JrpError;
        usable: boolean;
    }>;
}
export declare class JrpCheckElement extends HTMLElement {
    static readonly observedAttributes: string[];
    /** Tells the time. A page has no reason to change it; tests do. */
    clock: () => Date;
    private readonly fields;
    private readonly guard;
    private readonly view;
    private state;
    private seat;
    private root;
    private timer;
    private reseating;
    private ready;
    /** The question on its way, so that an older answer does not overtake a newer one. */
    private asked;
    private answered;
    private typingIn;
    constructor();
    /** The newest answer, while it fits what stands in the form. */
    get comparison(): Comparison | undefined;
    /** What the lists at hand are, once there are any. */
    get info(): RosterInfo | undefined;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(name: string): void;
    /** Compares what stands in the form now, without waiting for a pause in typing. */
    check(): Promise<void>;
    /** Looks for newer lists now. */
    refresh(): Promise<void>;
    private readonly onInput;
    private readonly onReset;
    private reseat;
    private retry;
    private leave;
    private readonly onStore;
    private fail;
    private compareTyped;
    private ask;
    private isPending;
    private isHeldBack;
    private holdBack;
    private get language();
    private render;
    private tell;
}
