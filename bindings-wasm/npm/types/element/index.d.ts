/** `jrp/element`: importing it defines `<jrp-check>`. */
import { JrpCheckElement } from "./element.js";
export { JrpCheckElement, type JrpCheckEvents } from "./element.js";
declare global {
    interface HTMLElementTagNameMap {
        "jrp-check": JrpCheckElement;
    }
}
