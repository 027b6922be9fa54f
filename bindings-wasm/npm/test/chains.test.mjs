// A base and its deltas, opened at once: in Node, and as a browser opens them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JrpError, Roster, TrustAnchors, init } from "jrp";
import * as browser from "../dist/browser.js";
import { read, wellKnown } from "./fixtures.mjs";

await init();
const pem = read("public.pub", "utf8");
const [base, delta] = [read("public.jrp"), read("public-delta.jrp")];
const { publisher, sequence } = Roster.open(base, new TrustAnchors([pem])).info;

function refused(body, code, words) {
  assert.throws(body, (error) => error instanceof JrpError && error.code === code && words.test(error.message));
}

for (const [where, open] of [["Node", Roster.open], ["a browser", browser.Roster.open]]) {
  test(`the minimum sequence is asked of the newest file, in ${where}`, () => {
    const anchor = `jrp-trust 1\nanchor\npublisher ${publisher}\nroles records policy\n`;
    for (const trustOf of [
      (minimum) => new TrustAnchors([`${anchor}minimum-sequence ${minimum}\n${pem}`]),
      (minimum) => new TrustAnchors([pem], { minimumSequence: minimum }),
    ]) {
      const trust = trustOf(sequence + 1);
      refused(() => open(base, trust), "sequence-too-old", /below the minimum/);
      refused(() => open(base, trust, { deltas: [] }), "sequence-too-old", /below the minimum/);
      const chain = open(base, trust, { deltas: [delta] });
      assert.deepEqual([chain.info.sequence, chain.info.deltas], [sequence + 1, 1]);
      assert.notEqual(chain.check(wellKnown).outcome, "prohibited");
      refused(() => open(base, trustOf(sequence + 2), { deltas: [delta] }), "sequence-too-old", /^delta 1: sequence/);
    }
  });

  test(`what is not a chain is refused, in ${where}`, () => {
    const trust = new TrustAnchors([pem]);
    refused(() => open(base, trust, { deltas: [delta, delta] }), "delta-mismatch", /^delta 2: /);
    refused(() => open(delta, trust, { deltas: [base] }), "delta-mismatch", /open its base first/);
    refused(() => open(base, trust, { deltas: [new Uint8Array(9)] }), "not-a-snapshot", /^delta 1: /);
    for (const deltas of [null, delta, "x", { length: 1 }, [null], ["x"], [[]]]) {
      refused(() => open(base, trust, { deltas }), "argument", /./);
    }
  });
}

test("a browser opens no delta that is not for the public", () => {
  const trust = new TrustAnchors([pem]);
  refused(() => browser.Roster.open(base, trust, { deltas: [read("prompts.jrp")] }), "audience-refused", /./);
});

test("a base that leaves lists out takes no other's place, unless its signers may speak for those", () => {
  const { info } = Roster.open(base, new TrustAnchors([pem]));
  const own = info.lists.map(({ code }) => code);
  const anchor = (lists) => `anchor\npublisher ${publisher}\n${lists}roles records policy\n${pem}`;
  const everything = new TrustAnchors([`jrp-trust 1\n${anchor("")}`]);
  const some = new TrustAnchors([`jrp-trust 1\n${anchor(`lists ${own.join(" ")}\n`)}`]);
  const before = Roster.open(read("measures.jrp"), new TrustAnchors([read("measures.pub", "utf8")]));
  assert.ok(before.info.lists.some(({ code }) => !own.includes(code)), "the other file has a list of its own");
  const newer = Roster.open(base, some);
  newer.assertMayReplace(newer, some);
  newer.assertMayReplace(before, everything);
  refused(() => newer.assertMayReplace(before, some), "signer-not-entitled", /list/);
  refused(() => newer.assertMayReplace(null, some), "argument", /./);
});
