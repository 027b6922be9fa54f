/** What the store accepts, keeps and refuses. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { shows, until } from "./support/browser.mjs";
import { CODES, tampered } from "./support/lists.mjs";

const bench = setUp();

const gone = (request, response) => response.destroy();

/** Another visit to the same page in the same browser. */
async function visitAgain(form) {
  await form.page.reload();
}

describe("the store", () => {
  it("answers from what it kept when the lists cannot be fetched", async () => {
    const form = await bench.open();
    await form.state("idle");
    form.serve(gone);
    await visitAgain(form);
    await form.state("idle");
    assert.equal((await form.event("jrp-error")).error.code, "network");
    await shows(form.foot, /未能联网更新，使用本机保存的数据/);
    await form.type(CODES.prohibited);
    await form.hasTone("stop");
    assert.equal((await form.event("jrp-ready")).current, false);
  });

  it("asks the server whether anything is new, and takes it", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.prohibited);
    await form.refresh();
    assert.equal((await form.event("jrp-ready")).info.sequence, 1);
    form.serve(bench.lists.second);
    await form.refresh();
    // The answer on the screen follows the new lists.
    const repaired = await form.event("jrp-comparison", ({ snapshot }) => snapshot.sequence === 2);
    assert.equal(repaired.outcome, "clear");
  });

  it("refuses to go back, now and on the next visit", async () => {
    const form = await bench.open({ lists: bench.lists.second });
    await form.state("idle");
    form.serve(bench.lists.first);
    await form.refresh();
    assert.equal((await form.event("jrp-error")).error.code, "sequence-too-old");
    await form.state("idle");
    await shows(form.foot, /第 2 期.*已拒绝/s);
    await visitAgain(form);
    assert.equal((await form.event("jrp-error")).error.code, "sequence-too-old");
    await shows(form.foot, /第 2 期/);
  });

  it("refuses a second publication under one sequence", async () => {
    const form = await bench.open({ lists: bench.lists.second });
    await form.state("idle");
    form.serve(bench.lists.secondAgain);
    await form.refresh();
    assert.equal((await form.event("jrp-error")).error.code, "publication-mismatch");
  });

  for (const [what, served, code] of [
    ["an altered file", () => tampered(bench.lists.first), "digest-mismatch"],
    ["a file cut short", () => bench.lists.first.subarray(0, 20_000), "snapshot-truncated"],
    ["a page instead of a file", () => Buffer.from("<!doctype html><title>portal</title>"), "not-a-snapshot"],
    ["a stranger's file", () => bench.lists.stranger, "signature-untrusted"],
    ["a government file", () => bench.lists.government, "audience-refused"],
    ["no file at all", () => (request, response) => response.writeHead(503).end(), "network"],
  ]) {
    it(`refuses ${what}, and keeps what it has`, async () => {
      const fresh = await bench.open({ lists: served() });
      await fresh.state("failed");
      assert.deepEqual([(await fresh.event("jrp-error")).error.code, (await fresh.event("jrp-error")).usable], [code, false]);
      const form = await bench.open();
      await form.state("idle");
      form.serve(served());
      await form.refresh();
      assert.deepEqual([(await form.event("jrp-error")).error.code, (await form.event("jrp-error")).usable], [code, true]);
      await form.type(CODES.prohibited);
      await form.hasTone("stop");
    });
  }

  it("tries again when asked", async () => {
    const form = await bench.open({ lists: gone });
    await form.state("failed");
    form.serve(bench.lists.first);
    await form.page.getByRole("button", { name: "重试" }).click();
    await form.state("idle");
  });

  it("drops kept bytes that no longer verify, and fetches again", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.page.evaluate(async () => {
      const open = indexedDB.open("jrp");
      await new Promise((resolve) => (open.onsuccess = resolve));
      const table = open.result.transaction("rosters", "readwrite").objectStore("rosters");
      const cursor = table.openCursor();
      await new Promise((resolve) => (cursor.onsuccess = resolve));
      const [layer] = cursor.result.value;
      layer[layer.length >> 1] ^= 1;
      const update = cursor.result.update([layer]);
      await new Promise((resolve) => (update.onsuccess = resolve));
      open.result.close();
    });
    await visitAgain(form);
    await form.state("idle");
    const errors = await form.page.evaluate(() => window.seen.events.filter(({ type }) => type === "jrp-error"));
    assert.deepEqual(errors.map(({ detail }) => detail.error.code), ["digest-mismatch"]);
    await form.type(CODES.prohibited);
  });

  it("works without storage", async () => {
    const context = await bench.browser.newContext();
    await context.addInitScript(() => {
      Object.defineProperty(window, "indexedDB", {
        get() {
          throw new DOMException("no storage here", "SecurityError");
        },
      });
    });
    const form = await bench.open({ context });
    await form.state("idle");
    await form.type(CODES.prohibited);
    form.serve(bench.lists.second);
    await form.refresh();
    form.serve(bench.lists.first);
    await form.refresh();
    assert.equal((await form.event("jrp-error")).error.code, "sequence-too-old");
  });

  it("keeps what it has on disk, and goes on from memory, where the storage is full", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...what) {
        // The mark is in by then, the lists find no room: the transaction ends as the browser ends it.
        if (this.name === "rosters") {
          this.transaction.abort();
          throw new DOMException("no room", "QuotaExceededError");
        }
        return put.apply(this, what);
      };
    });
    form.serve(bench.lists.second);
    await form.refresh();
    const { current, info } = await form.event("jrp-ready", ({ info: { sequence } }) => sequence === 2);
    assert.deepEqual([current, info.sequence], [true, 2]);
    await form.type(CODES.prohibited);
    assert.equal((await form.event("jrp-comparison")).outcome, "clear");
    form.serve(gone);
    await visitAgain(form);
    await form.state("idle");
    assert.equal((await form.event("jrp-ready")).info.sequence, 1);
  });

  it("looks at the source when the connection comes back", async () => {
    const form = await bench.open();
    await form.state("idle");
    form.serve(bench.lists.second);
    await form.page.evaluate(() => window.dispatchEvent(new Event("online")));
    await form.event("jrp-ready", ({ info: { sequence } }) => sequence === 2);
  });

  it("looks at the source every hour", async () => {
    const context = await bench.browser.newContext();
    await context.clock.install();
    const form = await bench.open({ context });
    await form.state("idle");
    const asked = bench.site.count(form.path);
    form.serve(bench.lists.second);
    await form.page.clock.fastForward("59:00");
    assert.equal(bench.site.count(form.path), asked);
    await form.page.clock.fastForward("01:01");
    await form.event("jrp-ready", ({ info: { sequence } }) => sequence === 2);
  });

  it("lets two tabs share what one of them fetched", async () => {
    const one = await bench.open();
    await one.state("idle");
    const page = await one.context.newPage();
    await page.goto(one.url);
    const two = Object.assign(Object.create(Object.getPrototypeOf(one)), { page });
    await until(() => page.evaluate(() => window.seen?.events.some(({ type, detail }) => type === "jrp-ready" && detail.current)));
    one.serve(bench.lists.second);
    await one.refresh();
    const asked = bench.site.count(one.path);
    const { info } = await two.event("jrp-ready", ({ info: { sequence } }) => sequence === 2);
    assert.equal(info.sequence, 2);
    assert.equal(bench.site.count(one.path), asked);
  });

  it("lets no tab take another one back", async () => {
    const one = await bench.open();
    await one.state("idle");
    const outcomes = await one.page.evaluate(async () => {
      const { openVault } = await import("/jrp/store/vault.js");
      const [here, there] = [await openVault(), await openVault()];
      const mark = (sequence) => ({ publisher: "p", region: "", sequence, digest: `d${sequence}` });
      const put = (vault, sequence) => vault.put("race", mark(sequence), []).then(() => "kept", ({ code }) => code);
      const said = await Promise.all([put(here, 7), put(there, 6), put(here, 8), put(there, 7)]);
      return [...said, (await here.mark("race")).sequence];
    });
    assert.deepEqual(outcomes, ["kept", "sequence-too-old", "kept", "sequence-too-old", 8]);
  });
});
