/** The attributes of `<jrp-check>` as properties of a framework's component. */

import type { Condition, Lang, Outcome } from "../browser.js";
import { OFF, type Reader } from "./settings.js";

/** What the components of `jrp/vue` and `jrp/react` take; each is the attribute of its name (docs/JS-API.md). */
export interface JrpCheckProps {
  folder?: string | readonly string[] | undefined;
  snapshot?: string | readonly string[] | undefined;
  trust?: string | undefined;
  trustSrc?: string | undefined;
  scenario?: string | undefined;
  lang?: Lang | undefined;
  /** To whom the card speaks: `supplier` (the default) or `clerk`, who may go on with a reason */
  audience?: Reader | undefined;
  forCode?: string | undefined;
  forName?: string | undefined;
  forKind?: string | undefined;
  forDate?: string | undefined;
  forMembers?: string | undefined;
  forMemberNames?: string | undefined;
  forConditions?: string | undefined;
  on?: string | undefined;
  conditions?: Condition | readonly Condition[] | undefined;
  /** Id of the form, where the component stands outside of it */
  form?: string | undefined;
  /** The outcomes that hold the form back; `true` is `prohibited` */
  blockSubmit?: boolean | Outcome | readonly Outcome[] | (string & {}) | undefined;
  wait?: number | string | undefined;
  print?: boolean | undefined;
  project?: string | undefined;
  operator?: string | undefined;
  nonce?: string | undefined;
  development?: boolean | "on" | "off" | undefined;
  worker?: boolean | undefined;
  debounce?: number | string | undefined;
  refresh?: number | string | undefined;
}

/** Property → attribute. A property that is missing here does not compile. */
export const ATTRIBUTES: Record<keyof JrpCheckProps, string> = {
  folder: "folder",
  snapshot: "snapshot",
  trust: "trust",
  trustSrc: "trust-src",
  scenario: "scenario",
  lang: "lang",
  audience: "audience",
  forCode: "for-code",
  forName: "for-name",
  forKind: "for-kind",
  forDate: "for-date",
  forMembers: "for-members",
  forMemberNames: "for-member-names",
  forConditions: "for-conditions",
  on: "on",
  conditions: "conditions",
  form: "form",
  blockSubmit: "block-submit",
  wait: "wait",
  print: "print",
  project: "project",
  operator: "operator",
  nonce: "nonce",
  development: "development",
  worker: "worker",
  debounce: "debounce",
  refresh: "refresh",
};

/** The attributes that the properties come to. */
export function attributesOf(props: JrpCheckProps): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(ATTRIBUTES) as [keyof JrpCheckProps, string][]) {
    // Without it the element decides by the page's address, so that off is not the same as nothing.
    const value = name === "development" && props[name] === false ? OFF[1] : props[name];
    const text = textOf(value);
    if (text !== undefined) {
      attributes[attribute] = text;
    }
  }
  return attributes;
}

/** What an attribute is to hold; nothing where it is not to be there. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === false) {
    return undefined;
  }
  return value === true ? "" : Array.isArray(value) ? value.join(" ") : String(value);
}
