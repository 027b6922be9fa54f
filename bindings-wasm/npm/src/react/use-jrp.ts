/** What a form of React needs of the comparison. */

import { useMemo, useRef, useState } from "react";
import type { Comparison } from "../browser.js";
import { elementOf, guarded, rule } from "../element/adapters.js";
import type { JrpCheckElement, Settled } from "../element/element.js";
import { AT_FIRST, type CheckState, follow } from "../element/listen.js";

export interface Jrp extends CheckState {
  /** The ref for `<JrpCheck ref={jrp.ref}>` */
  ref: (element: JrpCheckElement | null) => void;
  settle(): Promise<Settled>;
  /** antd's `<Form onFinish={jrp.guarded(onFinish)}>`, or any other handler: runs where `blockSubmit` lets the form out */
  guarded<A extends unknown[], R>(
    submit: (...args: A) => R | Promise<R>,
    onHeldBack?: (comparison: Comparison | undefined) => void,
  ): (...args: A) => Promise<R | undefined>;
  /** For `rules` of antd's `Form.Item` */
  rule: { validator: () => Promise<void> };
}

/** `const jrp = useJrp()`, with `<JrpCheck ref={jrp.ref} …>` anywhere in the tree, mounted now or later. */
export function useJrp(): Jrp {
  const [state, setState] = useState<CheckState>(AT_FIRST);
  const at = useRef<{ element: JrpCheckElement | null; end: () => void }>({ element: null, end: () => {} });
  const fixed = useMemo(() => {
    const element = () => at.current.element;
    // The same again is no change: React would draw anew, and a ref written inline is another one each time.
    const change = (part: Partial<CheckState>) =>
      setState((before) => {
        const names = Object.keys(part) as (keyof CheckState)[];
        return names.every((name) => before[name] === part[name]) ? before : { ...before, ...part };
      });
    return {
      ref: (now: JrpCheckElement | null) => {
        at.current.end();
        at.current = { element: now, end: now ? follow(now, change) : () => {} };
        // Where only the ref is another one, the element comes back at once.
        void Promise.resolve().then(() => at.current.element ?? change(AT_FIRST));
      },
      settle: () => elementOf(element).settle(),
      guarded: <A extends unknown[], R>(submit: (...args: A) => R | Promise<R>, onHeldBack?: (comparison: Comparison | undefined) => void) =>
        guarded(element, submit, onHeldBack),
      rule: rule(element),
    };
  }, []);
  return { ...state, ...fixed };
}
