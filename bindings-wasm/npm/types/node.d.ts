import { type WasmSource } from "./load.js";
import { type ChainOptions, OpenRoster } from "./roster.js";
import { TrustAnchors } from "./trust.js";
export * from "./api.js";
/** Makes the module ready: reads `jrp.wasm` from beside this file, or takes it from `source`. Later calls do nothing. */
export declare function init(source?: WasmSource): Promise<void>;
export interface OpenOptions extends ChainOptions {
    /** The person key, the content of `person.key`: with it, questions about natural persons are answered. */
    personKey?: string | Uint8Array;
}
/** A roster in Node. */
export declare class Roster extends OpenRoster {
    /** Opens and verifies a snapshot of any audience. */
    static open(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors, options?: OpenOptions): Roster;
}
