/** Telling a request that the page's Content-Security-Policy refused from one that found no network. @internal */

import { scope } from "./scope.js";

export class PolicyRefusal extends Error {}

/** Runs a request. Browsers tell scripts no more than "failed"; the violation is an event of its own. */
export async function watched<T>(request: () => Promise<T>): Promise<T> {
  let refused: string | undefined;
  const onViolation = (event: Event) => {
    const { effectiveDirective, violatedDirective } = event as SecurityPolicyViolationEvent;
    const directive = effectiveDirective || violatedDirective;
    if (/^(connect|default)-src/.test(directive)) {
      refused = directive;
    }
  };
  scope.addEventListener?.("securitypolicyviolation", onViolation);
  try {
    return await request();
  } catch (error) {
    // The event comes in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    throw refused === undefined ? error : new PolicyRefusal(`refused by ${refused}`);
  } finally {
    scope.removeEventListener?.("securitypolicyviolation", onViolation);
  }
}
