/** The records a comparison reached, for those who want to see them. */
import type { Finding, RosterInfo } from "../browser.js";
import { type Lang } from "./texts.js";
export declare function records(findings: readonly Finding[], infos: readonly RosterInfo[], lang: Lang): HTMLElement | undefined;
