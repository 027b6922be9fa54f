import { type WasmSource } from "./load.js";
import { type ChainOptions, OpenRoster } from "./roster.js";
import { TrustAnchors } from "./trust.js";
export * from "./api.js";
export { locate } from "./address.js";
/**
 * Makes the module ready: fetches `jrp.wasm` from beside this file, or takes it from `source`. Later calls do nothing.
 */
export declare function init(source?: WasmSource): Promise<void>;
/** A roster in a browser. */
export declare class Roster extends OpenRoster {
    /**
     * Opens and verifies a snapshot for the public. One for the government is refused (`audience-refused`), for it holds
     * natural persons or lists that are not public: these must not reach a browser.
     */
    static open(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors, options?: ChainOptions): Roster;
}
