import { type Answer, answered, answeredAll } from "./answer.js";
import { type Columns, type ColumnAnswers, answeredColumns, outcomeOf } from "./columns.js";
import { JrpError, call } from "./error.js";
import type { Freshness, Outcome, Query, RosterInfo } from "./generated/types.js";
import { Handle } from "./handle.js";
import { leaves } from "./leaves.js";
import { assertInitialised } from "./load.js";
import type { RawRoster } from "./raw/jrp_wasm.js";
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
    return answered(query, () => this.live);
  }

  /** The same as text: byte for byte what Rust, C and the `jrp` command give. */
  checkJson(query: Query): string {
    const raw = this.live;
    const text = leaves(query);
    return call(() => raw.check(text, Date.now() / 1000));
  }

  /** What the comparison comes to, without its words: the fastest question. */
  outcome(query: Query): Outcome {
    return outcomeOf(query, this.live);
  }

  /** Many queries, one by one. A query that is refused has its error in its place. */
  checkAll(queries: readonly Query[]): (Answer | JrpError)[];
  /** A table of which every row is asked alike; the fastest way to ask about many. */
  checkAll(columns: Columns): ColumnAnswers;
  checkAll(asked: readonly Query[] | Columns): (Answer | JrpError)[] | ColumnAnswers {
    return Array.isArray(asked) ? answeredAll(asked, () => this.live) : answeredColumns(asked as Columns, () => this.live);
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
