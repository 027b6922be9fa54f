/** The element's events by the names that frameworks give them. */

import type { JrpCheckElement, JrpCheckEvents } from "./element.js";

/** A component's event → the element's. */
export const EVENTS = {
  state: "jrp-state",
  comparison: "jrp-comparison",
  ready: "jrp-ready",
  progress: "jrp-progress",
  problem: "jrp-problem",
  error: "jrp-error",
  warning: "jrp-warning",
  evidence: "jrp-evidence",
  reason: "jrp-reason",
} as const satisfies Record<string, keyof JrpCheckEvents>;

export type EventName = keyof typeof EVENTS;

/** What a component's event hands over. */
export type DetailOf<Name extends EventName> = JrpCheckEvents[(typeof EVENTS)[Name]]["detail"];

type Handlers = { [Name in EventName]?: ((detail: DetailOf<Name>) => void) | undefined };

/** Hears an element's own events, not those of one inside it; gives what ends that. `handlers` is asked at each event. */
export function listen(element: JrpCheckElement, handlers: () => Handlers): () => void {
  const names = Object.keys(EVENTS) as EventName[];
  const heard = names.map((name) => {
    const hear = (event: Event) => {
      if (event.target === element) {
        (handlers()[name] as ((detail: unknown) => void) | undefined)?.((event as CustomEvent).detail);
      }
    };
    element.addEventListener(EVENTS[name], hear);
    return () => element.removeEventListener(EVENTS[name], hear);
  });
  return () => heard.forEach((end) => end());
}

/** How the comparison of a form stands, as hooks tell it. */
export interface CheckState {
  /** The answer for what stands in the form; absent while there is none, or another is on its way */
  comparison: JrpCheckEvents["jrp-state"]["detail"]["comparison"];
  /** Whether lists can be asked */
  isReady: boolean;
  /** Why they cannot */
  error: JrpCheckEvents["jrp-error"]["detail"]["error"] | undefined;
}

export const AT_FIRST: CheckState = { comparison: undefined, isReady: false, error: undefined };

/** Follows an element; `change` is told what differs. */
export function follow(element: JrpCheckElement, change: (part: Partial<CheckState>) => void): () => void {
  change({ comparison: element.comparison, isReady: element.info !== undefined });
  return listen(element, () => ({
    state: ({ comparison }) => change({ comparison }),
    ready: () => change({ isReady: true, error: undefined }),
    error: ({ error, usable }) => change(usable ? {} : { isReady: false, error }),
  }));
}
