/** `<jrp-check>` as a component of React 16.8 and later. */

import { type CSSProperties, createElement, forwardRef, useCallback, useRef } from "react";
// Here, and not in the index: bundlers pass over a module that only passes on.
import "../element/index.js";
import type { JrpCheckElement } from "../element/element.js";
import { type DetailOf, EVENTS, type EventName, listen } from "../element/listen.js";
import { ATTRIBUTES, type JrpCheckProps, attributesOf } from "../element/props.js";

type Handlers = { [Name in EventName as `on${Capitalize<Name>}`]?: ((detail: DetailOf<Name>) => void) | undefined };

export interface JrpCheckComponentProps extends JrpCheckProps, Handlers {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  hidden?: boolean | undefined;
  slot?: string | undefined;
  title?: string | undefined;
}

const NAMES = Object.keys(EVENTS) as EventName[];
const handlerOf = <Name extends EventName>(name: Name) => `on${name[0]!.toUpperCase()}${name.slice(1)}` as `on${Capitalize<Name>}`;
const OURS = new Set<string>([...Object.keys(ATTRIBUTES), ...NAMES.map(handlerOf)]);

/** Its events are those of the element without `jrp-`: `onComparison`, `onState` … */
export const JrpCheck = forwardRef<JrpCheckElement, JrpCheckComponentProps>(function JrpCheck(props, ref) {
  const newest = useRef(props);
  newest.current = props;
  const end = useRef<(() => void) | undefined>(undefined);
  // React before 19 hears no events of its own making; the first of these come before any effect runs.
  const attach = useCallback(
    (element: JrpCheckElement | null) => {
      end.current?.();
      end.current = element ? listen(element, () => handlersOf(newest.current)) : undefined;
      if (typeof ref === "function") {
        ref(element);
      } else if (ref) {
        ref.current = element;
      }
    },
    [ref],
  );
  const { className, hidden, ...rest } = Object.fromEntries(Object.entries(props).filter(([name]) => !OURS.has(name)));
  // Custom elements take `class` in every version.
  return createElement("jrp-check", { ...rest, ...attributesOf(props), class: className, hidden: hidden ? "" : undefined, ref: attach });
});

function handlersOf(props: JrpCheckComponentProps) {
  return Object.fromEntries(NAMES.map((name) => [name, props[handlerOf(name)]]));
}
