/** How the element behaves as a part of a page: policy, submission, other elements, other threads. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { shows } from "./support/browser.mjs";
import { CODES } from "./support/lists.mjs";

const bench = setUp();

describe("in a page", () => {
  for (const worker of [false, true]) {
    it(`breaks no rule of a strict policy${worker ? ", nor does the worker" : ""}`, async () => {
      const form = await bench.open({ attributes: worker ? { worker: "" } : {} });
      await form.state("idle");
      await form.type(CODES.prohibited);
      await form.hasTone("stop");
      await form.page.locator("jrp-check summary").click();
      await form.page.locator("[type=reset]").click();
      await form.state("idle");
      assert.deepEqual(await form.violations(), []);
      assert.equal(form.page.workers().length, worker ? 1 : 0);
    });
  }

  it("holds nothing back unless the page asks for it", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.prohibited);
    await form.page.getByRole("button", { name: "提交" }).click();
    await form.page.waitForURL(/\/sent\?/);
  });

  it("holds a prohibited submission back where the page asks for it, and tells why", async () => {
    const form = await bench.open({ attributes: { "block-submit": "" } });
    await form.state("idle");
    // Without a pause: the answer is still to come when the button is pressed.
    await form.code.fill(CODES.prohibited);
    await form.page.getByRole("button", { name: "提交" }).click();
    await form.page.locator("jrp-check .blocked").waitFor();
    await shows(form.card, /按本页面的设置，核实之前不能提交/);
    assert.ok(!form.page.url().includes("/sent"));
    const focused = await form.page.evaluate(() => document.activeElement?.localName);
    assert.equal(focused, "jrp-check");
    await form.code.fill(CODES.clear);
    await form.page.getByRole("button", { name: "提交" }).click();
    await form.page.waitForURL(/\/sent\?.*91329902MAD4887N25/);
  });

  it("holds back the outcomes that the page names", async () => {
    const form = await bench.open({ attributes: { "block-submit": "review", scenario: "ZTB", worker: "" } });
    await form.state("idle");
    await form.code.fill(CODES.debtor);
    await form.page.getByRole("button", { name: "提交" }).click();
    await form.page.locator("jrp-check .blocked").waitFor();
  });

  it("lets the form go out where no lists can be had", async () => {
    const form = await bench.open({ lists: Buffer.from("<!doctype html>"), attributes: { "block-submit": "" } });
    await form.state("failed");
    await form.code.fill(CODES.prohibited);
    await form.page.getByRole("button", { name: "提交" }).click();
    await form.page.waitForURL(/\/sent\?/);
  });

  it("tells a page that is set up wrongly", async () => {
    for (const [attributes, code] of [
      [{ trust: "" }, "argument"],
      [{ trust: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" }, "key-invalid"],
      [{ scenario: "NONE" }, "scenario-unknown"],
    ]) {
      const form = await bench.open({ attributes });
      if (code === "scenario-unknown") {
        await form.state("idle");
        await form.code.fill(CODES.clear);
      }
      await form.state("failed");
      assert.equal((await form.event("jrp-error")).error.code, code);
    }
  });

  it("takes the key as bare base64 or from an address", async () => {
    const bare = bench.lists.pub.replace(/-----[A-Z ]+-----|\s/g, "");
    bench.site.served.set("/publisher.pub", Buffer.from(bench.lists.pub));
    for (const attributes of [{ trust: bare }, { trust: "", "trust-src": "/publisher.pub" }]) {
      const form = await bench.open({ attributes });
      await form.state("idle");
    }
  });

  it("reads the kind of subject from the input that the page names", async () => {
    const form = await bench.open({ attributes: { "for-kind": "sort" } });
    await form.page.evaluate(() => {
      const [select, other] = [document.createElement("select"), new Option("", "sole-trader")];
      select.name = "sort";
      select.append(new Option("", "org"), other);
      document.querySelector("form").append(select);
    });
    await form.state("idle");
    await form.name.fill("云澜区样本便利店");
    const kind = async (wanted) => (await form.event("jrp-comparison", ({ subjects: [subject] }) => subject.kind === wanted)).subjects[0].kind;
    assert.equal(await kind("org"), "org");
    await form.page.locator("[name=sort]").selectOption("sole-trader");
    assert.equal(await kind("sole-trader"), "sole-trader");
  });

  it("watches a form that it stands outside of", async () => {
    const form = await bench.open({ attributes: { form: "application", "block-submit": "" } });
    await form.page.evaluate(() => {
      const [application, check] = [document.querySelector("form"), document.querySelector("jrp-check")];
      application.id = "application";
      application.after(check);
    });
    await form.state("idle");
    await form.type(CODES.prohibited);
    await form.hasTone("stop");
    await form.page.getByRole("button", { name: "提交" }).click();
    await form.page.locator("jrp-check .blocked").waitFor();
    assert.ok(!form.page.url().includes("/sent"));
  });

  it("downloads once for two elements on the same lists", async () => {
    const form = await bench.open();
    await form.state("idle");
    const asked = bench.site.count(form.path);
    await form.page.evaluate(() => {
      const twin = document.querySelector("jrp-check").cloneNode();
      document.querySelector("form").append(twin);
    });
    await form.page.locator("jrp-check").nth(1).locator(".card[data-state=idle]").waitFor();
    assert.equal(bench.site.count(form.path), asked);
  });

  it("shows how far the download has come", async () => {
    let send;
    const slow = (request, response) => {
      const { first } = bench.lists;
      response.writeHead(200, { "Content-Length": first.length });
      response.write(first.subarray(0, 8192));
      send = () => response.end(first.subarray(8192));
    };
    const form = await bench.open({ lists: slow });
    await form.state("downloading");
    await form.event("jrp-progress", ({ received }) => received === 8192);
    await shows(form.card, /已下载 9 KB，共 \d+ KB/);
    const bar = form.page.locator("jrp-check progress");
    assert.deepEqual(await bar.evaluate((progress) => [progress.value, progress.max]), [8192, bench.lists.first.length]);
    send();
    await form.state("idle");
  });
});
