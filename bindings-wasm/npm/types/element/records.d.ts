/** The records a comparison reached, for those who want to see them. */
import type { Finding } from "../browser.js";
import { type Lang } from "./texts.js";
export declare function records(findings: readonly Finding[], lang: Lang): HTMLElement | undefined;
