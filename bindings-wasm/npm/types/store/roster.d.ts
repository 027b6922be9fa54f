/** From layers to a roster, and from a roster to its mark. */
import { Roster, type TrustAnchors } from "../browser.js";
import type { Layers, Mark } from "./vault.js";
/** A roster at hand whose layers are the lowest of the new ones. */
export interface Below {
    roster: Roster;
    layers: number;
}
/** Opens and verifies; a roster below, which was opened with the same trust, is laid upon, and stays open. */
export declare function assemble(layers: Layers, trust: TrustAnchors, below?: Below): Roster;
export declare function markOf(roster: Roster): Mark;
