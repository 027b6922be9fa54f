import { wasmAddress } from "./address.js";
import { call } from "./error.js";
import { type WasmSource, compile, initOnce } from "./load.js";
import { checked } from "./options.js";
import { RawRoster } from "./raw/jrp_wasm.js";
import { type ChainOptions, OpenRoster, bytesOf, deltasOf } from "./roster.js";
import { TrustAnchors } from "./trust.js";

export * from "./api.js";
export { locate } from "./address.js";

/**
 * Makes the module ready: fetches `jrp.wasm` from beside this file, or takes it from `source`. Later calls do nothing.
 */
export function init(source?: WasmSource): Promise<void> {
  return initOnce(() => compile(source === undefined ? wasmAddress() : source));
}

/** A roster in a browser. */
export class Roster extends OpenRoster {
  /**
   * Opens and verifies a snapshot for the public. One for the government is refused (`audience-refused`), for it holds
   * natural persons or lists that are not public: these must not reach a browser.
   */
  static open(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors, options: ChainOptions = {}): Roster {
    const base = bytesOf(bytes);
    const deltas = deltasOf(checked(options, ["deltas"]));
    const anchors = TrustAnchors.raw(trust);
    return new Roster(call(() => RawRoster.openPublic(base, deltas, anchors)));
  }
}
