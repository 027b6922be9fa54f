/** Draws the card and the notes at the fields, and tells the page what is shown. */
import { JrpError, type Comparison } from "../browser.js";
import type { Tell } from "./events.js";
import type { Fields, Typed } from "./fields.js";
import type { State } from "./state.js";
import { View } from "./view.js";
interface Source {
    read(): Typed;
    /** The answer for this, where there is one at this moment */
    current(typed: Typed): Comparison | undefined;
    /** Why no lists can be asked */
    failure(): JrpError | undefined;
    tell: Tell;
}
export declare class Drawing {
    private readonly element;
    private readonly fields;
    private readonly source;
    private shown;
    private toldState;
    private readonly view;
    private readonly notes;
    constructor(element: HTMLElement, fields: Fields, source: Source, retry: () => void, pressed: ConstructorParameters<typeof View>[2]);
    get state(): State;
    /** When the element has its attributes; a parser makes it without. */
    dress(): void;
    /** Takes away what stands in the form of the page. */
    clear(): void;
    focus(): void;
    /** Draws. What fails here must neither end a comparison nor let a form out. */
    render(change: Partial<State>): void;
    private tellState;
    private drawPlainly;
}
export {};
