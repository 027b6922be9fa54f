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

describe("the folders of several publishers", () => {
  const trustOf = ({ pub, provincePub }) =>
    [["云澜区信用办", pub], ["示例省信用办", provincePub]]
      .map(([publisher, key]) => `anchor\npublisher ${publisher}\nroles records policy\n${key}`)
      .reduce((text, anchor) => text + anchor, "jrp-trust 1\n");

  /** A form on both folders; `province` is served, or not yet. */
  async function openBoth(province, attributes = {}) {
    const at = "/province/";
    for (const name of bench.lists.province.keys()) {
      bench.site.served.delete(at + name);
    }
    const serve = (files) => files.forEach((bytes, name) => bench.site.served.set(at + name, bytes));
    serve(province);
    const district = bench.lists.publications[1];
    for (const [name, bytes] of district) {
      bench.site.served.set(`/district/${name}`, bytes);
    }
    const form = await bench.open({ attributes: { folder: `/district/ ${at}`, trust: trustOf(bench.lists), ...attributes } });
    return Object.assign(form, { serve });
  }

  for (const attributes of [{}, { worker: "" }]) {
    it(`are asked as one${"worker" in attributes ? ", in a worker" : ""}`, async () => {
      const form = await openBoth(bench.lists.province, attributes);
      await form.state("idle");
      await form.type(CODES.debtor);
      const ofDistrict = await form.event("jrp-comparison");
      assert.deepEqual([ofDistrict.outcome, ofDistrict.findings[0].list.code], ["prohibited", "BK-SXBZXR"]);
      await form.code.fill(CODES.clear);
      const both = await form.event("jrp-comparison", ({ subjects }) => subjects[0].creditCode === CODES.clear);
      assert.deepEqual(both.findings.map(({ list }) => list.code), ["BK-ZDSSWF"]);
      assert.deepEqual(both.snapshots.map(({ publisher }) => publisher), ["云澜区信用办", "示例省信用办"]);
      const foot = await form.page.locator("jrp-check").locator("[part=publisher]").allTextContents();
      assert.equal(foot.length, 2);
    });
  }

  it("answer nothing before the lists of each are there", async () => {
    const form = await openBoth(new Map(), { wait: "0", "block-submit": "prohibited indeterminate" });
    await form.state("failed");
    await form.code.fill(CODES.clear);
    assert.equal(await form.page.evaluate(() => document.querySelector("jrp-check").comparison), undefined);
    form.serve(bench.lists.province);
    await form.refresh();
    const { findings } = await form.event("jrp-comparison");
    assert.deepEqual(findings.map(({ list }) => list.code), ["BK-ZDSSWF"]);
  });
});
