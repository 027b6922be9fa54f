/** Watches the form: what is typed, what scripts write into it, and when it is time to compare. */
import type { Fields, Typed } from "./fields.js";
interface Acts {
    /** An input was typed in, or left: drawn before it is compared */
    onTyped(change: {
        isNew: boolean;
        isLeft: boolean;
    }): void;
    /** Whether half a code was shown as such: in an input that is left it is all there will be */
    isHalf(): boolean;
    /** Some time has gone by; `isNew` if the inputs have changed meanwhile */
    onLook(isNew: boolean): void;
    compare(): void;
    check(): void;
}
export declare class FormWatch {
    private readonly element;
    private readonly fields;
    private readonly acts;
    private root;
    private timer;
    private looking;
    private typingIn;
    private seen;
    constructor(element: HTMLElement, fields: Fields, acts: Acts);
    start(): Document | ShadowRoot;
    stop(): void;
    /** What stands in the form; half a code in the input that is being typed in is no question yet. */
    read(lang: Parameters<Fields["read"]>[0], now: Date): Typed;
    /** Nobody is typing: what stands there is meant as it is. */
    takeAsMeant(): void;
    /** Whether the inputs have changed since they were last looked at. */
    notice(): boolean;
    schedule(delay: number): void;
    unschedule(): void;
    private readonly onInput;
    private readonly onReset;
    /** What a script wrote into the inputs, and inputs that came or went. */
    private readonly look;
}
export {};
