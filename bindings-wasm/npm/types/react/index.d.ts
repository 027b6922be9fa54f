/** `jrp/react`: the component `<JrpCheck>` and `useJrp`. May be imported, and rendered, where there is no DOM. */
export { JrpCheck, type JrpCheckComponentProps } from "./check.js";
export { type Jrp, useJrp } from "./use-jrp.js";
export { guarded, rule } from "../element/adapters.js";
export { locate } from "../address.js";
export type { JrpCheckElement, Settled } from "../element/element.js";
export type { JrpCheckProps } from "../element/props.js";
