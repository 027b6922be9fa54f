/** `jrp/element`: importing it defines `<jrp-check>`. */
import { JrpCheckElement } from "./element.js";
export { type ElementLike, type LayuiSubmit, guarded, layui, rule } from "./adapters.js";
export { JrpCheckElement, type JrpCheckEvents, type Settled } from "./element.js";
export type { FieldProblem } from "./fields.js";
export type { JrpCheckProps } from "./props.js";
export { locate } from "../address.js";
declare global {
    interface HTMLElementTagNameMap {
        "jrp-check": JrpCheckElement;
    }
}
