/** Following a folder that `jrp publish` keeps. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { CODES, tampered } from "./support/lists.mjs";

const bench = setUp();

const answered = (sequence) => [`jrp-comparison`, ({ snapshot }) => snapshot.sequence === sequence];

/** Which files of the folder were asked for since. */
function asked(form, since) {
  return bench.site.asked.slice(since).filter((path) => path.startsWith(form.folder)).map((path) => path.slice(form.folder.length));
}

describe("a published folder", () => {
  it("gives a base, then a delta, then a new base, each fetched alone", async () => {
    const [first, second, third] = bench.lists.publications;
    const form = await bench.openFolder(first);
    await form.state("idle");
    await form.type(CODES.debtor);
    assert.equal((await form.event("jrp-comparison")).outcome, "clear");

    let since = bench.site.asked.length;
    form.publish(second);
    await form.refresh();
    assert.equal((await form.event(...answered(2))).outcome, "prohibited");
    const [delta] = [...second.keys()].filter((name) => name.endsWith(".jrp") && !first.has(name));
    assert.deepEqual(asked(form, since), ["latest", delta]);

    since = bench.site.asked.length;
    form.publish(third);
    await form.refresh();
    await form.event(...answered(3));
    const base = [...third.keys()].filter((name) => name.endsWith(".jrp") && !second.has(name));
    assert.deepEqual(asked(form, since), ["latest", ...base]);
    await form.code.fill(CODES.prohibited);
    const repaired = await form.event("jrp-comparison", ({ subjects }) => subjects[0].creditCode === "91329902MA9BATDJ57");
    assert.equal(repaired.outcome, "clear");

    since = bench.site.asked.length;
    await form.refresh();
    assert.deepEqual(asked(form, since), ["latest"]);
  });

  it("answers from base and delta without a network, on the next visit", async () => {
    const [first, second] = bench.lists.publications;
    const form = await bench.openFolder(first);
    await form.state("idle");
    form.publish(second);
    await form.refresh();
    form.publish(new Map());
    await form.page.reload();
    await form.state("idle");
    await form.type(CODES.debtor);
    const { outcome, snapshot } = await form.event("jrp-comparison");
    assert.deepEqual([outcome, snapshot.sequence, snapshot.deltas], ["prohibited", 2, 1]);
  });

  it("needs no more than its newest file to reach the trust file's minimum sequence, on every visit", async () => {
    const [first, second] = bench.lists.publications;
    const trust = `jrp-trust 1\nanchor\npublisher 云澜区信用办\nroles records policy\nminimum-sequence 2\n${bench.lists.pub}`;
    const form = await bench.openFolder(first, { trust });
    assert.equal((await form.event("jrp-error")).error.code, "sequence-too-old");
    await form.state("failed");
    form.publish(second);
    await form.refresh();
    await form.type(CODES.debtor);
    assert.equal((await form.event(...answered(2))).outcome, "prohibited");
    form.publish(new Map());
    await form.page.reload();
    await form.state("idle");
    await form.type(CODES.debtor);
    assert.equal((await form.event(...answered(2))).outcome, "prohibited");
  });

  it("is not followed back, nor where manifest or files were altered", async () => {
    const [first, second, third] = bench.lists.publications;
    const form = await bench.openFolder(second);
    await form.state("idle");
    const altered = (name) => new Map([...third].map(([file, bytes]) => [file, file === name ? tampered(bytes) : bytes]));
    const [base] = [...third.keys()].filter((name) => name.endsWith(".jrp") && !second.has(name));
    for (const [files, codes] of [
      [first, ["sequence-too-old"]],
      [altered("latest"), ["manifest-malformed", "signature-untrusted"]],
      [altered(base), ["digest-mismatch"]],
      [new Map([...third].filter(([name]) => name !== base)), ["network"]],
      [new Map([["latest", Buffer.from("<!doctype html>")]]), ["manifest-malformed"]],
    ]) {
      form.publish(files);
      await form.refresh();
      const { error, usable } = await form.event("jrp-error");
      assert.ok(codes.includes(error.code) && usable, error.code);
    }
    await form.type(CODES.debtor);
    assert.equal((await form.event("jrp-comparison")).snapshot.sequence, 2);
  });
});
