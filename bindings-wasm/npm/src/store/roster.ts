/** From layers to a roster, and from a roster to its mark. */

import { Roster, type TrustAnchors } from "../browser.js";
import type { Layers, Mark } from "./vault.js";

/** A roster at hand whose layers are the lowest of the new ones. */
export interface Below {
  roster: Roster;
  layers: number;
}

/** Opens and verifies; a roster below, which was opened with the same trust, is laid upon, and stays open. */
export function assemble(layers: Layers, trust: TrustAnchors, below?: Below): Roster {
  if (!below) {
    const [base, ...deltas] = layers;
    return Roster.open(base ?? new Uint8Array(), trust, { deltas });
  }
  let { roster } = below;
  for (const delta of layers.slice(below.layers)) {
    const under = roster;
    try {
      roster = under.withDelta(delta, trust);
    } finally {
      if (under !== below.roster) {
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
