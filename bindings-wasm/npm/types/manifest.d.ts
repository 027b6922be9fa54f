import type { ManifestInfo, PlanInfo } from "./generated/types.js";
import { Handle } from "./handle.js";
import { RawManifest } from "./raw/jrp_wasm.js";
import { OpenRoster } from "./roster.js";
import { TrustAnchors } from "./trust.js";
export interface ManifestOptions {
    /** Only a manifest of this publisher is accepted. */
    publisher?: string;
}
/** The signed manifest `latest` of a published folder, verified. */
export declare class Manifest extends Handle<RawManifest> {
    /** Reads and verifies the file `latest`. */
    static read(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors, options?: ManifestOptions): Manifest;
    /** Publisher, times, and the files of base and deltas. */
    get info(): ManifestInfo;
    /**
     * What is to be fetched, given the last manifest that was followed and the names of the files at hand. Throws where
     * this manifest is older (`sequence-too-old`) or another publication's (`publication-mismatch`).
     */
    plan(last?: Manifest, files?: readonly string[]): PlanInfo;
    /** Whether these are the bytes of the layer at this position of `info.layers`, by length and digest. */
    matches(at: number, bytes: Uint8Array | ArrayBuffer): boolean;
    /** Throws (`publication-mismatch`) where the roster is not the one announced. */
    announces(roster: OpenRoster): void;
}
