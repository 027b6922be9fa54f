/** `jrp/element`: importing it defines `<jrp-check>`. */

import { JrpCheckElement } from "./element.js";

export { JrpCheckElement, type JrpCheckEvents } from "./element.js";

if (!customElements.get("jrp-check")) {
  customElements.define("jrp-check", JrpCheckElement);
}

declare global {
  interface HTMLElementTagNameMap {
    "jrp-check": JrpCheckElement;
  }
}
