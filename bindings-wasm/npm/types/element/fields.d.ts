/** The inputs the element watches, and the question they make. */
import type { Query } from "../browser.js";
import type { Lang } from "./texts.js";
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** What an attribute watches where it is not written. */
declare const DEFAULT_NAMES: {
    readonly "for-code": "creditCode";
    readonly "for-name": "name";
    readonly "for-kind": "subjectKind";
    readonly "for-date": "deadline";
    readonly "for-members": "memberCreditCode";
    readonly "for-member-names": "memberName";
    readonly "for-conditions": "condition";
};
export type Role = keyof typeof DEFAULT_NAMES;
/** What keeps the inputs from being read as they are meant. */
export type FieldProblem = 
/** No input of this name stands in the form */
{
    code: "field-missing";
    role: Role;
    name: string;
}
/** It is there, and disabled: the browser would not send it either */
 | {
    code: "field-disabled";
    role: Role;
    name: string;
}
/** What stands in it is not a date */
 | {
    code: "date-unreadable";
    role: Role;
    name: string;
    field?: Field;
};
/** What was typed: a question, one that is still being typed, or nothing. */
export type Typed = ({
    state: "empty";
} | {
    state: "typing";
    typed: number;
} | {
    state: "whole";
    query: Query;
    key: string;
}) & {
    problems: FieldProblem[];
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
    subjects(): Field[];
    /** The inputs of a role. */
    of(role: Role): Field[];
    /** Everything that stands in the inputs, to see whether a script has changed it. */
    signature(): string;
    /** Reads the inputs. While a field is being typed in, half a code or name is not a question yet. */
    read(lang: Lang, now: Date, typingIn: EventTarget | null): Typed;
    private problems;
    private name;
    private find;
    /** The inputs called so, disabled ones too. `#id` names one that has no name. */
    private candidates;
    private scope;
}
export {};
