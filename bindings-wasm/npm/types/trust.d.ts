import { Handle } from "./handle.js";
import { RawTrust } from "./raw/jrp_wasm.js";
export interface TrustOptions {
    /** Snapshots whose sequence is lower are refused: the guard against rollback. */
    minimumSequence?: number;
}
/** Whose signatures count. Opening copies what it needs, so anchors may be freed directly afterwards. */
export declare class TrustAnchors extends Handle<RawTrust> {
    /**
     * @param texts Trust files, public keys (the content of `.pub` files), or the bare base64 of one; a `Uint8Array` is read
     * as UTF-8.
     */
    constructor(texts: readonly (string | Uint8Array)[], options?: TrustOptions);
    /** @internal */
    static raw(anchors: TrustAnchors): RawTrust;
}
/** @internal */
export declare function textOf(value: string | Uint8Array, what: string): string;
