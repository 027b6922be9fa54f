/** Where lists come from. */

import type { TrustAnchors } from "../browser.js";
import { download, type Progress } from "./download.js";
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
export class SnapshotFile implements Source {
  constructor(readonly url: string) {}

  async next({ kept, limit, onProgress }: FetchContext): Promise<Found | "unchanged"> {
    const etag = kept.layers ? kept.mark?.etag : undefined;
    const found = await download(this.url, { limit, onProgress, etag });
    return found === "unchanged" ? found : { layers: [found.bytes], same: 0, etag: found.etag };
  }
}
