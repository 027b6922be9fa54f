/** `jrp/element`: importing it defines `<jrp-check>`. */

import { scope } from "../scope.js";
import { JrpCheckElement } from "./element.js";

export { type ElementLike, type LayuiSubmit, guarded, layui, rule } from "./adapters.js";
export { JrpCheckElement, type JrpCheckEvents, type Settled } from "./element.js";
export type { FieldProblem } from "./fields.js";
export type { JrpCheckProps } from "./props.js";
export { locate } from "../address.js";

// Where there is no DOM (a server that renders) there is nothing to define.
if (scope.customElements && !scope.customElements.get("jrp-check")) {
  customElements.define("jrp-check", JrpCheckElement);
}

declare global {
  interface HTMLElementTagNameMap {
    "jrp-check": JrpCheckElement;
  }
}
