// Several publishers, one answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JrpError, Roster, RosterSet, TrustAnchors, init } from "jrp";
import { read, wellKnown } from "./fixtures.mjs";

await init();
const trust = new TrustAnchors([read("public.pub", "utf8")]);
const before = Roster.open(read("public.jrp"), trust);
const after = before.withDelta(read("public-delta.jrp"), trust);

test("a set of one answers as its roster, byte for byte", () => {
  const set = new RosterSet([before]);
  assert.equal(set.checkJson(wellKnown), before.checkJson(wellKnown));
  assert.deepEqual(set.freshness(new Date("2026-11-23T02:00:00Z")), before.freshness(new Date("2026-11-23T02:00:00Z")));
  set.free();
});

test("the answer of several is never milder than that of one, and names all", () => {
  assert.equal(before.check(wellKnown).outcome, "prohibited");
  assert.notEqual(after.check(wellKnown).outcome, "prohibited");
  const set = new RosterSet([after, before]);
  const answer = set.check(wellKnown);
  assert.equal(answer.outcome, "prohibited");
  assert.equal(answer.snapshot, undefined);
  assert.deepEqual(answer.snapshots.map(({ sequence }) => sequence), [after.info.sequence, before.info.sequence]);
  assert.ok(answer.snapshots.every(({ freshness }) => freshness.state === "fresh"));
  assert.deepEqual(answer.findings[0].sources, [1]);
  assert.deepEqual(set.checkAll([wellKnown]), [answer]);
  set.free();
  assert.throws(() => set.check(wellKnown), (error) => error instanceof JrpError && error.code === "freed");
});

test("the set outlives the rosters it was made of", () => {
  const short = Roster.open(read("public.jrp"), trust);
  const set = new RosterSet([short, after]);
  short.free();
  assert.equal(set.check(wellKnown).outcome, "prohibited");
  set.free();
});

test("what is not an array of rosters is refused", () => {
  for (const rosters of [[], null, undefined, before, [null], ["x"], [{}]]) {
    assert.throws(() => new RosterSet(rosters), (error) => error instanceof JrpError && error.code === "argument");
  }
});
