/** From layers to a roster, and from a roster to its mark. */

import { Roster, type TrustAnchors } from "../browser.js";
import type { Layers, Mark } from "./vault.js";

/** A roster at hand whose layers are the lowest of the new ones. */
export interface Below {
  roster: Roster;
  layers: number;
}

/** Opens and verifies; a roster below is laid upon, and stays open. */
export function assemble(layers: Layers, trust: TrustAnchors, below?: Below): Roster {
  const [base, ...deltas] = layers;
  let roster = below?.roster ?? Roster.open(base ?? new Uint8Array(), trust);
  const rest = below ? layers.slice(below.layers) : deltas;
  for (const delta of rest) {
    const under = roster;
    try {
      roster = under.withDelta(delta, trust);
    } finally {
      if (under !== below?.roster) {
        under.free();
      }
    }
  }
  return roster;
}

export function markOf(roster: Roster): Mark {
  const { publisher, region, sequence, digest } = roster.info;
  return { publisher, region: region ?? "", sequence, digest };
}
