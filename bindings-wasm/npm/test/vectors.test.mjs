// Every conformance vector, byte for byte.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { JrpError, RosterSet, init } from "jrp";
import { open, read, vectors } from "./fixtures.mjs";

await init();
const personKey = read("person.key", "utf8");

for (const file of readdirSync(vectors).filter((file) => file.endsWith(".json")).sort()) {
  test(`vectors of ${file}`, () => {
    const text = readFileSync(join(vectors, file), "utf8");
    const { options, queries, beside = [] } = JSON.parse(text);
    const opened = [[file.replace(".json", ""), options], ...beside.map((name) => [name, optionsOf(name)])].map(([name, { openWithPersonKey }]) =>
      open(name, openWithPersonKey ? { personKey } : {}),
    );
    const rosters = opened.map(({ roster }) => roster);
    const roster = beside.length === 0 ? rosters[0] : new RosterSet(rosters);
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
    opened.forEach(({ roster, trust }) => [roster, trust].forEach((handle) => handle.free()));
  });
}

function optionsOf(name) {
  return JSON.parse(readFileSync(join(vectors, `${name}.json`), "utf8")).options;
}
