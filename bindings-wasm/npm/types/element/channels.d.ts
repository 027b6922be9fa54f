/** The official channels of an answer: addresses of the policy pack, and none that stands in a text. */
import type { Comparison, Finding, RosterInfo } from "../browser.js";
import type { Lang } from "./texts.js";
export interface Channel {
    name: string;
    url: string;
}
/** Where what was found is verified, the strictest finding's channel first; the general one where nothing was found. */
export declare function verifyingChannels(findings: readonly Finding[], infos: readonly RosterInfo[], lang: Lang): Channel[];
/** Where the records of a list are verified. */
export declare function channelOfList(code: string, infos: readonly RosterInfo[], lang: Lang): Channel | undefined;
/** Where repair is applied for, if the answer speaks of it. */
export declare function repairChannel(comparison: Comparison, infos: readonly RosterInfo[], lang: Lang): Channel | undefined;
