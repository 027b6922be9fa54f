/** A folder that `jrp publish` keeps: a signed manifest, and files called by their digests. */

import { JrpError, Manifest, type TrustAnchors } from "../browser.js";
import { type Progress, downloadBytes } from "./download.js";
import type { FetchContext, Found, Source } from "./source.js";
import { type Kept, refusal } from "./vault.js";

/** No manifest is longer. */
const MANIFEST_LIMIT = 64 * 1024;

export class PublishedFolder implements Source {
  /** @param url ends with a slash */
  constructor(readonly url: string) {}

  async next(context: FetchContext): Promise<Found | "unchanged"> {
    const manifest = await this.manifest(context.trust);
    try {
      return await this.follow(manifest, context);
    } finally {
      manifest.free();
    }
  }

  private async manifest(trust: TrustAnchors): Promise<Manifest> {
    const bytes = await downloadBytes(`${this.url}latest`, { limit: MANIFEST_LIMIT, onProgress: () => {} });
    return Manifest.read(bytes, trust);
  }

  /** Fetches what the manifest names and is not at hand. What must not be followed is refused before. */
  private async follow(manifest: Manifest, { kept, limit, onProgress }: FetchContext): Promise<Found | "unchanged"> {
    const { info } = manifest;
    const refused = refusal(kept.mark, info);
    if (refused) {
      throw refused;
    }
    if (kept.layers && kept.mark?.digest === info.digest) {
      return "unchanged";
    }
    const atHand = filesAtHand(kept);
    const missing = info.layers.filter(({ file }) => !atHand.has(file));
    const total = missing.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > limit) {
      throw new JrpError("network", `${this.url}: ${total} bytes to fetch, more than ${limit}; raise the limit`);
    }
    let before = 0;
    for (const { file, bytes } of missing) {
      const tell = ({ received }: Progress) => onProgress({ received: before + received, total });
      atHand.set(file, await downloadBytes(this.url + file, { limit: bytes, onProgress: tell }));
      before += bytes;
    }
    const files = info.layers.map(({ file }) => file);
    const layers = files.map((file, at) => this.proven(manifest, at, file, atHand.get(file)));
    return { layers, files, same: sameAtTheBottom(files, kept.mark?.files ?? []), digest: info.digest };
  }

  private proven(manifest: Manifest, at: number, file: string, bytes: Uint8Array | undefined): Uint8Array {
    if (!bytes || !manifest.matches(at, bytes)) {
      throw new JrpError("digest-mismatch", `${this.url}${file}: not the file that the manifest names; fetch it again`);
    }
    return bytes;
  }
}

function filesAtHand({ mark, layers }: Kept): Map<string, Uint8Array> {
  const files = mark?.files ?? [];
  return new Map((layers ?? []).map((bytes, at) => [files[at] ?? "", bytes]));
}

function sameAtTheBottom(files: string[], had: string[]): number {
  const differs = files.findIndex((file, at) => file !== had[at]);
  return differs === -1 ? files.length : differs;
}
