/** `<jrp-check>` as a component of React 16.8 and later. */
import { type CSSProperties } from "react";
import "../element/index.js";
import type { JrpCheckElement } from "../element/element.js";
import { type DetailOf, type EventName } from "../element/listen.js";
import { type JrpCheckProps } from "../element/props.js";
type Handlers = {
    [Name in EventName as `on${Capitalize<Name>}`]?: ((detail: DetailOf<Name>) => void) | undefined;
};
export interface JrpCheckComponentProps extends JrpCheckProps, Handlers {
    id?: string | undefined;
    className?: string | undefined;
    style?: CSSProperties | undefined;
    hidden?: boolean | undefined;
    slot?: string | undefined;
    title?: string | undefined;
}
/** Its events are those of the element without `jrp-`: `onComparison`, `onState` … */
export declare const JrpCheck: import("react").ForwardRefExoticComponent<JrpCheckComponentProps & import("react").RefAttributes<JrpCheckElement>>;
export {};
