/** Holds a form back, where the page asks for it with `block-submit`. */
import type { Fields } from "./fields.js";
export interface Gate {
    /** Whether the page holds anything back. */
    isOn(): boolean;
    /** Whether the form may go out as it stands now; nothing where an answer is still to come. Draws nothing. */
    decide(): boolean | undefined;
    /** Brings what `decide` needs; draws nothing that it could fail over. */
    settle(): Promise<boolean>;
    onWaiting(isWaiting: boolean): void;
    onHeldBack(): void;
}
export declare class SubmitGuard {
    private readonly fields;
    private readonly gate;
    private root;
    private form;
    private waiting;
    /** The submission under way is ours, and was allowed */
    private passing;
    private pressed;
    constructor(fields: Fields, gate: Gate);
    watch(root: Document | ShadowRoot): void;
    unwatch(): void;
    /** Takes charge of `form.submit()` too. Frameworks may put the form there later, or another one. */
    adopt(): void;
    private release;
    private submitByScript;
    private readonly onSubmit;
    /** Chromium before 81 does not tell an event's submitter. */
    private readonly onClick;
    /** The newest wish counts; one wait serves them all. */
    private hold;
    private letOut;
}
