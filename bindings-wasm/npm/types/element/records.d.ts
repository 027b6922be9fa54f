/** What a comparison found: the strictest as rows to verify by, and all of it for those who want to see it. */
import type { Comparison, Finding, RosterInfo } from "../browser.js";
import { type Lang } from "./texts.js";
type Infos = readonly RosterInfo[];
/** Which list, by whom, since and until when, on what basis, and where to verify; without a finding only the last. */
export declare function facts({ findings, subjects }: Comparison, infos: Infos, lang: Lang): HTMLElement;
export declare function records(findings: readonly Finding[], infos: Infos, lang: Lang): HTMLElement | undefined;
export {};
