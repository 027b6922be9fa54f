/** What the page asks of the element, read from its attributes. */
import { JrpError, type Condition, type Outcome } from "../browser.js";
import type { Wanted } from "../worker/protocol.js";
/** Attributes that choose the lists: a change opens others. */
export declare const LIST_ATTRIBUTES: string[];
/** Attributes that change the question. */
export declare const QUESTION_ATTRIBUTES: string[];
/** Where the lists come from, or why that cannot be told. */
export declare function wantedBy(element: Element): Promise<Wanted>;
/** Outcomes that keep the form from being submitted: none, unless the page says `block-submit`. */
export declare function blockedOutcomes(element: Element): readonly Outcome[];
export declare function conditionsIn(texts: readonly string[]): Condition[];
export declare function numberOf(element: Element, attribute: string): number | undefined;
export declare function invalid(what: string): JrpError;
