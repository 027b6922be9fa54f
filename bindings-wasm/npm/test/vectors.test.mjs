// Every conformance vector, byte for byte.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { JrpError, Roster, TrustAnchors, init } from "jrp";
import { snapshots, vectors } from "./fixtures.mjs";

await init();
const personKey = readFileSync(join(snapshots, "person.key"), "utf8");

for (const file of readdirSync(vectors).filter((file) => file.endsWith(".json")).sort()) {
  test(`vectors of ${file}`, () => {
    const text = readFileSync(join(vectors, file), "utf8");
    const { options, queries } = JSON.parse(text);
    const at = (extension) => join(snapshots, file.replace(/json$/, extension));
    const trust = new TrustAnchors([readFileSync(at("pub"), "utf8")]);
    const roster = Roster.open(readFileSync(at("jrp")), trust, options.openWithPersonKey ? { personKey } : {});
    let answered = 0;
    for (const { name, query, expect, result } of queries) {
      if (expect.error !== undefined) {
        assert.throws(() => roster.check(query), (error) => error instanceof JrpError && error.code === expect.error, name);
      } else if (result !== null) {
        // The file holds the answer as core wrote it.
        const json = roster.checkJson(query);
        assert.ok(text.includes(`"result": ${json}`), `${name}: ${json}`);
        assert.equal(JSON.stringify(roster.check(query)), JSON.stringify(result), name);
      }
      answered += 1;
    }
    assert.ok(answered > 0);
    roster.free();
    trust.free();
  });
}
