/** What the page asks of the element, read from its attributes. */
import { JrpError, type Condition, type Occasion, type Outcome } from "../browser.js";
import type { Wanted } from "../worker/protocol.js";
import { type Lang } from "./texts.js";
/** Attributes that choose the lists: a change opens others. */
export declare const LIST_ATTRIBUTES: string[];
/** Attributes that change the question. */
export declare const QUESTION_ATTRIBUTES: string[];
/** Where the lists come from, or why that cannot be told. */
export declare function wantedBy(element: Element): Promise<Wanted>;
/** Frameworks write `block-submit="false"` for an attribute that is not wanted. */
export declare const OFF: string[];
/** Words of `block-submit` that mean nothing: a misspelt outcome holds nothing back, so the page is told. */
export declare function unknownOutcomes(element: Element): string[];
/** Outcomes that keep the form from being submitted: none, unless the page says `block-submit`. */
export declare function blockedOutcomes(element: Element): readonly Outcome[];
export declare function conditionsIn(texts: readonly string[]): Condition[];
/** How long a submission waits for lists that are still on their way, in milliseconds. */
export declare function patience(element: Element): number;
/** Whether the page for the file is offered. */
export declare function offersPaper(element: Element): boolean;
/** The page's language is often not that of its texts, so only the element's own attribute counts. */
export declare function languageOf(element: Element): Lang;
/** To whom the card speaks. */
export type Reader = "supplier" | "clerk";
/** Somebody who decides is only there where the page says so. */
export declare function readerOf(element: Element): Reader;
/** For which project is asked, and by whom, as evidence repeats it. */
export declare function occasionOf(element: Element): Occasion;
/** Whether the page is being worked on: then what is wrong with it stands on the page, too. */
export declare function inDevelopment(element: Element): boolean;
export declare function numberOf(element: Element, attribute: string): number | undefined;
export declare function invalid(what: string): JrpError;
