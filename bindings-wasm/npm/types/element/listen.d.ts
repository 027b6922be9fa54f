/** The element's events by the names that frameworks give them. */
import type { JrpCheckElement, JrpCheckEvents } from "./element.js";
/** A component's event → the element's. */
export declare const EVENTS: {
    readonly state: "jrp-state";
    readonly comparison: "jrp-comparison";
    readonly ready: "jrp-ready";
    readonly progress: "jrp-progress";
    readonly problem: "jrp-problem";
    readonly error: "jrp-error";
    readonly warning: "jrp-warning";
    readonly evidence: "jrp-evidence";
    readonly reason: "jrp-reason";
};
export type EventName = keyof typeof EVENTS;
/** What a component's event hands over. */
export type DetailOf<Name extends EventName> = JrpCheckEvents[(typeof EVENTS)[Name]]["detail"];
type Handlers = {
    [Name in EventName]?: ((detail: DetailOf<Name>) => void) | undefined;
};
/** Hears an element's own events, not those of one inside it; gives what ends that. `handlers` is asked at each event. */
export declare function listen(element: JrpCheckElement, handlers: () => Handlers): () => void;
/** How the comparison of a form stands, as hooks tell it. */
export interface CheckState {
    /** The answer for what stands in the form; absent while there is none, or another is on its way */
    comparison: JrpCheckEvents["jrp-state"]["detail"]["comparison"];
    /** Whether lists can be asked */
    isReady: boolean;
    /** Why they cannot */
    error: JrpCheckEvents["jrp-error"]["detail"]["error"] | undefined;
}
export declare const AT_FIRST: CheckState;
/** Follows an element; `change` is told what differs. */
export declare function follow(element: JrpCheckElement, change: (part: Partial<CheckState>) => void): () => void;
export {};
