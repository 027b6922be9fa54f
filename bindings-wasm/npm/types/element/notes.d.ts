/** A line at the field that it is about. */
import type { Field } from "./fields.js";
export interface Note {
    text: string;
    tone: "stop" | "warn" | "info" | "good" | "clear" | "quiet";
    /** What stands there is wrong, whatever the lists say */
    invalid?: boolean;
    /** Only where the card may be far away, on a small screen */
    small?: boolean;
}
export declare class FieldNotes {
    private readonly host;
    private readonly shown;
    constructor(host: HTMLElement);
    /** These notes and no others. */
    show(notes: ReadonlyMap<Field, readonly Note[]>, lang: string): void;
    private set;
    private make;
    private remove;
}
