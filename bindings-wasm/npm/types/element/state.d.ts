/** What the card shows, as data. */
import type { Comparison, Freshness, RosterInfo } from "../browser.js";
import type { Progress } from "../store/download.js";
import type { Shape } from "./dom.js";
import type { Lang } from "./texts.js";
export type Body = {
    kind: "starting";
} | ({
    kind: "downloading";
} & Progress) | {
    kind: "verifying";
} | {
    kind: "idle";
} | {
    kind: "typing";
    typed: number;
} | {
    kind: "comparing";
} | {
    kind: "result";
    comparison: Comparison;
} | {
    kind: "failed";
    code: string;
};
export interface State {
    lang: Lang;
    body: Body;
    info?: RosterInfo | undefined;
    freshness?: Freshness | undefined;
    /** Why the lists at hand are not the newest */
    note?: "offline" | "refused" | undefined;
    /** The form was submitted, and is held back */
    blocked: boolean;
}
/** Colour and shape. Nothing found is not a praise: `clear` has a tone of its own. */
export declare function toneOf(body: Body): Shape | "quiet";
