/** A folder that `jrp publish` keeps: a signed manifest, and files called by their digests. */

import { JrpError, Manifest, type TrustAnchors } from "../browser.js";
import { download } from "./download.js";
import type { FetchContext, Found, Source } from "./source.js";
import { refusal } from "./vault.js";

/** No manifest is longer. */
const MANIFEST_LIMIT = 64 * 1024;

type Announced = Manifest["info"];

export class PublishedFolder implements Source {
  /** @param url ends with a slash */
  constructor(readonly url: string) {}

  async next({ kept, trust, limit, onProgress }: FetchContext): Promise<Found | "unchanged"> {
    const manifest = await this.manifest(trust);
    try {
      const { info } = manifest;
      const refused = refusal(kept.mark, info);
      if (refused) {
        throw refused;
      }
      const had = kept.layers ? (kept.mark?.files ?? []) : [];
      if (kept.layers && kept.mark?.digest === info.digest) {
        return "unchanged";
      }
      const files = info.layers.map(({ file }) => file);
      const layers: Uint8Array[] = [];
      const missing = info.layers.filter(({ file }) => !had.includes(file));
      const total = missing.reduce((sum, { bytes }) => sum + bytes, 0);
      if (total > limit) {
        throw new JrpError("network", `${this.url}: ${total} bytes to fetch, more than ${limit}; raise the limit`);
      }
      let done = 0;
      for (const [at, { file, bytes }] of info.layers.entries()) {
        const kin = kept.layers?.[had.indexOf(file)];
        const layer = kin ?? (await this.layer(file, bytes, (received) => onProgress({ received: done + received, total })));
        if (!manifest.matches(at, layer)) {
          throw new JrpError("digest-mismatch", `${this.url}${file}: not the file that the manifest names; fetch it again`);
        }
        done += kin ? 0 : bytes;
        layers.push(layer);
      }
      return { layers, files, same: sameAtTheBottom(files, had), digest: info.digest };
    } finally {
      manifest.free();
    }
  }

  private async manifest(trust: TrustAnchors): Promise<Manifest> {
    const found = await download(`${this.url}latest`, { limit: MANIFEST_LIMIT, onProgress: () => {} });
    return Manifest.read(found === "unchanged" ? new Uint8Array() : found.bytes, trust);
  }

  private async layer(file: string, limit: number, onReceived: (bytes: number) => void): Promise<Uint8Array> {
    const found = await download(this.url + file, { limit, onProgress: ({ received }) => onReceived(received) });
    return found === "unchanged" ? new Uint8Array() : found.bytes;
  }
}

function sameAtTheBottom(files: Announced["layers"][number]["file"][], had: string[]): number {
  const differs = files.findIndex((file, at) => file !== had[at]);
  return differs === -1 ? files.length : differs;
}
