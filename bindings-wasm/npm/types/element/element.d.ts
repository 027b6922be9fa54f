/** `<jrp-check>`: compares while the form is filled in, and prompts beside it. */
import type { Comparison, RosterInfo } from "../browser.js";
import type { Settled } from "./events.js";
export type { JrpCheckEvents, Settled } from "./events.js";
/** Where there is no DOM the class is only a name. */
declare const Base: typeof HTMLElement;
export declare class JrpCheckElement extends Base {
    static readonly observedAttributes: string[];
    /** Tells the time. A page has no reason to change it; tests do. */
    clock: () => Date;
    private readonly tell;
    private readonly fields;
    private readonly answers;
    private readonly watch;
    private readonly seating;
    private readonly filing;
    private readonly guard;
    private readonly drawing;
    /** The question on its way, so that an older answer does not overtake a newer one. */
    private asked;
    private told;
    /** The answer for what stands in the form at this moment, compared anew where that has changed. */
    get comparison(): Comparison | undefined;
    /** What the lists at hand are, once there are any; those of the first publisher. */
    get info(): RosterInfo | undefined;
    /** What the lists of each publisher are, in the order of the addresses. */
    get infos(): readonly RosterInfo[];
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(name: string): void;
    /** Compares what stands in the form now, without waiting for a pause in typing. */
    check(): Promise<void>;
    /**
     * Brings the answer for what stands in the form, waiting for lists that are still on their way (`wait` seconds), and
     * tells whether `block-submit` lets the form out. For pages that submit by script.
     */
    settle(): Promise<Settled>;
    /**
     * Evidence of the answer for what stands in the form (docs/EVIDENCE.md), with the attributes `project` and `operator`. It is
     * told to the page as `jrp-evidence`, too.
     */
    evidence(): Promise<string>;
    /** Prints the page for the procurement file, as `jrp slip` makes it. The evidence it is made of is to be kept beside it. */
    get print(): () => Promise<void>;
    /** Vue 3 and React 19 assign what a template says where the element has a property of that name: here the attribute is meant. */
    set print(value: unknown);
    /** Looks for newer lists now. */
    get refresh(): () => Promise<void>;
    /** As for `print`. */
    set refresh(value: unknown);
    /** A clerk goes on with what stands in the form, and says why; the evidence repeats it. For pages with dialogs of their own. */
    goOn(reason: string): void;
    /** Says on the card that the form is held back, and why. For pages that submit by script and were not allowed to. */
    showHeldBack(): void;
    private write;
    private read;
    private render;
    /** Whether the form may go out as it stands now; nothing where an answer is still to come. */
    private decide;
    /** Lists in this thread answer at once. */
    private compareAtOnce;
    private onTyped;
    private onLook;
    /** Only in a task of its own: a page that listens from its beginning hears it, and inputs that come at once are no problem. */
    private tellProblems;
    private onReady;
    private compareTyped;
    private ask;
}
