// Every conformance vector, byte for byte.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { JrpError, init } from "jrp";
import { open, read, vectors } from "./fixtures.mjs";

await init();
const personKey = read("person.key", "utf8");

for (const file of readdirSync(vectors).filter((file) => file.endsWith(".json")).sort()) {
  test(`vectors of ${file}`, () => {
    const text = readFileSync(join(vectors, file), "utf8");
    const { options, queries } = JSON.parse(text);
    const { roster, trust } = open(file.replace(".json", ""), options.openWithPersonKey ? { personKey } : {});
    let answered = 0;
    const { occasion, evidence: expected } = JSON.parse(read(file.replace(".json", ".evidence.json"), "utf8"));
    for (const { name, query, expect, result } of queries) {
      if (expect.error !== undefined) {
        assert.throws(() => roster.check(query), (error) => error instanceof JrpError && error.code === expect.error, name);
      } else if (result !== null) {
        // The file holds the answer as core wrote it.
        const json = roster.checkJson(query);
        assert.ok(text.includes(`"result": ${json}`), `${name}: ${json}`);
        const answer = roster.check(query);
        assert.equal(JSON.stringify(answer), JSON.stringify(result), name);
        const evidence = answer.evidence({ ...occasion, salt: Uint8Array.from(Buffer.from(occasion.salt, "hex")) });
        assert.equal(evidence, expected[name], name);
      }
      answered += 1;
    }
    assert.ok(answered > 0);
    roster.free();
    trust.free();
  });
}
