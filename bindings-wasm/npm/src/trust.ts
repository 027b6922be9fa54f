import { JrpError, call } from "./error.js";
import { Handle } from "./handle.js";
import { assertInitialised } from "./load.js";
import { checked } from "./options.js";
import { RawTrust } from "./raw/jrp_wasm.js";

export interface TrustOptions {
  /** Snapshots whose sequence is lower are refused: the guard against rollback. */
  minimumSequence?: number;
}

/** Whose signatures count. Opening copies what it needs, so anchors may be freed directly afterwards. */
export class TrustAnchors extends Handle<RawTrust> {
  /**
   * @param texts Trust files, public keys (the content of `.pub` files), or the bare base64 of one; a `Uint8Array` is read
   * as UTF-8.
   */
  constructor(texts: readonly (string | Uint8Array)[], options: TrustOptions = {}) {
    assertInitialised();
    if (!Array.isArray(texts) || texts.length === 0) {
      throw new JrpError("argument", "TrustAnchors takes an array with at least one public key");
    }
    const { minimumSequence: minimum = 0 } = checked(options, ["minimumSequence"]);
    if (!Number.isSafeInteger(minimum) || minimum < 0) {
      throw new JrpError("argument", `minimumSequence is ${String(minimum)}; give a whole number from 0`);
    }
    const strings = texts.map((text, at) => keyText(textOf(text, `trust anchor ${at}`)));
    super(call(() => new RawTrust(strings, minimum)));
  }

  /** @internal */
  static raw(anchors: TrustAnchors): RawTrust {
    if (!(anchors instanceof TrustAnchors)) {
      throw new JrpError("argument", "trust is no TrustAnchors; make one with new TrustAnchors([...])");
    }
    return anchors.live;
  }
}

/** The base64 of a public key may stand without the lines around it. */
function keyText(text: string): string {
  const isBare = /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) && text.trim().length > 40;
  return isBare ? `-----BEGIN PUBLIC KEY-----\n${text.trim()}\n-----END PUBLIC KEY-----\n` : text;
}

/** No key file is longer. @internal */
const TEXT_MAX = 1 << 20;

/** @internal */
export function textOf(value: string | Uint8Array, what: string): string {
  if (typeof value !== "string" && !(value instanceof Uint8Array)) {
    throw new JrpError("argument", `${what} is neither a string nor a Uint8Array`);
  }
  if (value.length > TEXT_MAX) {
    throw new JrpError("length", `${what} has ${value.length} characters; more than ${TEXT_MAX} is beyond reason`);
  }
  return typeof value === "string" ? value : new TextDecoder().decode(value);
}
