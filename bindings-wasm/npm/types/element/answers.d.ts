/** The newest answer: whether it still fits the form, and whether the form may go out by it. */
import { type Comparison, type Query, type RosterInfo } from "../browser.js";
import type { Typed } from "./fields.js";
export type Question = Pick<Extract<Typed, {
    state: "whole";
}>, "key" | "query">;
interface Answer {
    /** What was asked */
    key: string;
    query: Query;
    comparison: Comparison;
    /** When, by the element's clock */
    at: number;
    /** From which lists */
    digest: string;
}
export declare class Answers {
    private readonly element;
    private readonly infos;
    /** Current only as long as it fits the form, see `current` */
    private newest;
    /** The question that was refused, so that it is not asked again and again */
    private refused;
    /** Why a clerk goes on, with what stands in the form, and with which outcome */
    private given;
    constructor(element: HTMLElement & {
        clock: () => Date;
    }, infos: () => readonly RosterInfo[]);
    /** The answer for this, from the lists at hand, where there is one. */
    current(typed: Typed): Pick<Answer, "query" | "comparison"> | undefined;
    isOld(): boolean;
    isRefused({ key }: Question): boolean;
    take({ key, query }: Question, comparison: Comparison): void;
    refuse({ key }: Question): void;
    /** Other lists may take what these refused. */
    askAgain(): void;
    /** These lists are not asked any more. */
    forget(): void;
    /** The one rule: the page names outcomes, and having no answer is `indeterminate`. A date that cannot be read is mended first. */
    allows(typed: Typed, comparison: Comparison | undefined): boolean;
    /** The reason given for exactly this; of another content or another outcome nobody has said anything. */
    reasonFor(typed: Typed, comparison: Comparison | undefined): string | undefined;
    /** A clerk goes on with this, and says why. */
    goOn(typed: Typed, reason: string): {
        reason: string;
        comparison: Comparison | undefined;
    };
    private age;
    private now;
}
export {};
