// What goes with evidence besides its bytes, which vectors.test.mjs compares.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JrpError, init } from "jrp";
import { open, read } from "./fixtures.mjs";

await init();
const personKey = read("person.key", "utf8");
const now = new Date("2026-11-22T09:00:00+08:00");
const person = { scenario: "ZFCG", kind: "person", id: { kind: "citizen-id", value: "110105194912310021" }, now };

function thrown(code, call) {
  assert.throws(call, (error) => error instanceof JrpError && error.code === code);
}

test("the salt is drawn anew, and the person's number is not there", () => {
  const { roster, trust } = open("persons", { personKey });
  const answer = roster.check(person);
  const [one, other] = [answer.evidence(), answer.evidence()];
  assert.notEqual(JSON.parse(one).salt, JSON.parse(other).salt);
  assert.ok(!one.includes(person.id.value));
  assert.equal(JSON.stringify(JSON.parse(one).answer), JSON.stringify(answer));
  thrown("query-invalid", () => answer.evidence({ salt: new Uint8Array(15) }));
  roster.free();
  trust.free();
});

test("an answer stays plain data", () => {
  const { roster, trust } = open("persons", { personKey });
  const answer = roster.check(person);
  assert.ok(!Object.keys(answer).includes("evidence"));
  assert.equal(structuredClone(answer).evidence, undefined);
  assert.deepEqual(JSON.parse(JSON.stringify(answer)), JSON.parse(roster.checkJson(person)));
  const [first] = roster.checkAll([person]);
  assert.ok(first.evidence().startsWith('{"evidence":1,'));
  roster.free();
  thrown("freed", () => answer.evidence());
  trust.free();
});

test("the time is that of the question, however late evidence is made", async () => {
  const { roster, trust } = open("persons", { personKey });
  const { now: _, ...question } = person;
  const answer = roster.check(question);
  const before = answer.evidence();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal(JSON.parse(answer.evidence()).question.now, JSON.parse(before).question.now);
  roster.free();
  trust.free();
});

test("what is not an occasion is refused by its name", () => {
  const { roster, trust } = open("persons", { personKey });
  const answer = roster.check(person);
  for (const occasion of [{ clerk: "x" }, { project: 1 }, { operator: {} }, { salt: "00" }, null, 7]) {
    thrown("argument", () => answer.evidence(occasion));
  }
  roster.free();
  trust.free();
});
