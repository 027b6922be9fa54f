// What the tests open. scripts/test-web writes the snapshots of the vectors before they run.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Roster, TrustAnchors } from "jrp";

const root = new URL("../../../", import.meta.url);

/** The conformance vectors. */
export const vectors = fileURLToPath(new URL("tests/vectors/", root));

/** Their snapshots, keys beside them. */
export const snapshots = process.env.JRP_WEB_DATA ?? fileURLToPath(new URL("target/test-web/data/", root));

export function read(file, encoding) {
  return readFileSync(join(snapshots, file), encoding);
}

/** A vector's snapshot, opened; `init` has been awaited. */
export function open(name, options) {
  const trust = new TrustAnchors([read(`${name}.pub`, "utf8")]);
  return { trust, roster: Roster.open(read(`${name}.jrp`), trust, options) };
}

/** A question to `public` whose answer is known. */
export const wellKnown = { scenario: "ZFCG", creditCode: "91329902MA1R00011Q", now: "2026-11-23T10:00:00+08:00" };
