/** `jrp/vue`: the component `<JrpCheck>` and `useJrp`, for Vue 3 and 2.7. May be imported where there is no DOM. */
import { type DefineComponent, type Ref } from "vue";
import "../element/index.js";
import type { DetailOf, EventName } from "../element/listen.js";
import type { JrpCheckProps } from "../element/props.js";
import { type FormLike, type Jrp } from "./make.js";
export { guarded, rule } from "../element/adapters.js";
export { locate } from "../address.js";
export type { JrpCheckElement, Settled } from "../element/element.js";
export type { JrpCheckProps } from "../element/props.js";
export type { FormLike } from "./make.js";
/** The handlers of the component's events, as Vue types them. */
type Handlers = {
    [Name in EventName as `on${Capitalize<Name>}`]?: ((detail: DetailOf<Name>) => void) | undefined;
};
type Refs<T> = {
    [Name in keyof T]: T[Name] extends {
        value: infer Value;
    } ? Ref<Value> : T[Name];
};
/** `<jrp-check>` as a component; its events are those of the element without `jrp-`. */
export declare const JrpCheck: DefineComponent<JrpCheckProps & Handlers>;
/**
 * What a form needs of the comparison: `const { check, comparison, submit, rule } = useJrp(form)`, with `ref="check"` on the
 * component, and `form` the ref of the el-form or a-form that `submit` is to validate first.
 */
export declare const useJrp: (form?: FormLike) => Refs<Jrp>;
