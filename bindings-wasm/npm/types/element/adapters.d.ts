/** For pages that submit by script: frameworks' handlers and validation rules that ask the element first. */
import type { Comparison } from "../browser.js";
import type { JrpCheckElement } from "./element.js";
/** The element, a component that is it, what leads to one of them (a React ref, a Vue ref, a function), or a selector. */
export type ElementLike = string | JrpCheckElement | {
    $el: unknown;
} | {
    current: JrpCheckElement | null;
} | {
    value: JrpCheckElement | {
        $el: unknown;
    } | null | undefined;
} | (() => JrpCheckElement | {
    $el: unknown;
} | null | undefined);
/** @internal */
export declare function elementOf(like: ElementLike): JrpCheckElement;
/**
 * A submit handler that runs only where the element lets the form out: antd's `onFinish={guarded(ref, onFinish)}`, or any
 * other. The promise tells whether it ran, and with what.
 */
export declare function guarded<A extends unknown[], R>(element: ElementLike, submit: (...args: A) => R | Promise<R>, onHeldBack?: (comparison: Comparison | undefined) => void): (...args: A) => Promise<R | undefined>;
/** A rule for async-validator, as antd, Element Plus and Ant Design Vue take it: fails where the form would be held back. */
export declare function rule(element: ElementLike): {
    validator: () => Promise<void>;
};
/** What layui hands to a submit handler. */
export interface LayuiSubmit {
    /** The form's values by the names of its inputs */
    field: Record<string, string>;
    form?: HTMLFormElement | false;
}
/**
 * A handler for layui's `form.on("submit(…)", …)`: `submit` runs once the element lets the form out. As with layui, the
 * browser submits the form unless `submit` returns false.
 */
export declare function layui<D extends LayuiSubmit>(element: ElementLike, submit: (data: D) => unknown): (data: D) => false;
