/** The inputs the element watches, and the question they make. */
import type { Query } from "../browser.js";
import type { Lang } from "./texts.js";
/** What was typed: a question, one that is still being typed, or nothing. */
export type Typed = {
    state: "empty";
} | {
    state: "typing";
    typed: number;
} | {
    state: "whole";
    query: Query;
};
export declare class Fields {
    private readonly host;
    constructor(host: HTMLElement);
    /** The form the element stands in, or names by `form`. */
    get form(): HTMLFormElement | null;
    get root(): Document | ShadowRoot;
    /** Whether the event comes from a watched input. */
    watches(target: EventTarget | null): boolean;
    /** The inputs that name the subject, for the page to point at. */
    subjects(): HTMLElement[];
    /** Reads the inputs. While a field is being typed in, half a code or name is no question yet. */
    read(lang: Lang, now: Date, typingIn: EventTarget | null): Typed;
    /** How much of a credit code stands in the field being typed in, if not all of it. */
    private partialCode;
    private members;
    private text;
    private texts;
    private fields;
}
