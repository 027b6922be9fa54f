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
    /** What the files of a published folder are called */
    files?: string[];
    /** The digest of the newest layer that its manifest announces */
    digest?: string;
    /** ETag of a plain snapshot */
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
