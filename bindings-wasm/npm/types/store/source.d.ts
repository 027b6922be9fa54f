/** Where lists come from. */
import type { TrustAnchors } from "../browser.js";
import { type Progress } from "./download.js";
import type { Kept, Layers } from "./vault.js";
export interface FetchContext {
    kept: Kept;
    trust: TrustAnchors;
    limit: number;
    onProgress(progress: Progress): void;
}
/** What a source holds that is not kept yet. */
export interface Found {
    layers: Layers;
    /** How many layers at the bottom are those kept */
    same: number;
    /** The manifest they come from */
    latest?: Uint8Array | undefined;
    etag?: string | undefined;
}
export interface Source {
    /** Names the source in the vault. */
    readonly url: string;
    next(context: FetchContext): Promise<Found | "unchanged">;
}
/** One file; each publication replaces it. */
export declare class SnapshotFile implements Source {
    readonly url: string;
    constructor(url: string);
    next({ kept, limit, onProgress }: FetchContext): Promise<Found | "unchanged">;
}
/** The source of a kind at an address. */
export declare function sourceOf({ url }: {
    kind: "snapshot";
    url: string;
}): Source;
