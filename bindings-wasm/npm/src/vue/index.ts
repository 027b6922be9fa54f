/** `jrp/vue`: the component `<JrpCheck>` and `useJrp`, for Vue 3 and 2.7. May be imported where there is no DOM. */

import { type DefineComponent, type Ref, defineComponent, h, shallowRef, version, watch } from "vue";
import "../element/index.js";
import type { DetailOf, EventName } from "../element/listen.js";
import type { JrpCheckProps } from "../element/props.js";
import { type FormLike, type Jrp, type VueLike, vue } from "./make.js";

export { guarded, rule } from "../element/adapters.js";
export { locate } from "../address.js";
export type { JrpCheckElement, Settled } from "../element/element.js";
export type { JrpCheckProps } from "../element/props.js";
export type { FormLike } from "./make.js";

/** The handlers of the component's events, as Vue types them. */
type Handlers = { [Name in EventName as `on${Capitalize<Name>}`]?: ((detail: DetailOf<Name>) => void) | undefined };

type Refs<T> = { [Name in keyof T]: T[Name] extends { value: infer Value } ? Ref<Value> : T[Name] };

const made = vue({ defineComponent, h, shallowRef, version, watch } as unknown as VueLike);

/** `<jrp-check>` as a component; its events are those of the element without `jrp-`. */
export const JrpCheck = made.JrpCheck as DefineComponent<JrpCheckProps & Handlers>;

/**
 * What a form needs of the comparison: `const { check, comparison, submit, rule } = useJrp(form)`, with `ref="check"` on the
 * component, and `form` the ref of the el-form or a-form that `submit` is to validate first.
 */
export const useJrp = made.useJrp as (form?: FormLike) => Refs<Jrp>;
