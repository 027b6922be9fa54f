import { JrpError, call } from "./error.js";
import type { ManifestInfo, PlanInfo } from "./generated/types.js";
import { Handle } from "./handle.js";
import { checked } from "./options.js";
import { RawManifest } from "./raw/jrp_wasm.js";
import { OpenRoster, bytesOf } from "./roster.js";
import { TrustAnchors } from "./trust.js";

export interface ManifestOptions {
  /** Only a manifest of this publisher is accepted. */
  publisher?: string;
}

/** The signed manifest `latest` of a published folder, verified. */
export class Manifest extends Handle<RawManifest> {
  /** Reads and verifies the file `latest`. */
  static read(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors, options: ManifestOptions = {}): Manifest {
    const array = bytesOf(bytes);
    const anchors = TrustAnchors.raw(trust);
    const { publisher } = checked(options, ["publisher"]);
    return new Manifest(call(() => RawManifest.read(array, anchors, publisher)));
  }

  /** Publisher, times, and the files of base and deltas. */
  get info(): ManifestInfo {
    const raw = this.live;
    return JSON.parse(call(() => raw.info())) as ManifestInfo;
  }

  /**
   * What is to be fetched, given the last manifest that was followed and the names of the files at hand. Throws where
   * this manifest is older (`sequence-too-old`) or another publication's (`publication-mismatch`).
   */
  plan(last?: Manifest, files: readonly string[] = []): PlanInfo {
    const raw = this.live;
    if (last !== undefined && !(last instanceof Manifest)) throw new JrpError("argument", "last is no Manifest");
    if (!Array.isArray(files) || !files.every((file) => typeof file === "string")) {
      throw new JrpError("argument", "files is an array of file names");
    }
    const before = last === undefined ? undefined : last.live;
    const names = files.slice();
    return JSON.parse(call(() => (before ? raw.planFrom(before, names) : raw.plan(names)))) as PlanInfo;
  }

  /** Whether these are the bytes of the layer at this position of `info.layers`, by length and digest. */
  matches(at: number, bytes: Uint8Array | ArrayBuffer): boolean {
    const raw = this.live;
    const array = bytesOf(bytes);
    return call(() => raw.matches(at, array));
  }

  /** Throws (`publication-mismatch`) where the roster is not the one announced. */
  announces(roster: OpenRoster): void {
    const raw = this.live;
    const opened = OpenRoster.raw(roster);
    call(() => raw.announces(opened));
  }
}
