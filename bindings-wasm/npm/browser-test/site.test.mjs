/** The demo site as `cargo xtask site` writes it, from a server that knows nothing of JRP. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { after, before, describe, it } from "node:test";
import { launch, until } from "./support/browser.mjs";

const SITE = process.env.JRP_SITE;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json" };
/** Nothing inline, nothing from elsewhere; lists made on the device are `blob:` addresses. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self' blob:; worker-src 'self'; form-action 'self'";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let server;
let url;
let browser;

before(async () => {
  server = createServer((request, response) => {
    const path = decodeURI(new URL(request.url, "http://site/").pathname).replace(/\/$/, "/index.html");
    try {
      const bytes = readFileSync(join(SITE, normalize(path)));
      response.writeHead(200, { "content-type": KINDS[extname(path)] ?? "application/octet-stream", "content-security-policy": POLICY });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

async function visit(path) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
  });
  await page.goto(url + path);
  return page;
}

const has = (page, name, value) =>
  until(async () => (await page.locator("jrp-check .card").getAttribute(name)) === value, `${name}=${value}`);

async function assertAccessible(page, what, rules = {}) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { rules }), rules);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`), [], what);
}

describe("cargo xtask site", () => {
  for (const [path, sample, tone] of [
    ["procurement.html", "sample-procurement-list", "stop"],
    ["tender.html?lang=en", "sample-member", "warn"],
    ["approval.html", "sample-aeo", "good"],
  ]) {
    it(`${path} answers from lists made on the device`, async () => {
      const page = await visit(path);
      await has(page, "data-state", "idle");
      await page.locator(`.samples button:has([data-say=${sample}])`).click();
      await has(page, "data-tone", tone);
      assert.deepEqual(await page.evaluate(() => window.violations), []);
    });
  }

  it("playground.html: a row that is edited is another answer, and a row that is refused says why", async () => {
    const page = await visit("playground.html");
    await has(page, "data-state", "idle");
    await page.locator("#code").fill("91329902MAD4887N25");
    await has(page, "data-tone", "clear");
    const feed = await page.locator("#feed").inputValue();
    await page.locator("#feed").fill(feed.replace("91329902MA9BATDJ57", "91329902MAD4887N25"));
    await page.locator("[data-make]").click();
    await has(page, "data-tone", "stop");
    assert.equal(await page.locator("[data-told]").innerText(), "已载入 9 行");
    await page.locator("#scenario").selectOption("ZTB");
    await has(page, "data-tone", "info");
    await page.locator("#feed").fill(feed.replace("BK-SXBZXR", "BK-NOBODY"));
    await page.locator("[data-make]").click();
    await until(async () => (await page.locator("[data-told]").innerText()).includes("第 3 行"), "the refused row");
    await page.locator("#feed").fill("name\n甲");
    await page.locator("[data-make]").click();
    await until(async () => (await page.locator("[data-told]").getAttribute("data-tone")) === "stop", "no feed");
    await assertAccessible(page, "playground");
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  it("the home page leads to all of it, in both languages", async () => {
    const page = await visit("?lang=en");
    const links = await page.locator(".matters a").evaluateAll((all) => all.map((link) => link.href));
    assert.equal(links.length, 5);
    const chinese = await page.locator("main [data-say]").allInnerTexts();
    assert.deepEqual(chinese.filter((text) => /\p{Script=Han}/u.test(text)), []);
    for (const link of links) assert.equal((await fetch(link)).status, 200, link);
  });

  it("every link and picture of the documentation is there", () => {
    const pages = readdirSync(join(SITE, "docs"), { recursive: true }).filter((name) => name.endsWith(".html"));
    assert.ok(pages.length > 30, String(pages.length));
    const texts = new Map(pages.map((name) => [join("docs", name), readFileSync(join(SITE, "docs", name), "utf8")]));
    const missing = [];
    for (const [name, text] of texts) {
      const prose = text.replace(/<(pre|code)\b.*?<\/\1>/gs, "");
      for (const [, target] of prose.matchAll(/(?:href|src)="([^"]+)"/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [path, anchor] = target.split("#");
        const place = path === "" ? name : join(name, "..", decodeURI(path));
        try {
          const there = texts.get(place) ?? readFileSync(place.endsWith("/") ? join(SITE, place, "index.html") : join(SITE, place), "utf8");
          if (anchor && !there.includes(`id="${decodeURIComponent(anchor)}"`)) missing.push(`${name}: ${target}`);
        } catch {
          missing.push(`${name}: ${target}`);
        }
      }
    }
    assert.deepEqual(missing, []);
  });

  it("a page of the documentation is accessible", async () => {
    const page = await visit("docs/docs/OPERATIONS.html");
    // Markdown has no other way to leave the corner of a table blank.
    await assertAccessible(page, "OPERATIONS", { "empty-table-header": { enabled: false } });
  });
});
