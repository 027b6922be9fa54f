/** The component and the composable, made of Vue 3 or 2.7, whichever the page has. */

import { type CheckState, AT_FIRST, EVENTS, type EventName, follow } from "../element/listen.js";
import { ATTRIBUTES, type JrpCheckProps, attributesOf } from "../element/props.js";
import { type ElementLike, elementOf, guarded, rule } from "../element/adapters.js";
import type { JrpCheckElement, Settled } from "../element/element.js";
import type { Comparison, JrpError } from "../browser.js";

interface Box<T> {
  value: T;
}

/** What is used of Vue. Both have it: 3 as exports, 2.7 as exports and on its constructor. */
export interface VueLike {
  version: string;
  defineComponent(options: object): unknown;
  h(tag: string, data: object): unknown;
  shallowRef(value: unknown): Box<unknown>;
  watch(source: unknown, changed: (now: never, before: unknown, onCleanup: (end: () => void) => void) => void, options: object): unknown;
}

/** An instance of el-form, a-form or another component that validates itself. */
interface Validating {
  validate?: (...args: never[]) => unknown;
}

/** What leads to the form: its ref, or what the ref holds. */
export type FormLike = Validating | Element | null | undefined | Box<Validating | Element | null | undefined>;

/** What `useJrp` gives; the boxes are refs. */
export interface Jrp {
  /** The ref for `<JrpCheck ref="check">` */
  check: Box<unknown>;
  /** The answer for what stands in the form; undefined while there is none, or another is on its way */
  comparison: Box<Comparison | undefined>;
  isReady: Box<boolean>;
  error: Box<JrpError | undefined>;
  settle(): Promise<Settled>;
  /**
   * A handler that validates the form given to `useJrp`, if it can validate itself, waits for the answer, and runs `submit`
   * where `block-submit` lets the form out.
   */
  submit<A extends unknown[], R>(submit: (...args: A) => R | Promise<R>): (...args: A) => Promise<R | undefined>;
  /** For `rules` of el-form and a-form, version 2 and 3 alike */
  rule: { validator: () => Promise<void> };
}

export interface JrpForVue {
  JrpCheck: unknown;
  useJrp: (form?: FormLike) => Jrp;
}

/** Makes both of a Vue: of the global one on a page with `jrp.classic.js`, `const { JrpCheck } = JRP.vue(Vue)`. */
export function vue(vue: VueLike): JrpForVue {
  return { JrpCheck: component(vue), useJrp: (form) => use(vue, form) };
}

function component({ version, defineComponent, h }: VueLike): unknown {
  const isOld = version.startsWith("2.");
  const names = Object.keys(EVENTS) as EventName[];
  return defineComponent({
    name: "JrpCheck",
    // By name alone: of declared types Vue would make a `false` of each boolean that is absent.
    props: Object.keys(ATTRIBUTES),
    emits: names,
    setup(props: JrpCheckProps, { emit }: { emit: (name: string, detail: unknown) => void }) {
      const heard = names.map((name) => [EVENTS[name], ({ detail }: CustomEvent) => emit(name, detail)] as const);
      const listeners = Object.fromEntries(heard);
      const handlers = Object.fromEntries(heard.map(([event, hear]) => [handlerName(event), hear]));
      return () => {
        const attributes = attributesOf(props);
        // `pre`: Vue 2 would take the tag for the component of that name, which is this one.
        return h("jrp-check", isOld ? { attrs: attributes, on: listeners, pre: true } : { ...attributes, ...handlers });
      };
    },
  });
}

/** `jrp-ready` → `onJrpReady`, which Vue 3 makes `jrp-ready` of again. */
function handlerName(event: string): string {
  return `on${event.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`;
}

function use({ shallowRef, watch }: VueLike, form: FormLike): Jrp {
  const check = shallowRef(null);
  const told = Object.fromEntries(
    (Object.keys(AT_FIRST) as (keyof CheckState)[]).map((name) => [name, shallowRef(AT_FIRST[name])]),
  ) as { [Name in keyof CheckState]: Box<CheckState[Name]> };
  const change = (part: Partial<CheckState>) => {
    for (const [name, value] of Object.entries(part) as [keyof CheckState, never][]) {
      told[name].value = value;
    }
  };
  watch(
    check,
    (now: ElementLike | null, _, onCleanup) => {
      if (now) {
        onCleanup(follow(elementOf(now), change));
      } else {
        change(AT_FIRST);
      }
    },
    { flush: "post" },
  );
  const element = () => check.value as JrpCheckElement | null;
  return {
    ...told,
    check,
    settle: () => elementOf(element).settle(),
    submit: (submit) => {
      const run = guarded(element, submit);
      return async (...args) => ((await isValid(form)) ? run(...args) : undefined);
    },
    rule: rule(element),
  };
}

/** Whether the form's own rules hold; it shows itself what does not. */
async function isValid(form: FormLike): Promise<boolean> {
  const found = form && "value" in form && !(form instanceof Element) ? form.value : (form as Validating | null | undefined);
  if (!found || found instanceof Element || typeof found.validate !== "function") {
    return true;
  }
  try {
    // el-form tells by the value or by rejecting, a-form by rejecting.
    return (await found.validate()) !== false;
  } catch {
    return false;
  }
}
