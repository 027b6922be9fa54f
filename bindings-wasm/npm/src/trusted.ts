/** Pages that require Trusted Types allow the policy `jrp`, which lets through our own worker and the page to be printed. */

import { workerAddress } from "./address.js";
import { scope } from "./scope.js";

interface Rules {
  createScriptURL(text: string): unknown;
  createHTML(text: string): unknown;
}

let policy: Rules | undefined;
/** The one page that is let through. */
let printed: string | undefined;

function rules(): Rules | undefined {
  const types = (scope as { trustedTypes?: { createPolicy(name: string, rules: Rules): Rules } }).trustedTypes;
  if (types && policy === undefined) {
    policy = types.createPolicy("jrp", {
      createScriptURL(text) {
        if (text !== new URL(String(workerAddress()), document.baseURI).href) {
          throw new TypeError("the policy jrp is for its own worker");
        }
        return text;
      },
      createHTML(text) {
        if (text !== printed) {
          throw new TypeError("the policy jrp is for the page that it prints");
        }
        return text;
      },
    });
  }
  return policy;
}

/** The address of the worker. */
export function trustedWorker(address: string): string {
  const policy = rules();
  return policy ? (policy.createScriptURL(address) as string) : address;
}

/** A page that `slip` made. */
export function trustedPage(html: string): string {
  printed = html;
  const policy = rules();
  return policy ? (policy.createHTML(html) as string) : html;
}
