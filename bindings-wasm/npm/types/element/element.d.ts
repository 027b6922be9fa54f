/** `<jrp-check>`: compares while the form is filled in, and prompts beside it. */
import { JrpError, type Comparison, type RosterInfo } from "../browser.js";
import type { ListsEvent } from "../store/together.js";
import { type FieldProblem } from "./fields.js";
import type { Body } from "./state.js";
/** What the element tells its page; `detail` of each. */
export interface JrpCheckEvents {
    /** What the card shows now, and the answer for what stands in the form, where there is one at this moment */
    "jrp-state": CustomEvent<{
        state: Body["kind"];
        comparison: Comparison | undefined;
    }>;
    "jrp-comparison": CustomEvent<Comparison>;
    "jrp-progress": CustomEvent<Extract<ListsEvent, {
        type: "progress";
    }>>;
    /** `info` is that of the first publisher, `infos` of each */
    "jrp-ready": CustomEvent<{
        info: RosterInfo;
        infos: readonly RosterInfo[];
        current: boolean;
    }>;
    /** The evidence that was printed or saved, for pages that keep it themselves */
    "jrp-evidence": CustomEvent<{
        evidence: string;
    }>;
    "jrp-error": CustomEvent<{
        error: JrpError;
        usable: boolean;
    }>;
    /** What was done without: the storage, the worker */
    "jrp-warning": CustomEvent<{
        error: JrpError;
    }>;
    /** A clerk goes on with a subject that is listed, or could not be compared, and why */
    "jrp-reason": CustomEvent<{
        reason: string;
        comparison: Comparison | undefined;
    }>;
    /** What keeps the inputs from being read as they are meant; empty once all is well */
    "jrp-problem": CustomEvent<{
        problems: readonly FieldProblem[];
    }>;
}
/** What `settle()` comes to. */
export interface Settled {
    /** Whether the page's `block-submit` lets the form out as it stands */
    allowed: boolean;
    /** The answer for what stands in the form; absent where nothing was typed or no answer could be had */
    comparison: Comparison | undefined;
    /** Why a clerk goes on all the same */
    reason?: string;
}
/** Where there is no DOM the class is only a name. */
declare const Base: typeof HTMLElement;
export declare class JrpCheckElement extends Base {
    static readonly observedAttributes: string[];
    /** Tells the time. A page has no reason to change it; tests do. */
    clock: () => Date;
    private readonly fields;
    private readonly guard;
    private readonly view;
    private readonly notes;
    private state;
    private seat;
    private desk;
    private root;
    private timer;
    private looking;
    private reseating;
    private ready;
    /** Why no lists can be asked */
    private failure;
    /** The newest answer; it is current only as long as it fits the form, see `isCurrent` */
    private answer;
    /** The question that was refused, so that it is not asked again and again */
    private refused;
    /** Why a clerk goes on, with what stands in the form, and with which outcome */
    private given;
    /** The question on its way, so that an older answer does not overtake a newer one. */
    private asked;
    private typingIn;
    private seen;
    private told;
    private toldState;
    private readonly waiters;
    constructor();
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
    private saveEvidence;
    private onPaper;
    /** Looks for newer lists now. */
    get refresh(): () => Promise<void>;
    /** As for `print`. */
    set refresh(value: unknown);
    private write;
    private read;
    private isCurrent;
    /** Whether the form may go out as it stands now; nothing where an answer is still to come. */
    private decide;
    /** The one rule: the page names outcomes, and having no answer is `indeterminate`. A date that cannot be read is mended first. */
    private allows;
    /** The reason given for exactly this; of another content or another outcome nobody has said anything. */
    private reasonFor;
    /** A clerk goes on with what stands in the form, and says why; the evidence repeats it. For pages with dialogs of their own. */
    goOn(reason: string): void;
    /** Lists in this thread answer at once. */
    private compareAtOnce;
    private take;
    private readonly onInput;
    private readonly onReset;
    /** What a script wrote into the inputs, and inputs that came or went. */
    private readonly look;
    /** Only in a task of its own: a page that listens from its beginning hears it, and inputs that come at once are no problem. */
    private tellProblems;
    private schedule;
    private reseat;
    private retry;
    private leave;
    private readonly onStore;
    private fail;
    /** Resolves when lists can be asked, when it is known that they cannot, or when the time is over. */
    private untilReady;
    private wake;
    private compareTyped;
    private ask;
    /** Says on the card that the form is held back, and why. For pages that submit by script and were not allowed to. */
    showHeldBack(): void;
    private holdBack;
    /** The page's language is often not that of its texts, so only the element's own attribute counts. */
    private get language();
    /** Draws. What fails here must neither end a comparison nor let a form out. */
    private render;
    private tellState;
    private drawnPlainly;
    private tell;
}
export {};
