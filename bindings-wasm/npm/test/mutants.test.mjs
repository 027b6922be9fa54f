// Every field of a file changed and signed again by the right key: refused with the code, or answered with the bytes, that
// core gives. scripts/test-web has the example `mutants` write the files, which says what they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JrpError, Roster, TrustAnchors, init } from "jrp";
import { read } from "./fixtures.mjs";

await init();
const KINDS = [undefined, "org", "person", "sole-trader"];
const ID_KINDS = [undefined, "uscc", "org-code", "reg-no", "tax-no", "citizen-id", "passport", "permit"];
const trust = new TrustAnchors([read("mutants/key.pub", "utf8")]);
const personKey = read("mutants/person.key", "utf8");
const base = Roster.open(read("mutants/base.jrp"), trust, { personKey });
const packed = read("mutants/mutants.bin");
const lines = read("mutants/mutants.txt", "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
const told = (text) => (text === "-" ? undefined : text);
const questions = lines.filter(([word]) => word === "question").map(([, kind, creditCode, name, idKind, id]) => ({
  scenario: "ZFCG",
  now: "2026-11-22T09:00:00+08:00",
  kind: KINDS[kind],
  creditCode: told(creditCode),
  name: told(name),
  id: idKind === "0" ? undefined : { kind: ID_KINDS[idKind], value: id },
}));
const encoder = new TextEncoder();

/** The code of a refusal; anything but a refusal is a fault. */
function code(error) {
  assert.ok(error instanceof JrpError, String(error));
  assert.notEqual(error.code, "panic", error.message);
  return error.code;
}

function verdict(roster) {
  let sum = 0x811c9dc5;
  const outcomes = questions.map((question) => {
    try {
      const json = roster.checkJson(question);
      for (const byte of encoder.encode(json)) sum = Math.imul(sum ^ byte, 0x01000193);
      return JSON.parse(json).outcome;
    } catch (error) {
      return `!${code(error)}`;
    }
  });
  return `${outcomes}#${(sum >>> 0).toString(16).padStart(8, "0")}`;
}

test("mutants come to the verdict of core", () => {
  const counts = { opened: 0, refused: 0 };
  for (const [word, layer, offset, length, expected, what] of lines) {
    if (word !== "mutant") continue;
    const bytes = packed.subarray(Number(offset), Number(offset) + Number(length));
    let found;
    try {
      const roster = layer === "delta" ? base.withDelta(bytes, trust) : Roster.open(bytes, trust, { personKey });
      found = verdict(roster);
      roster.free();
      counts.opened += 1;
    } catch (error) {
      found = code(error);
      counts.refused += 1;
    }
    assert.equal(found, expected, `${layer}: ${what}`);
  }
  assert.ok(questions.length > 4 && counts.opened > 100 && counts.refused > 100, JSON.stringify(counts));
});
