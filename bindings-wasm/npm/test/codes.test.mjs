// The codes of a JrpError are those of the table that Rust and C are held against.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

test("the type of codes is the golden table's", () => {
  const table = readFileSync(new URL("../../../bindings-c/tests/golden/error_codes.txt", import.meta.url), "utf8");
  const rows = table.trimEnd().split("\n").map((line) => line.split("\t"));
  const expected = rows.filter(([, , whose]) => whose === "all" || whose.includes("js")).map(([, name]) => name);
  const types = readFileSync(new URL("../dist/generated/codes.d.ts", import.meta.url), "utf8");
  // Behind the type stand the outcomes.
  const [type] = types.split("export declare const");
  const found = [...type.matchAll(/"([a-z0-9-]+)"/g)].map(([, name]) => name);
  assert.ok(found.length > 20);
  assert.deepEqual(found.sort(), expected.sort());
});
