/** The component and the composable, made of Vue 3 or 2.7, whichever the page has. */
import type { Settled } from "../element/element.js";
import type { Comparison, JrpError } from "../browser.js";
interface Box<T> {
    value: T;
}
/** What is used of Vue. Both have it: 3 as exports, 2.7 as exports and on its constructor. */
export interface VueLike {
    version: string;
    defineComponent(options: object): unknown;
    h(tag: string, data: object): unknown;
    shallowRef(value: unknown): Box<unknown>;
    watch(source: unknown, changed: (now: never, before: unknown, onCleanup: (end: () => void) => void) => void, options: object): unknown;
}
/** An instance of el-form, a-form or another component that validates itself. */
interface Validating {
    validate?: (...args: never[]) => unknown;
}
/** What leads to the form: its ref, or what the ref holds. */
export type FormLike = Validating | Element | null | undefined | Box<Validating | Element | null | undefined>;
/** What `useJrp` gives; the boxes are refs. */
export interface Jrp {
    /** The ref for `<JrpCheck ref="check">` */
    check: Box<unknown>;
    /** The answer for what stands in the form; undefined while there is none, or another is on its way */
    comparison: Box<Comparison | undefined>;
    isReady: Box<boolean>;
    error: Box<JrpError | undefined>;
    settle(): Promise<Settled>;
    /**
     * A handler that validates the form given to `useJrp`, if it can validate itself, waits for the answer, and runs `submit`
     * where `block-submit` lets the form out.
     */
    submit<A extends unknown[], R>(submit: (...args: A) => R | Promise<R>): (...args: A) => Promise<R | undefined>;
    /** For `rules` of el-form and a-form, version 2 and 3 alike */
    rule: {
        validator: () => Promise<void>;
    };
}
export interface JrpForVue {
    JrpCheck: unknown;
    useJrp: (form?: FormLike) => Jrp;
}
/** Makes both of a Vue: of the global one on a page with `jrp.classic.js`, `const { JrpCheck } = JRP.vue(Vue)`. */
export declare function vue(vue: VueLike): JrpForVue;
export {};
