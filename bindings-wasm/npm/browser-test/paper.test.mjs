/** The page for the procurement file: the one of `jrp slip`, printed from the card. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { shows, until } from "./support/browser.mjs";
import { CODES, JRP } from "./support/lists.mjs";

const bench = setUp();
const MODULE = "/jrp/slip.wasm";
const PROJECT = { print: "", project: "云采〔2026〕7号 <b>课桌椅</b>", operator: "王经办" };

/** What the command makes of the same evidence. */
function slipOf(evidence, lang) {
  const folder = mkdtempSync(join(tmpdir(), "jrp-slip-"));
  try {
    writeFileSync(join(folder, "e.json"), evidence);
    execFileSync(JRP, ["slip", "e.json", "--lang", lang, "--out", "e.html"], { cwd: folder });
    return readFileSync(join(folder, "e.html"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const press = (form, what) => form.page.locator(`jrp-check .paper button[data-for=${what}]`).click();
const printed = (form) => form.page.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => frame.srcdoc).pop());

describe("the page for the file", () => {
  it("is not offered unless the page asks for it", async () => {
    const form = await bench.open();
    await form.type(CODES.prohibited);
    assert.equal(await form.page.locator("jrp-check .paper").count(), 0);
  });

  for (const lang of ["zh-CN", "en"]) {
    it(`is that of the command, byte for byte, in ${lang}`, async () => {
      const form = await bench.open({ attributes: { ...PROJECT, lang } });
      await form.type(CODES.prohibited);
      const before = bench.site.count(MODULE);
      await press(form, "print");
      const { evidence } = await form.event("jrp-evidence");
      await until(() => printed(form), "the printed page");
      assert.equal(await printed(form), slipOf(evidence, lang));
      assert.equal(bench.site.count(MODULE), before + 1, "the module is fetched when it is needed");
      const { question, project, operator, answer } = JSON.parse(evidence);
      assert.deepEqual([project, operator], [PROJECT.project, PROJECT.operator]);
      assert.equal(question.subjects[0].creditCode, CODES.prohibited);
      assert.equal(answer.outcome, "prohibited");
      await press(form, "print");
      await until(() => form.page.evaluate(() => document.querySelectorAll("iframe").length === 2), "a second page");
      assert.equal(bench.site.count(MODULE), before + 1, "once");
    });
  }

  it("has its style under the strictest policy, runs nothing and fetches nothing", async () => {
    const form = await bench.open({ attributes: PROJECT });
    await form.type(CODES.prohibited);
    await press(form, "print");
    await until(() => printed(form), "the printed page");
    const isDressed = () => {
      const { contentDocument, contentWindow } = document.querySelector("iframe");
      const title = contentDocument && contentDocument.querySelector("h1");
      return title !== null && contentWindow.getComputedStyle(title).textAlign === "center";
    };
    await until(() => form.page.evaluate(isDressed), "the page with its style");
    const asked = bench.site.asked.length;
    const seen = await form.page.evaluate(() => {
      const frame = document.querySelector("iframe");
      const inner = frame.contentDocument;
      return {
        sandbox: frame.getAttribute("sandbox"),
        markup: inner.querySelectorAll("td b, script, img, link").length,
        text: inner.body.textContent,
      };
    });
    assert.equal(seen.markup, 0);
    assert.ok(seen.text.includes("<b>课桌椅</b>"), "foreign text is text");
    assert.ok(!seen.sandbox.includes("allow-scripts"));
    assert.equal(bench.site.asked.length, asked);
  });

  it("comes from a worker, too", async () => {
    const form = await bench.open({ attributes: { ...PROJECT, worker: "" } });
    await form.type(CODES.clear);
    await press(form, "print");
    const { evidence } = await form.event("jrp-evidence");
    await until(() => printed(form), "the printed page");
    assert.equal(await printed(form), slipOf(evidence, "zh-CN"));
  });

  it("hands out the evidence as a file, as it is", async () => {
    const form = await bench.open({ attributes: PROJECT });
    await form.type(CODES.prohibited);
    const [download] = await Promise.all([form.page.waitForEvent("download"), press(form, "save-evidence")]);
    const { evidence } = await form.event("jrp-evidence");
    assert.equal(readFileSync(await download.path(), "utf8"), evidence);
    assert.equal(download.suggestedFilename(), "evidence-2026-11-21.json");
  });

  it("that cannot be made is said, and lets no form out", async () => {
    const form = await bench.open({ attributes: { ...PROJECT, "block-submit": "" } });
    await form.type(CODES.prohibited);
    await form.page.route(`**${MODULE}`, (route) => route.fulfill({ status: 404, body: "" }));
    await press(form, "print");
    await shows(form.page.locator("jrp-check .paper .fault"), /未能生成打印页/);
    const { error } = await form.event("jrp-warning");
    assert.equal(error.reason, "module");
    await form.page.locator("form button:not([type])").click();
    await shows(form.card, /核实之前不能提交/);
    await form.page.unroute(`**${MODULE}`);
    await press(form, "print");
    await until(() => printed(form), "the page, once the module is there");
    // The card is drawn after the dialogue was asked for.
    await until(async () => (await form.page.locator("jrp-check .paper .fault").count()) === 0, "the fault to go");
  });
});
