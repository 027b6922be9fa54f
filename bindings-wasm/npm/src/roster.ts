import { JrpError, call } from "./error.js";
import type { Comparison, Freshness, Query, RosterInfo } from "./generated/types.js";
import { Handle } from "./handle.js";
import { leaves } from "./leaves.js";
import { assertInitialised } from "./load.js";
import { checked } from "./options.js";
import type { RawRoster } from "./raw/jrp_wasm.js";
import { scope } from "./scope.js";
import { TrustAnchors } from "./trust.js";

/** A roster answers questions; it never changes. The entries for browsers and Node say how one is opened. */
export abstract class OpenRoster extends Handle<RawRoster> {
  /** @internal */
  static raw(roster: OpenRoster): RawRoster {
    if (!(roster instanceof OpenRoster)) throw new JrpError("argument", "roster is no Roster");
    return roster.live;
  }

  /** Compares the subjects of a query with the lists. */
  check(query: Query): Answer {
    const raw = this.live;
    const text = leaves(query);
    const now = Date.now() / 1000;
    const comparison = JSON.parse(call(() => raw.check(text, now))) as Comparison;
    const evidence = (occasion?: Occasion) => evidenceOf(this.live, text, now, occasion);
    // Not enumerable, so that the answer is written, copied and sent as the plain object it is.
    return Object.defineProperty(comparison, "evidence", { value: evidence }) as Answer;
  }

  /** The same as text: byte for byte what Rust, C and the `jrp` command give. */
  checkJson(query: Query): string {
    const raw = this.live;
    const text = leaves(query);
    return call(() => raw.check(text, Date.now() / 1000));
  }

  /** Many queries, one by one. A query that is refused has its error in its place. */
  checkAll(queries: readonly Query[]): (Answer | JrpError)[] {
    if (!Array.isArray(queries)) throw new JrpError("argument", "checkAll takes an array of queries");
    void this.live;
    return queries.map((query) => {
      try {
        return this.check(query);
      } catch (error) {
        if (error instanceof JrpError) return error;
        throw error;
      }
    });
  }

  /** A newer roster: this one with a delta laid on it. This one stays as it is. */
  withDelta(bytes: Uint8Array | ArrayBuffer, trust: TrustAnchors): this {
    const raw = this.live;
    const anchors = TrustAnchors.raw(trust);
    const array = bytesOf(bytes);
    const Same = this.constructor as new (raw: RawRoster) => this;
    return new Same(call(() => raw.withDelta(array, anchors)));
  }

  /**
   * Throws where this roster may not take the place of another of its publisher: a new base may leave lists out, and whoever
   * signed it must be entitled to those too. A host that follows a publisher asks this wherever the base is another one.
   */
  assertMayReplace(before: OpenRoster, trust: TrustAnchors): void {
    const raw = this.live;
    const [other, anchors] = [OpenRoster.raw(before), TrustAnchors.raw(trust)];
    call(() => raw.mayReplace(other, anchors));
  }

  /** How old the data are at a time, as every answer of that time says. */
  freshness(now: Date = new Date()): Freshness {
    const raw = this.live;
    return JSON.parse(call(() => raw.freshness(now.getTime() / 1000))) as Freshness;
  }

  /** Publisher, sequence, dates, lists with their records, scenarios. */
  get info(): RosterInfo {
    const raw = this.live;
    return JSON.parse(call(() => raw.info())) as RosterInfo;
  }
}

/** An answer, of which evidence can be made as long as the roster is not freed. */
export type Answer = Comparison & {
  /**
   * Evidence for the procurement archive, one line of JSON (docs/EVIDENCE.md), byte for byte what Rust, C and the `jrp`
   * command give: what was asked, answered and when, by which files, with the SM3 digest of all that. Keep it as it is.
   */
  evidence(occasion?: Occasion): string;
};

/** What evidence repeats of the caller's. */
export interface Occasion {
  /** For which project was asked */
  project?: string | undefined;
  /** Who asked */
  operator?: string | undefined;
  /** 16 to 64 random bytes; drawn anew where absent */
  salt?: Uint8Array | undefined;
}

function evidenceOf(raw: RawRoster, text: string, now: number, occasion: Occasion = {}): string {
  const { project, operator, salt } = checked(occasion, ["project", "operator", "salt"]);
  for (const [name, value] of Object.entries({ project, operator })) {
    if (value !== undefined && typeof value !== "string") throw new JrpError("argument", `${name} is a text`);
  }
  if (salt !== undefined && !(salt instanceof Uint8Array)) throw new JrpError("argument", "salt is a Uint8Array");
  const bytes = salt ?? scope.crypto.getRandomValues(new Uint8Array(16));
  return call(() => raw.evidence(text, now, project, operator, bytes));
}

/** What stands upon a snapshot when it is opened. */
export interface ChainOptions {
  /**
   * The deltas on it, the oldest first. The minimum sequence of the trust is asked of the last one, which signs for what
   * is below.
   */
  deltas?: readonly (Uint8Array | ArrayBuffer)[];
}

/** The bytes of the deltas. @internal */
export function deltasOf({ deltas = [] }: ChainOptions): Uint8Array[] {
  if (!Array.isArray(deltas)) throw new JrpError("argument", "deltas is an array of snapshots");
  return deltas.map(bytesOf);
}

/** Bytes as the module takes them, without a copy. @internal */
export function bytesOf(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  assertInitialised();
  // A buffer that was transferred away has no bytes, and may not even be looked at.
  if (bytes instanceof Uint8Array) return bytes.length === 0 ? new Uint8Array() : bytes;
  if (bytes instanceof ArrayBuffer) return bytes.byteLength === 0 ? new Uint8Array() : new Uint8Array(bytes);
  throw new JrpError("argument", "a snapshot is a Uint8Array or an ArrayBuffer");
}
