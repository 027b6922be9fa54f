/** What a form of React needs of the comparison. */
import type { Comparison } from "../browser.js";
import type { JrpCheckElement, Settled } from "../element/element.js";
import { type CheckState } from "../element/listen.js";
export interface Jrp extends CheckState {
    /** The ref for `<JrpCheck ref={jrp.ref}>` */
    ref: (element: JrpCheckElement | null) => void;
    settle(): Promise<Settled>;
    /** antd's `<Form onFinish={jrp.guarded(onFinish)}>`, or any other handler: runs where `blockSubmit` lets the form out */
    guarded<A extends unknown[], R>(submit: (...args: A) => R | Promise<R>, onHeldBack?: (comparison: Comparison | undefined) => void): (...args: A) => Promise<R | undefined>;
    /** For `rules` of antd's `Form.Item` */
    rule: {
        validator: () => Promise<void>;
    };
}
/** `const jrp = useJrp()`, with `<JrpCheck ref={jrp.ref} …>` anywhere in the tree, mounted now or later. */
export declare function useJrp(): Jrp;
