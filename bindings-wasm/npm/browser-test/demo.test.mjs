/** The example forms as `jrp demo --web` serves them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { launch, shows, until } from "./support/browser.mjs";
import { startDemo } from "./support/demo.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  demo?.stop();
});

async function visit(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
    window.answers = 0;
    document.addEventListener("jrp-comparison", () => (window.answers += 1));
  });
  await page.goto(demo.url + path);
  return page;
}

const card = (page) => page.locator("jrp-check .card");

async function inState(page, state) {
  await until(async () => (await card(page).getAttribute("data-state")) === state, state);
}

async function hasTone(page, tone) {
  await until(async () => (await card(page).getAttribute("data-tone")) === tone, `tone ${tone}`);
}

async function choose(page, sample) {
  const before = await page.evaluate(() => window.answers);
  await page.locator(`.samples button:has([data-say=${sample}])`).click();
  // The answer to the sample before is still there.
  await until(() => page.evaluate((count) => window.answers > count, before), sample);
}

/** Rules of WCAG 2.2 A and AA, and best practices, in the page and the element's shadow. */
async function assertAccessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  assert.deepEqual(told, [], what);
}

/** Page → what each of its samples comes to. */
const SAMPLES = {
  "procurement.html": {
    "sample-procurement-list": "stop",
    "sample-debtor": "stop",
    // A favour in procurement applies only where the document says so, which this form does not ask.
    "sample-red": "clear",
    "sample-both": "stop",
    "sample-clear": "clear",
    "sample-check": "stop",
    "sample-name": "warn",
    "sample-member": "stop",
  },
  "tender.html": {
    "sample-debtor": "warn",
    "sample-document": "warn",
    "sample-procurement-list": "info",
    "sample-clear": "clear",
    "sample-member": "warn",
  },
  "approval.html": {
    "sample-aeo": "good",
    "sample-abnormal": "info",
    "sample-procurement-list": "info",
    "sample-clear": "clear",
  },
};

describe("jrp demo --web", () => {
  for (const [path, samples] of Object.entries(SAMPLES)) {
    for (const lang of ["zh-CN", "en"]) {
      it(`${path} in ${lang}: samples show what they say, accessibly and within the policy`, async () => {
        const page = await visit(lang === "en" ? `${path}?lang=en` : path);
        await inState(page, "idle");
        assert.equal(await page.locator(".samples button").count(), Object.keys(samples).length);
        await assertAccessible(page, "before anything is typed");
        const scanned = new Set();
        for (const [sample, tone] of Object.entries(samples)) {
          await choose(page, sample);
          await hasTone(page, tone);
          if (!scanned.has(tone)) {
            scanned.add(tone);
            await page.locator("jrp-check details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
            await assertAccessible(page, sample);
          }
        }
        if (lang === "en") {
          const chinese = await page.locator("main [data-say]").allInnerTexts();
          assert.deepEqual(chinese.filter((text) => /\p{Script=Han}/u.test(text)), []);
        }
        assert.deepEqual(await page.evaluate(() => window.violations), []);
      });
    }
  }

  it("moves nothing that is being filled in when the answer appears", async () => {
    const page = await visit("procurement.html");
    await inState(page, "idle");
    const places = () => page.locator("form input, form select, form button").evaluateAll((fields) => fields.map((field) => field.getBoundingClientRect().top));
    const before = (await places()).slice(0, 6);
    await page.locator("#code").pressSequentially("91329902MA9B");
    await inState(page, "typing");
    assert.deepEqual((await places()).slice(0, 6), before);
    await page.locator("#code").fill("91329902MA9BATDJ57");
    await inState(page, "result");
    assert.deepEqual((await places()).slice(0, 6), before);
  });

  it("is read out: prohibitions at once, the rest calmly", async () => {
    const page = await visit("procurement.html");
    await inState(page, "idle");
    await choose(page, "sample-procurement-list");
    const urgent = page.locator("jrp-check [role=alert]");
    await shows(urgent, /^涉及禁止类措施，请核实。请核对所填信息；.*信用修复。$/);
    await choose(page, "sample-clear");
    await shows(urgent, "");
    await shows(page.locator("jrp-check [role=status]"), /^未发现有效记录。可以继续填写。截至/);
  });

  it("can be walked through by keyboard alone", async () => {
    const page = await visit("procurement.html");
    await inState(page, "idle");
    await page.locator("#code").fill("91329902MA9BATDJ57");
    await inState(page, "result");
    await page.locator("[data-add-member]").focus();
    const stops = [];
    for (let at = 0; at < 4; at += 1) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.localName ?? document.activeElement.id));
    }
    assert.deepEqual(stops, ["a", "a", "summary", "contact"]);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.locator("jrp-check .record").first().waitFor();
  });

  it("keeps still where the person wants no motion, and keeps its shapes in forced colours", async () => {
    const page = await visit("procurement.html", { reducedMotion: "reduce", forcedColors: "active" });
    await inState(page, "idle");
    await choose(page, "sample-procurement-list");
    const style = await card(page).evaluate((element) => {
      const { transitionDuration, borderInlineStartWidth } = getComputedStyle(element);
      return { transitionDuration, borderInlineStartWidth };
    });
    assert.deepEqual(style, { transitionDuration: "0s", borderInlineStartWidth: "6px" });
    assert.ok(await page.locator("jrp-check .head .icon").isVisible());
  });

  it("fits a telephone", async () => {
    const page = await visit("procurement.html", { viewport: { width: 390, height: 800 } });
    await inState(page, "idle");
    await choose(page, "sample-both");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0);
  });

  it("holds a prohibited supplier's form back, and takes another one's", async () => {
    const page = await visit("procurement.html");
    await inState(page, "idle");
    await choose(page, "sample-procurement-list");
    await page.locator("#contact").fill("演示");
    await page.locator("#phone").fill("000");
    await page.locator("[type=submit]").click();
    await page.locator("jrp-check .blocked").waitFor();
    assert.equal(await page.locator("[data-receipt]").innerText(), "");
    await page.locator("#code").fill("91329902MAD4887N25");
    await page.locator("[type=submit]").click();
    await shows(page.locator("[data-receipt]"), /^已收到/);
  });

  it("works without a network after the first visit", async () => {
    const page = await visit("procurement.html");
    await inState(page, "idle");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await inState(page, "idle");
    await shows(card(page), /使用本机保存的数据/);
    await choose(page, "sample-procurement-list");
    await hasTone(page, "stop");
  });

  it("serves only what it should", async () => {
    for (const path of ["../Cargo.toml", "%2e%2e/Cargo.toml", "keys/jrp.key", "jrp/../../package.json"]) {
      assert.equal((await fetch(demo.url + path)).status, 404, path);
    }
    assert.equal((await fetch(demo.url, { method: "POST" })).status, 405);
  });
});
