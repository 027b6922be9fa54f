/** Holds a form back, where the page asks for it with `block-submit`. */
import type { Fields } from "./fields.js";
export interface Gate {
    /** Whether an answer for what stands in the form is still to come. */
    isPending(): boolean;
    /** Brings that answer. */
    settle(): Promise<void>;
    /** Whether the page wants no submission with this answer. */
    isHeldBack(): boolean;
    onHeldBack(): void;
}
/**
 * Where no answer can be had (no lists, or they failed), the form goes out: a pre-check that is broken stops nobody.
 */
export declare class SubmitGuard {
    private readonly fields;
    private readonly host;
    private readonly gate;
    private root;
    private settled;
    constructor(fields: Fields, host: HTMLElement, gate: Gate);
    watch(root: Document | ShadowRoot): void;
    unwatch(): void;
    private readonly onSubmit;
    private settleAndSubmit;
}
