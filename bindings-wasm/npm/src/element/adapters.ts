/** For pages that submit by script: frameworks' handlers and validation rules that ask the element first. */

import type { Comparison } from "../browser.js";
import type { JrpCheckElement } from "./element.js";
import { readerOf } from "./settings.js";
import { langOf, say } from "./texts.js";

/** The element, a component that is it, what leads to one of them (a React ref, a Vue ref, a function), or a selector. */
export type ElementLike =
  | string
  | JrpCheckElement
  | { $el: unknown }
  | { current: JrpCheckElement | null }
  | { value: JrpCheckElement | { $el: unknown } | null | undefined }
  | (() => JrpCheckElement | { $el: unknown } | null | undefined);

/** @internal */
export function elementOf(like: ElementLike): JrpCheckElement {
  let found: unknown = typeof like === "string" ? document.querySelector(like) : typeof like === "function" ? like() : like;
  // A ref may hold a component, and a component is drawn as the element.
  for (const step of ["current", "value", "$el"]) {
    if (isObject(found) && !("settle" in found) && step in found) {
      found = found[step];
    }
  }
  if (!isObject(found) || typeof found["settle"] !== "function") {
    throw new TypeError("there is no <jrp-check> here yet; import jrp/element, and pass the element, its ref or a selector");
  }
  return found as unknown as JrpCheckElement;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * A submit handler that runs only where the element lets the form out: antd's `onFinish={guarded(ref, onFinish)}`, or any
 * other. The promise tells whether it ran, and with what.
 */
export function guarded<A extends unknown[], R>(
  element: ElementLike,
  submit: (...args: A) => R | Promise<R>,
  onHeldBack: (comparison: Comparison | undefined) => void = () => {},
): (...args: A) => Promise<R | undefined> {
  return async (...args) => {
    const check = elementOf(element);
    const { allowed, comparison } = await check.settle();
    if (allowed) {
      return submit(...args);
    }
    check.showHeldBack();
    onHeldBack(comparison);
    return undefined;
  };
}

/** A rule for async-validator, as antd, Element Plus and Ant Design Vue take it: fails where the form would be held back. */
export function rule(element: ElementLike): { validator: () => Promise<void> } {
  return {
    async validator() {
      const check = elementOf(element);
      const { allowed, comparison } = await check.settle();
      if (!allowed) {
        const lang = langOf(check.getAttribute("lang"));
        throw new Error(comparison ? say(lang, `outcome-${comparison.outcome}`) : say(lang, `blocked-no-answer-${readerOf(check)}`));
      }
    },
  };
}

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
export function layui<D extends LayuiSubmit>(element: ElementLike, submit: (data: D) => unknown): (data: D) => false {
  return (data) => {
    const check = elementOf(element);
    void check.settle().then(({ allowed }) => {
      if (!allowed) {
        check.showHeldBack();
      } else if (submit(data) !== false && data.form) {
        HTMLFormElement.prototype.submit.call(data.form);
      }
    });
    return false;
  };
}
