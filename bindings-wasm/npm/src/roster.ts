import { JrpError, call } from "./error.js";
import type { Comparison, Freshness, Query, RosterInfo } from "./generated/types.js";
import { Handle } from "./handle.js";
import { assertInitialised } from "./load.js";
import type { RawRoster } from "./raw/jrp_wasm.js";
import { TrustAnchors } from "./trust.js";

/** Longer questions are no questions: 4,096 members with codes and names take half of it. */
const QUERY_MAX = 1 << 20;

/** A roster answers questions; it never changes. The entries for browsers and Node say how one is opened. */
export abstract class OpenRoster extends Handle<RawRoster> {
  /** Compares the subjects of a query with the lists. */
  check(query: Query): Comparison {
    return JSON.parse(this.checkJson(query)) as Comparison;
  }

  /** The same as text: byte for byte what Rust, C and the `jrp` command give. */
  checkJson(query: Query): string {
    const raw = this.live;
    const text = queryText(query);
    return call(() => raw.check(text, Date.now() / 1000));
  }

  /** Many queries, one by one. A query that is refused has its error in its place. */
  checkAll(queries: readonly Query[]): (Comparison | JrpError)[] {
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

function queryText(query: Query): string {
  if (typeof query !== "object" || query === null || Array.isArray(query)) {
    throw new JrpError("query-invalid", "a query is an object such as { scenario: \"ZFCG\", creditCode: \"91…\" }");
  }
  let text: string | undefined;
  try {
    text = JSON.stringify(query);
  } catch (cause) {
    throw new JrpError("query-invalid", `the query is no plain object: ${String(cause)}`, { cause });
  }
  if (text === undefined) throw new JrpError("query-invalid", "the query is no plain object");
  if (text.length > QUERY_MAX) {
    throw new JrpError("length", `the query has ${text.length} characters; more than ${QUERY_MAX} is beyond reason`);
  }
  return text;
}

/** Bytes as the module takes them, without a copy. @internal */
export function bytesOf(bytes: Uint8Array | ArrayBuffer): Uint8Array {
  assertInitialised();
  if (bytes instanceof Uint8Array) return bytes;
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  throw new JrpError("argument", "a snapshot is a Uint8Array or an ArrayBuffer");
}
