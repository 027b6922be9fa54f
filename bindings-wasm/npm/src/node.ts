import { readFile } from "node:fs/promises";
import { call } from "./error.js";
import { type WasmSource, compile, initOnce } from "./load.js";
import { checked } from "./options.js";
import { RawRoster } from "./raw/jrp_wasm.js";
import { type ChainOptions, OpenRoster, bytesOf, deltasOf } from "./roster.js";
import { TrustAnchors, textOf } from "./trust.js";

export * from "./api.js";

/** Makes the module ready: reads `jrp.wasm` from beside this file, or takes it from `source`. Later calls do nothing. */
export function init(source?: WasmSource): Promise<void> {
  return initOnce(async () => {
    const url = source === undefined ? new URL("./jrp.wasm", import.meta.url) : source;
    return compile(url instanceof URL && url.protocol === "file:" ? await readFile(url) : url);
  });
}

export interface OpenOptions extends ChainOptions {
  /** The person key, the content of `person.key`: with it, questions about natural persons are answered. */
  personKey?: string | Uint8Array;
}

/** A roster in Node. */
export class Roster extends OpenRoster {
  /** Opens and verifies a snapshot of any audience. */
  static open(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors, options: OpenOptions = {}): Roster {
    const base = bytesOf(bytes);
    const deltas = deltasOf(checked(options, ["personKey", "deltas"]));
    const key = options.personKey === undefined ? undefined : textOf(options.personKey, "personKey");
    const anchors = TrustAnchors.raw(trust);
    return new Roster(call(() => RawRoster.openAny(base, deltas, anchors, key)));
  }
}
